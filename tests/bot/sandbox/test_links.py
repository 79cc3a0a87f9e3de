import pytest

from bot.sandbox.links import WrongLink, check_link, find_link, find_mentioned_user


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("example.org", "http://example.org/"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("http://gazette.localhost:8080/news/x", "http://gazette.localhost:8080/news/x"),
        ("http://localhost:8080/", "http://localhost:8080/"),
        ("http://[::1]/", "http://[::1]/"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
    ],
)
def test_a_link_is_kept_in_full(given: str, kept: str) -> None:
    assert check_link(given) == kept


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", "URL host is empty"),
        ("http://", "URL host is empty"),
        ("not-a-url", "Wrong HTTP URL"),
        ("http://a b.org/", "Wrong HTTP URL"),
        ("http://a.org:99999/", "Wrong HTTP URL"),
        ("http://a.org:0/", "Wrong HTTP URL"),
        ("ftp://example.com", "Unsupported URL protocol"),
    ],
)
def test_a_wrong_link_is_refused_in_the_servers_words(given: str, reason: str) -> None:
    with pytest.raises(WrongLink, match=f"^{reason}$"):
        check_link(given)
    assert find_link(given) is None


@pytest.mark.parametrize(
    ("given", "user"),
    [
        ("tg://user?id=5", 5),
        ("tg:user?id=5", 5),
        ("tg://user/?x=1&id=5", 5),
        ("tg://user", None),
        ("http://a.org", None),
    ],
)
def test_a_link_may_mention_a_user(given: str, user: int | None) -> None:
    assert find_mentioned_user(given) == user
