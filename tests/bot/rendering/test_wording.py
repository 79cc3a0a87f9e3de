"""Every message of the code stands in every catalogue, with the same places to fill."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import bot
from bot.rendering.talk import Line
from bot.rendering.wording import LANGUAGES, SOURCE_LANGUAGE, wording

PACKAGE = Path(bot.__file__).parent
KEYWORDS = {"words": None, "_": None, "count": (1, 2)}
PLACE = re.compile(r"%\((\w+)\)s")
TRANSLATED = [code for code in LANGUAGES if code != SOURCE_LANGUAGE]


def forms(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value or ""),)


def messages() -> Iterator[tuple[str, ...]]:
    for folder in ("rendering", "handlers", "transport"):
        found = extract_from_dir(str(PACKAGE / folder), method_map=[("**.py", "python")], keywords=KEYWORDS)
        for _file, _line, message, _comments, _context in found:
            yield message if isinstance(message, tuple) else (message,)
    for line in Line:
        yield (line.value,)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    with (PACKAGE / "rendering" / "locales" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    known = {forms(entry.id)[0] for entry in catalogue if all(forms(entry.string))}
    missing = sorted({message[0] for message in messages()} - known)
    assert not missing


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_the_same_places(language: str) -> None:
    with (PACKAGE / "rendering" / "locales" / f"{language}.po").open("rb") as file:
        for entry in read_po(file, locale=language):
            if not entry.id:
                continue
            asked = set(PLACE.findall(forms(entry.id)[-1]))
            for form in forms(entry.string):
                assert set(PLACE.findall(form)) == asked, entry.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_no_message_that_the_code_forgot(language: str) -> None:
    with (PACKAGE / "rendering" / "locales" / f"{language}.po").open("rb") as file:
        known = {forms(entry.id)[0] for entry in read_po(file) if entry.id}
    assert not sorted(known - {message[0] for message in messages()})


@pytest.mark.parametrize(("n", "text"), [(1, "1 слово"), (2, "2 слова"), (5, "5 слов"), (21, "21 слово")])
def test_russian_counts_as_russians_do(n: int, text: str) -> None:
    assert wording("ru").count("%(n)s word", "%(n)s words", n) == text


@pytest.mark.parametrize("code", [None, "", "xx", "en-GB"])
def test_a_language_we_do_not_speak_gets_english(code: str | None) -> None:
    assert wording(code)("People") == "People"


@pytest.mark.parametrize("code", ["ru", "ru-RU", "RU"])
def test_a_language_code_with_a_country_counts(code: str) -> None:
    assert wording(code)("People") != "People"
