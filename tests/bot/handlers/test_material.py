"""What a message asks to have read."""

from typing import Any

from telegram import Message

from bot.handlers.material import File, Links, Material, Nothing, Text, find_material

STORY = "The ferry to Aldery sailed again on Monday after nine days of storm. " * 8
URL = "https://tidewater.example/ferry"


def material_of(**fields: Any) -> Material:  # noqa: ANN401 (JSON of the Bot API)
    data = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, **fields}
    message = Message.de_json(data, None)
    assert message is not None
    return find_material(message)


def document(media_type: str | None, name: str | None = None) -> dict[str, Any]:
    return {"file_id": "f", "file_unique_id": "u", "mime_type": media_type, "file_name": name, "file_size": 10}


def test_a_document_is_a_file_whatever_stands_beneath() -> None:
    found = material_of(document=document("application/pdf", "a.pdf"), caption=URL)
    assert found == File(file_id="f", name="a.pdf", media_type="application/pdf", size_bytes=10)
    assert isinstance(material_of(document=document(None)), File)


def test_a_story_under_a_moving_picture_is_the_story() -> None:
    moving = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "duration": 1}
    found = material_of(animation=moving, document=document("video/mp4"), caption=STORY)
    assert isinstance(found, Text)


def test_a_link_under_a_picture_sent_as_a_file_is_the_link() -> None:
    found = material_of(document=document("image/png"), caption=f"look: {URL}")
    assert found == Links(urls=(URL,))


def test_a_picture_sent_as_a_file_is_nothing_to_read() -> None:
    assert material_of(document=document("image/png")) == Nothing(media=True)
