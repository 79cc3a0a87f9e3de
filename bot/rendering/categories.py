"""What categories, and topics that are nothing but one, are called."""

from bot.rendering.wording import Wording

PREFIX = "category:"


def name_topic(query: str, words: Wording) -> str:
    """A topic as people read it: the category's name where it is nothing but one, else the query itself."""
    name = CATEGORY_NAMES.get(query.removeprefix(PREFIX)) if query.startswith(PREFIX) else None
    return query if name is None else words(name)


def _(message: str) -> str:
    """Marks a message for translation where it stands."""
    return message


CATEGORY_NAMES = {
    "world": _("World"),
    "politics": _("Politics"),
    "business": _("Business"),
    "technology": _("Technology"),
    "science": _("Science"),
    "health": _("Health"),
    "climate": _("Climate"),
    "sport": _("Sport"),
    "culture": _("Culture"),
    "crime": _("Crime"),
    "conflict": _("Conflict"),
    "economy": _("Economy"),
}
