"""PDF files made by hand: pages of lines in one font, and the ways in which they can be bad."""

import zlib
from collections.abc import Sequence

LINE_HEIGHT = 14


def content_of(lines: Sequence[str]) -> bytes:
    """The drawing commands of a page that shows `lines` from the top."""
    shown = "".join(f"({_escape(line)}) Tj 0 -{LINE_HEIGHT} Td\n" for line in lines)
    return f"BT /F1 11 Tf 60 780 Td\n{shown}ET".encode("cp1252")


def make_pdf(contents: Sequence[bytes], *, title: str | None = None, packed: bool = False) -> bytes:
    """A file with one page for each content stream; `packed` deflates the streams."""
    count = len(contents)
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, content in enumerate(contents):
        data = zlib.compress(content) if packed else content
        filters = b" /Filter /FlateDecode" if packed else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {5 + 2 * index} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), filters, data))
    if title is not None:
        objects.append(f"<< /Title ({_escape(title)}) >>".encode("cp1252"))
    return _assemble(objects, f"/Info {len(objects)} 0 R" if title is not None else "")


def _assemble(objects: Sequence[bytes], trailer: str) -> bytes:
    file = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    file += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(file)


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
