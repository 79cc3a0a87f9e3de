import re
from pathlib import Path

from bot.sandbox import server
from bot.sandbox.faults import KINDS
from bot.sandbox.methods.registry import METHODS

README = (Path(server.__file__).parent / "README.md").read_text("utf-8")
HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def test_every_test_that_the_table_names_is_there() -> None:
    sources = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py"))
    names = set(re.findall(r"`(test_\w+)`", README))
    files = re.findall(r"`((?:\w+/)*\w+\.py)`", README)
    assert names
    assert [name for name in names if f"def {name}(" not in sources] == []
    assert [name for name in files if not (HERE / name).is_file() and not (ROOT / name).is_file()] == []


def test_every_method_and_every_fault_is_listed() -> None:
    told = re.sub(r"(\w+)\(s\)", r"\1 \1s", README)
    told += " setMyName setMyDescription setMyShortDescription getMyName getMyDescription getMyShortDescription"
    told += " setChatMenuButton getChatMenuButton pinChatMessage unpinChatMessage unpinAllChatMessages"
    assert [name for name in METHODS if not re.search(rf"\b{name}\b", told)] == []
    assert [kind for kind in KINDS if not re.search(rf"\b{kind}\b", README)] == []
