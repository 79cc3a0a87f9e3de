"""The guard where every address is local: whatever it lets through is a real connection to a listener."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.hostile_urls import HOSTILE, PUBLIC, VIA_A_HOP, WELCOME

pytestmark = pytest.mark.netns

_SETUP = (
    "ip link set lo up && ip route add local default dev lo && ip -6 route add local default dev lo "
    '&& exec "$0" -m tests.hostile.netns_rig'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knocks:
    outcomes: dict[str, str]
    accepts: dict[str, list[str]]
    plain_leaks: list[str]


def _namespace() -> list[str]:
    """The command that gives a network of our own, as root or as anybody."""
    unshare, ip = shutil.which("unshare"), shutil.which("ip")
    if unshare is None or ip is None:
        pytest.skip("needs unshare (util-linux) and ip (iproute2)")
    for options in (["-n"], ["-rn"]):
        tried = subprocess.run([unshare, *options, ip, "link", "set", "lo", "up"], capture_output=True, check=False)
        if tried.returncode == 0:
            return [unshare, *options]
    pytest.skip("this machine allows no network namespaces")


@pytest.fixture(scope="module")
def knocks() -> Knocks:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    command = [*_namespace(), "sh", "-c", _SETUP, sys.executable]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False, timeout=90)
    assert done.returncode == 0, done.stderr.decode()
    return Knocks(**json.loads(done.stdout))


def test_no_hostile_url_reaches_anybody(knocks: Knocks) -> None:
    leaks = {url: knocks.accepts[url] for url in HOSTILE if url not in VIA_A_HOP and knocks.accepts[url]}
    assert leaks == {}
    assert not [url for url in HOSTILE if knocks.outcomes[url] == "opened"]


def test_a_hop_reaches_its_public_start_and_nobody_else(knocks: Knocks) -> None:
    assert {url: knocks.accepts[url] for url in VIA_A_HOP} == {url: [f"{PUBLIC}:80"] for url in VIA_A_HOP}


def test_what_must_work_reaches_the_right_address(knocks: Knocks) -> None:
    """The positive control: without it, an empty list of leaks would prove nothing."""
    assert {url: knocks.outcomes[url] for url in WELCOME} == dict.fromkeys(WELCOME, "opened")
    for url, address in WELCOME.items():
        assert knocks.accepts[url], url
        assert all(accepted.rpartition(":")[0] == address for accepted in knocks.accepts[url]), url


def test_the_rig_sees_the_leaks_of_a_client_without_guard(knocks: Knocks) -> None:
    assert len(knocks.plain_leaks) > 40


def test_refusals_carry_one_of_few_codes(knocks: Knocks) -> None:
    assert {knocks.outcomes[url] for url in HOSTILE} <= {"blocked_address", "not_a_link", "unreachable"}
    unreachable = [url for url in HOSTILE if knocks.outcomes[url] == "unreachable"]
    assert unreachable == ["http://nowhere.example/"]
