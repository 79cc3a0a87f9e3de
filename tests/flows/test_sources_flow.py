"""Everything people really send, and an answer for each."""

from email.message import EmailMessage

import pytest

from bot.rendering.talk import COMMANDS, Line
from tests.flows.stage import Stage, labels, toast
from tests.flows.stories import BRIDGE, ORCHARDS


async def test_ten_links_get_ten_answers_in_their_order(stage: Stage) -> None:
    reader = stage.person()
    urls = [await stage.story_url(index) for index in range(10)]
    await reader.say("\n".join(urls))
    answers = await reader.answers(10)
    assert len(answers) == 10
    titles = [answer["text"].partition("\n")[0] for answer in answers]
    assert len(set(titles)) == 10
    assert all(answer["reply"] for answer in answers)


async def test_an_eleventh_link_is_left_out_and_said_so(stage: Stage) -> None:
    reader = stage.person()
    urls = [await stage.story_url(index) for index in range(10)]
    await reader.say("\n".join([*urls, "http://gazette.localhost:1/none"]))
    answers = await reader.answers(11)
    assert "1 link was left out" in answers[-1]["text"]


async def test_a_link_that_fails_does_not_spoil_its_neighbours(stage: Stage) -> None:
    reader = stage.person()
    good = await stage.story_url()
    await reader.say(f"{good} and http://10.0.0.1/secret")
    first, second = await reader.answers(2)
    assert labels(first)
    assert "http://10.0.0.1/secret" in second["text"]
    assert "not open to the bot" in second["text"]


async def test_the_same_link_twice_is_one_answer(stage: Stage) -> None:
    reader = stage.person()
    url = await stage.story_url()
    await reader.say(f"{url} {url}?utm_source=chat")
    await reader.answer()


async def test_a_link_hidden_behind_a_word_is_found(stage: Stage) -> None:
    reader = stage.person()
    url = await stage.story_url()
    await reader.say("read this", entities=[{"type": "text_link", "offset": 5, "length": 4, "url": url}])
    assert labels(await reader.answer())


async def test_a_forwarded_post_has_its_channel_as_source(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(BRIDGE, forward_from={"type": "channel", "title": "Sandvik Daily", "username": "sandvik_daily"})
    answer = await reader.answer()
    assert "Sandvik Daily" in answer["text"]


@pytest.mark.parametrize(
    ("name", "media_type", "content"),
    [
        ("bridge.txt", "text/plain", BRIDGE.encode()),
        ("bridge.md", "text/markdown", ("# " + BRIDGE).encode()),
        (
            "bridge.html",
            "text/html",
            ("<html><body><article><h1>" + BRIDGE.replace("\n\n", "</p><p>") + "</p></article></body></html>").encode(),
        ),
    ],
)
async def test_a_file_is_read(stage: Stage, name: str, media_type: str, content: bytes) -> None:
    reader = stage.person()
    await reader.send_file(content, name, media_type)
    answer = await reader.answer()
    assert "3.2 million euros" in answer["text"]


async def test_an_email_file_has_its_subject_as_headline(stage: Stage) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Frost in the orchards", "news@velden.example"
    mail.set_content(ORCHARDS.partition("\n\n")[2])
    reader = stage.person()
    await reader.send_file(mail.as_bytes(), "mail.eml", "message/rfc822")
    assert "Frost in the orchards" in (await reader.answer())["text"]


async def test_a_file_that_cannot_be_read_says_so(stage: Stage) -> None:
    reader = stage.person()
    await reader.send_file(b"%PDF-1.7\nnot really", "broken.pdf", "application/pdf")
    assert "cannot be read" in (await reader.answer())["text"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [("paywall", "behind a paywall"), ("consent", "consent or robot check"), ("script", "filled in by scripts")],
)
async def test_a_wall_is_named_and_what_was_read_is_shown(stage: Stage, kind: str, words: str) -> None:
    reader = stage.person()
    await reader.say(await stage.story_url(kind=kind))
    answer = await reader.answer()
    assert words in answer["text"]
    assert not answer["buttons"]


async def test_a_live_blog_gives_its_newest_entries_and_is_called_one(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(await stage.story_url(kind="live"))
    answer = await reader.answer()
    assert "Live blog: its newest entries, the latest first\n\nThe gauge on Mill Bridge" in answer["text"]
    assert labels(answer)


async def test_a_page_of_links_is_no_story(stage: Stage) -> None:
    reader = stage.person()
    url = await stage.story_url()
    await reader.say(url.partition("/news/")[0] + "/")
    assert "no story" in (await reader.answer())["text"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("hello", Line.NOTHING_TO_READ),
        ("thanks, that was quick!", Line.NOTHING_TO_READ),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", Line.SHORT_TEXT),
        ("/nonsense", Line.UNKNOWN_COMMAND),
        ("/brief", Line.BRIEF_USAGE),
        ("/search", Line.SEARCH_USAGE),
    ],
)
async def test_small_talk_gets_a_line_that_helps(stage: Stage, text: str, line: Line) -> None:
    reader = stage.person()
    await reader.say(text)
    assert (await reader.answer())["text"] == line.value


async def test_every_command_of_the_menu_answers_in_private_and_in_a_group(stage: Stage) -> None:
    await stage.post("chats", id=-300, type="group", members=[7, "bot"], admins=[7])
    for chat in (7, -300):
        reader = stage.person(7, chat)
        for name, _ in (("start", ""), *COMMANDS):
            await reader.say(f"/{name}")
            told = (await reader.answer())["text"]
            assert len(told) > 20, name
            assert told != Line.UNKNOWN_COMMAND.value, name


async def test_brief_in_reply_reads_the_message_it_replies_to(stage: Stage) -> None:
    reader = stage.person()
    await reader.say("/start")
    await reader.answer()
    told = await reader.say(BRIDGE)
    await reader.answer()
    await reader.say("/brief", reply_to=told)
    assert labels(await reader.answer())


async def test_brief_with_a_link_reads_the_link(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(f"/brief {await stage.story_url()}")
    assert labels(await reader.answer())


async def test_two_people_at_once_each_get_their_own(stage: Stage) -> None:
    first, second = stage.person(7), stage.person(8)
    await first.say(BRIDGE)
    await second.say(ORCHARDS)
    assert "Harbour bridge" in (await first.answer())["text"]
    assert "Velden" in (await second.answer())["text"]


async def test_a_forged_tap_and_an_old_button_get_a_polite_line(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(BRIDGE)
    answer = await reader.answer()
    for data in ("c:unknowntoken:1:longer", "c:x:y:z", "l:o:0:1", "l:o:0:99999999999999999999", "s:len:huge", "zzz"):
        assert toast(await reader.forge(answer, data))
    assert (await reader.messages())[-1]["text"] == answer["text"]


async def test_an_edited_message_is_not_answered_again(stage: Stage) -> None:
    reader = stage.person()
    told = await reader.say("hello")
    await reader.answer()
    await stage.post("edit", chat=7, user=7, message_id=told, text="hello again")
    await reader.say("/help")
    assert "What to send" in (await reader.answer())["text"]


async def test_russian_telegram_gets_russian_words(stage: Stage) -> None:
    await stage.post("users", id=9, language_code="ru")
    reader = stage.person(9)
    await reader.say("/help")
    assert "Что присылать" in (await reader.answer())["text"]
