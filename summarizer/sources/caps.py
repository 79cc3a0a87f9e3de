"""How much text is read at most, and how a longer one is cut."""

TEXT_LIMIT_CHARS = 200_000
"""What the sentence splitter takes: some 33,000 words, two hours of reading."""


def cut_text(text: str, limit: int = TEXT_LIMIT_CHARS) -> tuple[str, bool]:
    """Give `text` and False, or its first part and True: at most `limit` characters, cut at a break where one is near.

    The cut falls at the last line break of the last tenth, else at the last blank there, else at `limit`.
    """
    if len(text) <= limit:
        return text, False
    floor = limit - limit // 10
    end = max(text.rfind("\n", floor, limit), 0) or max(text.rfind(" ", floor, limit), 0) or limit
    return text[:end], True
