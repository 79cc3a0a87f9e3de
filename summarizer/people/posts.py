"""Roles that a verb gives: "Ada Lind served as mayor", "was named chief of Z", "replaced Ada Lind as chief of Z"."""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.people.lexicon import Lexicon
from summarizer.people.mentions import Mention
from summarizer.people.noun_phrases import noun_phrase
from summarizer.people.role import Role
from summarizer.people.tokens import NUMBER, WORD, Token

_LEADING_WORDS = 4
_OBJECT_WORDS = 8
_HEAD_WITHIN = 6
_AUXILIARIES = frozenset(
    "has had have was is will be been being to also who , previously once formerly later recently now currently "
    "then first officially formally".split()
)
_LEFT = frozenset(
    "resigned resigns quit quits retired retires served serving worked ousted sacked fired dismissed".split()
)
_HELD = _LEFT | frozenset(
    "serve serves work works replace succeed join step "
    "replaced replaces replacing succeeded succeeds succeeding stepped steps took "
    "takes joined joins hired appointed named elected reelected re-elected installed confirmed nominated chosen picked "
    "promoted crowned unveiled inaugurated".split()
)
"""Verbs that "as" follows with an office."""
_GIVES = frozenset("appointed named elected reelected re-elected crowned promoted made".split())
"""Verbs that an office follows without "as"."""
_APPOINTS = _GIVES | frozenset(
    "appoint appoints appointing name names naming elect elects electing replace replaces replacing succeed succeeds "
    "succeeding hire hires hiring pick picks picked choose chose chosen install installed confirm confirmed nominate "
    "nominates nominated unveil unveiled replaced succeeded hired".split()
)
"""Verbs whose object somebody is who has or gets an office."""
_BETWEEN = frozenset("down over in at by for on the its his her there back briefly until since last this year".split())


def find_post(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The office that a verb gives the name, English only: behind "as", or behind "was named"."""
    if lexicon.language != "en" or mention.last >= len(tokens):
        return None
    if tokens[mention.last].low == "as":
        given = mention.run > 0 and tokens[mention.run - 1].low in _APPOINTS
        return _office(tokens, mention.last + 1, lexicon) if given else None
    verb = _verb(tokens, mention.last)
    if verb is None:
        return _left(tokens, mention, lexicon)
    as_word = _as_word(tokens, verb + 1)
    if as_word is not None:
        role = _office(tokens, as_word + 1, lexicon)
        return replace(role, past=True, place="office") if role and tokens[verb].low in _LEFT else role
    passive = verb > mention.last and tokens[verb - 1].low in {"was", "been", "is", "being", "be"}
    if not passive or tokens[verb].low not in _GIVES:
        return None
    return _office(tokens, verb + 1 + (tokens[verb].low == "promoted" and tokens[verb + 1].low == "to"), lexicon)


def _left(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The office that the subject of a sentence thinks of leaving: "Ada Lind never thought of quitting as coach"."""
    if mention.run > 0:
        return None
    for at in range(mention.last + 1, min(mention.last + _LEAVING_WITHIN, len(tokens) - 2)):
        if tokens[at].capital or tokens[at].kind != WORD:
            return None
        if tokens[at].low in _LEAVING:
            as_word = at + 1 + (tokens[at + 1].low == "down")
            return _office(tokens, as_word + 1, lexicon) if tokens[as_word].low == "as" else None
    return None


_LEAVING = frozenset("quitting resigning retiring stepping standing quit resign retire".split())
_LEAVING_WITHIN = 12


def _verb(tokens: Sequence[Token], at: int) -> int | None:
    """The verb of which a name is the subject, behind its auxiliaries and an adverb."""
    for verb in range(at, min(at + _LEADING_WORDS, len(tokens) - 1)):
        if tokens[verb].low in _HELD or tokens[verb].low in _GIVES:
            return verb
        if tokens[verb].low not in _AUXILIARIES:
            return None
    return None


def _as_word(tokens: Sequence[Token], at: int) -> int | None:
    """The "as" behind a verb, past an object with capitals: "replaced Ada Lind as", "stepped down as"."""
    for here in range(at, min(at + _OBJECT_WORDS, len(tokens))):
        if tokens[here].low == "as":
            return here
        if not (tokens[here].capital or tokens[here].kind == NUMBER or tokens[here].low in _BETWEEN):
            return None
    return None


def _office(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Role | None:
    """The noun phrase of an office at `at`: its noun stands near, with nothing but its modifiers before it."""
    for head in range(at, min(at + _HEAD_WITHIN, len(tokens))):
        token = tokens[head]
        if token.kind == WORD and lexicon.is_role(token.text):
            role = None if _is_honour(tokens, head) else noun_phrase(tokens, at, "post", lexicon)
            return role if role is not None and not role.firm else None
        if token.low in lexicon.stops or (token.low in lexicon.prepositions and token.low not in lexicon.determiners):
            return None
    return None


def _is_honour(tokens: Sequence[Token], head: int) -> bool:
    """Whether somebody was named to be honoured: "best director", "player of the year", "officer of the Order"."""
    near = {token.low for token in tokens[head + 1 : head + 5]}
    return (
        not near.isdisjoint({"year", "month", "season", "tournament", "match", "order"})
        or tokens[head - 1].low == "best"
    )
