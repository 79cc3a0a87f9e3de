import pytest

from summarizer.sources.authors import find_authors, find_byline, parse_names, trim_byline
from summarizer.sources.blocks import parse_blocks
from summarizer.sources.head import parse_head
from summarizer.sources.markup import parse_page
from tests.summarizer.sources.pages import jsonld, page, read


def authors(markup: str, site: str | None = "Ostwick Post") -> tuple[str, ...]:
    tree = parse_page(markup.encode(), None).tree
    return find_authors(parse_head(tree), parse_blocks(tree), tree, site)


def stated(author: object) -> str:
    return page(head=jsonld({"@type": "NewsArticle", "headline": "x", "author": author}))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ines Varrow", ("Ines Varrow",)),
        ("By Ines Varrow", ("Ines Varrow",)),
        ("ByInes Varrow", ("Ines Varrow",)),
        ("By Ines Varrow and Tom O'Dell", ("Ines Varrow", "Tom O'Dell")),
        ("Ines Varrow, Tom Dell & Ada Reeve", ("Ines Varrow", "Tom Dell", "Ada Reeve")),
        ("Von Katrin Vossberg und Jonas Wett", ("Katrin Vossberg", "Jonas Wett")),
        ("Par Élodie Marchetier", ("Élodie Marchetier",)),
        ("Автор: Галина Турова", ("Галина Турова",)),
        ("Ines Varrow, staff writer", ("Ines Varrow",)),
        ("Ines Varrow (Ostwick)", ("Ines Varrow",)),
        ("Ines Varrow The Associated Press", ("Ines Varrow",)),
        ("By Ines Varrow Dec 19, 2023", ("Ines Varrow",)),
        ("Ines Varrow | Reuters", ("Ines Varrow",)),
        ("James O&#039;Neil", ("James O'Neil",)),
        ("ines varrow", ("Ines Varrow",)),
        ("Reuters", ()),
        ("Ostwick Post", ()),
        ("The Ostwick Herald", ()),
        ("post.example", ()),
        ("news@post.example", ()),
        ("Editorial Board", ()),
        ("Redazione", ()),
        ("a man who knew far too much", ()),
        ("AFP", ()),
        ("TEAM", ()),
        ("", ()),
    ],
)
def test_names_are_split_and_what_is_none_is_vetoed(text: str, names: tuple[str, ...]) -> None:
    assert parse_names(text, "Ostwick Post") == names


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        (stated({"@type": "Person", "name": "Ines Varrow"}), ("Ines Varrow",)),
        (stated([{"name": "Ines Varrow"}, {"name": "Tom Dell"}, {"name": "Ines Varrow"}]), ("Ines Varrow", "Tom Dell")),
        (stated("Ines Varrow"), ("Ines Varrow",)),
        (stated({"@type": "Person", "givenName": "Ines", "familyName": "Varrow"}), ("Ines Varrow",)),
        (stated({"@type": "Organization", "name": "Ines Varrow"}), ()),
        (stated({"@type": "Person"}), ()),
        (
            page(
                head=jsonld(
                    {
                        "@graph": [
                            {"@type": "Article", "headline": "x", "author": {"@id": "#1"}},
                            {"@id": "#1", "@type": "Person", "name": "Ines Varrow"},
                        ]
                    }
                )
            ),
            ("Ines Varrow",),
        ),
        (page(head="<meta name='author' content='Ines Varrow'>"), ("Ines Varrow",)),
        (page(head="<meta property='article:author' content='https://post.example/ines'>"), ()),
        (
            page(head="<meta name='author' content='Ostwick Post'>", body="<a rel='author' href='/i'>Ines Varrow</a>"),
            ("Ines Varrow",),
        ),
        (page(body="<span itemprop='author'>by <b itemprop='name'>Ines Varrow</b></span>"), ("Ines Varrow",)),
        (page(body="<div class='byline'>By Ines Varrow</div>"), ("Ines Varrow",)),
        (page(body="<div class='comment'><a rel='author' href='/t'>Tom Troll</a></div>"), ()),
        (page(body="<aside><span class='author'>Tom Dell</span></aside>"), ()),
        (page(body="<p>By Ines Varrow</p>"), ("Ines Varrow",)),
        (page(body="<p>By the river, where the mill stands today, nobody remembers the last miller at all.</p>"), ()),
        (page(body="<div class='comments'><p>By Tom Troll</p></div>"), ()),
        (page(), ()),
    ],
)
def test_the_first_source_that_names_a_person_wins(markup: str, names: tuple[str, ...]) -> None:
    assert authors(markup) == names


def test_meta_tags_win_over_a_longer_list_in_structured_data() -> None:
    people = jsonld(
        {"@type": "Article", "headline": "x", "author": [{"name": "Ines Varrow"}, {"name": "Ed Itor Jones"}]}
    )
    assert authors(page(head=people + "<meta name='author' content='Ines Varrow'>")) == ("Ines Varrow",)


def test_a_bare_name_right_below_the_headline_is_a_byline() -> None:
    markup = (
        "<html><body><h1>Mill turns</h1><p>Marek Zadora</p><p>The wheel turns twice a day in Ostwick.</p></body></html>"
    )
    assert authors(markup) == ("Marek Zadora",)


def test_the_byline_is_given_as_printed() -> None:
    article = read(page(body="<p class='byline'>By Ines Varrow, Harbour Editor</p>"))
    assert article.byline == "By Ines Varrow, Harbour Editor"
    assert article.authors == ("Ines Varrow",)
    assert read(page(head="<meta name='author' content='Ines Varrow Dell'>")).byline == "Ines Varrow Dell"
    assert find_byline((), ()) is None


@pytest.mark.parametrize(
    ("printed", "names", "byline"),
    [
        ("By Nell Ashby · 22 November 2026, 07:00 UTC", ("Nell Ashby",), "By Nell Ashby"),
        ("May 30, 2023 / Amy Gault", ("Amy Gault",), "Amy Gault"),
        ("By Al OrrDec. 18, 2023 9:00 am EST", ("Al Orr",), "By Al Orr"),
        ("By Al Orr, Dec 5, 2023", ("Al Orr",), "By Al Orr"),
        ("By Ross Wilk, Senior Staff Reporter", ("Ross Wilk",), "By Ross Wilk, Senior Staff Reporter"),
        ("By Jo Orr, Ben Hart, and Matt Stieb", ("Ben Hart",), "By Jo Orr, Ben Hart, and Matt Stieb"),
        ("ByZack Savin", ("Zack Savin",), "Zack Savin"),
        ("Von Ida Renn und Jo Ek, 5. Mai 2031", ("Ida Renn", "Jo Ek"), "Von Ida Renn und Jo Ek"),
        (
            "22 May | By Nell Ashby and Jo Orr, editors · 07:00 UTC",
            ("Nell Ashby",),
            "By Nell Ashby and Jo Orr, editors",
        ),
        ("NELL ASHBY", ("Nell Ashby",), "NELL ASHBY"),
        ("Кира Белова, корреспондент 5 мая", ("Кира Белова",), "Кира Белова"),
        ("Staff", ("Nell Ashby", "Jo Orr"), "Nell Ashby, Jo Orr"),
    ],
)
def test_a_byline_is_shown_without_date_and_time(printed: str, names: tuple[str, ...], byline: str) -> None:
    assert trim_byline(printed, names) == byline
