import io
import zipfile
from contextlib import suppress

import pytest

from summarizer.errors import TooShort, Unusable, WrongType
from summarizer.model import Document, MediaType
from summarizer.sources.documents import media_type_of, read_document
from tests.summarizer.sources.pdf_files import content_of, make_pdf
from tests.summarizer.sources.test_docx import make_docx, p

STORY = "The council of Arnmouth voted on Tuesday to rebuild the old pier. Work will begin in the spring of next year."
MAIL = b"Received: from a\r\nFrom: a@b.example\r\nSubject: s\r\n\r\ntext"
PDF = make_pdf([content_of([STORY])])
DOCX = make_docx(p(STORY))


def zipped(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "declared", "filename", "kind"),
    [
        (PDF, None, None, MediaType.PDF),
        (PDF, "text/html; charset=utf-8", "a.html", MediaType.PDF),
        (b"\r\n\r\n" + PDF, "application/octet-stream", None, MediaType.PDF),
        (DOCX, None, None, MediaType.DOCX),
        (DOCX, "application/zip", "a.zip", MediaType.DOCX),
        (zipped("a.txt"), str(MediaType.DOCX), "a.docx", MediaType.DOCX),
        (b"<!DOCTYPE html><p>hi", None, None, MediaType.HTML),
        (b"\xef\xbb\xbf\n <html lang=en>", "text/plain", "a.txt", MediaType.HTML),
        (b"<?xml version='1.0'?>\n<!-- x --><html xmlns='x'>", "application/xml", None, MediaType.HTML),
        (b"<p>hi</p>", "text/html; charset=utf-8", None, MediaType.HTML),
        (b"intro <b>hi</b>", "text/html", None, MediaType.HTML),
        (b"", "text/html", None, MediaType.HTML),
        (b"just words, 3 < 4", "text/html", None, MediaType.PLAIN),
        (MAIL, None, None, MediaType.EMAIL),
        (MAIL, "text/plain", "a.txt", MediaType.EMAIL),
        (b"hello", "message/rfc822", None, MediaType.EMAIL),
        (b"hello", "text/plain", "a.eml", MediaType.EMAIL),
        (b"From: the mayor\r\nSubject: pier\r\n\r\nno mail program wrote this", None, None, MediaType.PLAIN),
        (b"# Title\n\ntext", "text/markdown", None, MediaType.MARKDOWN),
        (b"# Title\n\ntext", "text/plain", "README.md", MediaType.MARKDOWN),
        (b"# Title\n\ntext", None, "a.markdown", MediaType.MARKDOWN),
        (b"text", None, None, MediaType.PLAIN),
        (b"text", "text/plain", "a.pdf", MediaType.PLAIN),
        (b"text", "text/x-rst", "a.rst", MediaType.PLAIN),
        (b"text", "application/octet-stream", "a.htm", MediaType.HTML),
        (b"text", "no type", "a.TXT", MediaType.PLAIN),
        ("text".encode("utf-16"), None, None, MediaType.PLAIN),
        (b"", None, None, MediaType.PLAIN),
    ],
)
def test_the_kind_of_a_document_is_told(
    data: bytes, declared: str | None, filename: str | None, kind: MediaType
) -> None:
    assert media_type_of(data, declared=declared, filename=filename) is kind


@pytest.mark.parametrize(
    ("data", "declared", "named"),
    [
        (b"\x89PNG\r\n\x1a\n", "text/html", "image/png"),
        (b"\xff\xd8\xff\xe0", None, "image/jpeg"),
        (b"GIF89a", None, "image/gif"),
        (b"\x1f\x8b\x08", None, "application/gzip"),
        (b"\xd0\xcf\x11\xe0\xa1", "application/msword", "application/msword"),
        (b"{\\rtf1", None, "application/rtf"),
        (zipped("a.txt"), None, "application/zip"),
        (b"\x00\x01\x02", None, "application/octet-stream"),
        (b"\x00\x01\x02", "video/mp4", "video/mp4"),
        (b"{}", "application/json", "application/json"),
        (b"<rss>", "application/rss+xml", "application/rss+xml"),
        (b"a,b", "text/csv; charset=utf-8", "text/csv"),
        (b"text", "image/svg+xml", "image/svg+xml"),
    ],
)
def test_what_we_do_not_read_is_named(data: bytes, declared: str | None, named: str) -> None:
    with pytest.raises(WrongType) as caught:
        media_type_of(data, declared=declared, filename=None)
    assert caught.value.media_type == named


@pytest.mark.parametrize(
    ("filename", "declared"), [("a.py", None), ("data.CSV", "text/plain"), ("b.json", "application/octet-stream")]
)
def test_files_of_data_and_code_hold_no_story(filename: str, declared: str | None) -> None:
    with pytest.raises(WrongType):
        media_type_of(b"a, b\n1, 2\n", declared=declared, filename=filename)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (STORY.encode(), MediaType.PLAIN),
        (STORY.encode(), MediaType.MARKDOWN),
        (b"From: a@b.example\r\n\r\n" + STORY.encode(), MediaType.EMAIL),
        (f"<html><body><article><p>{STORY}</p><p>{STORY} Again.</p></article></body></html>".encode(), MediaType.HTML),
        (make_pdf([content_of(STORY.split(". "))]), MediaType.PDF),
        (DOCX, MediaType.DOCX),
    ],
)
def test_each_kind_has_its_reader(data: bytes, kind: MediaType) -> None:
    article = read_document(Document(data=data, media_type=kind, title="Given"))
    assert "Arnmouth" in article.text
    assert article.title == "Given"


@pytest.mark.parametrize(
    ("charset", "said"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("cp1251", "windows-1251"),
        ("koi8-r", "koi8-r"),
        ("cp1251", None),
    ],
)
def test_plain_text_is_decoded(charset: str, said: str | None) -> None:
    text = "Мост через Верею закрыли на год из-за трещин в опорах. Об этом в пятницу сообщила городская администрация."
    document = Document(data=text.encode(charset), media_type=MediaType.PLAIN, charset=said, language="ru")
    assert read_document(document).paragraphs == (text,)
    assert read_document(document).language == "ru"


@pytest.mark.parametrize("kind", list(MediaType))
@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 1_000, b"\xff\xfe\xfd", b"<" * 10_000, b"PK\x03\x04" * 100, b"%PDF-" * 100]
)
def test_nonsense_ends_in_an_error_code_or_an_article(data: bytes, kind: MediaType) -> None:
    with suppress(Unusable):
        assert read_document(Document(data=data, media_type=kind)).paragraphs


def test_an_empty_text_is_too_short() -> None:
    with pytest.raises(TooShort):
        read_document(Document(data=b" \n", media_type=MediaType.PLAIN))
