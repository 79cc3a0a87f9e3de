"""Files that went through the stand-in, kept in memory."""

import mimetypes
import re
import struct
from dataclasses import dataclass, field

from bot.sandbox import limits
from bot.sandbox.counter import Counter
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.parameters import Params, Upload
from bot.sandbox.wire import JsonObject, without_empty

FOLDERS = {"document": "documents", "photo": "photos"}
PREFIXES = {"document": "BQACAgIAAxkB", "photo": "AgACAgIAAxkB"}
UNSAFE = re.compile(r"[\\/\x00-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file: `path` is where the download address leads."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    data: bytes
    path: str

    def as_document(self) -> JsonObject:
        """The `Document` object."""
        return without_empty(
            {
                "file_name": self.name,
                "mime_type": self.mime_type,
                "file_id": self.id,
                "file_unique_id": self.unique_id,
                "file_size": len(self.data),
            }
        )

    def as_photo(self) -> list[JsonObject]:
        """The list of `PhotoSize` objects: here always one, the original."""
        width, height = find_image_size(self.data) or (0, 0)
        size = {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}
        return [{**size, "width": width, "height": height}]

    def as_file(self) -> JsonObject:
        """The `File` object that getFile gives."""
        size = {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}
        return {**size, "file_path": self.path}


@dataclass(slots=True)
class FileStore:
    """Every file by its id; `numbers` gives each its number."""

    numbers: Counter = field(default_factory=Counter)
    by_id: dict[str, StoredFile] = field(default_factory=dict)
    by_path: dict[str, StoredFile] = field(default_factory=dict)

    def add(self, kind: str, upload: Upload) -> StoredFile:
        """Keep an upload of `kind`, "document" or "photo"."""
        number = self.numbers.take()
        name = UNSAFE.sub("_", upload.name) or "file"
        stored = StoredFile(
            id=f"{PREFIXES[kind]}{number:010d}",
            unique_id=f"AgAD{number:010d}",
            kind=kind,
            name=name,
            mime_type=upload.mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
            data=upload.data,
            path=f"{FOLDERS[kind]}/file_{number}{_suffix(name)}",
        )
        self.by_id[stored.id] = stored
        self.by_path[stored.path] = stored
        return stored

    def clear(self) -> None:
        """Forget every file; numbers go on rising."""
        self.by_id.clear()
        self.by_path.clear()

    def get(self, file_id: str) -> StoredFile:
        """The file for getFile.

        Raises:
            ApiError: the id is unknown, or the file too big to be downloaded.
        """
        stored = self.by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id" if file_id else "file_id not specified")
        if len(stored.data) > limits.DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        return stored

    def take(self, kind: str, params: Params) -> StoredFile:
        """The file a sending method was given under the name `kind`: an upload, `attach://`, or a known id.

        Raises:
            ApiError: nothing was given, it is empty or too big, the id is wrong, or it is an address, which the
                stand-in never fetches.
        """
        upload = params.files.get(kind) or _attached(kind, params)
        if upload is not None:
            return self.add(kind, _checked(kind, upload))
        given = params.text(kind)
        if not given:
            raise bad_request(f"there is no {kind} in the request")
        if given.startswith(("http://", "https://")):
            raise bad_request("wrong type of the web page content")
        stored = self.by_id.get(given)
        if stored is None:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored


def _attached(kind: str, params: Params) -> Upload | None:
    given = params.text(kind)
    return params.files.get(given.removeprefix("attach://")) if given.startswith("attach://") else None


def _checked(kind: str, upload: Upload) -> Upload:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > limits.UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo" and len(upload.data) > limits.PHOTO_BYTES:
        raise bad_request("file of size " + str(len(upload.data)) + " bytes is too big for a photo; the maximum size "
                          "is " + str(limits.PHOTO_BYTES) + " bytes")  # fmt: skip
    if kind == "photo" and find_image_size(upload.data) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return upload


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix}" if dot and stem and suffix.isalnum() and suffix.isascii() and len(suffix) <= 10 else ""


def find_image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF or JPEG, or None for anything else. Linear in its length."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    return _find_jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _find_jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + max(length, 2)
    return None
