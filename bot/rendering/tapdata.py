"""What the buttons of topics, feeds and updates carry: `f:deed:number:page`.

Nothing in it is trusted: whose a number is, is asked where the tap came from. What is longer than a button's data, a
query, stands in the message itself.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

PREFIX = "f"
_DATA = re.compile(rf"{PREFIX}:([a-z-]{{1,12}}):([0-9]{{1,18}}):([0-9]{{1,4}})")


class Deed(StrEnum):
    """What a button asks for; each names the state it leads to."""

    FOLLOW_NOW = "now"
    FOLLOW_DIGEST = "dig"
    SUGGESTED = "try"
    CATEGORY = "cat"
    STARTERS = "start"
    STARTER_SETS = "ss"
    STARTER_GROUP = "sg"
    STARTER_ALL = "sa"
    STARTER_TAKE = "st"
    STARTER_LEAVE = "sl"
    TOPICS = "ts"
    TOPIC = "t"
    TOPIC_NOW = "tn"
    TOPIC_DIGEST = "td"
    TOPIC_EDIT = "te"
    TOPIC_MUTE_DAY = "tm-day"
    TOPIC_MUTE = "tm"
    TOPIC_MUTE_MONTH = "tm-month"
    TOPIC_UNMUTE = "tu"
    TOPIC_DROP = "tx"
    WISHES = "ws"
    WISH_DROP_FEED = "wf"
    WISH_DROP_WORD = "ww"
    FEEDS = "fs"
    FEED = "f"
    FEED_EVERYTHING = "fe"
    FEED_TOPICS = "ft"
    FEED_DIGEST = "fd"
    FEED_PAUSE = "fp"
    FEED_RESUME = "fr"
    FEED_DROP = "fx"
    WHY = "why"
    BRIEFLY = "brief"
    FULL = "full"
    MORE_LIKE = "more"
    LESS_LIKE = "less"
    UNDO = "undo"
    MUTE = "mute"
    UNMUTE = "unmute"
    REST = "rest"
    DIGEST_WHY = "dw"
    DIGEST_BRIEFLY = "db"
    DIGEST_NOW = "dn"
    DIGEST_TIME = "dt"
    DIGEST_DAYS = "dd"
    DIGEST_OFF = "do"
    DIGEST_ZONES = "dz"
    DIGEST_ZONE = "dc"


@dataclass(frozen=True, slots=True, kw_only=True)
class TapData:
    """A button's data taken apart."""

    deed: Deed
    number: int = 0
    page: int = 0

    def __str__(self) -> str:
        return f"{PREFIX}:{self.deed.value}:{self.number}:{self.page}"


def parse_tap_data(data: str) -> TapData | None:
    """The parts of a button's data; None for what no button of ours carries."""
    found = _DATA.fullmatch(data)
    if found is None or found[1] not in set(Deed):
        return None
    return TapData(deed=Deed(found[1]), number=int(found[2]), page=int(found[3]))


def tap(deed: Deed, number: int = 0, page: int = 0) -> str:
    """The data of a button."""
    return str(TapData(deed=deed, number=number, page=page))
