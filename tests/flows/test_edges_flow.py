"""What only clumsy, unlucky or ill-meaning people do: nobody else notices, and everybody gets a line that helps."""

from pathlib import Path

import pytest

from bot.rendering.talk import Line
from bot.settings import Access
from tests.flows.stage import Stage, labels, open_stage, toast
from tests.flows.stories import BRIDGE

GROUP = -300
OWNER = 5


async def test_forged_data_with_odd_characters_gets_a_polite_line(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(BRIDGE)
    answer = await reader.answer()
    for data in ("c:\0:1:proof", "c:ключ:1:save", "c:x:" + "9" * 40 + ":proof", "l:o:0:\0", "s:lang:\0"):
        assert toast(await reader.forge(answer, data)), data
    assert labels(next(one for one in await reader.messages() if one["id"] == answer["id"])) == labels(answer)


async def test_a_forged_setting_cannot_replace_an_answer_in_a_group(stage: Stage) -> None:
    await stage.post("chats", id=GROUP, type="group", members=[7, 8, "bot"])
    asker = stage.person(7, GROUP)
    await asker.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
    answer = await asker.answer()
    assert toast(await asker.forge(answer, "s:lang:ru", user=8)) == Line.PRIVATE_ONLY.value
    [now] = [one for one in await asker.messages() if one["id"] == answer["id"]]
    assert now["text"] == answer["text"]


async def test_a_link_too_long_to_be_kept_is_said_to_be_none(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(f"{await stage.story_url()}?{'a' * 3_000}=1")
    assert "not a link that can be opened" in (await reader.answer())["text"]


async def test_a_command_may_stand_on_a_line_of_its_own(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(f"/brief\n{await stage.story_url()}")
    assert labels(await reader.answer())
    await reader.say("/search\nharbour bridge")
    assert "harbour bridge" in (await reader.answer())["text"]


async def test_a_tap_that_is_too_old_to_be_answered_does_its_work_once(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(BRIDGE)
    answer = await reader.answer()
    await stage.post("faults", method="answerCallbackQuery", kind="500", count=1)
    await reader.tap(answer, "Proof", wait_s=1)  # no answer ever comes
    await reader.now_shows(answer, "Sentence ")
    await reader.say("/help")
    await reader.answer()
    calls = (await stage.get("calls"))["calls"]
    assert sum(call["method"] == "answerCallbackQuery" for call in calls) == 1


async def test_a_file_that_telegram_fails_to_give_is_asked_for_again(stage: Stage) -> None:
    await stage.post("faults", method="getFile", kind="500", count=2)
    reader = stage.person()
    await reader.send_file(BRIDGE.encode(), "bridge.txt", "text/plain")
    assert labels(await reader.answer())


async def test_a_file_that_telegram_never_gives_is_said(stage: Stage) -> None:
    await stage.post("faults", method="getFile", kind="500", count=50)
    reader = stage.person()
    await reader.send_file(BRIDGE.encode(), "bridge.txt", "text/plain")
    assert (await reader.answer())["text"] == Line.FILE_GONE.value


async def test_who_pasted_the_same_text_learns_nothing_of_the_others_source(stage: Stage) -> None:
    first, second = stage.person(7), stage.person(8)
    await first.say(BRIDGE)
    mine = await first.answer()
    await second.say(BRIDGE, forward_from={"type": "channel", "title": "Whispers", "username": "whispers_of_sandvik"})
    assert "Whispers" in (await second.answer())["text"]
    await first.tap(mine, "Source")
    source = await first.now_shows(mine, "Chosen by")
    assert "Whispers" not in source["text"]
    assert "whispers_of_sandvik" not in str(source["entities"])


async def test_a_strangers_tap_gets_a_polite_line_and_leaves_the_days_line_for_a_message(tmp_path: Path) -> None:
    async with open_stage(tmp_path, access=Access.OWNER, owner_ids=frozenset({OWNER})) as stage:
        await stage.post("chats", id=GROUP, type="group", members=[OWNER, 6, "bot"])
        owner = stage.person(OWNER, GROUP)
        await owner.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
        answer = await owner.answer()
        assert toast(await owner.tap(answer, "Longer", user=6)) == Line.STRANGER.value
        stranger = stage.person(6)
        await stranger.say("/start")
        assert (await stranger.answer())["text"] == Line.STRANGER.value


async def test_what_fails_for_good_is_said_to_who_sent_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.services.briefing.save_reading", fail)
    reader = stage.person()
    await reader.say(BRIDGE)
    assert (await reader.answer())["text"] == Line.STOPPED.value


async def test_anonymous_administrators_of_two_groups_share_no_quota(tmp_path: Path) -> None:
    async with open_stage(tmp_path, fetches_per_hour=1) as stage:
        for group in (GROUP, GROUP - 1):
            await stage.post("chats", id=group, type="supergroup", members=[7, "bot"], admins=[7], anonymous=[7])
            administrator = stage.person(7, group)
            await administrator.say(f"@nutgraf_sandbox_bot {await stage.story_url(group % 2)}")
            answer = await administrator.answer()
            assert labels(answer)
            await administrator.tap(answer, "Longer")
            await administrator.now_shows(answer, "Shorter")
