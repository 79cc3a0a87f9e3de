import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from summarizer.errors import TooLarge, TooShort, UnreadableFile
from summarizer.model import Article, Document, MediaType
from summarizer.sources import pdf
from summarizer.sources.pdf import read_pdf, rebuild_text
from tests.summarizer.sources.pdf_files import content_of, make_pdf
from tests.timing import at_most

STORY = [
    "The council of Arnmouth voted on Tuesday to rebuild the old pier, which",
    "burned down in a storm nine years ago. The work will cost 14 million",
    "crowns and take three summers.",
    "",
    "Engineers have found that half of the oak piles can be used again. They",
    "were tested in the spring by divers from the harbour school, who pulled",
    "eleven of them out of the mud.",
]


def read(data: bytes, *, title: str | None = None) -> Article:
    return read_pdf(Document(data=data, media_type=MediaType.PDF, title=title, url="https://papers.example/a.pdf"))


def test_the_lines_of_a_page_become_paragraphs() -> None:
    article = read(make_pdf([content_of(STORY)]))
    assert article.paragraphs == (" ".join(STORY[:3]), " ".join(STORY[4:]))
    assert article.url == "https://papers.example/a.pdf"
    assert not article.partial


def test_packed_streams_are_read() -> None:
    assert read(make_pdf([content_of(STORY)], packed=True)).paragraphs[0].startswith("The council of Arnmouth")


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Arnmouth rebuilds its pier", "Arnmouth rebuilds its pier"),
        ("Microsoft Word - draft7", None),
        ("pier_final_2.docx", None),
        ("Untitled", None),
        ("", None),
    ],
)
def test_the_metadata_give_the_title_unless_it_is_a_files_name(stated: str, title: str | None) -> None:
    assert read(make_pdf([content_of(STORY)], title=stated)).title == title


def test_a_title_given_wins() -> None:
    assert read(make_pdf([content_of(STORY)], title="Stated here too"), title="Given").title == "Given"


def test_words_broken_at_the_end_of_a_line_are_joined() -> None:
    text = rebuild_text(["The mayor announced the recon-\nstruction of the well-\nKnown tower."])
    assert text == "The mayor announced the reconstruction of the well- Known tower."


def test_running_heads_and_page_numbers_go_and_sentences_run_on_over_pages() -> None:
    bodies = [
        "The first part of the long report is printed here, and then\nwithout a stop it goes on over the end of the",
        "page and on to the second one, where it tells of the bridge\nand of the winter in which nobody could cross",
        "the river for eleven weeks, as the oldest still remember it.\nThat was in the year of the flood.",
    ]
    pages = [f"Arnmouth Quarterly 7\n{body}\nPage {number} of 3" for number, body in enumerate(bodies, 1)]
    assert rebuild_text(pages) == " ".join(bodies).replace("\n", " ")


def test_two_pages_have_running_heads_too() -> None:
    bodies = ["The first part of the report ends in the midst of a", "sentence that goes on over the end of the page."]
    pages = [f"Arnmouth Quarterly 7\n{body}" for body in bodies]
    assert rebuild_text(pages) == " ".join(bodies)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("11/28/26, 4:44 PM Arnmouth rebuilds its pier", "https://paper.example/news/pier?x=1 1/1"),
        ("28.11.2026, 16:44 Arnmouth rebuilds its pier", "ﬁle:///home/me/pier.html 1/1"),
        ("Arnmouth rebuilds its pier https://paper.example/news/pier", "1 of 1 11/28/26, 16:44"),
    ],
)
def test_what_a_browser_prints_around_a_page_goes(head: str, foot: str) -> None:
    story = "The council of Arnmouth voted on Tuesday to rebuild the old pier."
    assert rebuild_text([f"{head}\n{story}\n{foot}"]) == story
    assert rebuild_text([f"{story}\n{head}\n{foot}"]) == story


def test_a_byline_close_under_a_headline_stands_alone() -> None:
    column = [
        "Arnmouth rebuilds its pier",
        "By Hester Quill",
        "The council of Arnmouth voted on",
        "Tuesday to rebuild it.",
    ]
    assert rebuild_text(["\n".join(column)]).split("\n\n") == [column[0], column[1], " ".join(column[2:])]


def test_a_date_line_is_no_browsers_unless_its_foot_is_there() -> None:
    assert "28.11.2026, 16:44" in rebuild_text(["28.11.2026, 16:44 Arnmouth\nThe council voted to rebuild the pier."])


def test_ligatures_are_letters() -> None:
    assert rebuild_text(["The oﬃce ﬁled ﬁve ﬂat aﬀairs."]) == "The office filed five flat affairs."


def test_items_of_a_list_and_headings_stand_alone() -> None:
    lines = [
        "Summary",
        "The committee asks for three things before the summer begins:",
        "• a new roof for the market hall and its two side rooms",
        "• a second door",
    ]
    assert rebuild_text(["\n".join(lines)]).split("\n\n") == [
        "Summary",
        "The committee asks for three things before the summer begins:",
        lines[2],
        "• a second door",
    ]


def test_an_empty_line_within_a_sentence_is_no_paragraph() -> None:
    first = "It was the longest winter that anybody in the valley\n\ncould remember, and the snow lay until May."
    page = f"{first}\n\nThen it went."
    assert rebuild_text([page]).split("\n\n") == [
        "It was the longest winter that anybody in the valley could remember, and the snow lay until May.",
        "Then it went.",
    ]


def test_chinese_lines_are_joined_without_a_blank() -> None:
    page = "临溪市的有轨电车周二上午恢复运行，这是二十年来\n首班车从北门站出发，载着一百二十名乘客驶向码头"
    assert " " not in rebuild_text([page])


def test_nothing_gives_nothing() -> None:
    assert rebuild_text([]) == ""
    assert rebuild_text(["", "12"]) == ""


def test_a_page_of_pictures_only_is_said_to_be_so() -> None:
    with pytest.raises(UnreadableFile, match="pictures only"):
        read(make_pdf([b"q 100 0 0 100 0 0 cm Q"]))


def test_hardly_any_text_is_too_short() -> None:
    with pytest.raises(TooShort):
        read(make_pdf([content_of(["Page one"])]))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nnothing here",
        b"%PDF-",
        make_pdf([content_of(STORY)])[:300],
        make_pdf([content_of(STORY)]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
    ],
)
def test_a_broken_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(data)


def test_a_file_whose_only_page_is_broken_is_unreadable() -> None:
    data = make_pdf([content_of(STORY)], packed=True)
    start = data.index(b"stream\n") + 7
    with pytest.raises(UnreadableFile):
        read(data[:start] + b"\xff" * 40 + data[start + 40 :])


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([content_of(STORY)]))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_file_with_a_password_is_said_to_be_encrypted() -> None:
    with pytest.raises(UnreadableFile, match="encrypted"):
        read(encrypted("secret"))


def test_a_file_that_only_forbids_printing_is_read() -> None:
    assert read(encrypted("")).paragraphs[0].startswith("The council")


def test_a_file_that_cannot_be_decrypted_here_is_said_to_be_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise DependencyError("cryptography is not installed")

    monkeypatch.setattr(pdf, "PdfReader", refuse)
    with pytest.raises(UnreadableFile, match="encrypted"):
        read(make_pdf([content_of(STORY)]))


def test_a_very_large_file_is_refused_unread() -> None:
    with pytest.raises(TooLarge):
        read(b"%PDF-1.7" + b" " * pdf.PDF_LIMIT_BYTES)


def test_many_pages_are_cut_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGE_LIMIT", 2)
    article = read(
        make_pdf([content_of([f"Chapter {n} tells at length of the year {n} in the valley."]) for n in range(4)])
    )
    assert article.partial
    assert "Chapter 1" in article.text
    assert "Chapter 2" not in article.text


def test_a_million_drawing_commands_end_soon() -> None:
    data = make_pdf([content_of(STORY), b"q Q " * 500_000], packed=True)
    with at_most(4):
        article = read(data)
    assert article.partial
    assert article.paragraphs[0].startswith("The council")


def test_commands_are_counted_over_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "OPERATOR_LIMIT", 40)
    article = read(make_pdf([content_of(STORY)] * 4))
    assert article.partial


def test_a_bomb_of_zeros_is_unreadable_soon() -> None:
    data = make_pdf([b" " * 60_000_000], packed=True)
    with at_most(4), pytest.raises(UnreadableFile):
        read(data)
