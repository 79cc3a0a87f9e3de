"""What a reader of a story may want to follow: queries from its names and the words of its headline.

1. The people of the story, by their full names.
2. Names of its text: words with capitals in mid-sentence, side by side, the often repeated ones first.
3. The two weightiest words of the headline together, then single ones, by how often the text takes them up.

Chinese and Japanese know no capitals: there it is the pieces of the headline that the text repeats. Every proposal
matches the story it is made from.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from summarizer.model import Article, Person
from summarizer.text.words import Token, cut, fold, is_cjk, stem, stop_words, tokenize
from summarizer.topics.exact import word_pieces
from summarizer.topics.match import matches
from summarizer.topics.query import Query, QueryError, parse_query
from summarizer.topics.story import PreparedStory, Story, prepare_story

MOST_PROPOSALS = 5
MOST_PEOPLE = 2
MOST_NAMES = 3
LONGEST_NAME_WORDS = 4
SHORTEST_WORD_CHARS = 4
"""Shorter words of a headline seldom say what it is about; names and abbreviations are found as names."""

_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz
    mai juni juli oktober dezember""".split()
)
"""Days and months that are printed with capitals and name nothing to follow (folded)."""
_COUNTED = frozenset(
    """percent people persons person thousand thousands hundreds million millions billion trillion dozens dollars euros
    pounds year years month months week weeks days hours prozent menschen personen tausend tausende hunderte million
    millionen milliarde milliarden jahr jahre jahren euro wochen monate tage stunden personnes gens milliers millions
    milliard milliards annees mois semaines jours heures personas gente miles millones anos meses semanas человек
    человека люди людей процент процента процентов тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиарда
    миллиардов лет года годы рублей рубля долларов евро людеи днеи часов месяцев недель""".split()
)
"""What headlines count in (folded): it says nothing of what a story is about."""
_COURTESY = frozenset("mr mrs ms miss dr prof herr frau monsieur madame senor senora signor signora".split())
"""What stands before a name and says nothing of it (folded)."""
_RUN_LENGTHS = (4, 3, 2)
_ENDS_SENTENCE = '.!?…:;"“”„«»()[]—–•'


def propose_terms(article: Article, people: Sequence[Person] = ()) -> tuple[str, ...]:
    """Give up to `MOST_PROPOSALS` queries that match `article`, most telling first, written as the story writes.

    No two are the same query, and no single word repeats a name given before it. Empty when nothing stands out.
    Linear in the text.
    """
    story = prepare_story(
        Story(title=article.title or "", text=article.text, language=article.language, url=article.url)
    )
    accepted: dict[Query, str] = {}
    told: set[str] = set()
    for text in _candidates(story, people):
        query = _read(text)
        pieces = {fold(word) for word in cut(text)}
        if query is None or query in accepted or pieces <= told or not matches(query, story):
            continue
        accepted[query] = text
        told |= pieces
        if len(accepted) == MOST_PROPOSALS:
            break
    return tuple(accepted.values())


def _read(text: str) -> Query | None:
    try:
        return parse_query(text)
    except QueryError:
        return None


def _candidates(story: PreparedStory, people: Sequence[Person]) -> Iterator[str]:
    by_rank = sorted(people, key=lambda person: person.rank)
    names = [*(tuple(person.name.split()) for person in by_rank[:MOST_PEOPLE]), *_names(story)[:MOST_NAMES]]
    yield from map(_write, names)
    named = {fold(word) for name in names for word in name}
    words = {word: count for word, count in _title_words(story).items() if fold(word) not in named}
    yield from (" ".join(pair) for pair in pairwise(list(words)[:2]))
    yield from (word for word, count in words.items() if count > 1)
    yield from list(words)[:1]
    yield from _title_runs(story)


def _write(words: Sequence[str]) -> str:
    """A name as a query: a phrase when it has several words."""
    text = " ".join(words)
    return f'"{text}"' if len(cut(text)) > 1 else text


# --- names ------------------------------------------------------------------------------------------------------------


def _names(story: PreparedStory) -> list[tuple[str, ...]]:
    """The names of the text, those of the headline first, then by how often they occur, then by place."""
    text = story.story.text
    stops = stop_words(story.language)
    unfit = stops | _CALENDAR
    counts = Counter(name for name in _capital_runs(text, story.language) if fold(name[0]) not in unfit)
    order = {name: at for at, name in enumerate(counts)}
    repeated = [name for name in counts if counts[name] > 1 or _is_in_title(name, story)]
    return sorted(repeated, key=lambda name: (not _is_in_title(name, story), -counts[name], order[name]))


def _is_in_title(name: tuple[str, ...], story: PreparedStory) -> bool:
    pieces = "  ".join(piece for word in name for piece in word_pieces(word))
    return f"  {pieces}  " in story.title_pieces


def _capital_runs(text: str, language: str) -> Iterator[tuple[str, ...]]:
    """Words with capitals that stand side by side, where no sentence begins."""
    run: list[Token] = []
    before: Token | None = None
    for token in tokenize(text, language):
        is_name = token.text[0].isupper() and _is_inside(text, before, token)
        if run and (_owns(run[-1]) or not (is_name and text[run[-1].end : token.start] in (" ", "-", "\u00a0"))):
            yield from _as_name(run)
            run = []
        if is_name:
            run.append(token)
        before = token
    yield from _as_name(run)


def _owns(token: Token) -> bool:
    """Whether a name ends there, because what follows is its own: "Osk One's Top Hour"."""
    return token.text.endswith(("'s", "’s"))


def _is_inside(text: str, before: Token | None, token: Token) -> bool:
    """Whether a sentence runs on from the word before to this one."""
    if before is None:
        return False
    between = text[before.end : token.start]
    return not any(character in _ENDS_SENTENCE or character == "\n" for character in between)


def _as_name(run: list[Token]) -> Iterator[tuple[str, ...]]:
    words = [token.text.removesuffix("'s").removesuffix("’s") for token in run]
    while words and fold(words[0]).rstrip(".") in _COURTESY:
        del words[0]
    if 0 < len(words) <= LONGEST_NAME_WORDS and sum(map(len, words)) > 1:
        yield tuple(words)


# --- words of the headline --------------------------------------------------------------------------------------------


def _title_words(story: PreparedStory) -> dict[str, int]:
    """The content words of the headline that the text takes up in any form, with how often; the most often first."""
    stops = stop_words(story.language)
    counts = Counter(stem(word, story.language) for word in cut(story.story.text, story.language))
    words: dict[str, str] = {}
    for word in cut(story.story.title, story.language):
        is_content = (
            len(word) >= SHORTEST_WORD_CHARS
            and word.isalpha()
            and not is_cjk(word)
            and fold(word) not in stops | _COUNTED
        )
        if is_content:
            words.setdefault(stem(word, story.language), word)
    known = sorted((each for each in words if counts[each]), key=lambda each: -counts[each])
    return {words[each]: counts[each] for each in known}


def _title_runs(story: PreparedStory) -> Iterator[str]:
    """Pieces of the headline's Chinese or Japanese that the text has twice, the longest first, none inside another."""
    stops = stop_words(story.language)
    taken: list[str] = []
    for length in _RUN_LENGTHS:
        for piece in dict.fromkeys(_pieces_of(story.story.title, length)):
            is_new = piece not in stops and not any(_overlap(piece, longer) for longer in taken)
            if is_new and story.story.text.count(piece) > 1:
                taken.append(piece)
                yield piece


def _pieces_of(title: str, length: int) -> Iterable[str]:
    """Stretches of `length` characters without hiragana, which are mostly endings and particles."""
    for run in filter(is_cjk, cut(title)):
        for start in range(len(run) - length + 1):
            piece = run[start : start + length]
            if not any("\u3040" <= character <= "\u309f" for character in piece):
                yield piece


def _overlap(piece: str, other: str) -> bool:
    """Whether the two share two neighbouring characters."""
    pairs = {"".join(pair) for pair in pairwise(other)}
    return any("".join(pair) in pairs for pair in pairwise(piece))
