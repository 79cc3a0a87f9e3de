"""What stands in place of an article: consent forms, robot checks, paywalls, script shells, lists of links.

Such pages come out of every extractor "as an article". Phrases alone give false alarms, since stories are written about
cookies and paywalls too; so each rule asks for a second sign, and most for a short page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from summarizer.errors import ConsentWall, NotAnArticle, Paywall, ScriptOnly, TooShort, Unusable
from summarizer.sources.blocks import Block
from summarizer.sources.body import Body
from summarizer.sources.candidates import prose_words
from summarizer.sources.head import Head
from summarizer.sources.jsonld import ARTICLE_TYPES, types_of
from summarizer.sources.markup import Page
from summarizer.sources.shingles import count_words

TOO_SHORT_WORDS = 24
"""Hardly two sentences: nothing to shorten."""

_CHALLENGE_WORDS = 160
_CONSENT_WORDS = 420
_SHELL_WORDS = 60
_TEASER_WORDS = 70
_FENCED_TEASER_WORDS = 160
_INDEX_HEADINGS = 4
_INDEX_LINKS = 15
_SIGN_CHARS = 1_000
_PAYMENT_REQUIRED = 402

_CHALLENGE = re.compile(
    r"just a moment|checking (?:if the site connection is secure|your browser)|"
    r"verif(?:y|ying) (?:that )?you are (?:a )?(?:human|not a robot)|are you a (?:human|robot)|"
    r"access (?:to this page has been )?denied|attention required|"
    r"pardon our interruption|unusual (?:traffic|activity)|security check|ddos protection|enable (?:javascript and )?"
    r"cookies to continue|complete the captcha|i am not a robot|i'm not a robot|press (?:&|and) hold|ray id|request "
    r"blocked|you have been blocked|bot detection|ein(?:en)? moment(?: bitte)?…|sind sie ein (?:mensch|roboter)|"
    r"sicherheitsprüfung|êtes-vous un (?:humain|robot)|vérifi\w+ que vous (?:êtes|n'êtes)|vérification de sécurité|"
    r"verifica(?:r|ndo)? que (?:eres|usted es) (?:un )?humano|no soy un robot|comprobando (?:tu|su) navegador|"
    r"non sono un robot|verifica di sicurezza|não sou um robô|verificação de segurança|подтвердите, что вы не робот|"
    r"проверка браузера|я не робот|доступ ограничен|підтвердьте, що ви не робот|перевірка браузера|nie jestem robotem|"
    r"enable js and|disable any ad ?blocker|slide right to|human verification|incident id:|"
    r"making sure you(?:'|’)re not|you(?:'|’| a)re not a (?:bot|robot)|^one more step$|"
    r"(?:confirm|prove) (?:that )?you(?:'|’| a)re (?:a )?human|request could not be satisfied|"
    r"enter the characters you see|ob sie ein mensch|kein roboter|pas un robot|(?:es|eres) un ser humano|"
    r"che tu sia umano|que (?:você )?(?:é|não é) um (?:humano|robô)|а не робот|вы не робот|ви не робот|"
    r"что вы (?:человек|не бот)|що ви (?:людина|не бот)|jesteś człowiekiem|请完成(?:安全)?验证|安全验证|"
    r"ロボットでは(?:ない|ありません)|ブラウザを確認|"
    r"^(?:un instant|un momento|un attimo|um momento|einen moment|één moment|chwileczkę|bir dakika)\s?(?:…|\.\.\.)$",
    re.IGNORECASE,
)
_CONSENT = {
    "cookies": r"cookies?\b|куки|cookie-файл|plik\w* cookie",
    "partners": r"partners|partnern?\b|partenaires|socios|партн[её]р\w*|parceiros|zaufan\w+ partner\w*",
    "accept": r"(?:accept|agree|allow)(?: all| and|\b)|akzeptier\w*|zustimm\w*|einverstanden|accepter|j'accepte|"
    r"acept\w+|acconsent\w*|accett\w*|aceit\w+|принять|соглас\w+|прийняти|погодж\w+|zaakceptuj|zgadzam",
    "refuse": r"reject|decline|refuse|ablehnen|refuser|rechazar|rifiuta|rejeitar|recusar|отклонить|відхилити|odrzuć",
    "manage": r"manage (?:options|settings|preferences|choices|cookies)|more options|learn more|einstellungen|"
    r"(?:cookie|privacy|consent) (?:settings|preferences)|paramétrer|personnaliser|configurar|gestionar|gestisci|"
    r"personalizza|preferências|настро\w+|налаштува\w+|ustawienia",
    "privacy": r"privacy|consent|personal data|datenschutz|personenbezogene|einwilligung|vie privée|consentement|"
    r"données personnelles|privacidad|consentimiento|datos personales|dati personali|consenso|privacidade|"
    r"consentimento|конфиденциальн\w+|персональн\w+ данн\w+|конфіденційн\w+|персональн\w+ дан\w+|prywatnoś\w+|zgod\w+",
    "ads": r"personali[sz]ed (?:ads|advertising|content)|ad measurement|personalisierte (?:anzeigen|werbung)|"
    r"publicités? personnalisée|anuncios personalizados|annunci personalizzati|anúncios personalizados|реклам\w+|"
    r"spersonalizowan\w+",
    "first person": r"\bwe (?:and|use|value|care|need|store)\b|\bour\b|\bwir (?:und|nutzen|verwenden|benötigen)\b|"
    r"\bnous (?:et|utilisons)\b|\bnosotros\b|\bnuestros\b|\butilizamos\b|\bnoi e\b|\butilizziamo\b|\bnós e\b|"
    r"\bмы (?:и|используем)\b|\bми (?:та|використовуємо)\b|\bmy i\b|\bużywamy\b",
}
_CONSENT_SIGNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CONSENT.items()}
_SCRIPT_PLEA = re.compile(
    r"javascript|java script|loading|lädt|wird geladen|chargement|cargando|caricamento|carregando|загрузка|"
    r"завантаження|ładowanie|読み込み|加载",
    re.IGNORECASE,
)
_MOUNTS = frozenset(
    {"root", "app", "__next", "__nuxt", "main-app", "react-root", "___gatsby", "application", "ember-app"}
)
_FENCE = re.compile(
    r"paywall|regwall|subscri(?:be|ber|ption)-?(?:wall|only|required)|premium-?content|piano|barrier", re.IGNORECASE
)
_SUBSCRIBE = re.compile(
    r"(?:subscribe|register|log in|sign in|sign up) to (?:continue|keep|read|unlock)|already a subscriber|"
    r"(?:subscribers|members) only|for subscribers|mit (?:plus|abo) weiterlesen|jetzt weiterlesen|abonnieren|"
    r"réservé aux abonnés|abonnez-vous|solo para suscriptores|suscríbete|riservato agli abbonati|abbonati|"
    r"exclusivo para assinantes|assine para|только для подписчиков|оформите подписку|для передплатників|"
    r"tylko dla prenumeratorów",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read of a page, for the question whether it is an article at all."""

    page: Page
    head: Head
    blocks: Sequence[Block]
    body: Body
    title: str | None


def find_wall(reading: Reading) -> type[Unusable] | None:
    """The reason why a page holds no article, None when it holds one. Live blogs are recognised elsewhere."""
    if _is_challenge(reading) or _is_consent(reading):
        return ConsentWall
    if _is_teaser(reading):
        return Paywall
    if _is_shell(reading):
        return ScriptOnly
    if _is_index(reading):
        return NotAnArticle
    if reading.body.words < TOO_SHORT_WORDS:
        return TooShort if reading.body.paragraphs else NotAnArticle
    return None


def is_paywall_status(status: int) -> bool:
    """Whether an HTTP status says by itself that the text must be paid for."""
    return status == _PAYMENT_REQUIRED


def _beginnings(reading: Reading) -> list[str]:
    """The beginning of each block: enough to tell what it is, and no megabyte to search through."""
    return [block.text[:_SIGN_CHARS] for block in reading.blocks]


def _visible_words(reading: Reading) -> int:
    return sum(count_words(block.text) for block in reading.blocks)


def _is_challenge(reading: Reading) -> bool:
    """A page of few words that asks who is there."""
    if _visible_words(reading) > _CHALLENGE_WORDS or _declares_article(reading.head):
        return False
    texts = [reading.title or "", reading.head.title or "", *_beginnings(reading)]
    return any(_CHALLENGE.search(text) for text in (*texts, _noscript(reading.page.tree)))


def _is_consent(reading: Reading) -> bool:
    """A page of few words, most of them in paragraphs that speak of cookies, partners and choices.

    A story about cookies has other paragraphs, no buttons, and does not speak as "we".
    """
    words = _visible_words(reading)
    if not 0 < words <= _CONSENT_WORDS:
        return False
    texts = _beginnings(reading)
    signs = {name for name, pattern in _CONSENT_SIGNS.items() if any(map(pattern.search, texts))}
    if len(signs) < 5 or "first person" not in signs or not signs & {"accept", "refuse"}:
        return False
    about = sum(count_words(text) for text in texts if any(p.search(text) for p in _CONSENT_SIGNS.values()))
    return about >= 0.6 * words


def _declares_article(head: Head) -> bool:
    return head.first("og:type") == "article" or head.structured.find(types=ARTICLE_TYPES) is not None


def _noscript(tree: html.HtmlElement) -> str:
    return " ".join(" ".join(tag.itertext()) for tag in tree.iter("noscript"))[:2_000]


def _is_teaser(reading: Reading) -> bool:
    """Marked as not free, and hardly anything of it here. The mark alone also stands on pages that show all."""
    if not says_not_free(reading.head):
        return False
    words = reading.body.words
    announced = _announced_words(reading.head)
    if announced:
        return words < 0.5 * announced and words < 2 * _FENCED_TEASER_WORDS
    return words < (_FENCED_TEASER_WORDS if _has_fence(reading) else _TEASER_WORDS)


def says_not_free(head: Head) -> bool:
    """Whether the page says that its text must be paid for; some say so and show it all the same."""
    nodes = (node for node in head.structured.nodes if types_of(node) & ARTICLE_TYPES)
    values = [node["isAccessibleForFree"] for node in nodes if "isAccessibleForFree" in node]
    if values:
        return any(str(value).lower() == "false" for value in values)
    return (head.first("article:content_tier") or "").lower() in {"locked", "metered"}


def _announced_words(head: Head) -> int:
    value = (head.structured.article or {}).get("wordCount")
    text = str(value) if isinstance(value, (int, str)) else ""
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _has_fence(reading: Reading) -> bool:
    """Whether an element is named as a paywall, or a line asks to subscribe in order to read on."""
    tags = reading.page.tree.iter("div", "section", "aside", "form")
    names = (f"{tag.get('class') or ''} {tag.get('id') or ''}"[:300] for tag in tags)
    return any(_FENCE.search(name) for name in names) or any(map(_SUBSCRIBE.search, _beginnings(reading)))


def _is_shell(reading: Reading) -> bool:
    """Next to no words, and a script that would bring them: a mount point, a plea, or nothing but scripts."""
    if _visible_words(reading) > _SHELL_WORDS or reading.body.words >= TOO_SHORT_WORDS:
        return False
    tree = reading.page.tree
    mounted = any((tag.get("id") or "").lower() in _MOUNTS for tag in tree.iter("div", "main", "section"))
    plea = _SCRIPT_PLEA.search(" ".join([_noscript(tree), *_beginnings(reading)])) is not None
    scripts = reading.page.script_chars > 0
    return scripts and (mounted or plea or not reading.blocks)


def _is_index(reading: Reading) -> bool:
    """Linked headings between the paragraphs, or hardly anything but links; unless it says that it is an article."""
    if _declares_article(reading.head):
        return False
    kept = set(reading.body.paragraphs)
    places = [index for index, block in enumerate(reading.blocks) if block.text in kept]
    inside = reading.blocks[max(0, places[0] - 2) : places[-1] + 1] if places else ()
    teasers = sum(_is_linked_heading(block) for block in inside)
    prose = sum(prose_words(block) > 0 for block in inside)
    if teasers >= _INDEX_HEADINGS and teasers >= 0.4 * prose:
        return True
    few = reading.body.words < 4 * TOO_SHORT_WORDS or _link_share(inside) > 0.5
    return few and _link_share(reading.blocks) > 0.5


def _is_linked_heading(block: Block) -> bool:
    return block.heading and block.link_chars > 0.7 * len(block.text)


def _link_share(blocks: Sequence[Block]) -> float:
    links = [block for block in blocks if block.link_chars > 0.5 * len(block.text)]
    if len(links) < _INDEX_LINKS:
        return 0.0
    return sum(len(block.text) for block in links) / sum(len(block.text) for block in blocks)
