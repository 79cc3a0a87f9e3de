"""The word lists that tell names and roles, read once from the package's data files.

`names.txt` and `world.txt` serve every language, `en.txt` and its sisters hold the words around a name. Lists are
written by hand from general knowledge. A language without a file is read with the English one.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ru", "uk")

AND = frozenset({"and", "und", "et", "y", "e", "и", "і", "та"})
"""What joins the last two of a list, in the languages that have a file."""

_SECTION = re.compile(r"^\[([^\]]+)\]$")
_CYRILLIC_CASE = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ією|ою|ею|єю|ым|им|ом|ем|ём|єм|ой|ей|ий|ый|ій|ая|яя|ую|юю|ам|ям|ах|ях)$"
)
_CYRILLIC_VOWELS = "аеёиоуыэюяіїєьй"
_SHORTEST_STEM = 2
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"), ("men", "man"), ("women", "woman"))
_CUT_SHORT = frozenset({"st.", "mt.", "ft.", "jr.", "sr."})
_ROLE_SUFFIXES = frozenset({"elect", "designate", "general", "in-chief", "emeritus"})
_ROLE_PREFIXES = ("ex", "vice", "экс", "екс", "вице", "віце")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language around a name, casefolded; `roles` and `modifiers` are folded as `fold` does.

    `firm_roles` are roles that a company may hold as well, `house_roles` those that lead its name as often as a
    person's, `reporters` those of people who tell the news. `courtesy` are titles that say nothing of a role ("Mr"),
    `ranks` those that do ("Gen."), `lone_ranks` those that make a person of a single name,
    `name_titles` those that are printed with it ("Pope"). `role_endings` end
    compounds that are roles, `hyphen_endings` those that describe.
    `links` may stand between a role and the name that it leads to. `stops` end a role,
    `verbs_before` only when it is read to the left. `after_names` lead from a name to whom it works for.
    `active` are verbs that name an office, `active_who` those that do behind a relative pronoun.
    `abbreviations` are written with a full stop around a name, the stop included.
    """

    language: str
    roles: frozenset[str]
    not_roles: frozenset[str]
    firm_roles: frozenset[str]
    house_roles: frozenset[str]
    reporters: frozenset[str]
    role_endings: tuple[str, ...]
    hyphen_endings: frozenset[str]
    courtesy: frozenset[str]
    ranks: frozenset[str]
    lone_ranks: frozenset[str]
    name_titles: frozenset[str]
    modifiers: frozenset[str]
    determiners: frozenset[str]
    stops: frozenset[str]
    verbs_before: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    relatives: frozenset[str]
    copulas: frozenset[str]
    speech: frozenset[str]
    pronouns: frozenset[str]
    passive: frozenset[str]
    agents: frozenset[str]
    active: frozenset[str]
    active_who: frozenset[str]
    since: frozenset[str]
    after_names: frozenset[str]
    openers: frozenset[str]
    abbreviations: frozenset[str]

    @property
    def head_final(self) -> bool:
        """Whether modifiers stand before a role noun, as in English and German."""
        return self.language in {"en", "de"}

    def is_role(self, word: str) -> bool:
        """Whether a word names what somebody is or does; compounds count by their last part."""
        return _is_role(self.language, word)

    def modifies(self, word: str) -> bool:
        """Whether a word belongs to a role that it stands before: "former", "deputy"."""
        return fold(word) in self.modifiers

    def is_plural_role(self, word: str) -> bool:
        """Whether an English word names several people's work: "Attorneys Ada Lind and Omar Sabry"."""
        if self.language != "en" or len(word) < 4 or word.casefold() in self.verbs_before:
            return False
        return any(
            word.endswith(plural) and _is_role(self.language, word.removesuffix(plural) + singular)
            for plural, singular in _PLURALS
        )

    def describes(self, word: str) -> bool:
        """Whether a hyphenated word describes somebody and is no name: "Canadian-born", "Cabinet-maker"."""
        if "-" not in word:
            return False
        return fold(word.rsplit("-", 1)[1]) in self.hyphen_endings or self.is_role(word.lower())

    def is_title(self, word: str) -> bool:
        """Whether a word is a courtesy title or a rank."""
        low = word.casefold()
        return low in self.courtesy or low in self.ranks


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The lists that serve every language, folded; phrases are words joined by one space."""

    given: frozenset[str]
    given_and_words: frozenset[str]
    family: frozenset[str]
    family_first: frozenset[str]
    family_perhaps: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    honours: frozenset[str]
    places: frozenset[str]
    place_phrases: frozenset[str]
    place_starts: frozenset[str]
    organisations: frozenset[str]
    surnames_too: frozenset[str]
    demonyms: frozenset[str]
    brands: frozenset[str]
    phrases: frozenset[str]
    calendar: frozenset[str]
    credits: frozenset[str]

    def is_name(self, key: str) -> bool:
        """Whether a folded word is a given name or a family name."""
        return key in self.given or key in self.family

    def leads(self, key: str) -> bool:
        """Whether a folded word may be a family name that stands before the given name."""
        return key in self.family_first or key in self.family_perhaps

    def is_demonym(self, word: str) -> bool:
        """Whether a word is a nationality, a faith or a party; short ones only in capitals ("UN", not "Un")."""
        key = fold(word)
        if key not in self.demonyms:
            return len(key) > 5 and key[-1] == "s" and key[:-1] in self.demonyms
        return len(word) > 2 or word.isupper()


@functools.lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A word for comparing: no case, no accents, one apostrophe; Cyrillic words lose their case ending."""
    low = word.casefold().replace("’", "'")
    if low.isascii():
        return low
    if "Ѐ" <= low[-1] <= "ӿ":
        return _cyrillic_stem(low)
    return "".join(sign for sign in unicodedata.normalize("NFKD", low) if not unicodedata.combining(sign))


@functools.cache
def lexicon_of(language: str | None) -> Lexicon:
    """The lexicon of an ISO 639-1 code; English for None and for languages without a file."""
    code = language if language in LANGUAGES else "en"
    sections = _read(f"{code}.txt", by_comma=False)
    casefolded = {name: frozenset(word.casefold() for word in words) for name, words in sections.items()}
    folded = {name: frozenset(fold(word) for word in words) for name, words in sections.items()}
    return Lexicon(
        language=code,
        roles=folded["roles"],
        not_roles=folded["not roles"],
        firm_roles=folded.get("firm roles", frozenset()),
        house_roles=folded.get("house roles", frozenset()),
        reporters=folded.get("reporters", frozenset()),
        role_endings=tuple(sorted(folded["role endings"])),
        hyphen_endings=folded.get("hyphen endings", frozenset()),
        active_who=casefolded["active"] | casefolded.get("active who", frozenset()),
        verbs_before=casefolded.get("verbs before", frozenset()),
        modifiers=folded["modifiers"],
        abbreviations=_CUT_SHORT | _with_stop(sections["courtesy"] + sections["ranks"] + sections["lone ranks"]),
        **{name.replace(" ", "_"): casefolded[name] for name in _CASEFOLDED},
    )


@functools.cache
def world() -> World:
    """The lists that serve every language."""
    names = {name: _folded(words) for name, words in _read("names.txt", by_comma=False).items()}
    things = {name: _folded(words) for name, words in _read("world.txt", by_comma=True).items()}
    return World(
        given=names["given"],
        given_and_words=names["given and words"],
        family=names["family"],
        family_first=names["family first"],
        family_perhaps=names["family first perhaps"],
        particles=names["particles"],
        suffixes=names["suffixes"],
        honours=names["honours"],
        places=_single(things["places"]),
        place_phrases=frozenset(phrase for phrase in things["places"] if " " in phrase),
        place_starts=_single(things["place starts"]),
        organisations=things["organisations"],
        surnames_too=things["surnames too"],
        demonyms=things["demonyms"],
        brands=frozenset(phrase for phrase in things["brands"] if " " in phrase),
        phrases=frozenset(phrase for phrase in things["places"] | things["brands"] if " " in phrase),
        calendar=things["calendar"],
        credits=things["credits"],
    )


_CASEFOLDED = (
    "courtesy",
    "ranks",
    "lone ranks",
    "name titles",
    "determiners",
    "stops",
    "prepositions",
    "links",
    "relatives",
    "copulas",
    "speech",
    "pronouns",
    "passive",
    "agents",
    "active",
    "since",
    "after names",
    "openers",
)


@functools.lru_cache(maxsize=16384)
def _is_role(language: str, word: str) -> bool:
    lexicon = lexicon_of(language)
    key = fold(word)
    if key in lexicon.not_roles:
        return False
    if key in lexicon.roles:
        return True
    if lexicon.language == "de" and key.endswith("s"):
        key = key.removesuffix("s")  # the genitive: "des Sprechers"
        if key in lexicon.roles:
            return True
    head, _, rest = key.partition("-")
    if rest and (key.rsplit("-", 1)[1] in lexicon.roles or (rest in _ROLE_SUFFIXES and head in lexicon.roles)):
        return True
    if any(key.startswith(before) and key.removeprefix(before) in lexicon.roles for before in _ROLE_PREFIXES):
        return True
    if word[0].isupper() and lexicon.language != "de":
        return False
    return bool(lexicon.role_endings) and len(key) > 5 and key.endswith(lexicon.role_endings)


def _with_stop(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words if word.endswith("."))


def _cyrillic_stem(low: str) -> str:
    stem = _CYRILLIC_CASE.sub("", low)
    stem = stem.rstrip(_CYRILLIC_VOWELS)
    return stem if len(stem) >= _SHORTEST_STEM else low


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(fold(part) for part in words_of.split()) for words_of in words)


def _single(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase for phrase in phrases if " " not in phrase)


def _read(file: str, *, by_comma: bool) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    text = resources.files("summarizer.people").joinpath("data", file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if heading := _SECTION.match(line):
            current = sections.setdefault(heading[1], [])
        elif not line.startswith("#"):
            current.extend(_entries(line, by_comma=by_comma))
    return sections


def _entries(line: str, *, by_comma: bool) -> Iterator[str]:
    parts = line.split(",") if by_comma else line.split()
    return (part.strip() for part in parts if part.strip())
