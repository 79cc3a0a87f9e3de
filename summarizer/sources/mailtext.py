"""What mail programs add to the text of a message, taken off: quotes, attributions, signatures, forwarding headers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

COMMENT_WORDS = 60
"""Fewer words before a forwarded text are a remark on it, not the story."""

_FORWARD = re.compile(
    r"[-_=*\s]{0,40}(?:begin\s)?(?:forwarded message|original message|weitergeleitete nachricht|"
    r"urspr[üu]ngliche nachricht|message transf[ée]r[ée]|message d['’]origine|message original|mensaje reenviado|"
    r"mensaje original|messaggio inoltrato|messaggio originale|mensagem (?:encaminhada|reencaminhada|original)|"
    r"пересылаемое сообщение|пересланное сообщение|исходное сообщение|переслане повідомлення|"
    r"doorgestuurd bericht|oorspronkelijk bericht|przekazana wiadomo[śs][ćc]|wiadomo[śs][ćc] oryginalna|"
    r"转发的邮件|原始邮件|転送メッセージ)\s?:?[-_=*\s]{0,40}",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\*?(?P<name>from|date|sent|subject|to|cc|reply-to|von|datum|gesendet|betreff|an|de|envoy[ée]|objet|à|pour|fecha|"
    r"enviado|asunto|para|da|data|inviato|oggetto|a|assunto|от(?: кого)?|дата|тема|кому|від|отправлено|надіслано|"
    r"van|verzonden|onderwerp|aan|od|wysłano|temat|do|发件人|日期|主题|收件人|差出人|日時|件名|宛先)\*?\s?[:：]\*?\s?"
    r"(?P<value>.{0,500})",
    re.IGNORECASE,
)
_FROM = frozenset({"from", "von", "de", "da", "от", "от кого", "від", "van", "od", "发件人", "差出人"})
_SUBJECT = frozenset(
    {"subject", "betreff", "objet", "asunto", "oggetto", "assunto", "тема", "onderwerp", "temat", "主题", "件名"}
)
_DATE = frozenset(
    {"date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "inviato", "дата", "отправлено"}
    | {"надіслано", "verzonden", "日期", "日時"}
)
_ATTRIBUTION = re.compile(
    r"(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|escreveu|пишет|писал|писала|написал|написала|написал\(а\)|"
    r"написав|написала|schreef|napisał|napisała|napisał\(a\)|写道)(?:\s.{1,60})?\s?[:：]$",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"(?:sent from my|get outlook for|von meinem .{1,30} gesendet|gesendet von|envoyé de mon|envoyé depuis|"
    r"enviado desde mi|inviato da|enviado do meu|отправлено с|надіслано з|verzonden vanaf|wysłane z)\b.{0,80}",
    re.IGNORECASE,
)
_HELLO = (
    r"(?:good (?:morning|afternoon|evening)|hello|hi|hey|dear|guten (?:morgen|tag|abend)|hallo|liebe[rs]?|"
    r"sehr geehrte[rs]?|bonjour|bonsoir|salut|chère?s?|buenos días|buenas tardes|hola|buongiorno|buonasera|ciao|"
    r"bom dia|boa tarde|olá|goedemorgen|goedemiddag|dzień dobry|dobrý den|god morgon|günaydın|merhaba|"
    r"доброе утро|добрый день|добрый вечер|здравствуйте|привет|добрий день|доброго ранку|вітаємо)"
)
_NAMES = r"(?:,?\s(?:(?:dr|mr|mrs|ms|prof|hr|fr)\.|[\w'’-]{1,20})){1,4}"
_INTRODUCTION = r"\s(?:here|this is|welcome|hier|voici|bienvenue|willkommen|aquí|ecco|вот|это)\b[^.!?\d]{0,80}[.!:]?"
_GREETING = re.compile(rf"{_HELLO}(?:{_NAMES}[,!:]?|[.,!:]?)(?:{_INTRODUCTION})?", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SIGNATURE = re.compile(r"(?:--|—)[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The text that a message carries; the other fields are what an inline forward's own headers say."""

    text: str
    subject: str | None = None
    sender: str | None = None
    date: str | None = None


def parse_letter(text: str) -> Letter:
    """Find what a message says: an inline forward's text, else its own, without quotes and signature.

    Text under a forwarding line is the story when little stands above it, else it is the quote of a reply. A message
    that holds nothing but quotes gives these. Linear.
    """
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if _FORWARD.fullmatch(line.strip().lstrip("> ")):
            above = _own_lines(lines[:number])
            if _count_words(above) < COMMENT_WORDS:
                return _parse_forward(_unquoted(lines[number + 1 :]))
            return Letter(text="\n".join(above))
    own = _own_lines(lines)
    if not _count_words(own):
        own = _own_lines(_unquoted(lines))
    return Letter(text="\n".join(own))


def is_greeting(paragraph: str) -> bool:
    """Tell whether a paragraph only greets: "Good morning. Here is what you need to know today."."""
    return _GREETING.fullmatch(paragraph) is not None


def _parse_forward(lines: Sequence[str]) -> Letter:
    fields: dict[str, str] = {}
    headers = 0
    for line in lines:
        field = _FIELD.fullmatch(line.strip())
        if field:
            fields[field["name"].lower()] = field["value"].strip()
        elif line.strip() and not (fields and line[:1] in " \t"):
            break
        headers += 1
    return Letter(
        text="\n".join(_own_lines(lines[headers:])),
        subject=_pick(fields, _SUBJECT),
        sender=_pick(fields, _FROM),
        date=_pick(fields, _DATE),
    )


def _pick(fields: dict[str, str], names: frozenset[str]) -> str | None:
    return next((value for name, value in fields.items() if name in names and value), None)


def _own_lines(lines: Sequence[str]) -> list[str]:
    """The lines that are neither quoted nor announce a quote, up to the signature."""
    own: list[str] = []
    for line in lines:
        bare = line.strip()
        if _SIGNATURE.fullmatch(line) and line.startswith("--"):
            break
        if bare.startswith(">"):
            _drop_attribution(own)
        elif not _MOBILE.fullmatch(bare):
            own.append(line)
    return own


def _drop_attribution(own: list[str]) -> None:
    """Drop "On … X wrote:", one or two lines, from above a quote."""
    end = len(own)
    while end and not own[end - 1].strip():
        end -= 1
    if not end or not _ATTRIBUTION.search(own[end - 1].strip()):
        return
    start = end - 1
    if start and not _DIGIT.search(own[start]) and _DIGIT.search(own[start - 1]):
        start -= 1  # the date stands on the line above
    del own[start:]


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without a quote mark; as they are when they have none."""
    return [
        line.lstrip().removeprefix(">").removeprefix(" ") if line.lstrip().startswith(">") else line for line in lines
    ]


def _count_words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)
