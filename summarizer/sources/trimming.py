"""What is trimmed off a body once its blocks are chosen: the headline, datelines, bylines, credits and crumbs.

These lines are furniture wherever they stand and in whatever element, in the languages of our readers; learned evidence
alone lets some through, above all in languages it saw little of.
"""

import re
from collections.abc import Sequence

from summarizer.sources.body import Body
from summarizer.sources.dates import parse_day
from summarizer.sources.shingles import count_words, same_words, words_of

_OPENING_LINES = 4
_CLOSING_LINES = 3
_REPEATED_WORDS = 6
_CRUMB_WORDS = 12
_DATELINE_CHARS = 60
_DESK_WORDS = 3
_BYLINE_WORDS = 9
_CREDIT_WORDS = 14
_ASIDE_WORDS = 45
_POST_CHARS = 600
_LISTED_LINES = 2
_CLOSED = (".", "?", "!", "…", "”", '"', "»", ":", "。", "！", "？", "」")

_CRUMB = re.compile(
    # advertisements
    r"[-–—*\[(|•·\s]*(?:(?:the )?(?:article|story|content|post) continues (?:below|after) (?:this |the )?"
    r"(?:ad|advert|advertisement|video|gallery)|continue reading below(?: this ad)?|"
    r"(?:der )?artikel wird nach der anzeige fortgesetzt|weiter(?:lesen)? nach der (?:anzeige|werbung)|"
    r"la suite après (?:la|cette) publicité|(?:la noticia )?continúa después de la publicidad|"
    r"continua (?:a leggere )?dopo la pubblicità|continua (?:após|depois d[ae]) (?:a )?publicidade|"
    r"продолжение (?:после|ниже)(?: рекламы)?|продовження після реклами|dalsza część artykułu pod (?:reklamą|wideo)|"
    # a list of what the page holds
    r"(?:table of )?contents|in this article|jump to(?: section)?|inhalt(?:sverzeichnis)?|sommaire|contenido|índice|"
    r"содержание|зміст|spis treści|"
    r"advertisement|advertising|sponsored|ad|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|"
    r"reklam[ay]?|реклама|广告|廣告|広告|スポンサーリンク|광고|"
    # what stands above lists of other stories
    r"related(?: (?:articles?|stories|news|content|topics|posts?|reading|links))?|read (?:more|next|also)|see also|"
    r"more (?:stories|news|to read|like this)|most (?:read|popular)|recommended(?: (?:stories|for you|reading))?|"
    r"you (?:may|might) (?:(?:also )?like|(?:also )?be interested in)|"
    r"trending(?: now)?|latest (?:news|stories)|also in the news|lesen sie auch|"
    r"mehr zum thema|auch interessant|meistgelesen|das könnte sie(?: auch)? interessieren|(?:à )?lire aussi|"
    r"sur le même sujet|les plus lus|lea también|te puede interesar|lo más leído|noticias relacionadas|leggi anche|"
    r"potrebbe interessarti|articoli correlati|i più letti|leia (?:mais|também)|veja também|mais lidas|lees ook|"
    r"читайте также|читайте по теме|по теме|самое читаемое|читайте також|за темою|zobacz także|czytaj (?:też|także)|"
    r"polecamy|ilgili haberler|bunlar da ilginizi çekebilir|相关阅读|相关新闻|延伸阅读|推荐阅读|関連記事|おすすめ記事|"
    # sharing and comments
    r"share(?: this)?(?: (?:article|story|post))?|share on (?:facebook|twitter|x|whatsapp)|copy link|print|e-?mail|"
    r"comments?(?: \(\d+\))?|(?:leave|post|add) a comment|view comments|teilen|drucken|kommentare|partager|imprimer|"
    r"commentaires|compartir|comentarios|condividi|commenti|compartilh\w+|comentários|поделиться|комментарии|"
    r"поділитися|коментарі|udostępnij|komentarze|paylaş|yorumlar|tags?|topics?|themen|étiquettes|etiquetas|теги|"
    r"subscribe|sign up|newsletter|follow us|loading\W*|read more|continue reading|skip to content|click to expand)"
    r"\s*[-–—:.…»→>*\])|•·]*",
    re.IGNORECASE,
)
_LEADS_ELSEWHERE = re.compile(
    r"[\[(]?(?:read (?:more|next|also)|see also|related|watch|listen|more|video|sign up|subscribe|lesen sie auch|"
    r"mehr zum thema|(?:à )?lire aussi|à voir|lea también|leer más|leggi anche|leia (?:mais|também)|veja também|"
    r"lees ook|читайте также|читайте також|подробнее|czytaj (?:też|także)|zobacz także|ayrıca okuyun)\s*[:»→>|–—]",
    re.IGNORECASE,
)
_FOLLOW_US = re.compile(
    r"follow (?:us|me|him|her|them|\w+) on|(?:sign up|subscribe) (?:to|for) (?:our|the)|like us on|join our|"
    r"folgen sie uns|abonnieren sie|suivez-nous|abonnez-vous|síguenos|suscríbete|seguici|iscriviti|siga-nos|"
    r"inscreva-se|volg ons|подписывайтесь|підписуйтесь|підписуйтеся|obserwuj nas|bizi takip",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:photos?|images?|picture|pic|video|illustration|photograph|foto|fotos|bild|bilder|quelle|imagen|crédit|credits?|"
    r"image credit|photo credit|photo by|фото|видео|відео|zdj\.|zdjęcie|fotoğraf|图|图片|写真)\s?(?:[:：/©]|by\s)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|autor|автор|text|words|reporting by|editing by|责任编辑|（?责任编辑)\b", re.IGNORECASE
)

_POST_SIGNS = ("@", ".com/", "t.co/")
_POST = re.compile(r"\bpic\.twitter\.com/\w|^[—–-]{1,2}\s?[^\n]{1,60}\s\(@\w{1,30}\)|\bhttps?://t\.co/\w{4,20}\W{0,3}$")
_ASIDE = re.compile(
    r"(?:^|[.!?:*]\s*|\bplease )(?:sign up|subscribe) (?:for|to|here|now)\b|in your inbox|"
    r"\b(?:our|free|this|weekly|daily|e-?mail)(?: \w+){0,3} newsletter|"
    r"follow \w+(?: \w+)? on (?:x|twitter|facebook|instagram|threads|bluesky|linkedin|tiktok|telegram)\b|"
    r"\b[\w.-]{1,40}@[\w-]{1,40}\.\w|"
    r"contributed to (?:this|the) (?:report|story|article)|\bcontributed (?:reporting|from)\b|\bcontributed\.$|"
    r"^(?:this|the) (?:article|story|post|piece|interview)(?: was| is)? (?:\w+ )?(?:first |originally )?"
    r"(?:appeared|published|produced|republished|reprinted)|^read the (?:original|full) (?:article|story)|"
    r"^(?:re|cross-)?(?:printed|posted|published) (?:by|from|with) (?:permission|the)|"
    r"^this episode was (?:produced|edited)|abonnieren sie|jetzt anmelden|abonnez-vous|inscrivez-vous|suscríb[ae]|"
    r"iscriviti|abbonati|inscreva-se|assine (?:a|o|nossa)|подпи[сш]\w+ на|підпи[сш]\w+ на|zapisz się|zasubskrybuj",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:more|related|recommended|most|latest|trending|popular|mehr|weitere|lire|plus|más|altri|mais|ещ[её]|больше|"
    r"більше|więcej)\b.{0,60}",
    re.IGNORECASE,
)


def trim_body(body: Body, title: str | None, authors: Sequence[str]) -> Body:
    """Drop what is no part of the story from its paragraphs; headings with nothing below them go too. Linear."""
    last = len(body.paragraphs) - 1
    lines: list[tuple[str, bool]] = []
    said: set[str] = set()
    for index, text in enumerate(body.paragraphs):
        edge = len(lines) < _OPENING_LINES or last - index < _CLOSING_LINES
        repeated = text in said and count_words(text) >= _REPEATED_WORDS
        if repeated or is_crumb(text) or (edge and _is_framing(text, title, authors)):
            continue
        said.add(text)
        lines.append((text, index in body.subheads))
    lines = lines[: _start_of_list(lines)]
    while lines and lines[-1][1]:
        lines.pop()
    subheads = frozenset(index for index, (_, heading) in enumerate(lines) if heading)
    return Body(paragraphs=tuple(text for text, _ in lines), subheads=subheads)


def _start_of_list(lines: Sequence[tuple[str, bool]]) -> int:
    """Where the text ends and a list of other stories begins: a "More …" under which no line is a sentence."""
    for index in range(len(lines) - 1, -1, -1):
        text, _ = lines[index]
        if _MORE.fullmatch(text) and len(lines) - index > _LISTED_LINES and not text.endswith(_CLOSED):
            return index
        if text.endswith(_CLOSED):
            break
    return len(lines)


def is_crumb(text: str) -> bool:
    """Whether a line is furniture wherever it stands: an advertisement mark, a list's heading, a credit, a plea."""
    if not any(map(str.isalnum, text)):
        return True
    if count_words(text) > max(_CRUMB_WORDS, _CREDIT_WORDS) and len(text) > 120:
        return False
    if _CRUMB.fullmatch(text):
        return True
    if _CREDIT.match(text) and count_words(text) <= _CREDIT_WORDS and not text.endswith((".”", "!", "?")):
        return True
    if any(sign in text for sign in _POST_SIGNS) and _POST.search(text[:_POST_CHARS]):
        return True
    return _LEADS_ELSEWHERE.match(text) is not None or _FOLLOW_US.match(text) is not None


def _is_framing(text: str, title: str | None, authors: Sequence[str]) -> bool:
    """The headline, a dateline, a byline, a plea, a note on the text: at its edges, as prose may be as short."""
    if title is not None and same_words(text, title):
        return True
    words = count_words(text)
    if words <= _ASIDE_WORDS and _ASIDE.search(text[:_POST_CHARS]):
        return True
    if len(text) <= _DATELINE_CHARS and not text.endswith((".", "。")) and parse_day(text) is not None:
        return True
    if words > _BYLINE_WORDS:
        return False
    if words <= _DESK_WORDS and _BYLINE.match(text) and not text.endswith((".", "?", "!")):
        return True
    named = any(_holds(text, name) for name in authors)
    return named and (_BYLINE.match(text) is not None or not text.endswith((".", "”", "!", "?")))


def _holds(text: str, name: str) -> bool:
    return set(words_of(name)) <= set(words_of(text))
