"""What a text says somebody is: the role beside a name, as spans of the source.

Six ways, each with a function of its own: right before the name ("Kremlin spokesman X"), before it with a complement
("el ministro de Hacienda, X"), after it in apposition or with a copula ("X, an economist at Y,", "X is the head of
Z"), a passive ("headed by X since 2008"), a verb that names an office ("X, who heads the agency"), and the house that
somebody is of ("X of the Harbour Office"). All are linear in the words of the sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.people.lexicon import Lexicon, fold, world
from summarizer.people.mentions import Mention
from summarizer.people.tokens import MARK, NUMBER, WORD, Token

WEAK_PLACES = frozenset({"passive", "office", "affiliation"})
"""Where a role was told without a role noun: it is shown only where none is."""

_BEFORE_WORDS = 9
_AFTER_WORDS = 12
_HEAD_WITHIN = 9
_OFFICE_WORDS = 8
_DESCRIBING_WORDS = 4
_COMMA = frozenset(",")
_TITLE_MARKS = frozenset('«»“”„"')
_HARD_MARKS = frozenset('.!?…;:()[]"“”„«»—–/|•')
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_CLOSE = frozenset({"of", "de", "du", "des", "del", "di", "da", "do", "der", "von", "d'", "d’"})
"""Prepositions that bind so closely that a phrase is rather cut before another one."""
_ADVERB_END = "ly"
_ADDRESSEE_ENDS = ("ам", "ям")
_VERB_ENDS = ("ed", "ing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role as spans (start, end in code points) of the article, in order. `place` says where it was found.

    `rank` tells that it is nothing but a title ("Gen."), `firm` that a company could be it too, `words` its length.
    """

    spans: tuple[tuple[int, int], ...]
    place: str
    words: int
    rank: bool = False
    firm: bool = False


def find_roles(
    tokens: Sequence[Token], mention: Mention, lexicon: Lexicon, previous: Sequence[Token] = ()
) -> tuple[Role, ...]:
    """Give the roles beside a mention, those before the name first; `previous` are the tokens of the sentence before.

    The sentence before is needed where a pronoun stands for what somebody heads ("It is headed by X").
    """
    before = _with_house(tokens, mention, _before(tokens, mention, lexicon), lexicon)
    alone = before is None or before.rank or before.words == 1
    found = (
        before,
        _led_by_complement(tokens, mention, lexicon) if alone else None,
        _after(tokens, mention, lexicon),
        _copula(tokens, mention, lexicon),
        _passive(tokens, mention, lexicon, previous),
        _office(tokens, mention, lexicon),
        _affiliation(tokens, mention, lexicon),
    )
    return tuple(role for role in found if role is not None)


# --- right before the name ---


def _before(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    end = _past_titles(tokens, mention, lexicon)
    head = end - 1
    if head < 0 or tokens[head].kind != WORD or not _names_work(tokens[head], lexicon):
        return _rank(tokens, mention, end, lexicon)
    if head > 1 and lexicon.is_title(tokens[head].text) and tokens[head - 1].text == ",":
        head -= 2 * lexicon.is_role(tokens[head - 2].text)
    start = _walk_left(tokens, head, lexicon)
    return _role(tokens, (start, head + 1), "before", lexicon)


def _with_house(tokens: Sequence[Token], mention: Mention, role: Role | None, lexicon: Lexicon) -> Role | None:
    """Add the house behind the name to the role before it: "glaciologist … of Tovik University"."""
    house = _affiliation(tokens, mention, lexicon)
    if role is None or role.place != "before" or role.rank or house is None:
        return role
    spans = (*role.spans, (tokens[mention.last].start, house.spans[0][1]))
    return replace(role, spans=spans, words=role.words + 1)


def _names_work(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.is_role(token.text) or lexicon.is_plural_role(token.text)


def _past_titles(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> int:
    """Where the titles before a name begin that say less than the role before them: "the author Professor Lind"."""
    end = mention.first
    while end > mention.run and lexicon.is_title(tokens[end - 1].text):
        told = end > 1 and not tokens[end - 2].capital and lexicon.is_role(tokens[end - 2].text)
        if not told and not _shortened(tokens[end - 1], lexicon):
            break
        end -= 1
    return end


def _shortened(token: Token, lexicon: Lexicon) -> bool:
    """A title that is no role on its own: "Mr", "Dr.", "Gen."."""
    if token.low in lexicon.courtesy or token.low in lexicon.name_titles:
        return True
    return token.low.endswith(".") or not lexicon.is_role(token.text)


def _rank(tokens: Sequence[Token], mention: Mention, end: int, lexicon: Lexicon) -> Role | None:
    ranks = [at for at in range(end, mention.first) if tokens[at].low in lexicon.ranks]
    if ranks:
        return Role(spans=((tokens[ranks[0]].start, tokens[ranks[-1]].end),), place="rank", words=1, rank=True)
    demonym = mention.first - 1
    if demonym >= mention.run and world().is_demonym(tokens[demonym].text):
        return Role(spans=((tokens[demonym].start, tokens[demonym].end),), place="nation", words=1, rank=True)
    return None


def _walk_left(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> int:
    """Where the words that narrow a role noun begin: "former deputy finance minister"."""
    start = head
    plain = 0
    named = False
    for at in range(head - 1, max(-1, head - 1 - _BEFORE_WORDS), -1):
        token = tokens[at]
        if _joins_roles(tokens, at, start, lexicon):
            continue
        if not _narrows(tokens, at, lexicon):
            break
        if (
            token.kind == WORD
            and not token.capital
            and not _inside_office(tokens, at, lexicon)
            and not _modifies(token, lexicon)
        ):
            plain += 1
            if named or tokens[head].capital or plain > (2 if lexicon.language == "en" else 0):
                break
        named = named or token.capital
        start = at
    return _without_opener(tokens, start, head, lexicon)


def _modifies(token: Token, lexicon: Lexicon) -> bool:
    return fold(token.text) in lexicon.modifiers or lexicon.is_role(token.text)


def _describes(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a participle stands behind an article, as an adjective: "the returning officer"."""
    if lexicon.language != "en" or at == 0 or tokens[at].capital or not tokens[at].low.endswith(_VERB_ENDS):
        return False
    return tokens[at - 1].low in lexicon.determiners


def _joins_roles(tokens: Sequence[Token], at: int, start: int, lexicon: Lexicon) -> bool:
    """A comma or "and" between two roles: "chairman, CEO and president"."""
    token = tokens[at]
    joins = token.text in {",", "&"} or token.low in {"and", "und", "et", "y", "e", "и", "і", "та"}
    if not joins or at == 0 or start != at + 1:
        return False
    return lexicon.is_role(tokens[at - 1].text) and tokens[at - 1].kind == WORD


def _narrows(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.text in _POSSESSIVE:
        owner = tokens[at - 1] if at > 0 else None
        owns = owner is not None and (owner.capital or (owner.kind == WORD and owner.low not in lexicon.stops))
        return owns and tokens[at - 1].end == token.start
    if token.text == "&" or _inside_office(tokens, at, lexicon):
        return True
    if token.kind in {MARK, NUMBER}:
        return False
    if token.capital:
        return not _opens_here(tokens, at, lexicon)
    if lexicon.language in {"ru", "uk"} and token.low.endswith(_ADDRESSEE_ENDS):
        return False  # "сообщил журналистам пресс-секретарь": the dative plural is who was told
    if _modifies(token, lexicon) or _describes(tokens, at, lexicon):
        return True
    if token.low in lexicon.determiners or token.low in lexicon.stops or token.low in lexicon.prepositions:
        return False
    if token.low in lexicon.speech or token.low in lexicon.verbs_before:
        return False
    owns = tokens[at + 1].text in _POSSESSIVE  # "the family's lawyer"
    if lexicon.language != "en" or (token.low.endswith((_ADVERB_END, *_VERB_ENDS)) and not owns):
        return False
    verb = token.low.endswith("s") and not token.low.endswith("ss")  # "follows police sergeant X"
    return not verb or lexicon.is_role(tokens[at + 1].text)


def _opens_here(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    token = tokens[at]
    if not token.opens(lexicon.openers) or fold(token.text) in lexicon.modifiers:
        return False
    if at == 0 or tokens[at - 1].kind == MARK:
        return True
    return token.low in lexicon.determiners and not tokens[at - 1].capital  # "the FC", but "Former One Direction"


def _inside_office(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """An "of" between capitals: "National Bureau of Statistics chief"."""
    if tokens[at].low != "of" or at == 0 or not tokens[at - 1].capital:
        return False
    following = tokens[at + 1].text
    return tokens[at + 1].capital and not world().is_demonym(following) and not lexicon.is_role(following)


def _without_opener(tokens: Sequence[Token], start: int, head: int, lexicon: Lexicon) -> int:
    while start < head and (
        tokens[start].text in _POSSESSIVE
        or tokens[start].low in lexicon.determiners
        or _opens_here(tokens, start, lexicon)
    ):
        start += 1
    return start


# --- before the name, with a complement in between ---


def _led_by_complement(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    end = mention.first
    while end > mention.run and lexicon.is_title(tokens[end - 1].text):
        end -= 1
    if end > 1 and tokens[end - 1].low in lexicon.determiners and tokens[end - 2].text in _COMMA:
        end -= 1  # "le directeur général, le Dr X"
    comma = end > 0 and tokens[end - 1].text in _COMMA
    end -= comma
    if comma and not _closed(tokens, mention):
        return None
    linked = False
    for at in range(end - 1, max(-1, end - 1 - _BEFORE_WORDS), -1):
        token = tokens[at]
        if lexicon.is_role(token.text) and token.kind == WORD:
            if not (comma or linked or not lexicon.head_final):
                return None
            if token.low in lexicon.links or tokens[end - 1].low in lexicon.links:
                return None
            start = _walk_left(tokens, at, lexicon)
            if comma and end - start == 1 and token.capital and lexicon.head_final:
                return None  # a list: "Queen, Ada Lind"
            return _role(tokens, (start, end), "complement", lexicon, head=at)
        if not _complements(token, lexicon):
            return None
        linked = linked or token.low in lexicon.links
    return None


def _closed(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether an apposition ends right after the name."""
    return mention.last >= len(tokens) or tokens[mention.last].text in ",.;()"


def _complements(token: Token, lexicon: Lexicon) -> bool:
    if token.low in lexicon.links or token.capital or token.text in {"'s", "’s", "&", "№"}:
        return True
    if token.kind == NUMBER:
        return lexicon.language in {"en", "ru", "uk"}  # "врач больницы № 2", "her editor of 35 years"
    if token.text in _TITLE_MARKS:
        return lexicon.language in {"ru", "uk"}  # "аналитик агентства «Рейтинг»"
    if token.kind != WORD or any(token.low in ends for ends in (lexicon.stops, lexicon.verbs_before, lexicon.speech)):
        return False
    return lexicon.language != "en" or not token.low.endswith((_ADVERB_END, *_VERB_ENDS))


# --- after the name ---


def _after(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    at = _past_age(tokens, mention.last)
    if at >= len(tokens) or tokens[at].text not in {",", "(", "—", "–", "-"}:
        return None
    return _noun_phrase(tokens, at + 1, "after", lexicon) or _described(tokens, at + 1, lexicon)


def _described(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Role | None:
    """A noun that no list knows but "who" makes somebody: ", a keen kiteboarder who …"."""
    if at >= len(tokens) or tokens[at].low not in {"a", "an"} or lexicon.language != "en":
        return None
    end = at + 1
    while end < len(tokens) and end - at <= _DESCRIBING_WORDS and _is_plain(tokens, end, lexicon):
        end += 1
    if end == at + 1 or end >= len(tokens) or tokens[end].low not in {"who", "whose"}:
        return None
    return _role(tokens, (at + 1, end), "after", lexicon)


def _past_age(tokens: Sequence[Token], at: int) -> int:
    """Skip an age between marks: ", 35," or "(35)"; the mark that closes it is left where it opens what follows."""
    if at + 1 < len(tokens) and tokens[at].text in {",", "("} and tokens[at + 1].kind == NUMBER:
        closing = at + 2
        if closing < len(tokens) and tokens[closing].text == ")":
            closing += 1
        return closing
    return at


def _noun_phrase(tokens: Sequence[Token], at: int, place: str, lexicon: Lexicon) -> Role | None:
    """The words from `at` on, as long as they are one noun phrase that holds a role noun near its start."""
    while at < len(tokens) and (tokens[at].low in lexicon.determiners or tokens[at].text == ","):
        at += 1
    if at + 1 < len(tokens) and _titles_another(tokens[at], tokens[at + 1], lexicon):
        return None
    end, head = at, None
    while end < len(tokens) and end - at < _AFTER_WORDS + 3:
        if _ends_phrase(tokens, end, head, lexicon):
            break
        if head is None and end - at < _HEAD_WITHIN and _heads(tokens, end, lexicon):
            head = end
        end += 1
    if head is None or _leads_another(tokens, head, lexicon) or (head > at and _is_name(tokens, at)):
        return None
    if place == "after" and end < len(tokens) and tokens[end].low in lexicon.speech:
        return None  # "…, the mayor said": a clause of its own, for an apposition would be closed
    end = _shorten(tokens, at, max(end, head + 1), head, lexicon)
    return _role(tokens, (at, end), place, lexicon, head=head)


def _titles_another(token: Token, following: Token, lexicon: Lexicon) -> bool:
    """Whether a title opens somebody else's name: ", Dame Ada Lind"."""
    if not lexicon.is_title(token.text) or not token.capital:
        return False
    return following.capital and not lexicon.is_role(following.text)


def _heads(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a role noun heads its phrase: "a terrorist, of late", but not "a terrorist group"."""
    if tokens[at].kind != WORD or not lexicon.is_role(tokens[at].text):
        return False
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if not lexicon.head_final or not _is_plain(tokens, at + 1, lexicon):
        return True
    return lexicon.is_role(following) or following.endswith(_VERB_ENDS)


def _leads_another(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> bool:
    """Whether a name follows a role noun, so that it is somebody else's: ", economist Ada Lind and"."""
    at = head + 1
    while at < len(tokens) and lexicon.is_role(tokens[at].text):
        at += 1
    return _is_name(tokens, at) or (lexicon.head_final and at < len(tokens) and tokens[at].capital)


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name stands there, so that the role is somebody else's: ", economist Ada Lund …"."""
    if at + 1 >= len(tokens) or not (tokens[at].capital and tokens[at + 1].capital):
        return False
    return fold(tokens[at].text) in world().given


def _ends_phrase(tokens: Sequence[Token], at: int, head: int | None, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.text == ",":
        return not _list_goes_on(tokens, at, head, lexicon)
    if token.text in _HARD_MARKS or (token.kind == MARK and token.text not in _POSSESSIVE | {"&"}):
        return True
    if head is not None and lexicon.language == "en" and not token.capital and token.low.endswith(_VERB_ENDS):
        return not _is_plain(tokens, at + 1, lexicon)
    if token.low in lexicon.prepositions or token.low in lexicon.determiners:
        return head is None and token.low not in lexicon.determiners
    if token.low in lexicon.relatives or token.low in lexicon.copulas or token.low in lexicon.speech:
        return True
    return token.low in lexicon.stops and not token.capital


def _is_plain(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """A small word that is no function word: what a participle may describe ("the shooting attack")."""
    if at >= len(tokens) or tokens[at].kind != WORD or tokens[at].capital:
        return False
    small = (lexicon.stops, lexicon.prepositions, lexicon.determiners)
    return not any(tokens[at].low in words for words in small)


def _list_goes_on(tokens: Sequence[Token], at: int, head: int | None, lexicon: Lexicon) -> bool:
    if head is None or at + 2 >= len(tokens):
        return False
    following = tokens[at + 1 : at + 3]
    return lexicon.is_role(following[0].text) and (following[1].low in {"and", "und", "et", "y", "e", ","})


def _shorten(tokens: Sequence[Token], at: int, end: int, head: int, lexicon: Lexicon) -> int:
    """End a phrase that is too long before its last preposition that leaves it whole."""
    while end > head + 1 and _trails(tokens[end - 1], lexicon):
        end -= 1
    if end - at <= _AFTER_WORDS:
        return end
    cuts = [cut for cut in range(head + 1, at + _AFTER_WORDS + 1) if tokens[cut].low in lexicon.prepositions]
    cuts = [cut for cut in cuts if tokens[cut - 1].low not in lexicon.prepositions]
    loose = [cut for cut in cuts if tokens[cut].low not in _CLOSE]
    return max(loose or cuts, default=at + _AFTER_WORDS)


def _trails(token: Token, lexicon: Lexicon) -> bool:
    return token.low in lexicon.prepositions or token.low in lexicon.determiners or token.text in {",", "'", "’"}


# --- copula ---


def _copula(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    at = mention.last
    if at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].low in lexicon.relatives:
        at += 2
    if at >= len(tokens) or tokens[at].low not in lexicon.copulas:
        return None
    if lexicon.language in {"en", "de"} and (at + 1 >= len(tokens) or tokens[at + 1].low not in lexicon.determiners):
        return None
    role = _noun_phrase(tokens, at + 1, "copula", lexicon)
    return role if role is None or not role.firm else None


# --- passive, and verbs that name an office ---


def _passive(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon, previous: Sequence[Token]) -> Role | None:
    verb = mention.run - 2
    if verb < 0 or tokens[verb + 1].low not in lexicon.agents or tokens[verb].low not in lexicon.passive:
        return None
    spans = [(tokens[verb].start, tokens[verb].end)]
    subject = _subject(tokens, verb, lexicon) or _opening(previous, lexicon)
    if subject:
        spans.insert(0, subject)
    spans.extend(_since(tokens, mention.last, lexicon))
    return Role(spans=tuple(spans), place="passive", words=1)


def _subject(tokens: Sequence[Token], verb: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The words before a passive verb that say what is headed; None for a pronoun or nothing."""
    end = verb
    while end > 0 and (tokens[end - 1].low in lexicon.stops | lexicon.copulas or tokens[end - 1].text == ","):
        end -= 1
    start = end
    while start > 0 and end - start < 5 and _names_office(tokens[start - 1], lexicon):
        start -= 1
    opened = _without_opener(tokens, start, end, lexicon)
    if opened < end and tokens[opened].low not in lexicon.prepositions:  # "Analysts at Morrow Stein, led by"
        start = opened
    if tokens[start].low in lexicon.determiners:
        start += 1
    return (tokens[start].start, tokens[end - 1].end) if start < end else None


def _names_office(token: Token, lexicon: Lexicon) -> bool:
    if token.kind == MARK:
        return False
    return token.low not in lexicon.stops and token.low not in lexicon.determiners


def _opening(previous: Sequence[Token], lexicon: Lexicon) -> tuple[int, int] | None:
    """The capitals that open the sentence before, a short name in brackets included."""
    start = 0
    while start < len(previous) and previous[start].opens(lexicon.openers):
        start += 1
    end = start
    while end < len(previous) and previous[end].capital:
        end += 1
    if end == start:
        return None
    if end + 2 < len(previous) and previous[end].text == "(" and previous[end + 2].text == ")":
        end += 3
    return previous[start].start, previous[end - 1].end


def _since(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    if at + 1 < len(tokens) and tokens[at].low in lexicon.since and tokens[at + 1].kind == NUMBER:
        number = tokens[at + 1]
        return [(tokens[at].start, number.end)]
    return []


def _office(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    at = mention.last
    relative = at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].low in lexicon.relatives
    at += 2 * relative
    if at >= len(tokens) or tokens[at].low not in (lexicon.active_who if relative else lexicon.active):
        return None
    end = at + 1
    while end < len(tokens) and end - at < _OFFICE_WORDS and not _ends_office(tokens[end], lexicon):
        end += 1
    if not any(token.capital for token in tokens[at + 1 : end]):
        end = _small_office_end(tokens, at, end, lexicon) if relative else at
    while end > at + 1 and (_trails(tokens[end - 1], lexicon) or tokens[end - 1].low in lexicon.links):
        end -= 1
    if end - at < 2:
        return None
    return Role(spans=((tokens[at].start, tokens[end - 1].end),), place="office", words=end - at)


def _small_office_end(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon) -> int:
    """Where an office in small letters ends, before any number; none begins without an article: "who led 3-1"."""
    if at + 1 >= len(tokens) or tokens[at + 1].low not in lexicon.determiners:
        return at
    return next((here for here in range(at + 1, end) if tokens[here].kind == NUMBER), end)


def _ends_office(token: Token, lexicon: Lexicon) -> bool:
    if token.low in lexicon.determiners or token.low in lexicon.links:
        return False
    return token.kind == MARK or token.low in lexicon.stops or token.low in lexicon.speech


def _affiliation(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The firm or office that a name is said to be of: "Ada Lind of the Harbour Office"; no place."""
    at = mention.last
    if at >= len(tokens) or tokens[at].low not in lexicon.after_names:
        return _owning_house(tokens, mention)
    at += 1
    while at < len(tokens) and tokens[at].low in lexicon.determiners:
        at += 1
    first = _past_kind_of_house(tokens, at, lexicon)
    end = first
    while end < len(tokens) and (tokens[end].capital or tokens[end].text == "&" or _joins_house(tokens, first, end)):
        end += 1
    keys = {fold(token.text) for token in tokens[at:end]}
    named = end > first > at or (end - at > 1 and keys & (world().organisations | {"&"}))
    if not named:
        return None
    return Role(spans=((tokens[at].start, tokens[end - 1].end),), place="affiliation", words=1)


def _joins_house(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether an "of" goes on with a house's name: "the Royal College of Emergency Medicine"."""
    return first < at < len(tokens) - 1 and tokens[at].low in {"of", "for"} and tokens[at + 1].capital


def _owning_house(tokens: Sequence[Token], mention: Mention) -> Role | None:
    """The office that a name belongs to: "said the UN's Ada Lind"."""
    end = mention.first - 1
    if end < 1 or tokens[end].text not in _POSSESSIVE or tokens[end].end == tokens[end - 1].start:
        return None
    owner = tokens[end - 1]
    shouted = owner.text.isupper() and 1 < len(owner.text) <= _ACRONYM_CHARS
    if not owner.capital or not (shouted or fold(owner.text) in world().organisations):
        return None
    return Role(spans=((owner.start, owner.end),), place="affiliation", words=1)


_ACRONYM_CHARS = 6


def _past_kind_of_house(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Behind the small words that say what house it is: "of the trade body Aggregates Europe"."""
    for end in range(at, min(at + _KIND_WORDS, len(tokens))):
        token = tokens[end]
        if token.kind != WORD or token.capital or lexicon.language != "en":
            break
        if token.low in _HOUSES and end + 1 < len(tokens) and tokens[end + 1].capital:
            return end + 1
    return at


_KIND_WORDS = 3
_HOUSES = frozenset(
    "charity body group company firm consultancy brokerage bank union party agency newspaper magazine foundation "
    "institute association campaign network university tank insurer lender retailer website "
    "nonprofit federation".split()
)


def _role(
    tokens: Sequence[Token], span: tuple[int, int], place: str, lexicon: Lexicon, *, head: int | None = None
) -> Role:
    start, end = span
    noun = tokens[end - 1 if head is None else head]
    return Role(
        spans=((tokens[start].start, tokens[end - 1].end),),
        place=place,
        words=sum(_tells(token, lexicon) for token in tokens[start:end]),
        firm=fold(noun.text) in lexicon.firm_roles,
        rank=end - start == 1 and noun.low in lexicon.ranks and place == "before" and noun.low.endswith("."),
    )


def _tells(token: Token, lexicon: Lexicon) -> bool:
    return token.kind == WORD and token.low not in lexicon.prepositions and token.low not in lexicon.determiners
