"""Wording in the reader's language: English in the code, translations in gettext catalogues read at start.

    words = wording("ru")
    words("Key figures")                                   → "Главные цифры"
    words.count("%(n)s sentence", "%(n)s sentences", 5)    → "5 предложений"

The catalogues are plain .po files in `locales/`; a test demands every message of the code in every one of them.
"""

from collections.abc import Callable
from functools import cache
from importlib import resources

from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"
LANGUAGES = (SOURCE_LANGUAGE, "ru")


class Wording:
    """The messages of one language; a message that is missing shows in English."""

    def __init__(self, language: str, messages: dict[str, tuple[str, ...]], plural: Callable[[int], int]) -> None:
        self.language = language
        self._messages = messages
        self._plural = plural

    def __call__(self, message: str, /, **values: object) -> str:
        """`message` in this language, its `%(name)s` places filled with `values`."""
        text = self._messages.get(message, (message,))[0]
        return text % values if values else text

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """`one` or `many`, whichever form this language uses for `n`, which fills `%(n)s`."""
        forms = self._messages.get(one)
        text = forms[self._plural(n)] if forms and len(forms) > 1 else (one if n == 1 else many)
        return text % {"n": n, **values}


def wording(language: str | None) -> Wording:
    """The wording for a Telegram language code ("ru", "pt-br"); English for what we do not speak."""
    base = (language or SOURCE_LANGUAGE).replace("_", "-").split("-")[0].lower()
    return _load(base if base in LANGUAGES else SOURCE_LANGUAGE)


@cache
def _load(language: str) -> Wording:
    if language == SOURCE_LANGUAGE:
        return Wording(language, {}, lambda n: int(n != 1))
    with resources.files("bot.rendering").joinpath("locales", f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    messages = {}
    for entry in catalogue:
        forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        key = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        if key and all(forms):
            messages[str(key)] = tuple(str(form) for form in forms)
    plural = catalogue.plural_expr
    return Wording(language, messages, _plural_rule(plural))


def _plural_rule(expression: str) -> Callable[[int], int]:
    # gettext compiles the header's C expression; no catalogue of ours comes from strangers, and it checks the syntax.
    from gettext import c2py  # noqa: PLC0415

    rule: Callable[[int], int] = c2py(expression)
    return rule
