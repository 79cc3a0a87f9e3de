from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import TooShort
from summarizer.model import Article
from summarizer.sources.caps import TEXT_LIMIT_CHARS
from summarizer.sources.cues import find_cues
from summarizer.sources.lines import parse_lines
from summarizer.sources.looks import Look, look_at
from summarizer.sources.masthead import find_masthead, is_byline, is_dateline, is_headline, is_reading_time
from summarizer.sources.passages import PARTS, STEPS, find_body, load_weights
from summarizer.sources.pasted import LINE_LIMIT, read_pasted
from tests.quality.pasted_corpus import CorpusPage, load_corpus
from tests.timing import assert_linear, at_most, cpu_time

HARBOUR = next(page for page in load_corpus() if page.name == "en-harbour")
FIRST = "The council of Arnmouth voted on Tuesday to rebuild the old pier, which burned down in a storm nine years ago."
SECOND = "Engineers have found that half of the oak piles can be used again, as divers said after three weeks of tests."
THIRD = "The work will cost 14 million crowns, take three summers, and leave a gap for the ferry that calls on Sundays."
CLEAN = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
TAIL = "\n\nShare\n\nRelated\n\nThe ferry that calls on Sundays\n\n© 2031 Arnmouth Post. All rights reserved."


def looks_of(text: str) -> list[Look]:
    return [look_at(line) for line in parse_lines(text)]


def test_a_whole_page_gives_its_story_and_masthead() -> None:
    article = read_pasted(HARBOUR.pasted, language="en", url="https://post.example/pier")
    assert article == Article(
        paragraphs=HARBOUR.paragraphs,
        title=HARBOUR.title,
        byline="By Hester Quill",
        authors=("Hester Quill",),
        language="en",
        url="https://post.example/pier",
        subheads=HARBOUR.subheads,
    )


def test_a_clean_text_passes_untouched() -> None:
    text = f"{FIRST}\n\n• one item\n\n{SECOND}\n\n— Привет, — сказал он.\n\n3 of them\n\n{THIRD}"
    article = read_pasted(text)
    assert article.text == text
    assert article.title is None


def test_single_line_breaks_part_paragraphs_too() -> None:
    assert read_pasted(CLEAN.replace("\n\n", "\r\n")).paragraphs == (FIRST, SECOND, THIRD)


def test_a_first_line_like_a_headline_names_a_clean_text_and_stays_in_it() -> None:
    article = read_pasted(f"Arnmouth to rebuild its pier\n\n{CLEAN}")
    assert article.title == "Arnmouth to rebuild its pier"
    assert article.paragraphs[0] == article.title
    assert article.subheads == {0}


@pytest.mark.parametrize("text", [CLEAN, CLEAN + TAIL])
def test_a_text_without_a_headline_has_no_title(text: str) -> None:
    article = read_pasted(text)
    assert article.title is None
    assert article.paragraphs == (FIRST, SECOND, THIRD)


def test_a_title_given_wins_and_is_not_repeated() -> None:
    article = read_pasted(f"ARNMOUTH to rebuild its pier!\n\n{CLEAN}", title="Arnmouth to rebuild its pier")
    assert article.title == "Arnmouth to rebuild its pier"
    assert article.paragraphs == (FIRST, SECOND, THIRD)


def test_a_headline_kept_as_the_first_line_of_a_story_becomes_its_title() -> None:
    article = read_pasted(f"Arnmouth to rebuild its pier\n\n{CLEAN}\n\n© 2031 Arnmouth Post")
    assert article.title == "Arnmouth to rebuild its pier"
    assert article.paragraphs == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize("standfirst", [FIRST, f"{FIRST[:-9]}…"])
def test_a_repeated_standfirst_stands_once(standfirst: str) -> None:
    assert read_pasted(f"{standfirst}\n\n{CLEAN}{TAIL}").paragraphs == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(("standfirst", "repeat"), [(FIRST, 1), (f"{FIRST[:-9]}…", 0)])
def test_in_a_clean_text_a_repeated_standfirst_stays_but_is_no_sentence(standfirst: str, repeat: int) -> None:
    article = read_pasted(f"{standfirst}\n\n{CLEAN}")
    assert article.paragraphs == (standfirst, FIRST, SECOND, THIRD)
    assert article.subheads == {repeat}


CLEAN_TEXTS = {
    "a list": f"{FIRST}\n\n• Steals the credit for others’ work\n• Never asks\n\n{SECOND}\n\n{THIRD}",
    "a lone heading": f"{FIRST}\n\nRecommended Videos\n\n{SECOND}\n\n{THIRD}",
    "a heading that ends pages": f"{FIRST}\n\nRelated\n\n{SECOND}\n\n{THIRD}",
    "a brief": "ARNMOUTH (Wire) - The council voted on Tuesday to rebuild the old pier, its head Ann Orr said.",
    "a brief of two lines": "ARNMOUTH, March 3 (Wire) -- The council voted.\nIt meets again in May, Ann Orr said.",
    "dashes": f"- {FIRST}\n- {SECOND}\n- {THIRD}",
    "a question first": f"Who pays for the old pier of Arnmouth?\n{FIRST}\n\n{SECOND}",
    "numbers": f"1. {FIRST}\n2. {SECOND}\n3. {THIRD}",
}


@pytest.mark.parametrize("text", CLEAN_TEXTS.values(), ids=CLEAN_TEXTS.keys())
def test_a_clean_text_comes_through_unchanged(text: str) -> None:
    assert read_pasted(text).text.split() == text.split()


HEADLINE = "Arnmouth to rebuild its pier"
LEADING = {
    "a section above": f"Harbour\n\n{HEADLINE}\n\n{FIRST}",
    "a logo above": f"Arnmouth Post\n\nLocal News\n\n{HEADLINE}\n\n{FIRST}",
    "twice": f"{HEADLINE}\n\n{HEADLINE}\n\n{FIRST}",
    "a credit below": f"{HEADLINE}\n\n(Ida Renwick / Arnmouth Post)\n\n{FIRST}",
}


@pytest.mark.parametrize("top", LEADING.values(), ids=LEADING.keys())
def test_the_headline_is_found_among_the_first_lines(top: str) -> None:
    assert read_pasted(f"{top}\n\n{SECOND}\n\n{THIRD}").title == HEADLINE


REPLIES = {
    "names and ages": "14 Comments\n\nbadger72\n2 hours ago\n{0}\nReply",
    "a form first": "Leave a comment\n\nName\nEmail\n\nTom H. says:\n{0}",
    "likes": "Comments\n\nMarta\nLike (3)  Reply\n{0}\n\nOle\nLike (1)  Reply\n{1}",
    "German": "Kommentare (2)\n\nwattwurm\nvor 3 Stunden\n{0}\nAntworten",
    "sorting": "Join the conversation\n\nSort by newest\n\nOldsalt\n{0}\nReport\nReply",
    "Russian": "Комментарии (2)\n\nИван\n2 часа назад\n{0}\nОтветить",
}
SAID = (
    "I walked on that old pier with my grandfather and I would give a month of wages to see it again.",
    "They will never finish it in three summers, just look at the harbour wall and who built that one.",
)


@pytest.mark.parametrize("replies", REPLIES.values(), ids=REPLIES.keys())
def test_what_readers_wrote_below_a_story_stays_out(replies: str) -> None:
    text = f"{HEADLINE}\n\nBy Ida Renwick\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{replies.format(*SAID)}{TAIL}"
    assert read_pasted(text).paragraphs == (FIRST, SECOND, THIRD)


BOX = "Related\n\n• County approves a bypass\n• Ten walks by the sea\n\n"
FOURTH = "Divers from the town will look after the piles for nothing, as they did when the first pier was built here."


LETTER = (
    "Sign up to Arnmouth Weekly\n\nFree newsletter\n\nOur Friday email breaks down the stories of the week\n\n"
    "after newsletter promotion\n\n"
)
FILM = "ArnmouthTV\n\nThe pier from above\n\n"


@pytest.mark.parametrize(
    "box", [BOX, BOX * 2, f"{BOX}Advertisement\n\n", LETTER, FILM, "RELATED ARTICLE\n\nWho pays?\n\n"]
)
def test_a_story_goes_on_below_a_box_of_other_stories(box: str) -> None:
    text = f"By Ida Renwick\n\n{FIRST}\n\n{SECOND}\n\n{box}{THIRD}\n\n{FOURTH}{TAIL}"
    assert read_pasted(text).paragraphs == (FIRST, SECOND, THIRD, FOURTH)


@pytest.mark.parametrize("box", [LETTER, FILM])
def test_a_story_cut_near_its_top_keeps_its_opening(box: str) -> None:
    text = f"{HEADLINE}\n\nBy Ida Renwick\n\n{FIRST}\n\n{SECOND}\n\n{box}{THIRD}\n\n{FOURTH}{TAIL}"
    assert read_pasted(text).paragraphs == (FIRST, SECOND, THIRD, FOURTH)


def test_the_line_right_below_a_headline_is_its_standfirst() -> None:
    standfirst = "Council votes for the storm-hit landmark as fishermen fear for the Sunday ferry"
    page = f"{HEADLINE}\n\n{standfirst}\n\nIda Renwick\n\n4 May 2031\n\n{CLEAN}{TAIL}"
    assert read_pasted(page).title == HEADLINE


@pytest.mark.parametrize(
    "below",
    [
        f"Related\n\nWalks\n\n{THIRD}\n\nFerries\n\n{FOURTH}",
        f"Comments\n\nbadger72\n\n{THIRD}\n\n{FOURTH}",
    ],
)
def test_other_stories_and_comments_below_a_mark_stay_out(below: str) -> None:
    text = f"By Ida Renwick\n\n{FIRST}\n\n{SECOND}\n\n{below}{TAIL}"
    assert read_pasted(text).paragraphs == (FIRST, SECOND)


def test_captions_go_even_from_the_middle() -> None:
    caption = "The pier at dawn, March 4, 2031. Reuters/Ida Renwick"
    assert caption not in read_pasted(f"{FIRST}\n\n{caption}\n\n{SECOND}\n\n{THIRD}{TAIL}").paragraphs


def test_short_lines_between_paragraphs_become_subheads() -> None:
    article = read_pasted(f"{FIRST}\n\nWHO PAYS\n\n{SECOND}\n\nWhat it costs\n\n{THIRD}\n\nEnd of it")
    assert [article.paragraphs[index] for index in article.subheads] == ["WHO PAYS", "What it costs"]


@pytest.mark.parametrize("text", ["", "\n \n", "hello", "hello there you two", "🙂" * 40])
def test_hardly_any_text_is_too_short(text: str) -> None:
    with pytest.raises(TooShort):
        read_pasted(text)


@pytest.mark.parametrize(
    "text",
    ["Fire in Varna. Nobody was hurt.", "Пожар в Варне потушен. Никто не пострадал.", "临溪市的有轨电车恢复运行。"],
)
def test_two_short_sentences_are_enough(text: str) -> None:
    assert read_pasted(text).paragraphs == (text,)


def test_a_page_of_furniture_only_is_given_as_it_is() -> None:
    menu = "Home\nNews\nSport\nSign in\nShare\nPrivacy policy\nTerms of use\nContact us\n"
    assert read_pasted(menu).title is None
    assert read_pasted("Read more: Ten walks from a station").paragraphs == ("Read more: Ten walks from a station",)


def test_a_text_beyond_the_limit_is_cut_and_says_so() -> None:
    article = read_pasted(f"{CLEAN}\n\n" * 700)
    assert article.partial
    assert len(article.text) <= TEXT_LIMIT_CHARS


@pytest.mark.parametrize(
    "unit", [f"{FIRST} ", f"{FIRST}\n", "Menu\n", "a", "• item\n", "Read more: b\n", "By A B\n", "临溪市。"]
)
def test_any_120_kilobytes_are_read_in_a_second(unit: str) -> None:
    text = unit * (120_000 // len(unit))
    with at_most(2.0):
        try:
            read_pasted(text)
        except TooShort:
            assert unit == "a"


def test_very_many_lines_are_cut_and_said_to_be() -> None:
    assert read_pasted("An item of a list\n" * (LINE_LIMIT + 1)).partial


def test_a_page_that_is_nothing_but_a_caption_is_given_as_it_is() -> None:
    caption = "A crew inspects the crane at the eastern quay in Marlow, March 4, 2031. Reuters/Ida Renwick"
    assert read_pasted(caption).paragraphs == (caption,)


def test_reading_is_linear_in_the_lines() -> None:
    def seconds(count: int) -> float:
        text = "\n".join(
            f"The {number} boat left the harbour at {number % 24} with {number} crates of fish."
            for number in range(count)
        )
        with cpu_time() as taken:
            read_pasted(text + TAIL)
        return taken.seconds

    seconds(100)
    assert_linear(seconds, 800)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*HARBOUR.pasted.split("\n"), *TAIL.split("\n"), FIRST, SECOND, "", "x", "«да»"]),
        max_size=40,
    )
)
def test_whatever_is_pasted_only_its_own_lines_come_out_in_order(lines: list[str]) -> None:
    try:
        article = read_pasted("\n\n".join(lines))
    except TooShort:
        return
    left = iter(lines)
    assert all(paragraph in left for paragraph in article.paragraphs)
    assert article.paragraphs
    assert all(index < len(article.paragraphs) for index in article.subheads)


@pytest.mark.parametrize("page", load_corpus(), ids=lambda page: page.name)
def test_reading_a_story_again_changes_nothing(page: CorpusPage) -> None:
    once = read_pasted(page.pasted)
    again = read_pasted(once.text)
    assert again.paragraphs == once.paragraphs
    assert replace(again, title=None).subheads == once.subheads


def test_the_chain_takes_only_steps_that_pages_take() -> None:
    weights = load_weights()
    assert set(weights.steps) == set(STEPS)
    assert all(len(scores) == len(PARTS) for scores in weights.cues.values())
    assert find_body([]) == []


def test_more_lenient_never_finds_less() -> None:
    looks = looks_of(HARBOUR.pasted)
    assert sum(find_body(looks, leniency=50.0)) == len(looks)
    assert sum(find_body(looks)) < len(looks)


def test_every_line_has_cues() -> None:
    assert all(find_cues(looks_of(HARBOUR.pasted)))


def test_without_a_body_there_is_no_masthead() -> None:
    looks = looks_of(HARBOUR.pasted)
    assert find_masthead(looks, [False] * len(looks)).title is None


def test_a_byline_broken_over_two_lines_is_joined() -> None:
    looks = looks_of(f"Arnmouth to rebuild its pier\n\nBy\n\nHester Quill\n\n{FIRST}")
    masthead = find_masthead(looks, [False, False, False, True])
    assert (masthead.byline, masthead.authors) == ("By Hester Quill", ("Hester Quill",))


def test_two_bylines_are_not_joined() -> None:
    looks = looks_of(f"Arnmouth to rebuild its pier\n\nBy\n\n{FIRST}\n\nBy email")
    assert find_masthead(looks, [False, False, True, False]).byline != "By By email"


@pytest.mark.parametrize(
    "text",
    ["Published 4 March 2031", "March 4, 2031, 6:05 PM", "Stand: 09.04.2031, 17:12 Uhr", "2031-03-04", "3 червня 2031"],
)
def test_datelines_are_known(text: str) -> None:
    assert is_dateline(looks_of(text)[0])


@pytest.mark.parametrize("text", ["© 2031 Arnmouth Post", "It rose again on 4 March 2031.", "Best of 2031", "4 March"])
def test_other_lines_are_no_datelines(text: str) -> None:
    assert not is_dateline(looks_of(text)[0])


@pytest.mark.parametrize("text", ["2 min", "4 min read", "Lesezeit: 3 Minuten", "3 мин чтения"])
def test_reading_times_are_known(text: str) -> None:
    assert is_reading_time(looks_of(text)[0])


def test_bylines_are_short_lines_that_no_stop_ends() -> None:
    assert is_byline(looks_of("Von Jette Brandl")[0])
    assert not is_byline(looks_of("By Monday it was over.")[0])


@pytest.mark.parametrize(
    "text", ["Arnmouth to rebuild its pier", "Who pays for the pier?", "临溪市重开停运二十年的有轨电车"]
)
def test_headlines_are_known(text: str) -> None:
    assert is_headline(looks_of(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "The pier will rise again soon.",
        "Skip to main content",
        "• an item of a list",
        "2. The second pier",
        "By Hester Quill of Arnmouth",
        "4 March 2031 at noon",
        "Pier",
        "The pier at dawn (Photo by Ida Renwick)",
    ],
)
def test_other_lines_are_no_headlines(text: str) -> None:
    assert not is_headline(looks_of(text)[0])


STORY_OF_A_BRIDGE = (
    "The harbour bridge at Sandvik reopened on Monday after 14 months of repairs, the port authority said.\n\n"
    "Engineers replaced 640 tonnes of steel and every one of the cables, and the work took longer than planned.\n\n"
    "Shopkeepers on the south bank said that they had lost a third of their trade while the bridge was shut."
)


@pytest.mark.parametrize(
    ("top", "byline", "published"),
    [
        ("By Ida Holm", "By Ida Holm", None),
        ("By Ida Holm\n\nMarch 3, 2031", "By Ida Holm", "2031-03-03"),
        ("3 min read", None, None),
    ],
)
def test_a_headline_and_byline_alone_above_a_story_become_metadata(
    top: str, byline: str | None, published: str | None
) -> None:
    article = read_pasted(f"Harbour bridge reopens after long repairs\n\n{top}\n\n{STORY_OF_A_BRIDGE}")
    assert article.title == "Harbour bridge reopens after long repairs"
    assert article.byline == byline
    assert article.published == published
    assert article.paragraphs == tuple(STORY_OF_A_BRIDGE.split("\n\n"))
