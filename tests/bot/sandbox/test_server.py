import asyncio
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox import server
from bot.sandbox.clock import Clock
from bot.sandbox.server import Sandbox, plan_first_id
from tests.bot.sandbox.driver import Driver

CALL = "/bot1:sandbox/getMe"


async def fetch(sandbox: Sandbox, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with aiohttp.ClientSession(sandbox.url) as http, http.request(method, path, headers=named) as answer:
        return answer.status, await answer.text(), dict(answer.headers)


@pytest.mark.parametrize("path", [CALL, "/sim/chats", "/", "/file/bot1:sandbox/documents/file_1.txt"])
async def test_a_paper_host_serves_papers_only(sandbox: Sandbox, path: str) -> None:
    status, text, _ = await fetch(sandbox, path, Host=f"gazette.localhost:{sandbox.port}")
    assert (status, "The Harrow Gazette" in text) == ((200, True) if path == "/" else (404, False))


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "169.254.169.254", "localhost.example.org"])
async def test_a_foreign_host_name_is_not_served(sandbox: Sandbox, host: str) -> None:
    for path in (CALL, "/sim/chats", "/"):
        assert (await fetch(sandbox, path, Host=host))[0] == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_both_own_names_are_served(sandbox: Sandbox, host: str) -> None:
    assert (await fetch(sandbox, CALL, Host=f"{host}:{sandbox.port}"))[0] == 200


async def test_other_pages_may_not_ask(sandbox: Sandbox) -> None:
    for origin in ("https://example.org", f"http://gazette.localhost:{sandbox.port}", "null"):
        assert (await fetch(sandbox, "/sim/reset", "POST", Origin=origin))[0] == 403
    assert (await fetch(sandbox, "/sim/reset", "POST", Origin=f"http://localhost:{sandbox.port}"))[0] == 200
    assert (await fetch(sandbox, "/sim/chats", Sec_Fetch_Site="cross-site"))[0] == 403
    assert (await fetch(sandbox, CALL, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate"))[0] == 403
    assert (await fetch(sandbox, "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate"))[0] == 200


async def test_pages_come_with_a_strict_policy(sandbox: Sandbox) -> None:
    for host in ("127.0.0.1", "gazette.localhost"):
        _, _, headers = await fetch(sandbox, "/", Host=f"{host}:{sandbox.port}")
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        assert headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_is_served_from_its_folder_and_nothing_beside_it(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page"
    page.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setattr(server, "PAGE", page)
    assert "Bot API is at" in (await fetch(sandbox, "/"))[1]
    (page / "index.html").write_text("<!doctype html>")
    (page / "app.js").write_text("export {};")
    assert (await fetch(sandbox, "/"))[1] == "<!doctype html>"
    assert "javascript" in (await fetch(sandbox, "/app.js"))[2]["Content-Type"]
    for path in ("/nothing.js", "/%2e%2e/secret.txt", "/..%2fsecret.txt"):
        assert (await fetch(sandbox, path))[0] == 404


@pytest.mark.parametrize(
    ("token", "description"),
    [
        ("1:other", "Unauthorized"),
        (
            "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345",
            "Unauthorized: this is a sandbox, keep real tokens out of it",
        ),
    ],
)
async def test_another_token_is_refused_and_a_real_one_warned_of(
    sandbox: Sandbox, token: str, description: str
) -> None:
    async with Driver(sandbox.url, token) as driver:
        assert (await driver.refusal("getMe")).startswith(description)
    async with Driver(sandbox.url) as driver:
        assert token not in str(await driver.get("calls"))


async def test_an_unknown_method_is_not_found(driver: Driver) -> None:
    assert await driver.refusal("sendTelepathy") == "Not Found: method not found"


async def test_the_case_of_a_method_does_not_matter(driver: Driver) -> None:
    async with driver.http.get(f"/bot{driver.token}/GETME") as answer:
        assert (await answer.json())["ok"] is True


async def test_arguments_come_in_the_query_a_form_json_or_multipart(driver: Driver) -> None:
    await driver.say("hello")
    path = f"/bot{driver.token}/sendMessage"
    keyboard = '{"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}'
    fields = {"chat_id": "42", "text": "x", "protect_content": "true", "reply_markup": keyboard}
    form = aiohttp.FormData(fields)
    multipart = aiohttp.FormData(fields, default_to_multipart=True)
    for arguments in ({"params": fields}, {"data": form}, {"data": multipart}):
        async with driver.http.post(path, **arguments) as answer:
            sent = (await answer.json())["result"]
            assert (sent["has_protected_content"], len(sent["reply_markup"]["inline_keyboard"])) == (True, 1)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", b"{", 400),
        ("application/json", b"[]", 400),
        ("application/json", b" ", 200),
        ("text/plain", b"anything", 200),
        ("application/x-www-form-urlencoded", b'{"a": 1}', 200),
        ("multipart/form-data", b"no boundary", 400),
    ],
)
async def test_a_body_is_read_or_refused(driver: Driver, content_type: str, body: bytes, status: int) -> None:
    async with driver.http.post(
        f"/bot{driver.token}/getMe", data=body, headers={"Content-Type": content_type}
    ) as answer:
        assert answer.status == status


async def test_a_taken_port_is_refused_at_once(sandbox: Sandbox) -> None:
    with pytest.raises(OSError, match="in use"):
        async with Sandbox(port=sandbox.port):
            pass


async def test_the_guard_gets_an_exact_map_of_the_papers(sandbox: Sandbox) -> None:
    assert sandbox.papers["gazette.localhost", sandbox.port] == "127.0.0.1"
    assert all(host.endswith(".localhost") and port == sandbox.port for host, port in sandbox.papers)


async def test_numbers_go_on_rising_over_a_restart(clock: Clock) -> None:
    ids = []
    for _ in range(2):
        async with Sandbox(port=0, clock=clock) as sandbox, Driver(sandbox.url) as driver:
            said = await driver.post_file(b"x", chat="42")
            file_id = (await driver.latest())["document"]["file_id"]
            ids.append((said["update_id"], said["message_id"], file_id))
        clock.advance(1)
    assert all(first < second for first, second in zip(*ids, strict=True))
    assert plan_first_id(Clock(datetime(2020, 1, 1, tzinfo=UTC))) == 1
    assert plan_first_id(Clock(datetime(2042, 1, 1, tzinfo=UTC))) < 2**31


async def test_stopping_does_not_wait_for_long_polls() -> None:
    async with Sandbox(port=0) as sandbox, Driver(sandbox.url) as driver:
        poll = asyncio.create_task(driver.updates(timeout=50))
        await driver.until_polled(1)
        begin = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - begin < 2
    with pytest.raises((aiohttp.ClientError, asyncio.CancelledError)):
        await poll
