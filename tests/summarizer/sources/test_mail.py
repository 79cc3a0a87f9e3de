from contextlib import suppress
from email.message import EmailMessage

import pytest

from summarizer.errors import TooLarge, TooShort, UnreadableFile, Unusable
from summarizer.model import Article, Document, MediaType
from summarizer.sources import mail
from summarizer.sources.documents import media_type_of
from summarizer.sources.mail import read_mail
from summarizer.sources.mailtext import parse_letter
from tests.timing import assert_linear, at_most, cpu_time

FIRST = "The council of Arnmouth voted on Tuesday to rebuild the old pier, which burned down in a storm nine years ago."
SECOND = "Engineers have found that half of the oak piles can be used again, as divers said after three weeks of tests."
THIRD = "The work will cost 14 million crowns, take three summers, and leave a gap for the ferry that calls on Sundays."
STORY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
PAGE = f"<html><body><article><h1>Pier</h1><p>{FIRST} {FIRST}</p><p>{SECOND} {THIRD}</p><p>{THIRD}</p></article>"


def message(
    text: str | None = STORY, *, subject: str = "Pier to rise again", sender: str = "Hester Quill <h@post.example>"
) -> EmailMessage:
    made = EmailMessage()
    made["From"] = sender
    made["Subject"] = subject
    made["Date"] = "Tue, 04 Mar 2031 09:15:00 +0100"
    if text is not None:
        made.set_content(text)
    return made


def read(made: EmailMessage | bytes, title: str | None = None) -> Article:
    data = made if isinstance(made, bytes) else made.as_bytes()
    return read_mail(Document(data=data, media_type=MediaType.EMAIL, title=title))


def test_subject_sender_and_date_become_title_byline_and_time() -> None:
    article = read(message())
    assert article.paragraphs == (FIRST, SECOND, THIRD)
    assert (article.title, article.byline, article.authors) == ("Pier to rise again", "Hester Quill", ("Hester Quill",))
    assert article.published == "2031-03-04T09:15:00+01:00"
    assert article.site is None


@pytest.mark.parametrize(
    ("sender", "site"),
    [("The Arnmouth News <n@post.example>", "The Arnmouth News"), ("n@Post.example", "post.example")],
)
def test_a_sender_who_is_no_person_is_the_site(sender: str, site: str) -> None:
    article = read(message(sender=sender))
    assert (article.site, article.byline) == (site, None)


@pytest.mark.parametrize(
    "subject", ["Fwd: Re: Pier to rise again", "[list] AW: Pier to rise again", "RE[2]: Pier to rise again"]
)
def test_the_subject_loses_its_prefixes(subject: str) -> None:
    assert read(message(subject=subject)).title == "Pier to rise again"


def test_a_title_given_wins() -> None:
    assert read(message(), title="Given").title == "Given"


def test_encoded_headers_and_other_charsets_are_read() -> None:
    raw = (
        b"From: =?koi8-r?B?98XSwSDsz9PF18E=?= <v@post.example>\r\nSubject: =?utf-8?Q?=D0=9C=D0=BE=D1=81=D1=82?=\r\n"
        b"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    body = "Мост через Верею закрыли на год из-за трещин в опорах, сообщила мэрия."
    article = read(raw + body.encode("cp1251"))
    assert (article.title, article.byline, article.paragraphs) == ("Мост", "Вера Лосева", (body,))


def test_broken_headers_are_shown_as_they_came() -> None:
    raw = b"From: x\r\nSubject: =?no-such-charset?B?98XS?= here\r\nDate: some day\r\n\r\n" + STORY.encode()
    article = read(raw)
    assert article.title == "=?no-such-charset?B?98XS?= here"
    assert article.published is None


def test_a_message_without_any_header_is_read() -> None:
    assert read(b"\r\n" + STORY.encode()).paragraphs == (FIRST, SECOND, THIRD)


def test_the_plain_text_is_preferred_to_the_page() -> None:
    made = message(f"{STORY}\n{FIRST.replace('Tuesday', 'Monday')}")
    made.add_alternative(PAGE, subtype="html")
    assert SECOND in read(made).paragraphs
    assert read(made).paragraphs[-1].startswith("The council of Arnmouth voted on Monday")


def test_a_stub_gives_way_to_the_page() -> None:
    made = message("View this message in your browser: https://post.example/7")
    made.add_alternative(PAGE, subtype="html")
    assert SECOND in read(made).text
    assert "browser" not in read(made).text


def test_a_page_alone_is_read() -> None:
    made = message(None)
    made.set_content(PAGE, subtype="html")
    assert SECOND in read(made).text


def test_a_short_text_is_kept_when_the_page_holds_no_article() -> None:
    made = message("The pier will be rebuilt. Work starts on Monday.")
    made.add_alternative("<html><body><a href='/'>x</a></body></html>", subtype="html")
    assert read(made).text == "The pier will be rebuilt. Work starts on Monday."


def test_a_page_without_an_article_says_why() -> None:
    made = message(None)
    made.set_content("<html><body></body></html>", subtype="html")
    with pytest.raises(Unusable):
        read(made)


def test_a_page_saved_as_one_file_is_read() -> None:
    saved = (
        "From: <Saved by a browser>\r\nSubject: Pier to rise again\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n'
        f"{PAGE}\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--"
    ).encode()
    assert media_type_of(saved, declared=None, filename="pier.mhtml") is MediaType.EMAIL
    assert SECOND in read(saved).text


def test_attachments_are_not_read() -> None:
    made = message()
    made.add_attachment("Secret words in a file of their own, which nobody asked for.", filename="a.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    assert read(made).paragraphs == (FIRST, SECOND, THIRD)


def test_a_message_forwarded_whole_is_opened() -> None:
    outer = message("Look at this.", subject="Fwd: something", sender="Owen Teague <o@post.example>")
    outer.add_attachment(message())
    article = read(outer)
    assert (article.title, article.byline, article.paragraphs[0]) == ("Pier to rise again", "Hester Quill", FIRST)


def test_a_forward_without_insides_is_too_short() -> None:
    raw = b"From: a@b.example\r\nSubject: s\r\nContent-Type: message/rfc822\r\n\r\n"
    with pytest.raises(TooShort):
        read(raw)


def test_an_inline_forward_gives_its_own_headers() -> None:
    text = (
        "fyi\n\n---------- Forwarded message ---------\nFrom: Mara Oduya <m@post.example>\nDate: 3 March 2031\n"
        f"Subject: Re: Pier vote\nTo: <all@post.example>\n  and others\n\n{STORY}"
    )
    article = read(message(text, subject="Fwd: Pier vote"))
    assert (article.title, article.byline, article.published) == ("Pier vote", "Mara Oduya", "2031-03-03")
    assert article.paragraphs == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize("made", [message(""), message("   \n"), message("Hi!"), message("> ok\n")])
def test_hardly_any_text_is_too_short(made: EmailMessage) -> None:
    with pytest.raises(TooShort):
        read(made)


def test_a_very_large_message_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "MAIL_LIMIT_BYTES", 1_000)
    with pytest.raises(TooLarge):
        read(b"From: a@b.example\r\n\r\n" + b"a" * 1_000)


def nested(depth: int) -> bytes:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth))
    return f"From: a@b.example\r\n{opened}Content-Type: text/plain\r\n\r\n{STORY}".encode()


def test_parts_nested_beyond_reason_are_unreadable_at_once() -> None:
    with at_most(1), pytest.raises(UnreadableFile, match="nested"):
        read(nested(20_000))


def test_parts_nested_like_a_long_thread_are_read() -> None:
    assert FIRST in read(nested(30)).paragraphs


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: " + b"=?utf-8?B?" * 20_000,
        b"From: " + b"(" * 100_000 + b"\r\n\r\n",
        b"From: " + b'"<,@' * 50_000 + b"\r\n\r\n" + STORY.encode(),
        b"Date: " + b"1" * 100_000 + b"\r\n\r\n" + STORY.encode(),
        b"Content-Type: text/plain; charset=" + b"x" * 50_000 + b"\r\n\r\n" + STORY.encode(),
        b"Content-Transfer-Encoding: base64\r\n\r\n" + b"!" * 100_000,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 50_000,
    ],
)
def test_odd_headers_end_soon(data: bytes) -> None:
    with at_most(3), suppress(TooShort, UnreadableFile):
        read(data)


def test_a_reply_loses_its_quotes_and_what_announces_them() -> None:
    text = (
        f"{FIRST}\n\nOn Tue, 4 Mar 2031 at 09:15, Owen Teague\n<o@post.example> wrote:\n> earlier\n> words\n\n{SECOND}"
    )
    assert parse_letter(text).text.split() == f"{FIRST} {SECOND}".split()


@pytest.mark.parametrize(
    "line", ["Am 04.03.2031 schrieb Jette Brandl:", "4 марта 2031 г. Вера написала:", "Le 4 mars 2031, Léon a écrit :"]
)
def test_attributions_are_known_in_other_languages(line: str) -> None:
    assert parse_letter(f"Yes, on Monday.\n{line}\n\n> When?").text.strip() == "Yes, on Monday."


def test_a_line_that_announces_no_quote_stays() -> None:
    assert parse_letter("This is what the mayor wrote:\n\nWe shall build.").text.startswith(
        "This is what the mayor wrote:"
    )


def test_signatures_and_greetings_of_telephones_go() -> None:
    assert parse_letter("Yes, on Monday.\nSent from my telephone\n-- \nHester\nArnmouth").text == "Yes, on Monday."


def test_a_message_of_quotes_only_gives_the_quotes() -> None:
    assert parse_letter("> The pier\n> will rise.").text == "The pier\nwill rise."


def test_a_long_text_above_an_original_message_is_the_letter() -> None:
    text = f"{FIRST} {SECOND} {THIRD}\n\n-----Original Message-----\nFrom: a\n\nOld words."
    assert parse_letter(text).text.strip() == f"{FIRST} {SECOND} {THIRD}"


@pytest.mark.parametrize("unit", ["> ", "-", "From: a\n", "On 1 wrote:\n> a\n", "*_= ", "Begin forwarded message:\n"])
def test_letters_are_taken_apart_in_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        with cpu_time() as taken:
            parse_letter(unit * count)
        return taken.seconds

    seconds(1_000)
    assert_linear(seconds, 20_000)


@pytest.mark.parametrize(
    "greeting",
    ["Good morning. Here is what you need to know today.", "Hi Anna,", "Dear readers,", "Доброе утро!", "Bonjour,"],
)
def test_a_greeting_is_no_part_of_the_story(greeting: str) -> None:
    assert read(message(f"{greeting}\n\n{STORY}")).paragraphs == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    "first",
    [
        "Hello Kitty sells out.",
        "Hi-vis vests sold out on Tuesday.",
        "Dear prices drove 300 shops out of the town.",
        "Good morning, said the mayor. Then the walls fell.",
    ],
)
def test_a_first_line_that_tells_something_is_no_greeting(first: str) -> None:
    assert first in read(message(f"{first}\n\n{STORY}")).text


def test_subheads_keep_their_places_when_a_greeting_goes() -> None:
    page = f"<html><body><article><p>Hello Anna,</p><p>{FIRST}</p><h2>Costs</h2><p>{THIRD}</p><p>{SECOND}</p></article>"
    made = message(None)
    made.set_content(page, subtype="html")
    article = read(made)
    assert article.paragraphs[0] == FIRST
    assert [article.paragraphs[index] for index in sorted(article.subheads)] == ["Costs"]
