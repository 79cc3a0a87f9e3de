from collections.abc import Mapping, Sequence

import pytest
from lxml import html

from summarizer.sources.blocks import Block, parse_blocks
from summarizer.sources.body import (
    DOUBT,
    KEEP_SCORE,
    Body,
    choose_body,
    decide,
    is_too_large_for_rules,
    read_body,
)
from summarizer.sources.candidates import extract_by_default, extract_by_rules, extract_densest, extract_structured
from summarizer.sources.evidence import Scene, trust_in
from summarizer.sources.head import Head, parse_head
from summarizer.sources.markup import parse_page
from summarizer.sources.shingles import runs_in
from tests.summarizer.sources.pages import STORY, bare, jsonld, page


def parts(markup: str) -> tuple[html.HtmlElement, tuple[Block, ...], Head]:
    tree = parse_page(markup.encode(), None).tree
    return tree, parse_blocks(tree), parse_head(tree)


def body_of(markup: str, title: str | None = "Tidal mill turns again") -> Body:
    tree, blocks, head = parts(markup)
    return read_body(tree, blocks, head, title)


@pytest.mark.parametrize(
    "around",
    [
        "",
        "<aside class='sidebar'><h3>Most read</h3><p><a href='/1'>Ferry fares are frozen until autumn</a></p></aside>",
        "<section class='comments'><p>My daughter has never been inside the mill in her whole life.</p></section>",
        "<footer><p>© 2026 Ostwick Post. All rights reserved. Imprint, privacy, terms.</p></footer>",
        "<div class='newsletter'><p>Sign up for our daily newsletter and never miss a story from the valley.</p></div>",
    ],
)
def test_the_story_comes_out_and_what_stands_around_it_does_not(around: str) -> None:
    assert body_of(page(body=around)).paragraphs[-4:] == STORY


def test_a_body_that_only_structured_data_holds_is_read_from_there() -> None:
    data = jsonld({"@type": "NewsArticle", "headline": "x", "articleBody": "<p>" + "</p>\n<p>".join(STORY) + "</p>"})
    assert body_of(bare(head=data, body="<div id='root'></div>")).paragraphs == STORY
    assert body_of(bare(head=data, body="<p>Please wait</p>")).paragraphs == STORY


def test_the_default_mode_is_asked_when_the_body_comes_out_short() -> None:
    text = "".join(f"<span>{line}</span>" for line in STORY)
    tree, blocks, head = parts(bare(body=f"<div><noscript><div>{text}</div></noscript></div><p>Hello there.</p>"))
    body = read_body(tree, blocks, head, None)
    assert body.words >= 3


def test_a_page_with_too_many_siblings_is_read_without_the_quadratic_rules() -> None:
    many = bare(
        body="".join(
            f"<p>The mill of Ostwick ground {number} sacks of flour on that day.</p>" for number in range(3_200)
        )
    )
    tree, blocks, head = parts(many)
    assert is_too_large_for_rules(tree)
    assert len(read_body(tree, blocks, head, None).paragraphs) > 3_000
    assert not is_too_large_for_rules(parts(page())[0])


def test_an_empty_page_has_no_body() -> None:
    assert body_of(bare()) == Body()
    assert body_of(bare()).words == 0


def test_prose_just_below_the_line_is_kept_between_kept_neighbours() -> None:
    blocks = parts(page())[1][-4:]
    high, doubtful, low = KEEP_SCORE + 1, KEEP_SCORE - DOUBT / 2, KEEP_SCORE - 2 * DOUBT
    assert decide(blocks, [high, doubtful, high, doubtful]) == [True, True, True, False]
    assert decide(blocks, [high, low, high, high]) == [True, False, True, True]
    assert decide(blocks, [doubtful, doubtful, high, high]) == [False, False, True, True]


def test_a_lone_link_in_a_box_of_other_stories_is_never_kept() -> None:
    _, blocks, _ = parts(bare(body="<div class='related'><p><a href='/'>Ferry fares are frozen again</a></p></div>"))
    assert decide(blocks, [KEEP_SCORE + 9]) == [False]


def test_headings_are_told_from_paragraphs() -> None:
    story = f"{STORY[0]}</p><h2>The wheel</h2><p>{STORY[1]}"
    body = body_of(page(story=(story, *STORY[2:])))
    assert [body.paragraphs[index] for index in body.subheads if index] == ["The wheel"]
    assert body.words == Body(paragraphs=STORY).words + ("Tidal mill turns again" in body.paragraphs) * 0


def test_guesses_are_lines_of_the_page() -> None:
    tree, blocks, head = parts(page(head=jsonld({"@type": "Article", "articleBody": "One.\n\nTwo."})))
    assert set(STORY) <= set(extract_by_rules(tree))
    assert set(STORY) <= set(extract_by_default(tree))
    assert list(extract_densest(blocks)) == list(STORY)
    assert extract_structured(head.structured) == ("One.", "Two.")
    assert list(extract_densest(())) == []


def test_a_guess_is_trusted_as_far_as_the_others_agree() -> None:
    same, other = runs_in(STORY), runs_in(["Ferry fares are frozen until the autumn"])
    trust = trust_in({"one": same, "two": same, "three": other, "none": frozenset()})
    assert trust["one"] == trust["two"] > trust["three"]
    assert trust["none"] == 0.0
    assert trust_in({"lone": same})["lone"] == 1.0


def test_evidence_names_what_it_sees() -> None:
    _, blocks, head = parts(page(body="<p>Tidal mill turns again</p><p>© 2026 Getty</p>"))
    guesses: Mapping[str, Sequence[str]] = {"rules": STORY, "densest": STORY, "structured": ()}
    scene = Scene(blocks, guesses, "Tidal mill turns again", STORY[0])
    evidence = list(scene.evidence())
    assert len(evidence) == len(blocks)
    assert evidence[0]["is the title"] == 1.0
    assert evidence[1]["in rules"] == 1.0
    assert evidence[1]["like the summary, early"] == 1.0
    assert evidence[-2]["repeated"] == 1.0
    assert evidence[-1]["credit, short"] == 1.0
    assert evidence[-1]["+1: nothing"] == 1.0
    assert choose_body(blocks, guesses, head, None).paragraphs[-4:] == STORY


@pytest.mark.parametrize(
    ("standfirst", "kept"),
    [
        ("<h2>Six years of work end where the valley began to grind its own corn.</h2>", True),
        ("<p class='standfirst'>Six years of work end where the valley began to grind its corn</p>", True),
        ("<h2>Six years</h2>", False),
        ("<h2><a href='/'>Six years of work end where the valley began to grind its own corn.</a></h2>", False),
        (
            "<figcaption class='deck'>Six years of work end where the valley began to grind its corn.</figcaption>",
            False,
        ),
    ],
)
def test_a_standfirst_before_the_body_is_part_of_the_story(standfirst: str, kept: bool) -> None:
    _, blocks, _ = parts(bare(body=f"{standfirst}<p>{STORY[0]}</p><p>{STORY[1]}</p>"))
    assert decide(blocks, [KEEP_SCORE - 1, KEEP_SCORE + 1, KEEP_SCORE + 1])[0] is kept


def test_a_standfirst_set_as_a_heading_is_a_paragraph_and_no_subhead() -> None:
    _, (sentence, crumb), _ = parts(
        bare(body="<h2>Six years of work end where the valley began to grind corn.</h2><h2>The wheel.</h2>")
    )
    assert not sentence.heading
    assert crumb.heading
