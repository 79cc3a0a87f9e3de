"""Addresses as text: found, read strictly, spelt in one way."""

import base64
import time
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from summarizer.errors import NotALink
from summarizer.sources.urls import (
    canonical_url,
    find_links,
    join_link,
    parse_link,
    split_link,
    text_fragment_url,
    unwrap,
)

# --- finding -------------------------------------------------------------------------------------------------------

FOUND = [
    ("Read https://news.example/a.", ("https://news.example/a",)),
    ("Read https://news.example/a, then http://b.example/?x=1!", ("https://news.example/a", "http://b.example/?x=1")),
    ("(see https://news.example/a)", ("https://news.example/a",)),
    ("(see https://news.example/a).", ("https://news.example/a",)),
    ("https://wiki.example/Mercury_(planet)", ("https://wiki.example/Mercury_(planet)",)),
    ("(https://wiki.example/Mercury_(planet))", ("https://wiki.example/Mercury_(planet)",)),
    ("[the story](https://news.example/a) and more", ("https://news.example/a",)),
    ("[https://news.example/a](https://news.example/b)", ("https://news.example/a", "https://news.example/b")),
    ("<https://news.example/a>", ("https://news.example/a",)),
    ('<a href="https://news.example/a">x</a>', ("https://news.example/a",)),
    ("“https://news.example/a”", ("https://news.example/a",)),
    ("*https://news.example/a*", ("https://news.example/a",)),
    ("详见https://news.example/甲。然后", ("https://news.example/甲",)),
    ("https://news.example/a https://news.example/a", ("https://news.example/a",)),
    ("b https://b.example a https://a.example", ("https://b.example", "https://a.example")),
    ("HTTPS://NEWS.EXAMPLE/A", ("HTTPS://NEWS.EXAMPLE/A",)),
    (
        "https://archive.example/web/2020/https://news.example/a",
        ("https://archive.example/web/2020/https://news.example/a",),
    ),
    ("https://новости.example/статья", ("https://новости.example/статья",)),
    ("https://news.example/a\u200b next", ("https://news.example/a",)),
    ("www.news.example and www.other.example/x", ("https://www.news.example", "https://www.other.example/x")),
    ("see daily.com/politics/vote.", ("https://daily.com/politics/vote",)),
    ("see spiegelei.de/a-1", ("https://spiegelei.de/a-1",)),
    ("see daily.co.uk/a or noticias.com.br/b", ("https://daily.co.uk/a", "https://noticias.com.br/b")),
    ("https://news.example:8080/a", ("https://news.example:8080/a",)),
]

NOT_FOUND = [
    "",
    "and/or, e.g. this, i.e. that",
    "He said no.Yes/no was her answer",
    "It ended.It/they left",
    "write to me@daily.com/home",
    "see path/daily.com/x",
    "1.5/2.5 and v1.2/beta",
    "U.S./China talks",
    "node.js/express and main.py/app",
    "a.m./p.m., z.B./d.h., km/h, 12.30/13.45",
    "St.Gallen/Zürich",
    "Inc./Corp. names, file.tar.gz",
    "https://",
    "https:// news.example",
    "http://.",
    "https://,.",
    "www. and www.",
    "a plain daily.com without a path",
    "ftp://news.example/x",
]


@pytest.mark.parametrize(("text", "links"), FOUND)
def test_links_are_found_without_the_texts_punctuation(text: str, links: tuple[str, ...]) -> None:
    assert find_links(text) == links


@pytest.mark.parametrize("text", NOT_FOUND)
def test_running_text_gives_no_false_alarm(text: str) -> None:
    assert find_links(text) == ()


@given(st.text(alphabet=st.sampled_from("htps:/w.a()[]{}<>*, 0é。\\@#?%-_"), max_size=60))
def test_whatever_is_found_can_be_read(text: str) -> None:
    for link in find_links(text):
        assert split_link(link).host


@pytest.mark.parametrize(
    "unit",
    ["http://a)", "http://", "www.", "a.", "a.b.c.d.com/", "(https://a.b/(", "https://a.b/c](", "aa.", "-a", "a_"],
)
def test_finding_takes_linear_time(unit: str) -> None:
    once, twice = (unit * (n // len(unit)) for n in (30_000, 60_000))
    assert _best_time(twice) < 3 * _best_time(once) + 0.02


def _best_time(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        started = time.perf_counter()
        find_links(text)
        best = min(best, time.perf_counter() - started)
    return best


# --- reading -------------------------------------------------------------------------------------------------------

TYPED = [
    ("  https://news.example/a \n", "https://news.example/a"),
    ("<https://news.example/a>", "https://news.example/a"),
    ("\u200bhttps://news.example/a\ufeff", "https://news.example/a"),
    ("news.example", "https://news.example/"),
    ("news.example/story?x=1#y", "https://news.example/story?x=1#y"),
    ("news.example:8080/story", "https://news.example:8080/story"),
    ("WWW.News.Example/A", "https://www.news.example/A"),
    ("новости.example/статья", "https://xn--b1amnebsh.example/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F"),
    ("HTTP://NEWS.EXAMPLE:80", "http://news.example/"),
    ("https://news.example:443/?", "https://news.example/?"),
    ("https://news.example/a%20b%zz|c", "https://news.example/a%20b%zz%7Cc"),
    ("https://[2606:4700:0::1111]:8443/", "https://[2606:4700::1111]:8443/"),
    ("https://news.example?q=1", "https://news.example/?q=1"),
    ("http://8.8.8.8/x", "http://8.8.8.8/x"),
]


@pytest.mark.parametrize(("text", "url"), TYPED)
def test_a_typed_address_gets_its_normal_spelling(text: str, url: str) -> None:
    assert parse_link(text) == url
    assert parse_link(url) == url


@pytest.mark.parametrize(
    "text",
    [
        *("", "hello", "hello world", "3.5", "v1.2", "me@news.example", "ftp://news.example", "mailto:me@news.example"),
        *("news.example two", "javascript:alert(1)", "/etc/passwd", "a/b", "http://", "https://x" + "y" * 5000, "a:b"),
    ],
)
def test_text_that_is_no_address_is_told_so(text: str) -> None:
    with pytest.raises(NotALink) as caught:
        parse_link(text)
    assert caught.value.problem


@given(st.text(max_size=40), st.text(max_size=20))
def test_our_reader_and_the_clients_agree_on_the_place(authority: str, rest: str) -> None:
    try:
        link = split_link(f"http://{authority}/{rest}")
    except NotALink:
        return
    url = URL(link.request_url, encoded=True)
    assert (url.raw_host, url.port) == (link.host, link.port)
    assert url.raw_path_qs == link.target or link.target.startswith("//")


# --- joining -------------------------------------------------------------------------------------------------------

JOINED = [
    ("/b", "https://news.example/b"),
    ("b", "https://news.example/dir/b"),
    ("../b?x#y", "https://news.example/b?x#y"),
    ("?page=2", "https://news.example/dir/a?page=2"),
    ("//other.example/x", "https://other.example/x"),
    ("http://other.example", "http://other.example/"),
    (" /with space ", "https://news.example/with%20space"),
    ("/caf\udcc3\udca9", "https://news.example/caf%C3%A9"),  # raw UTF-8 in a header
]


@pytest.mark.parametrize(("reference", "url"), JOINED)
def test_references_are_resolved_against_their_page(reference: str, url: str) -> None:
    assert join_link("https://news.example/dir/a", reference) == url


@pytest.mark.parametrize("reference", ["http://[", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example"])
def test_a_reference_to_no_address_is_refused(reference: str) -> None:
    with pytest.raises(NotALink):
        join_link("https://news.example/dir/a", reference)


# --- the canonical spelling ----------------------------------------------------------------------------------------

CANONICAL = [
    ("HTTPS://News.Example:443/A?b=1#c", "https://news.example/A?b=1"),
    ("https://news.example", "https://news.example/"),
    ("https://news.example./", "https://news.example/"),
    ("https://news.example/?", "https://news.example/"),
    ("https://news.example/a?utm_source=x&id=7&utm_medium=y", "https://news.example/a?id=7"),
    ("https://news.example/a?fbclid=1&gclid=2&UTM_CAMPAIGN=3&at_medium=4", "https://news.example/a"),
    ("https://news.example/a?b=2&a=1&b=3", "https://news.example/a?b=2&a=1&b=3"),
    ("https://news.example/a?x&y=&&z=1", "https://news.example/a?x&y=&z=1"),
    ("https://news.example/%7euser/%d0%b0", "https://news.example/~user/%D0%B0"),
    ("https://news.example/a/./b/../c/", "https://news.example/a/c/"),
    ("https://news.example/../../a", "https://news.example/a"),
    ("https://news.example/a/..", "https://news.example/"),
    ("https://news.example/100%", "https://news.example/100%25"),
    ("https://news.example//a//", "https://news.example//a//"),
    ("http://news.example/a", "http://news.example/a"),
    ("https://me@news.example/a", "https://news.example/a"),
    ("https://Ñandú.example/ñ", "https://xn--and-6ma2c.example/%C3%B1"),
]


@pytest.mark.parametrize(("url", "canonical"), CANONICAL)
def test_one_spelling_for_one_story(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


_PIECES = st.text(alphabet=st.sampled_from("ab.:/?#&=%25~é2e+-_@[]utm"), max_size=30)


@given(_PIECES, _PIECES)
def test_the_canonical_spelling_is_its_own(host: str, rest: str) -> None:
    for text in (f"https://news.example/{rest}", f"https://{host}/{rest}", f"https://news.example?{rest}"):
        try:
            once = canonical_url(text)
        except NotALink:
            continue
        assert canonical_url(once) == once


def test_the_canonical_spelling_of_no_address_is_refused() -> None:
    with pytest.raises(NotALink):
        canonical_url("mailto:me@news.example")


# --- text fragments ------------------------------------------------------------------------------------------------


def test_a_short_sentence_is_named_whole_and_escaped() -> None:
    link = text_fragment_url("https://news.example/a", "Rates, up 0.5-1 % & more.")
    assert link == "https://news.example/a#:~:text=Rates%2C%20up%200.5%2D1%20%25%20%26%20more."


def test_a_long_sentence_is_named_by_its_ends() -> None:
    sentence = "The harbour town of Velden will close its last ferry line in spring, the council said on Monday."
    link = text_fragment_url("https://news.example/a#top", sentence)
    assert link == "https://news.example/a#top:~:text=The%20harbour%20town%20of,council%20said%20on%20Monday."


def test_a_long_sentence_without_spaces_is_named_by_its_ends() -> None:
    sentence = "市议会周一表示" * 12
    ends = text_fragment_url("https://news.example/a", sentence).partition("text=")[2].split(",")
    assert [unquote(end) for end in ends] == [sentence[:12], sentence[-12:]]


def test_an_earlier_text_fragment_is_replaced_and_an_empty_sentence_adds_none() -> None:
    assert text_fragment_url("https://news.example/a#x:~:text=old", "New.") == "https://news.example/a#x:~:text=New."
    assert text_fragment_url("https://news.example/a#x", " ") == "https://news.example/a#x"


# --- addresses inside addresses ------------------------------------------------------------------------------------


def _news_id(record: bytes) -> str:
    return base64.urlsafe_b64encode(record).decode().rstrip("=")


_ADDRESS = b"https://news.example/a"
_LONG = b"https://news.example/" + b"a" * 150
_SHORT_RECORD = b"\x08\x13\x22" + bytes([len(_ADDRESS)]) + _ADDRESS + b"\xd2\x01\x00"
_FOLLOWED_RECORD = b"\x08\x13\x22" + bytes([len(_ADDRESS)]) + _ADDRESS + b"Zz" + _ADDRESS
_LONG_RECORD = b"\x08\x13\x22" + bytes([0x80 | len(_LONG) & 0x7F, len(_LONG) >> 7]) + _LONG + b"\xd2\x01\x00"

WRAPPED = [
    ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fnews.example%2Fa", "https://news.example/a"),
    ("https://www.google.co.uk/url?q=https://news.example/a&sa=D", "https://news.example/a"),
    ("https://www.google.com/amp/s/news.example/a?x=1", "https://news.example/a?x=1"),
    ("https://www.google.com/amp/news.example/a", "http://news.example/a"),
    ("https://news-example.cdn.ampproject.org/c/s/news.example/a", "https://news.example/a"),
    ("https://news-example.cdn.ampproject.org/v/news.example/a", "http://news.example/a"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fnews.example%2Fa&h=x", "https://news.example/a"),
    ("https://www.youtube.com/redirect?q=https%3A%2F%2Fnews.example%2Fa", "https://news.example/a"),
    ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnews.example%2Fa", "https://news.example/a"),
    ("https://vk.com/away.php?to=https%3A%2F%2Fnews.example%2Fa", "https://news.example/a"),
    (f"https://news.google.com/rss/articles/{_news_id(_SHORT_RECORD)}?oc=5", "https://news.example/a"),
    (f"https://news.google.com/articles/{_news_id(_FOLLOWED_RECORD)}", "https://news.example/a"),
    (f"https://news.google.com/read/{_news_id(_LONG_RECORD)}", _LONG.decode()),
    (
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fnews.example%252Fa",
        "https://news.example/a",
    ),
]

NOT_WRAPPED = [
    "https://news.example/a?url=https://other.example/",
    "https://www.google.com/search?q=https://news.example/a",
    "https://www.google.com/amp/nothing",
    "https://www.google.com/url?q=javascript:alert(1)",
    "https://vk.com/wall?to=https://news.example/",
    "https://l.facebook.com/l.php?u=news.example",
    "https://l.facebook.com/l.php?u=https%3A%2F%2F",
    "https://x.cdn.ampproject.org/i/s/news.example/a.png",
    "https://news.google.com/rss/articles/CBMiAUFVX3lxTFBhYmNkZWZnaGlqa2xtbm9w?oc=5",
    "https://news.google.com/rss/articles/aaaaaaaaaaaaaaaaa",
    "https://news.google.com/topstories",
    "no address at all",
]


@pytest.mark.parametrize(("url", "inner"), WRAPPED)
def test_the_address_inside_a_redirector_is_found(url: str, inner: str) -> None:
    assert unwrap(url) == inner


@pytest.mark.parametrize("url", NOT_WRAPPED)
def test_an_address_that_wraps_none_comes_back_unchanged(url: str) -> None:
    assert unwrap(url) == url


def test_at_most_three_layers_are_taken_off() -> None:
    url = "https://news.example/a"
    layers = [url := f"https://l.facebook.com/l.php?u={quote(url, safe='')}" for _ in range(4)]
    assert unwrap(layers[3]) == layers[0]


@given(st.binary(max_size=60))
def test_any_google_news_id_gives_an_address(record: bytes) -> None:
    assert split_link(unwrap(f"https://news.google.com/articles/{_news_id(record)}")).host
