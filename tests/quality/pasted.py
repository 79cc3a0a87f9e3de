"""The pasted pages of the development data."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

FILE = "pasted-dev.jsonl.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedPage:
    """A page as pasted and the story it holds, picked by hand. `kind` is main (its main column) or whole."""

    page: str
    kind: str
    pasted: str
    story: str


def load_pasted(folder: Path) -> tuple[PastedPage, ...]:
    """Read the pasted pages of a data folder, in file order."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return tuple(
        PastedPage(page=row["id"].rpartition("-")[0], kind=row["kind"], pasted=row["pasted"], story=row["text"])
        for row in rows
    )
