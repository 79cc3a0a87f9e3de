"""What the server finds in a text by itself: links, addresses, mentions, tags and commands.

Source: find_entities in td/telegram/MessageEntity.cpp. Phone and bank card numbers are not looked for.
"""

import re
from collections.abc import Iterator

from bot.sandbox.wire import JsonObject

WORD = r"\w\u200c"
BOT_COMMAND = re.compile(r"(?<![\w/<>])/([a-zA-Z0-9_]{1,64})(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])", re.ASCII)
MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_])")
HASHTAG = re.compile(rf"(?<![{WORD}])#[{WORD}]{{1,256}}(?![{WORD}#])")
CASHTAG = re.compile(rf"(?<![${WORD}])\$(?:1INCH|[A-Z]{{1,8}})(?![${WORD}])")
EMAIL = re.compile(r"(?<![\w.+%-])[A-Za-z0-9_.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?![\w@])")
URL = re.compile(
    r"(?<![\w@/.-])(?P<scheme>(?:https?|tg|ton)://)?"
    r"(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){0,32})"
    r"(?P<port>:\d{1,5})?(?P<path>[/?#][^\s<>\"«»“”`]{0,4000})?",
)
DOMAINS = frozenset(
    """com org net edu gov mil int info biz io ai app dev me tv co cc news blog site online tech store shop xyz top
    club eu uk de fr es it nl be ch at pl cz sk hu ro bg gr pt se no fi dk ie is ru su ua by kz ge am az md lt lv ee
    us ca mx br ar cl pe jp cn kr in id vn th my sg ph au nz za ng ke eg tr il ir sa ae qa рф онлайн сайт""".split()
)
TRAILING = ".,:;!?'…"
BRACKETS = {")": "(", "]": "[", "}": "{"}


def find_entities(text: str) -> list[tuple[int, int, JsonObject]]:
    """Every automatic entity of `text` as (begin, end, type), in characters, in order, none overlapping another.

    Where two claim the same place, the earlier one wins, and of two that begin together the longer.
    """
    found = sorted(_candidates(text), key=lambda item: (item[0], -item[1]))
    kept: list[tuple[int, int, JsonObject]] = []
    for begin, end, kind in found:
        if not kept or begin >= kept[-1][1]:
            kept.append((begin, end, {"type": kind}))
    return kept


def _candidates(text: str) -> Iterator[tuple[int, int, str]]:
    if "." in text or "://" in text:
        yield from _links(text)
    if "@" in text:
        yield from ((match.start(), match.end(), "mention") for match in MENTION.finditer(text))
        yield from ((match.start(), match.end(), "email") for match in EMAIL.finditer(text))
    if "/" in text:
        yield from ((match.start(), match.end(), "bot_command") for match in BOT_COMMAND.finditer(text))
    if "#" in text:
        tags = (match for match in HASHTAG.finditer(text) if any(char.isalpha() for char in match[0]))
        yield from ((match.start(), match.end(), "hashtag") for match in tags)
    if "$" in text:
        yield from ((match.start(), match.end(), "cashtag") for match in CASHTAG.finditer(text))


def _links(text: str) -> Iterator[tuple[int, int, str]]:
    for match in URL.finditer(text):
        end = match.start() + len(_without_tail(match[0]))
        if _is_address(match) and text[end : end + 1] != "@":
            yield match.start(), end, "url"


def _is_address(match: re.Match[str]) -> bool:
    labels = match["host"].split(".")
    if match["scheme"]:
        return len(labels) > 1 or labels[0] == "localhost" or not match["scheme"].startswith("http")
    return len(labels) > 1 and labels[-1].lower() in DOMAINS


def _without_tail(address: str) -> str:
    """`address` without closing punctuation and without a bracket that it did not open."""
    while address:
        last = address[-1]
        unopened = last in BRACKETS and address.count(last) > address.count(BRACKETS[last])
        if last not in TRAILING and not unopened:
            break
        address = address[:-1]
    return address
