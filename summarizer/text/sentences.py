"""Where sentences begin and end: rules of our own, in linear time.

One regular expression finds every cluster of marks that could close a sentence; each is judged by the word before it
and the word after it, within a bounded distance. A library trained on novels glues quoted speech together (pysbd .919
boundary F1 on edited news, punkt .957 to .996); these rules were .9977 in their first form.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from summarizer.model import PARAGRAPH_BREAK, Article, Sentence
from summarizer.text.words import count_words, fold, stop_words

_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_WIDE_MARKS = "。！？｡"
# Every match is final, nothing after it can fail: finditer stays linear on a megabyte of dots.
_CLUSTER = re.compile(rf"([.!?…‽؟۔।{_WIDE_MARKS}]+)([\"'”’»«“)\]}}」』）】›]*(?:\[\d{{1,3}}\])*)")
_SPACED_CLOSER = re.compile(r"\s([»\"])(?=\s|$|[.,;:])")
_SPACED_QUOTES = frozenset('»"')
_OPENING_ONLY = frozenset("“«")
_NEXT = re.compile(r"\s*([\"'“”‘’„‚«»‹›(\[{¿¡—–\-•*·\s]{0,8})([^\W_][\w.&'’\-]{0,39})?")
_QUOTES = frozenset("\"'“”‘’„‚«»‹›「『")
_CURRENCIES = frozenset("$€£¥₽₴§")  # with the paragraph sign, which stands before numbers as they do
_RIGHTS = frozenset("©®")
_ELLIPSIS_SIGNS = frozenset(".…")
_OPENING_CHARS = 3
_SIGNS_BEFORE_NAMES = frozenset("#@")
_DASHES = frozenset("-–—")
_LEADING = "\"'“”‘’„‚«»‹›([{—–-/¿¡"
_SPACED_CHARS = 16
_BEFORE_CHARS = 48
"""How far back the word before a mark may reach; longer ones are no abbreviations."""

_BRACKETED_CHARS = 400
"""A corner bracket that does not close within this is a slip of the pen, not a quotation."""

_INNER_STOP = re.compile(r"[^\W\d_]{1,4}(?:\.-?[^\W\d_]{1,4})+")
_INITIAL = re.compile(r"[^\W\d_]\.")
_WORDS_OF_ONE_LETTER = frozenset({"я"})
_PARTICLE_AND_NAME = re.compile(
    r"\s+(?:Le|La|Les|De|Del|Della|Den|Der|Di|Da|Do|Dos|Du|Des|El|Van|Von|Al|Ten|Ter)\s+[^\W\d_a-zà-öø-ÿ]"
)
_NICKNAME = re.compile(r"""\s+["“'‘«][^\W\d_][\w .'’-]{1,24}["”'’»]\s+[^\W\d_a-z]""")
_ROMAN = re.compile(r"[IVXLCDM]+\.?")
_NUMBER = re.compile(r"[\d.,:/–-]*\d(?:-\w{1,2})?")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
_RUN_ON = re.compile(r"[A-ZА-ЯЁЄІЇҐ]?[a-zа-яёєіїґ’']+")
_CLAUSE_CHARS = 120
_NAMES_WITH_MARKS = frozenset({"Yahoo", "Jeopardy", "Yum"})
_TIME_OF_DAY = frozenset({"a.m", "p.m"})
_AFTER_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday eastern pacific central mountain local greenwich"
    " january february march april may june july august september october november december".split()
)
_TIME_GOES_ON = re.compile(r"\s+(?:\(\d|[^\W\d_]{2,20} time\b)")
_ASKED = re.compile(
    r"\s+(?:(?:[A-Z][\w.’'-]*|of|the|de|van|von|al)\s+){1,6}?"
    r"(?:said|asked|says|asks|wrote|added|told|replied|tweeted|wondered|shouted|cried|joked|quipped|recalled)\b"
)
_CJK_ATTRIBUTION = re.compile(
    r"[とっという、，,]|[^，。！？「“]{0,10}(?:说|說|表示|称|稱|问(?!题)|問(?!題)|指出|写道|寫道)"
)
_ENDS = re.compile(r"[.!?…‽؟۔।:;。！？｡][\"'”’»«“)\]}」』）】›\s]*$")
_CRUMB = re.compile(r"\s[>›»|/]\s")
# Ordinals with a full stop before capitals; Polish and Czech write them so too, but before small letters.
_ORDINAL_LANGUAGES = frozenset({"de", "tr", "da", "no", "nb", "fi", "hu"})
_READ_AS = {"da": "sv", "nb": "sv", "no": "sv", "sk": "cs"}
"""Languages without lists of their own, and whose they share."""


FRAGMENT_WORDS = 8
"""A paragraph without a closing mark is a fragment up to here; the longest list crumbs and picture texts are longer."""

_PROSE_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """The lists of abbreviations.toml for one language, and all abbreviations in one."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    list_end: frozenset[str]
    after_number: frozenset[str]
    scale: frozenset[str]
    currencies: frozenset[str]
    openers: frozenset[str]
    known: frozenset[str]
    ordinals: bool


@dataclass(slots=True)
class _Place:
    """A cluster of marks and what stands around it."""

    text: str
    begin: int
    marks: str
    closers: str
    start: int
    end: int


def split_sentences(paragraph: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
    """Give the sentences of `paragraph` as (start, end) offsets, in order, without the white space between them.

    Every visible character belongs to exactly one of them; a paragraph without any closing mark is one sentence.
    `language` (ISO 639-1) picks the abbreviations; without it only those common to many languages are known. Linear.
    """
    spans: list[tuple[int, int]] = []
    begin = 0
    for end in (*_boundaries(paragraph, _rules(language)), len(paragraph)):
        if span := _trimmed(paragraph, begin, end):
            spans.append(span)
        begin = end
    return tuple(spans)


def article_sentences(article: Article) -> tuple[Sentence, ...]:
    """Give the sentences of `article` in order, with offsets in its text, numbered from 0.

    Subheads are left out, and so are fragments (a crumb trail, "Read more"): short paragraphs that no mark closes,
    as long as the article is otherwise prose. Figures in a fragment make it count as a sentence.
    """
    sentences: list[Sentence] = []
    skips_fragments = _is_prose(article.paragraphs)
    offset = 0
    for number, paragraph in enumerate(article.paragraphs):
        if number not in article.subheads and not (skips_fragments and is_fragment(paragraph)):
            for start, end in split_sentences(paragraph, article.language):
                sentences.append(
                    Sentence(
                        index=len(sentences),
                        text=paragraph[start:end],
                        start=offset + start,
                        end=offset + end,
                        paragraph=number,
                    )
                )
        offset += len(paragraph) + len(PARAGRAPH_BREAK)
    return tuple(sentences)


def is_fragment(paragraph: str) -> bool:
    """Tell whether `paragraph` is no sentence: short, without a closing mark or figures, or a trail of crumbs."""
    if _ENDS.search(paragraph[-12:]):
        return False
    if _CRUMB.search(paragraph) and count_words(paragraph) <= 2 * FRAGMENT_WORDS:
        return True
    return count_words(paragraph) <= FRAGMENT_WORDS and not any(c.isdigit() for c in paragraph)


def _is_prose(paragraphs: tuple[str, ...]) -> bool:
    closed = sum(len(p) for p in paragraphs if _ENDS.search(p[-12:]))
    return closed > _PROSE_SHARE * sum(map(len, paragraphs))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return (start + left, start + left + len(piece)) if piece else None


def _boundaries(text: str, rules: _Rules) -> Iterator[int]:
    begin = 0
    for match in _CLUSTER.finditer(text):
        place = _place_of(match, begin)
        if place.end < len(text) and (_is_plain(place, rules) or _closes(place, rules)):
            yield place.end
            begin = place.end


def _place_of(match: re.Match[str], begin: int) -> _Place:
    text, end, closers = match.string, match.end(), match[2]
    if closers and closers[-1] in _OPENING_ONLY and text[end : end + 1].isalnum():
        # 她说。“一切 …: the quote belongs to what follows.
        end, closers = end - 1, closers[:-1]
    elif text[end + 1 : end + 2] in _SPACED_QUOTES and (spaced := _spaced_closer(match, begin)):
        end, closers = end + len(spaced), spaced.strip()
    return _Place(text, begin, match[1], closers, match.start(), end)


def _spaced_closer(cluster: re.Match[str], begin: int) -> str:
    """A closing quote parted from its sentence by a space, with that space; a straight one must have been opened."""
    spaced = _SPACED_CLOSER.match(cluster.string, cluster.end())
    if spaced is None or (spaced[1] == '"' and not _is_odd_quote(cluster.string, begin, cluster.start())):
        return ""
    return spaced[0]


def _is_odd_quote(text: str, begin: int, end: int) -> bool:
    return end - begin < _BRACKETED_CHARS and text.count('"', begin, end) % 2 == 1


def _is_plain(place: _Place, rules: _Rules) -> bool:
    """The common case, told fast: an ordinary word, a full stop, a space, a capital."""
    if place.marks != "." or place.closers or place.text[place.end] != " ":
        return False
    if not place.text[place.end + 1 : place.end + 2].isupper():
        return False
    word = _word_before(place)
    if word.isupper() and (rules.ordinals or word.title() in rules.known):
        return False
    return len(word) > 1 and word.isalpha() and word not in rules.known and word.lower() not in rules.known


def _closes(place: _Place, rules: _Rules) -> bool:
    """Whether the cluster ends a sentence, given that something follows it."""
    after = place.text[place.end]
    if place.marks[0] in _WIDE_MARKS:
        return _closes_wide(place)
    if not after.isspace():
        return _closes_run_on(place, rules, after)
    following = _NEXT.match(place.text, place.end)
    openers, word = (following[1], following[2] or "") if following else ("", "")
    if not word:
        return _starts_unlettered(place, rules, openers.strip())
    if word[0].islower() and not _CAMEL.match(word):
        return False
    if place.marks == ".":
        return _closes_after_stop(place, rules, openers, word)
    if place.marks[0] in ".…":
        if place.start - place.begin <= _OPENING_CHARS and not place.text[place.begin : place.start].strip(
            f" {_LEADING}"
        ):
            return False  # an ellipsis that opens a quotation: "… We never knew."
        if word == "I" and place.text[place.start - 1 : place.start].isspace():
            return False
        return not (_QUOTES.intersection(place.closers) and _is_attribution(place, rules, word))
    if place.marks == "!" and not place.closers and _word_before(place) in _NAMES_WITH_MARKS:
        return fold(word) in rules.openers
    return not (_QUOTES.intersection(place.closers) and _is_attribution(place, rules, word))


def _starts_unlettered(place: _Place, rules: _Rules, openers: str) -> bool:
    """What follows has no letter at once (an emoji, a currency sign): a new sentence unless it is punctuation."""
    rest = place.text[place.end : place.end + 8].lstrip()
    if openers:
        return openers in _QUOTES and rest[1:2] in _ELLIPSIS_SIGNS and len(_word_before(place)) > 1
    if rest[:1] in _SIGNS_BEFORE_NAMES:
        return rest[1:2].isalpha()
    if rest[:1] in _CURRENCIES and place.marks == "." and not place.closers:
        before = _word_before(place)
        return not (_abbreviation(place, rules, before) in rules.known or _INNER_STOP.fullmatch(before))
    return bool(rest) and (rest[0] in _CURRENCIES | _RIGHTS or ord(rest[0]) > 0x2FFF)


def _closes_wide(place: _Place) -> bool:
    """Chinese and Japanese marks close where they stand, but not inside corner brackets or before "he said"."""
    if place.end - place.begin < _BRACKETED_CHARS:
        sentence = place.text[place.begin : place.end]
        if sentence.count("「") > sentence.count("」"):
            return False
    if not place.closers or place.closers[-1] not in "」』”’":
        return True
    return not _CJK_ATTRIBUTION.match(place.text, place.end)


def _closes_run_on(place: _Place, rules: _Rules, after: str) -> bool:
    """A mark with no space behind it: Chinese text with western marks, or a lost space before a usual opener."""
    if re.match(f"[{_CJK}]", after):
        return place.marks != "."
    before = place.text[max(place.begin, place.start - 3) : place.start]
    if not (len(before) == 3 and before.isalpha() and before[1:].islower() and after.isupper()):
        return False
    word = _RUN_ON.match(place.text, place.end)
    return word is not None and fold(word[0]) in rules.openers and not place.text.startswith(".", word.end())


def _is_attribution(place: _Place, rules: _Rules, word: str) -> bool:
    """`"Who knows?" Anna Reyes asked` is one sentence, `"Who knows?" She asked` two."""
    return (word == "I" or fold(word) not in rules.openers) and bool(_ASKED.match(place.text, place.end))


def _closes_after_stop(place: _Place, rules: _Rules, openers: str, word: str) -> bool:
    """A single full stop, after which a capital, a figure or a letter without case follows."""
    before = _word_before(place)
    if place.closers.strip("])}") or not before:
        return True
    if before[-1].isdigit():
        return _closes_after_number(place, rules, before, word)
    if _is_shouted(before) and _is_shouted(word) and before.title() in rules.known:
        return False  # a dateline: "ST. LOUIS (Reuters)"
    key = _abbreviation(place, rules, before)
    if key in rules.known:
        return _closes_after_known(place, rules, key, openers, word)
    return _closes_after_shape(place, rules, openers, word)


def _is_shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _closes_after_known(place: _Place, rules: _Rules, key: str, openers: str, word: str) -> bool:
    """An abbreviation of the lists: `key` is it as they have it."""
    if key in rules.list_end:
        return True
    if key in rules.scale and word.rstrip(".") in rules.currencies:
        return False
    if key in rules.after_number:
        return fold(word) in rules.openers or _closes_after_unit(place, rules)
    if key in rules.before_name:
        return False
    if key in rules.before_number and (word[0].isdigit() or _ROMAN.fullmatch(word)):
        return False
    if key in _TIME_OF_DAY:
        return _closes_after_time(place, word.rstrip("."))
    if key in rules.may_end:
        return _opens_sentence(rules, openers, word)
    return _closes_after_shape(place, rules, openers, word)


def _closes_after_shape(place: _Place, rules: _Rules, openers: str, word: str) -> bool:
    """A word that looks abbreviated: an initial, one with stops inside, where a language has them an ordinal."""
    before = _word_before(place)
    if _is_initial(before) or _INNER_STOP.fullmatch(before):
        runs_on = _INITIAL.fullmatch(word) or _is_surname(place) or _is_nickname_next(place)
        return not runs_on and _opens_sentence(rules, openers, word)
    if rules.ordinals and _ROMAN.fullmatch(before):
        return fold(word) in rules.openers
    return True


def _abbreviation(place: _Place, rules: _Rules, before: str) -> str:
    """Give the word as the lists have it.

    Of "т. д." that is both letters, of "l'art." and "vice-gov." the last part, of "Seestr." the ending.
    """
    if len(before) <= 3:
        words = place.text[max(place.begin, place.start - _SPACED_CHARS) : place.start].split()
        joined = "".join(words[-2:]).lower().lstrip(_LEADING)
        if len(words) > 1 and words[-2].endswith(".") and joined in rules.known:
            return joined
    last = before
    for mark in "'’-":
        last = last.rsplit(mark, 1)[-1]
    for key in (before, last, before.lower(), last.lower()):
        # Capitals are an initial ("С. Белов") or an acronym ("IE."), not the abbreviation in small letters.
        as_listed = key in (before, last) or "." in before or not last.isupper()
        if key in rules.known and as_listed and (len(key) > 1 or key == before):
            return key
    return "str" if before.endswith("str") and "str" in rules.before_number else before


def _closes_after_time(place: _Place, word: str) -> bool:
    """Tell: "5 p.m. Monday", "9 a.m. ET", "9 a.m. Kyiv time" and "At 5 p.m. Reyes left" run on."""
    if (
        fold(word) in _AFTER_TIME
        or (word.isupper() and 1 < len(word) < 5)
        or _TIME_GOES_ON.match(place.text, place.end)
    ):
        return False
    return len(place.text[place.begin : min(place.start, place.begin + _BEFORE_CHARS)].split()) > 4


def _opens_sentence(rules: _Rules, openers: str, word: str) -> bool:
    if not _DASHES.isdisjoint(openers):
        # A dateline: "CARSON, Calif. -- The harbour …".
        return False
    return bool(_QUOTES.intersection(openers)) or fold(word) in rules.openers


def _is_nickname_next(place: _Place) -> bool:
    """A name in quotation marks inside another name: 'J.P. "The Big Bopper" Richardson'."""
    return _NICKNAME.match(place.text, place.end) is not None


def _is_surname(place: _Place) -> bool:
    """An article that belongs to a name: "J.-M. Le Gall", "A. De Wit"."""
    return bool(_PARTICLE_AND_NAME.match(place.text, place.end))


def _is_initial(word: str) -> bool:
    letter, hyphen = word[:1], word[1:2]
    if word in _WORDS_OF_ONE_LETTER:
        return False
    return letter.isalpha() and (len(word) == 1 or (len(word) == 3 and hyphen == "-" and letter.isupper()))


def _closes_after_number(place: _Place, rules: _Rules, before: str, word: str) -> bool:
    """Tell: "1. Foo" opens a list; "am 3. Oktober" is an ordinal where the language writes them so."""
    if not before.isdigit() or len(before) > 2:
        return True
    if len(word) > 1 and _ROMAN.fullmatch(word):
        return False  # "w latach 90. XX wieku"
    opens_list = not place.text[place.begin : min(place.start - len(before), place.begin + 8)].strip(" ([\"'“«„•*-–—")
    if opens_list:
        return False
    return not rules.ordinals or fold(word) in rules.openers


def _closes_after_unit(place: _Place, rules: _Rules) -> bool:
    """Tell "В 2010 г. Россия …", which opens with a preposition and runs on, from "… основан в 2010 г. Россия …"."""
    words = place.text[max(place.begin, place.start - _CLAUSE_CHARS) : place.start].split()[:-1]
    if not words or not (_NUMBER.fullmatch(words[-1]) or _ROMAN.fullmatch(words[-1])):
        return False
    return len(words) > 6 or (len(words) > 1 and fold(words[0]) not in rules.openers)


def _word_before(place: _Place) -> str:
    """The word that the marks follow, without brackets and quotes before it; empty after white space."""
    piece = place.text[max(place.begin, place.start - _BEFORE_CHARS) : place.start]
    if not piece or piece[-1].isspace():
        return ""
    word = piece.rsplit(None, 1)[-1].lstrip(_LEADING)
    # A place or an agency in brackets before the text, no space between: "(CNN)Gov. Rae said".
    return word.rpartition(")")[2] if ")" in word[:-1] else word


@cache
def _rules(language: str | None) -> _Rules:
    table = tomllib.loads((resources.files("summarizer.text") / "abbreviations.toml").read_text("utf-8"))
    lists_of = _READ_AS.get(language or "", language or "")
    common, own = table["any"], table.get(lists_of, {})

    def words(key: str) -> frozenset[str]:
        return frozenset(f"{common.get(key, '')} {own.get(key, '')}".split())

    lists = {
        key: words(key) for key in ("before_name", "before_number", "may_end", "list_end", "after_number", "scale")
    }
    # A language that says a word may end a sentence overrules what is common.
    lists["before_name"] -= frozenset(own.get("may_end", "").split())
    return _Rules(
        **lists,
        currencies=words("currencies"),
        openers=frozenset(map(fold, own["openers"].split())) if "openers" in own else stop_words(lists_of or "en"),
        known=frozenset().union(*lists.values()),
        ordinals=language in _ORDINAL_LANGUAGES,
    )
