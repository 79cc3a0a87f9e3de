"""What can be wrong with a query, where, and what was probably meant."""

from enum import StrEnum

from summarizer.errors import BadRequest


class Problem(StrEnum):
    """A key for those who translate; its value says it in English."""

    EMPTY = "there is nothing to look for"
    TOO_LONG = "this is longer than a query may be"
    TOO_MANY_TERMS = "these are more words than a query may have"
    TOO_DEEP = "these are too many parentheses inside each other"
    OPEN_QUOTE = "this quotation mark is never closed"
    EMPTY_QUOTE = "there is nothing between the quotation marks"
    OPEN_GROUP = "this parenthesis is never closed"
    CLOSED_GROUP = "this parenthesis was never opened"
    EMPTY_GROUP = "there is nothing between the parentheses"
    LONE_OR = "OR needs something on both sides"
    LONE_AND = "AND needs something on both sides"
    LONE_NOT = "NOT needs something to leave out right after it"
    LONE_EXACT = "= needs a word right after it"
    ONLY_NEGATIVES = "this only says what to leave out; say what to look for as well"
    UNKNOWN_FIELD = "this is no field; there are title:, site:, lang:, category: and anywhere:"
    EMPTY_FIELD = "a field needs its value right after the colon"
    FIELD_OF_GROUP = "only title: and anywhere: go before quotation marks or parentheses"
    NOT_IN_FIELD = "the minus goes before the field"
    BAD_SITE = "this is no site; write its name alone, as in site:example.com"
    BAD_LANGUAGE = "this is no language code; write two letters, as in lang:en"
    BAD_CATEGORY = "there is no such category"
    LINK = "links cannot be followed here; write site: and the site's name"
    NO_WORD = "there is no word in this"
    WILDCARD = "words match in all their forms anyway; * is not needed"


class QueryError(BadRequest):
    """A query that cannot be read: `length` code points from `position` on are the trouble, `suggestion` reads well.

    `position` counts from 0 and may be the end of the text; `length` is at least 1 but at the end. `suggestion` is the
    whole query as it was probably meant, None where nobody can tell.
    """

    code = "bad_query"

    def __init__(self, *, position: int, length: int, problem: Problem, suggestion: str | None) -> None:
        super().__init__(problem=problem.value)
        self.position = position
        self.length = length
        self.reason = problem
        self.suggestion = suggestion

    def describe(self) -> str:
        """The problem, its place (counted from 1) and the suggestion."""
        meant = f"; did you mean: {self.suggestion}" if self.suggestion else ""
        return f"at character {self.position + 1}: {self.problem}{meant}"


class MisreadError(Exception):
    """Raised inside the parser: `repairs` are whole queries that may have been meant, likeliest first, unchecked."""

    def __init__(self, span: tuple[int, int], problem: Problem, repairs: tuple[str, ...] = ()) -> None:
        super().__init__(span, problem, repairs)
        self.span = span
        self.problem = problem
        self.repairs = repairs
