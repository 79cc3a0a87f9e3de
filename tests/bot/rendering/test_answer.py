from dataclasses import replace

import pytest

from bot.rendering.answer import render_answer
from bot.rendering.briefing import render_briefing, render_person, render_sentences
from bot.rendering.message import MESSAGE_LIMIT_UTF16, Button, Message
from bot.rendering.proof import PARAGRAPH_CHARS
from bot.rendering.rich import Kind, utf16_len
from bot.rendering.wording import wording
from bot.services.views import LEVELS, Action, Panel, View
from summarizer.model import Article, Briefing, Person, Quote, Reading, Sentence
from tests.bot.rendering.samples import make_reading

EN = wording("en")


def answer(reading: Reading, view: View, *, saved: bool = False) -> Message:
    return render_answer(reading, view, EN, data_of=lambda action: action.value, saved=saved)


def labels(message: Message) -> list[list[str]]:
    return [[button.label for button in row] for row in message.buttons]


def marked(message: Message, kind: Kind) -> list[str]:
    units = message.rich.text.encode("utf-16-le")
    return [
        units[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le")
        for one in message.rich.entities
        if one.kind is kind
    ]


def test_a_briefing_reads_from_headline_to_people() -> None:
    message = answer(make_reading(), View())
    assert message.rich.text == (
        "Harbour bridge reopens\n"
        "Sandvik Post · Ida Holm · 22 Nov 2026, 08:30 UTC · 15 s read\n"
        "\n"
        "The harbour bridge at Sandvik reopened on Monday after 14 months of repairs. "
        "The work cost 3.2 million euros.\n"
        "\n"
        "Shopkeepers said that they had lost a third of their trade.\n"
        "\n"
        "Key figures\n"
        "• 3.2 million euros – work cost\n"
        "• 14 months of repairs\n"
        "\n"
        "People\n"
        "Mayor Per Lund"
    )
    assert marked(message, Kind.BOLD)[:1] == ["Harbour bridge reopens"]
    assert "3.2 million euros" in marked(message, Kind.BOLD)
    assert marked(message, Kind.FOLDED_QUOTE) == ["People\nMayor Per Lund"]
    assert marked(message, Kind.LINK) == ["Sandvik Post"]
    assert marked(message, Kind.MOMENT) == ["22 Nov 2026, 08:30 UTC"]


def test_fewer_than_two_key_lines_make_no_block() -> None:
    reading = make_reading()
    assert "Key figures" not in answer(replace(reading, key_lines=reading.key_lines[:1]), View()).rich.text


def test_a_story_shown_whole_keeps_no_figure_for_a_longer_answer() -> None:
    reading = make_reading()
    reading = replace(reading, key_lines=reading.key_lines[:1] * 7)
    whole = replace(reading, briefing=replace(reading.briefing, whole=True))
    lines = [answer(one, View()).rich.text.count("3.2 million euros – ") for one in (reading, whole)]
    assert lines == [4, 5]
    assert "Key figures" not in answer(whole, View(figures=False)).rich.text


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("(EAN)The bridge is open.", "The bridge is open."),
        ("Port Sandvik, Norway (EAN)The bridge is open.", "The bridge is open."),
        ("(The Sandvik Post)“Open at last,” said Per Lund.", "“Open at last,” said Per Lund."),
        ("SANDVIK (EAN) — The bridge is open.", "SANDVIK (EAN) — The bridge is open."),
        ("Sandvik (EAN)said the bridge is open.", "Sandvik (EAN)said the bridge is open."),
        ("The harbour bridge at Sandvik (BR) is open.", "The harbour bridge at Sandvik (BR) is open."),
    ],
)
def test_an_agency_glued_to_the_first_word_is_left_out(printed: str, shown: str) -> None:
    sentence = Sentence(index=0, text=printed, start=0, end=len(printed), paragraph=0)
    assert render_sentences([sentence]).text == shown
    assert render_sentences([replace(sentence, index=1)]).text == printed


def test_blocks_that_the_reader_hides_are_not_shown() -> None:
    text = answer(make_reading(), View(figures=False, people=False)).rich.text
    assert "Key figures" not in text
    assert "People" not in text


def test_a_text_without_anything_but_sentences_is_still_an_answer() -> None:
    bare = replace(
        make_reading(), key_lines=(), people=(), article=Article(paragraphs=make_reading().article.paragraphs)
    )
    assert answer(bare, View()).rich.text.startswith("15 s read\n\nThe harbour bridge")


@pytest.mark.parametrize(
    ("view", "whole", "rows"),
    [
        (View(), False, [["Shorter", "Longer"], ["Proof", "Save"], ["Follow", "Source"]]),
        (View(level=0), False, [["Longer"], ["Proof", "Save"], ["Follow", "Source"]]),
        (View(), True, [["Shorter"], ["Proof", "Save"], ["Follow", "Source"]]),
        (View(level=len(LEVELS) - 1), False, [["Shorter"], ["Proof", "Save"], ["Follow", "Source"]]),
        (View(panel=Panel.PROOF), False, [["← Briefing", "Source", "Save"]]),
        (View(panel=Panel.SOURCE), False, [["← Briefing", "Proof", "Save"], ["Open the page"]]),
    ],
)
def test_only_buttons_that_do_something_are_shown(view: View, whole: bool, rows: list[list[str]]) -> None:
    reading = make_reading()
    reading = replace(reading, briefing=replace(reading.briefing, whole=whole))
    assert labels(answer(reading, view)) == rows


@pytest.mark.parametrize(
    ("panel", "rows"),
    [
        (Panel.BRIEFING, [["Shorter", "Longer"], ["Proof", "Quotes", "Save"], ["Follow", "Source"]]),
        (Panel.PROOF, [["← Briefing", "Quotes"], ["Source", "Save"]]),
        (Panel.QUOTES, [["← Briefing", "Proof"], ["Source", "Save"]]),
        (Panel.SOURCE, [["← Briefing", "Proof"], ["Quotes", "Save"], ["Open the page"]]),
    ],
)
def test_quotes_have_a_button_where_somebody_is_quoted(panel: Panel, rows: list[list[str]]) -> None:
    assert labels(answer(make_reading(quoted=True), View(panel=panel))) == rows


def test_quotes_stand_under_who_said_them() -> None:
    message = answer(make_reading(quoted=True), View(panel=Panel.QUOTES))
    assert message.rich.text == "Quotes · Harbour bridge reopens\n\nMayor Per Lund\nThe town is whole again"
    assert marked(message, Kind.QUOTE) == ["The town is whole again"]
    assert message.preview_url is None


def test_who_is_heard_first_stands_first_each_under_a_heading() -> None:
    reading = make_reading(quoted=True)
    people = (*reading.people, Person(name="Ida Holm", role="", sentence=2, rank=2))
    first = reading.quotes[0]
    heard = replace(first, speaker=1, text="The town", end=first.start + 8), replace(first, sentence=4, text="whole")
    text = answer(replace(reading, people=people, quotes=heard), View(panel=Panel.QUOTES)).rich.text
    assert text.endswith("reopens\n\nIda Holm\nThe town\n\nMayor Per Lund\nwhole")


def test_headings_of_speakers_count_towards_what_fits() -> None:
    reading = long_reading(60, 1)
    people = tuple(Person(name=f"{'Ada ' * 24}{n}", role="", sentence=n, rank=n + 1) for n in range(60))
    quotes = tuple(Quote(speaker=s.index, text="word", sentence=s.index, start=0, end=4) for s in reading.sentences)
    message = answer(replace(reading, people=people, quotes=quotes), View(panel=Panel.QUOTES))
    assert utf16_len(message.rich.text) <= MESSAGE_LIMIT_UTF16
    assert message.rich.text.endswith("more quotes are not shown.")


@pytest.mark.parametrize("panel", [Panel.PROOF, Panel.BRIEFING])
def test_a_sentence_longer_than_a_message_is_shown_all_the_same(panel: Panel) -> None:
    reading = long_reading(2, 1_000)
    one = replace(reading, briefing=replace(reading.briefing, sentences=reading.sentences[:1]))
    assert reading.sentences[0].text in answer(one, View(panel=panel)).rich.text


def test_one_sentence_cannot_become_shorter() -> None:
    assert ["Longer"] in labels(answer(make_reading(chosen=(0,)), View()))


@pytest.mark.parametrize("speaker", [None, 1])
def test_a_quotation_without_a_speaker_is_none_to_show(speaker: int | None) -> None:
    reading = make_reading(quoted=True)
    unsaid = replace(reading, quotes=(replace(reading.quotes[0], speaker=speaker),))
    assert answer(unsaid, View(panel=Panel.QUOTES)) == answer(make_reading(), View())


def test_what_a_remark_parts_is_one_quotation() -> None:
    reading = make_reading(quoted=True)
    first = reading.quotes[0]
    words = replace(first, text="The town", end=first.start + 8), replace(first, text="again,", start=first.end - 6)
    text = answer(replace(reading, quotes=words), View(panel=Panel.QUOTES)).rich.text
    assert text.endswith("Per Lund\nThe town … again")


def test_quotes_beyond_one_message_are_counted() -> None:
    reading = long_reading(13, 150)
    quotes = tuple(Quote(speaker=0, text=s.text, sentence=s.index, start=s.start, end=s.end) for s in reading.sentences)
    full = replace(reading, people=(Person(name="Ada Lind", role="", sentence=0, rank=1),), quotes=quotes)
    message = answer(full, View(panel=Panel.QUOTES))
    assert utf16_len(message.rich.text) <= MESSAGE_LIMIT_UTF16
    assert message.rich.text.endswith("8 more quotes are not shown.")


def test_proof_tells_whose_words_a_sentence_quotes() -> None:
    text = answer(make_reading(quoted=True, chosen=(3,)), View(panel=Panel.PROOF)).rich.text
    assert "In the briefing\nPer Lund\nSaid by Per Lund\nSentence 3 of 6 · Sentence 4 of 6\nMayor Per Lund cut" in text


@pytest.mark.parametrize(
    ("language", "sentence", "role", "shown"),
    [
        (
            "en",
            "Former Norland captain Ada Lind left. He met a former welder.",
            "Former Norland captain",
            "former Norland captain",
        ),
        ("en", "Former Norland captain Ada Lind left.", "Former Norland captain", "Former Norland captain"),
        ("en", "His deputy, Ada Lind, left his car.", "His deputy", "his deputy"),
        ("en", "Norland captain Ada Lind left.", "Norland captain", "Norland captain"),
        ("en", "Prime Minister Ada Lind left.", "Prime Minister", "Prime Minister"),
        ("en", "It was Former Norland captain Ada Lind.", "Former Norland captain", "Former Norland captain"),
        ("de", "Chefin der Werft ist Ada Lind.", "Chefin der Werft", "Chefin der Werft"),
        ("de", "Leiter der Werft ist Ada Lind. Er sei ein guter leiter.", "Leiter der Werft", "Leiter der Werft"),
        ("en", "Former CEO Ada Lind left. He met a former welder.", "Former CEO", "former CEO"),
        ("en", "Ada Lind is Mayor of Orlo.", "Mayor", "Mayor"),
        ("ru", "Мэр города Ада Линд ушла. Это был мэр.", "Мэр города", "мэр города"),
    ],
)
def test_a_role_loses_a_capital_that_only_opened_its_sentence(
    language: str, sentence: str, role: str, shown: str
) -> None:
    article = Article(paragraphs=(sentence,), language=language)
    reading = Reading(
        article=article,
        sentences=(Sentence(index=0, text=sentence, start=0, end=len(sentence), paragraph=0),),
        briefing=Briefing(method="nutgraf", sentences=(), whole=False),
    )
    assert render_person(reading, Person(name="Ada Lind", role=role, sentence=0, rank=1)).text == f"Ada Lind, {shown}"


def test_a_saved_story_says_so_and_its_button_takes_it_out() -> None:
    buttons = [button for row in answer(make_reading(), View(), saved=True).buttons for button in row]
    assert Button(label="Saved ✓", data=Action.UNSAVE.value) in buttons


def test_proof_underlines_each_sentence_in_its_paragraph_under_what_stands_on_it() -> None:
    message = answer(make_reading(), View(panel=Panel.PROOF))
    assert marked(message, Kind.UNDERLINE) == [make_reading().sentences[index].text for index in (0, 1, 2, 4)]
    assert "In the briefing\n3.2 million euros – work cost\n14 months of repairs\nSentence 1" in message.rich.text
    assert message.rich.text.count("The harbour bridge at Sandvik") == 1, "a paragraph stands once"
    assert "Per Lund\nSentence 3 of 6" in message.rich.text
    assert all("#:~:text=" in (one.url or "") for one in message.rich.entities if one.kind is Kind.LINK)


def test_proof_of_a_pasted_text_has_no_links() -> None:
    assert not marked(answer(make_reading(url=None), View(panel=Panel.PROOF)), Kind.LINK)


def test_a_live_blog_is_called_one() -> None:
    told = "Live blog: its newest entries, the latest first"
    live = replace(make_reading(), article=replace(make_reading().article, live=True))
    assert marked(answer(live, View()), Kind.ITALIC) == [told]
    assert told not in answer(make_reading(), View()).rich.text


def test_source_tells_who_wrote_it_when_and_how_long_it_is() -> None:
    text = answer(make_reading(), View(panel=Panel.SOURCE)).rich.text
    for part in ("Site: Sandvik Post", "By: Ida Holm", "Language: English", "48 words", "http://post.example/bridge"):
        assert part in text
    partial = replace(make_reading().article, partial=True, language=None)
    assert "its beginning" in answer(replace(make_reading(), article=partial), View(panel=Panel.SOURCE)).rich.text


def long_reading(sentences: int, words: int) -> Reading:
    text = " ".join(["word"] * words) + "."
    article = Article(paragraphs=(text,) * sentences, title="Long")
    step = len(text) + 2
    every = tuple(
        Sentence(index=i, text=text, start=i * step, end=i * step + len(text), paragraph=i) for i in range(sentences)
    )
    return Reading(article=article, sentences=every, briefing=Briefing(method="lead", sentences=every, whole=True))


@pytest.mark.parametrize("panel", Panel)
@pytest.mark.parametrize("title", ["Long", "A headline of four hundred " * 15])
@pytest.mark.parametrize("words", [30, 74, 150])
def test_every_panel_fits_one_message_whatever_the_length(panel: Panel, title: str, words: int) -> None:
    for sentences in (13, 40):
        reading = long_reading(sentences, words)
        quotes = tuple(
            Quote(speaker=0, text=one.text, sentence=one.index, start=one.start, end=one.end)
            for one in reading.sentences
        )
        people = (Person(name="Ada Lind", role="", sentence=0, rank=1),)
        titled = replace(reading, article=replace(reading.article, title=title), people=people, quotes=quotes)
        message = answer(titled, View(level=len(LEVELS) - 1, panel=panel))
        assert utf16_len(message.rich.text) <= MESSAGE_LIMIT_UTF16


def test_a_long_paragraph_is_shown_around_its_sentence() -> None:
    filler = " ".join(["filler"] * 200) + "."
    reading = make_reading()
    paragraph = f"{filler} {reading.sentences[0].text} {filler}"
    start = len(filler) + 1
    sentence = Sentence(
        index=0, text=reading.sentences[0].text, start=start, end=start + len(reading.sentences[0].text), paragraph=0
    )
    changed = Reading(
        article=Article(paragraphs=(paragraph,)),
        sentences=(sentence,),
        briefing=Briefing(method="lead", sentences=(sentence,), whole=False),
    )
    text = answer(changed, View(panel=Panel.PROOF)).rich.text
    assert text.count("…") == 2
    assert len(text) < PARAGRAPH_CHARS + 200


def test_a_button_does_exactly_one_thing() -> None:
    with pytest.raises(ValueError, match="one thing"):
        Button(label="x", data="a", url="http://b")


def test_russian_readers_get_russian_headings_and_dates() -> None:
    text = render_briefing(make_reading(), View(), wording("ru")).text
    assert "Главные цифры" in text
    assert "нояб" in text
