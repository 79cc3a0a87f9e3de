from dataclasses import replace

import pytest

from bot.services.updates import ALERT_BUDGET, Alert, Updates
from storage.database import Database
from storage.destinations import Destination
from storage.entries import set_story
from storage.outbox import claim_deliveries, queue_deliveries
from storage.stories import save_reading
from summarizer.model import PIPELINE_VERSION, Reading
from tests.storage.following import alert, feed_of, report_in
from tests.storage.samples import NOON, reading

ADA = Destination(chat_id=5_400_000_001)
BEFORE = replace(reading(chosen=2), version=PIPELINE_VERSION - 1)
OLDEST = replace(reading(chosen=1), version=PIPELINE_VERSION - 2)
TODAY = reading(chosen=2)


async def load_alert(db: Database, *told: Reading) -> Alert:
    """The alert of an article of which there are these readings."""
    async with db.write() as tx:
        stories = [
            await save_reading(tx, one, canonical_url="https://a.example/boats", read_at=NOON, budget=ALERT_BUDGET)
            for one in told
        ]
        event, entry = await report_in(tx, await feed_of(tx, ADA))
        await set_story(tx, entry, stories[0])
        await queue_deliveries(tx, [replace(alert(ADA, event), entry_id=entry)], now=NOON)
        (delivery,) = await claim_deliveries(tx, lease="me", limit=1, now=NOON, until=NOON)
    loaded = await Updates(db).alert(delivery.id, ADA)
    assert loaded is not None
    return loaded


@pytest.mark.parametrize(
    ("told", "shown"),
    [((TODAY,), TODAY), ((BEFORE,), BEFORE), ((BEFORE, OLDEST), BEFORE), ((TODAY, BEFORE), TODAY)],
)
async def test_an_alert_tells_its_article_also_as_an_older_version_read_it(
    db: Database, told: tuple[Reading, ...], shown: Reading
) -> None:
    assert (await load_alert(db, *told)).reading == shown
