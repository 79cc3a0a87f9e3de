"""Lengths and offsets in UTF-16 code units, the unit of every Bot API offset."""


def utf16_len(text: str) -> int:
    """How many UTF-16 code units `text` takes; characters beyond U+FFFF take two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


def utf16_slice(text: str, start: int, length: int) -> str:
    """The part of `text` that begins at UTF-16 offset `start` and spans `length` units.

    An edge inside a surrogate pair gives a replacement character there.
    """
    if text.isascii():
        return text[start : start + length]
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
