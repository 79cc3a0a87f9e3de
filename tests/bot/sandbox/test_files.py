import struct

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.files import FileStore, find_image_size
from bot.sandbox.limits import DOWNLOAD_BYTES, PHOTO_BYTES, UPLOAD_BYTES
from bot.sandbox.parameters import Params, Upload
from tests.bot.sandbox.driver import Driver

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02"
GIF = b"GIF89a" + struct.pack("<HH", 3, 2)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 20, 30) + b"rest"

TOO_BIG = "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"


async def test_a_persons_document_can_be_fetched_by_the_bot(driver: Driver) -> None:
    await driver.post_file("Grüße".encode(), name="../brief.md", chat="42", user="42", caption="read this")
    message = await driver.latest()
    assert (message["caption"], message["document"]["file_name"]) == ("read this", ".._brief.md")
    file = await driver.call("getFile", file_id=message["document"]["file_id"])
    assert file["file_path"].endswith(".md")
    async with driver.http.get(f"/file/bot{driver.token}/{file['file_path']}") as answer:
        assert await answer.read() == "Grüße".encode()
    assert (await driver.get("chats/42"))["messages"][0]["document"]["url"].endswith(file["file_path"])


async def test_a_file_that_is_not_there_is_refused(driver: Driver) -> None:
    assert await driver.refusal("getFile", file_id="nonsense") == "Bad Request: invalid file_id"
    assert await driver.refusal("getFile") == "Bad Request: file_id not specified"
    async with driver.http.get(f"/file/bot{driver.token}/documents/file_9.txt") as answer:
        assert answer.status == 404
    async with driver.http.get("/file/bot1:other/documents/file_1.txt") as answer:
        assert answer.status == 401


async def test_a_document_is_uploaded_and_sent_again_by_its_id(driver: Driver) -> None:
    await driver.say("hello")
    sent = await driver.upload("sendDocument", "document", b"data", name="a.json", chat_id="42")
    assert sent["document"]["file_size"] == 4
    again = await driver.call("sendDocument", chat_id=42, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]
    attached = await driver.upload("sendDocument", "part", b"data", chat_id="42", document="attach://part")
    assert attached["document"]["file_name"] == "a.txt"
    assert (await driver.get("calls"))["warnings"] == []


async def test_a_photo_has_its_size(driver: Driver) -> None:
    await driver.say("hello")
    sent = await driver.upload("sendPhoto", "photo", PNG, name="a.png", chat_id="42")
    assert (sent["photo"][0]["width"], sent["photo"][0]["height"]) == (640, 480)
    shown = (await driver.get("chats/42", after=1))["messages"][0]
    assert shown["photo"]["url"].endswith("file_1.png")
    wrong = await driver.refusal("sendDocument", chat_id=42, document=sent["photo"][0]["file_id"])
    assert wrong == "Bad Request: can't use file of type Photo as Document"


async def test_an_album_is_several_messages_with_one_number(driver: Driver) -> None:
    await driver.say("hello")
    ids = [
        (await driver.upload("sendPhoto", "photo", PNG, name="a.png", chat_id="42"))["photo"][0]["file_id"]
        for _ in range(2)
    ]
    media = [{"type": "photo", "media": file_id, "caption": "x"} for file_id in ids]
    album = await driver.call("sendMediaGroup", chat_id=42, media=media)
    assert len({message["media_group_id"] for message in album}) == 1
    document = (await driver.upload("sendDocument", "document", b"x", chat_id="42"))["document"]["file_id"]
    await driver.call("sendMediaGroup", chat_id=42, media=[{"type": "document", "media": document}] * 2)
    for items, message in (
        (media[:1], "too few messages to send as an album"),
        ([], "there are no messages to send"),
        ([*media, {"type": "document", "media": document}], "document can't be mixed with other media types"),
        (media[:1] * 11, "too many messages to send as an album"),
        ([{"type": "sticker", "media": "x"}], 'can\'t parse InputMedia: type "sticker" is unsupported'),
        (
            [{"type": "animation", "media": "x"}],
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        ([{"type": "photo"}], "can't parse InputMedia: media not found"),
        ([{"type": "photo", "media": "attach://nowhere"}], "can't parse InputMedia: media not found"),
        ([5], "can't parse InputMedia: expected an Object"),
        ({"a": 1}, "expected an Array of InputMedia"),
        ("{", "can't parse media JSON object"),
        (None, 'parameter "media" is required'),
    ):
        assert await driver.refusal("sendMediaGroup", chat_id=42, media=items) == f"Bad Request: {message}"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", "Bad Request: there is no document in the request"),
        ("https://a.org/x.pdf", "Bad Request: wrong type of the web page content"),
        ("BQAC", "Bad Request: wrong remote file identifier specified: Wrong string length"),
    ],
)
def test_a_wrong_file_is_refused_in_the_servers_words(given: str, message: str) -> None:
    with pytest.raises(ApiError) as refused:
        FileStore().take("document", Params(values={"document": given}))
    assert refused.value.description == message


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("document", b"", "Bad Request: file must be non-empty"),
        ("document", b"x" * (UPLOAD_BYTES + 1), "Request Entity Too Large"),
        ("photo", b"x" * (PHOTO_BYTES + 1), TOO_BIG),
        ("photo", b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"),
    ],
)
def test_a_file_that_is_empty_or_too_big_is_refused(kind: str, data: bytes, message: str) -> None:
    with pytest.raises(ApiError) as refused:
        FileStore().take(kind, Params(values={}, files={kind: Upload(name="x", mime_type="", data=data)}))
    assert refused.value.description == message


def test_a_file_of_more_than_20_megabytes_cannot_be_fetched() -> None:
    store = FileStore()
    stored = store.add("document", Upload(name="x", mime_type="", data=b"x" * (DOWNLOAD_BYTES + 1)))
    with pytest.raises(ApiError, match="file is too big"):
        store.get(stored.id)


@pytest.mark.parametrize(
    ("data", "size"),
    [(PNG, (640, 480)), (GIF, (3, 2)), (JPEG, (30, 20)), (b"\xff\xd8\xff\xd9", None), (b"GIF89a", None), (b"", None)],
)
def test_the_size_of_a_picture_is_read_from_its_head(data: bytes, size: tuple[int, int] | None) -> None:
    assert find_image_size(data) == size
