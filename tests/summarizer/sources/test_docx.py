import io
import zipfile

import pytest

from summarizer.errors import TooShort, UnreadableFile
from summarizer.model import Article, Document, MediaType
from summarizer.sources import docx
from summarizer.sources.caps import TEXT_LIMIT_CHARS
from summarizer.sources.docx import read_docx
from tests.timing import at_most

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="nameless"/></w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>
</cp:coreProperties>"""


def p(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def make_docx(body: str, *, title: str = "", creator: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        )
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("docProps/core.xml", CORE.format(title=title, creator=creator))
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return file.getvalue()


def read(data: bytes, title: str | None = None) -> Article:
    return read_docx(Document(data=data, media_type=MediaType.DOCX, title=title, language="en"))


def test_paragraphs_headings_and_the_title_are_told_apart_by_their_styles() -> None:
    body = p("Pier rises again", "Titel") + p("Work began on Monday.") + p("Costs", "berschrift2") + p("14 million.")
    article = read(make_docx(body, title="Other", creator="Hester Quill"))
    assert article.title == "Pier rises again"
    assert article.paragraphs == ("Work began on Monday.", "Costs", "14 million.")
    assert article.subheads == {1}
    assert (article.byline, article.authors, article.language) == ("Hester Quill", ("Hester Quill",), "en")


@pytest.mark.parametrize(("stated", "title"), [("A pier rises", "A pier rises"), ("Untitled", None), ("", None)])
def test_without_a_styled_title_the_properties_give_it(stated: str, title: str | None) -> None:
    assert read(make_docx(p("Work began on Monday."), title=stated)).title == title


def test_a_title_given_wins() -> None:
    assert read(make_docx(p("Pier", "Titel") + p("Work began.")), title="Given").title == "Given"


def test_tabs_and_breaks_are_blanks_and_deleted_words_are_gone() -> None:
    run = "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:cr/></w:r>"
    deleted = "<w:del><w:r><w:delText>never</w:delText></w:r></w:del></w:p>"
    assert read(make_docx(run + deleted)).paragraphs == ("one two three",)


def test_of_tables_only_prose_is_read() -> None:
    long = "This cell holds a sentence of more than eight words."
    body = f"<w:tbl><w:tr><w:tc>{p('Total')}</w:tc><w:tc>{p(long)}</w:tc></w:tr></w:tbl>" + p("After it.")
    assert read(make_docx(body)).paragraphs == (long, "After it.")


def test_what_older_programs_would_show_is_not_read_twice() -> None:
    box = "<w:txbxContent>" + p("A boxed line.") + "</w:txbxContent>"
    body = f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    article = read(make_docx(body + "</mc:AlternateContent><w:t>Around it.</w:t></w:r></w:p>"))
    assert article.paragraphs == ("A boxed line.", "Around it.")


def test_a_document_without_styles_and_properties_is_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}">{p("Only this.")}</w:document>')
    assert read(file.getvalue()).paragraphs == ("Only this.",)


def test_headline_and_byline_that_nobody_styled_are_told_by_their_looks() -> None:
    story = [
        "The council of Arnmouth voted on Tuesday to rebuild the old pier, which burned down nine years ago.",
        "The work will cost 14 million crowns and take three summers, the harbour master said before the vote.",
        "Half of the oak piles can be used again, divers of the harbour school have found.",
    ]
    bare = "".join(map(p, ["Arnmouth rebuilds its pier", "By Hester Quill", *story]))
    article = read(make_docx(bare, creator="An Office"))
    assert (article.title, article.authors) == ("Arnmouth rebuilds its pier", ("Hester Quill",))
    assert article.paragraphs == tuple(story)
    unsigned = read(make_docx("".join(map(p, ["Arnmouth rebuilds its pier", *story])), creator="Hester Quill"))
    assert unsigned.authors == ("Hester Quill",)


@pytest.mark.parametrize("body", ["", p(""), p("Pier", "Titel"), p("Costs", "berschrift2")])
def test_no_paragraph_of_text_is_too_short(body: str) -> None:
    with pytest.raises(TooShort):
        read(make_docx(body))


def unlike(data: bytes, flags: int) -> bytes:
    """The archive with other flags in all its directory entries."""
    changed = bytearray(data)
    start = changed.find(b"PK\x01\x02")
    while start >= 0:
        changed[start + 8] = flags
        start = changed.find(b"PK\x01\x02", start + 4)
    return bytes(changed)


WHOLE = make_docx(p("Work began on Monday."))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 and then nothing",
        WHOLE[: len(WHOLE) // 2],
        WHOLE.replace(b"word/document.xml", b"word/documents.xm"),
        make_docx("<w:p>"),
        make_docx(p("a") + "&undefined;"),
    ],
)
def test_a_broken_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(data)


def test_an_encrypted_member_is_said_to_be_so() -> None:
    with pytest.raises(UnreadableFile, match="encrypted"):
        read(unlike(WHOLE, 1))


def test_entities_are_refused() -> None:
    xml = f'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document xmlns:w="{W}">{p("&b;")}</w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", xml)
    with pytest.raises(UnreadableFile, match="entities"):
        read(file.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = make_docx(p("a" * 30_000_000))
    assert len(data) < 100_000
    with at_most(0.5), pytest.raises(UnreadableFile, match="too large inside"):
        read(data)


def test_a_part_that_shrinks_a_thousandfold_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="too large inside"):
        read(make_docx(p("a" * 3_000_000)))


def test_too_many_members_are_refused() -> None:
    extra = {f"word/media/{number}": b"" for number in range(docx.MEMBER_LIMIT)}
    with pytest.raises(UnreadableFile, match="too large inside"):
        read(make_docx(p("Text."), extra=extra))


def test_very_many_paragraphs_are_cut_soon() -> None:
    body = "".join(p(f"Paragraph {number} of {number * 7919 % 100_003}.") for number in range(40_000))
    with at_most(3):
        article = read(make_docx(body))
    assert article.partial
    assert len(article.paragraphs) <= docx.PARAGRAPH_LIMIT


def test_long_text_is_cut_and_said_to_be() -> None:
    body = "".join(p(f"{number}: " + "The river rose again in the night. " * 30) for number in range(400))
    article = read(make_docx(body))
    assert article.partial
    assert len(article.text) < TEXT_LIMIT_CHARS + 3_000
