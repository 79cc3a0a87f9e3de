import pytest

from bot.sandbox.detection import find_entities
from tests.timing import cpu_time

CASES = [
    ("https://example.org/a_(b)?c=d#e", "url", "https://example.org/a_(b)?c=d#e"),
    ("see (https://example.org/a).", "url", "https://example.org/a"),
    ("«http://пример.рф/путь»", "url", "http://пример.рф/путь"),
    ("go to example.com/x, now", "url", "example.com/x"),
    ("http://gazette.localhost:8080/news/x", "url", "http://gazette.localhost:8080/news/x"),
    ("http://localhost:8080/", "url", "http://localhost:8080/"),
    ("tg://resolve?domain=x", "url", "tg://resolve?domain=x"),
    ("write to jo.b+x@example.com!", "email", "jo.b+x@example.com"),
    ("thanks @nutgraf_bot.", "mention", "@nutgraf_bot"),
    ("a #новость here", "hashtag", "#новость"),
    ("buy $ACME now", "cashtag", "$ACME"),
    ("/start now", "bot_command", "/start"),
    ("use /brief@nutgraf_bot", "bot_command", "/brief@nutgraf_bot"),
]
NOTHING = ["file.txt", "1.5 and 2.5", "a/b", "and/or", "#123", "@ab", "$acme", "e.g. this", "http://word", "//x", "x@y"]


@pytest.mark.parametrize(("text", "kind", "found"), CASES)
def test_what_telegram_marks_by_itself_is_found(text: str, kind: str, found: str) -> None:
    assert [(text[begin:end], entity) for begin, end, entity in find_entities(text)] == [(found, {"type": kind})]


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert find_entities(text) == []


def test_the_longer_of_two_that_begin_together_wins() -> None:
    text = "https://example.org/@name/#tag x@example.org"
    assert [entity["type"] for _, _, entity in find_entities(text)] == ["url", "email"]


@pytest.mark.parametrize("piece", ["a.", "@a", "a@b.", "/a", "#a", "http://", "x.com/(", "-", "ab1_", "x.com/))"])
def test_finding_is_linear(piece: str) -> None:
    def seconds(copies: int) -> float:
        with cpu_time() as taken:
            find_entities(piece * copies)
        return taken.seconds

    assert min(seconds(6000) for _ in range(3)) < 6 * min(seconds(3000) for _ in range(3)) + 0.05
