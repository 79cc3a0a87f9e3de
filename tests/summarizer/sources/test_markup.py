import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import NotAnArticle, TooLarge
from summarizer.sources.markup import (
    HARD_LIMIT_BYTES,
    JSONLD_LIMIT_CHARS,
    LONG_TAG_CHARS,
    MARKUP_LIMIT_CHARS,
    TAG_LIMIT,
    cut_markup,
    decode_markup,
    parse_page,
    strip_hidden,
)
from tests.timing import cpu_time

RUSSIAN = "Жители посёлка третью неделю возят воду с соседней станции и ждут ремонта плотины."
CHINESE = "云梧县周二宣布，全县最后一条砂石公路已改造完成。"
JAPANESE = "廃校になった小学校の校舎が図書館になった。"


def meta(label: str, text: str) -> str:
    return f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (meta("utf-8", RUSSIAN).encode(), None),
        (meta("windows-1251", RUSSIAN).encode("cp1251"), None),
        (meta("koi8-r", RUSSIAN).encode("koi8-r"), None),
        (f"<p>{RUSSIAN}</p>".encode("cp1251"), "windows-1251"),
        (meta("windows-1251", RUSSIAN).encode(), "windows-1251"),
        (meta("iso-8859-1", RUSSIAN).encode(), None),
        (meta("windows-1251", RUSSIAN).encode("cp1251"), "utf-8"),
        (b"\xef\xbb\xbf" + meta("windows-1251", RUSSIAN).encode(), None),
        (b"\xff\xfe" + meta("utf-8", RUSSIAN).encode("utf-16-le"), None),
        (meta("no-such-charset", RUSSIAN * 9).encode("cp1251"), "neither"),
        (meta("utf-8", RUSSIAN * 4).encode() + b"\xd0", "utf-8"),
    ],
)
def test_russian_is_read_whatever_its_charset(data: bytes, charset: str | None) -> None:
    assert RUSSIAN in decode_markup(data, charset)


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("gb2312", "gb18030", CHINESE),
        ("big5", "big5", "全縣最後一條公路已經完成"),
        ("Shift_JIS", "cp932", JAPANESE),
        ("euc-jp", "euc-jp", JAPANESE),
        ("iso-2022-jp", "iso-2022-jp", JAPANESE),
        ("euc-kr", "cp949", "마을 도서관이 다시 문을 열었다"),
        ("iso-8859-1", "cp1252", "“café” – 5 €"),
        ("iso-8859-9", "cp1254", "Balıkçılar koyu izliyor"),
        ("iso-8859-2", "iso-8859-2", "Most na Wiśle został zamknięty, mówią urzędnicy"),
        ("windows-1250", "cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy"),
        ("iso-8859-15", "iso-8859-15", "L’œuvre coûte 5 €".replace("’", "'")),
        ("windows-1253", "cp1253", "Η γέφυρα έκλεισε την Τρίτη"),
        ("windows-1256", "cp1256", "أغلق الجسر يوم الثلاثاء"),
        ("koi8-u", "koi8-u", "Музей у Калинові знову відчинено"),
        ("gb18030", "gb18030", CHINESE),
    ],
)
def test_labels_mean_what_browsers_make_of_them(label: str, codec: str, text: str) -> None:
    assert text in decode_markup(meta(label, text).encode(codec))


CLASHES = {
    "header right, page wrong": (meta("iso-8859-1", RUSSIAN).encode("cp1251"), "windows-1251", RUSSIAN),
    "page right, header wrong": (meta("windows-1251", RUSSIAN).encode("cp1251"), "utf-8", RUSSIAN),
    "both wrong, bytes right": (meta("windows-1251", RUSSIAN).encode(), "koi8-r", RUSSIAN),
    "header unknown": (meta("koi8-r", RUSSIAN).encode("koi8-r"), "x-none", RUSSIAN),
    "page says utf-16 in utf-8": (meta("utf-16", RUSSIAN).encode(), None, RUSSIAN),
    "utf-16 by header, no mark": (meta("utf-16", RUSSIAN).encode("utf-16-le"), "utf-16le", RUSSIAN),
    "utf-16 big end with mark": (b"\xfe\xff" + meta("x", RUSSIAN).encode("utf-16-be"), "utf-8", RUSSIAN),
    "http-equiv": (
        f'<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>{"全縣最後一條公路已經完成"}'.encode(
            "big5"
        ),
        None,
        "全縣最後一條公路已經完成",
    ),
    "japanese header over page": (meta("utf-8", JAPANESE).encode("euc-jp"), "EUC-JP", JAPANESE),
    "quoted header": (f"<p>{JAPANESE}</p>".encode("cp932"), '"shift_jis"', JAPANESE),
}


@pytest.mark.parametrize(("data", "charset", "text"), CLASHES.values(), ids=CLASHES.keys())
def test_where_header_page_and_bytes_disagree_the_text_comes_out(data: bytes, charset: str | None, text: str) -> None:
    assert text in decode_markup(data, charset)


def test_bytes_that_are_hardly_utf8_go_to_what_the_page_says() -> None:
    data = meta("windows-1251", RUSSIAN).encode("cp1251") + b"\x98"
    assert RUSSIAN in decode_markup(data)


def test_text_without_any_hint_is_still_text() -> None:
    assert "�" in decode_markup(b"<p>caf\xe9</p>") or "caf" in decode_markup(b"<p>caf\xe9</p>")


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "latin-1", "gb2312", "nonsense", "utf-16"]))
def test_no_bytes_make_decoding_fail(data: bytes, charset: str | None) -> None:
    assert isinstance(decode_markup(data, charset), str)


def test_scripts_styles_drawings_and_comments_go_and_structured_data_stays() -> None:
    structured = '<script type="application/ld+json">{"a": 1}</script>'
    markup = f"a<script>let x = '<p>';</script>b<STYLE>p</STYLE >c<!-- <p> -->d<svg><path/></svg>e{structured}f<svg/>g"
    rest, script_chars = strip_hidden(markup)
    assert rest == f"abcde{structured}fg"
    assert script_chars == len("<script>let x = '<p>';</script>")


def test_a_script_that_never_ends_takes_the_rest_and_giant_structured_data_goes() -> None:
    assert strip_hidden("a<script>b")[0] == "a"
    assert strip_hidden("a<script>b</script ")[0] == "a"
    assert strip_hidden("a<!-- b")[0] == "a"
    giant = f'<script type="application/ld+json">{"x" * JSONLD_LIMIT_CHARS}</script>'
    assert strip_hidden(f"a{giant}b") == ("ab", len(giant))


def test_the_caps_cut_and_say_so() -> None:
    assert cut_markup("<p>short</p>") == ("<p>short</p>", False)
    many, cut = cut_markup("<p>a" * (TAG_LIMIT + 10))
    assert cut
    assert many.count("<") == TAG_LIMIT
    long, cut = cut_markup("x" * (MARKUP_LIMIT_CHARS + 1))
    assert cut
    assert len(long) == MARKUP_LIMIT_CHARS


def test_a_giant_tag_loses_its_attributes_and_others_keep_theirs() -> None:
    giant = f'<img src="data:{"A" * LONG_TAG_CHARS}">'
    assert cut_markup(f'<p class="a">b{giant}c</p>')[0] == '<p class="a">b<img>c</p>'


def test_control_characters_and_lone_surrogates_do_not_reach_the_parser() -> None:
    assert cut_markup("a\x00b\ud800c\ufffed")[0] == "a b c d"


def test_what_is_too_large_or_empty_is_refused() -> None:
    with pytest.raises(TooLarge):
        parse_page(b" " * (HARD_LIMIT_BYTES + 1), None)
    for empty in (b"", b"   ", b"<!-- -->"):
        with pytest.raises(NotAnArticle):
            parse_page(empty, None)


@pytest.mark.parametrize(
    "pattern",
    [
        "<p>",
        "<p a ",
        "<",
        "<!--",
        "<script>",
        "</script ",
        "<p x='",
        "<a b=\"<a c='",
        "<svg",
        "=\"'",
        "<p " + "a=b " * 9,
    ],
)
def test_capping_is_linear(pattern: str) -> None:
    def cost(size: int) -> float:
        markup = pattern * (size // len(pattern))
        with cpu_time() as taken:
            cut_markup(strip_hidden(markup)[0])
        return taken.seconds

    small, large = min(cost(200_000) for _ in range(3)), min(cost(400_000) for _ in range(3))
    assert large < max(4 * small, 0.05)
