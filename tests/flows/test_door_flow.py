"""Who may use the bot, and how much."""

from pathlib import Path

from sqlalchemy import text

from bot.rendering.talk import Line
from bot.settings import Access
from tests.flows.stage import Stage, labels, open_stage
from tests.flows.stories import BRIDGE

OWNER = 5


async def test_a_stranger_gets_one_line_a_day_and_nothing_is_fetched(tmp_path: Path) -> None:
    async with open_stage(tmp_path, access=Access.OWNER, owner_ids=frozenset({OWNER})) as stage:
        stranger, owner = stage.person(6), stage.person(OWNER)
        await stranger.say(await stage.story_url())
        assert (await stranger.answer())["text"] == Line.STRANGER.value
        await stranger.say("/start")
        await stranger.say(BRIDGE)
        await owner.say("/help")
        assert "What to send" in (await owner.answer())["text"]
        assert len(await stranger.messages()) == 1
        await stage.post("clock", advance_s=86_400)
        await stranger.say("still there?")
        assert (await stranger.answer())["text"] == Line.STRANGER.value


async def test_a_stranger_taps_in_vain(tmp_path: Path) -> None:
    async with open_stage(tmp_path, access=Access.OWNER, owner_ids=frozenset({OWNER})) as stage:
        await stage.post("chats", id=-100, type="group", members=[OWNER, 6, "bot"])
        owner = stage.person(OWNER, -100)
        await owner.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
        answer = await owner.answer()
        await owner.tap(answer, "Longer", user=6)
        await owner.say("/help@nutgraf_sandbox_bot")
        await owner.answer()
        now = next(one for one in await owner.messages() if one["id"] == answer["id"])
        assert now["text"] == answer["text"]


async def test_the_quota_of_fetches_ends_and_comes_back(tmp_path: Path) -> None:
    async with open_stage(tmp_path, fetches_per_hour=2) as stage:
        reader = stage.person()
        for index in range(2):
            await reader.say(await stage.story_url(index))
            assert labels(await reader.answer())
        await reader.say(await stage.story_url(2))
        assert "all the pages of this hour" in (await reader.answer())["text"]
        await reader.say(await stage.story_url(0))
        assert labels(await reader.answer()), "what was read already costs no fetch"
        await reader.say(BRIDGE)
        assert labels(await reader.answer()), "a text costs no fetch"
        await stage.post("clock", advance_s=3_600)
        await reader.say(await stage.story_url(2))
        assert labels(await reader.answer())


class TestGroups:
    GROUP = -200

    async def open(self, stage: Stage) -> None:
        await stage.post("chats", id=self.GROUP, type="group", members=[7, 8, 9, "bot"], admins=[9])

    async def test_the_bot_is_silent_unless_addressed(self, stage: Stage) -> None:
        await self.open(stage)
        member = stage.person(7, self.GROUP)
        await member.say(await stage.story_url())
        await member.say("/settings@another_bot")
        await member.say("/help@nutgraf_sandbox_bot")
        assert "What to send" in (await member.answer())["text"]

    async def test_a_mention_beside_a_link_is_answered_as_a_reply(self, stage: Stage) -> None:
        await self.open(stage)
        member = stage.person(7, self.GROUP)
        told = await member.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
        answer = await member.answer()
        assert labels(answer)
        assert answer["reply"]["message_id"] == told

    async def test_small_talk_under_an_answer_is_left_alone_but_a_mention_is_not(self, stage: Stage) -> None:
        await self.open(stage)
        member = stage.person(7, self.GROUP)
        await member.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
        told = (await member.answer())["message_id"]
        await member.say("thanks!", reply_to=told)
        await member.say("@nutgraf_sandbox_bot thanks!")
        assert "Send a link" in (await member.answer())["text"]

    async def test_a_mention_in_reply_to_a_link_reads_that_link(self, stage: Stage) -> None:
        await self.open(stage)
        member, other = stage.person(7, self.GROUP), stage.person(8, self.GROUP)
        told = await member.say(await stage.story_url())
        await other.say("@nutgraf_sandbox_bot what is this?", reply_to=told)
        assert labels(await other.answer())

    async def test_others_may_look_and_only_asker_and_administrators_change(self, stage: Stage) -> None:
        await self.open(stage)
        asker = stage.person(7, self.GROUP)
        await asker.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
        answer = await asker.answer()
        tap = await asker.tap(answer, "Longer", user=8)
        assert tap["answer"]["text"] == Line.NOT_YOURS.value
        await asker.tap(answer, "Proof", user=8)
        proof = await asker.now_shows(answer, "Sentence ")
        await asker.tap(proof, "← Briefing", user=8)
        await asker.now_shows(answer, answer["text"])
        await asker.tap(answer, "Longer", user=9)
        longer = await asker.now_shows(answer, "Shorter")
        assert longer["text"] != answer["text"] or longer["edits"]

    async def test_buttons_follow_a_group_that_becomes_a_supergroup(self, stage: Stage) -> None:
        await self.open(stage)
        member = stage.person(7, self.GROUP)
        await member.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
        await member.answer()
        moved = stage.person(7, (await stage.post("migrate", chat=self.GROUP))["id"])
        await moved.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
        answer = await moved.answer()
        await moved.tap(answer, "Proof")
        await moved.now_shows(answer, "Sentence ")
        async with stage.app.database.read() as tx:
            assert (
                await tx.find_value(text("SELECT count(*) FROM cards WHERE chat_id = :old"), {"old": self.GROUP}) == 0
            )

    async def test_personal_lists_stay_private(self, stage: Stage) -> None:
        await self.open(stage)
        member = stage.person(7, self.GROUP)
        await member.say("/stories@nutgraf_sandbox_bot")
        assert (await member.answer())["text"] == Line.PRIVATE_ONLY.value
