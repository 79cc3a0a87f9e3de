"""What a text says somebody is: the role beside a name, as spans of the source.

Each way of telling a role has a function of its own, linear in the words of the sentence:

- `leading`: right before the name ("Kremlin spokesman X"), with a complement ("el ministro de Hacienda, X"), or as the
  plural that leads a list; `modifiers` tells where such a role begins;
- `following`: in apposition ("X, an economist at Y,") or behind a copula ("X is the head of Z"); `noun_phrases` tells
  where such a role ends;
- `subjects`: before a copula ("The head of Z is X");
- `offices`: a passive ("headed by X since 2008"), a verb that names an office ("X, who heads the agency");
- `posts`: a verb that gives one ("X was named head of Z");
- `houses`: whom somebody is with ("X of the Harbour Office").

What a story tells in other sentences than the name's is found later, by `pronouns` and `descriptions`.
"""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.people.following import find_copula, find_following
from summarizer.people.houses import find_house, find_owner, is_known_owner, past_honours
from summarizer.people.leading import find_leading, find_led
from summarizer.people.lexicon import Lexicon
from summarizer.people.mentions import Mention
from summarizer.people.offices import find_office, find_passive
from summarizer.people.posts import find_post
from summarizer.people.role import Role
from summarizer.people.subjects import find_subject
from summarizer.people.tokens import Token


def find_roles(
    tokens: Sequence[Token], mention: Mention, lexicon: Lexicon, previous: Sequence[Token] = ()
) -> tuple[Role, ...]:
    """Give the roles beside a mention, those before the name first; `previous` are the tokens of the sentence before.

    The sentence before is needed where a pronoun stands for what somebody heads ("It is headed by X").
    """
    before = _with_house(tokens, mention, find_leading(tokens, mention, lexicon), lexicon)
    alone = before is None or before.rank or before.words == 1
    found = (
        before,
        find_led(tokens, mention, lexicon) if alone else None,
        find_following(tokens, mention, lexicon),
        find_copula(tokens, mention, lexicon),
        find_passive(tokens, mention, lexicon, previous),
        find_office(tokens, mention, lexicon),
        find_post(tokens, mention, lexicon),
        find_subject(tokens, mention, lexicon),
        _affiliation(tokens, mention, lexicon),
    )
    return tuple(role for role in found if role is not None)


def _with_house(tokens: Sequence[Token], mention: Mention, role: Role | None, lexicon: Lexicon) -> Role | None:
    """Add the house behind the name to the role before it: "glaciologist … of Tovik University"."""
    if role is None or role.place != "before" or role.rank:
        return role
    house = find_house(tokens, mention, lexicon)
    if house is None or house < role.spans[0]:
        return role
    at = past_honours(tokens, mention.last)
    if tokens[at].text == "(":
        return role
    spans = (*role.spans, (tokens[at + (tokens[at].text == ",")].start, house[1]))
    return replace(role, spans=spans, words=role.words + 1)


def _affiliation(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Role | None:
    """The house that a name is said to be of: "Ada Lind of the Harbour Office", "said the UN's Ada Lind"."""
    if house := find_house(tokens, mention, lexicon):
        return Role(spans=(house,), place="affiliation", words=1)
    if owner := find_owner(tokens, mention):
        return Role(spans=(owner,), place="affiliation" if is_known_owner(tokens, owner) else "owner", words=1)
    return None
