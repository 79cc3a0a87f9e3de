"""aiogram's models of the Bot API as a judge of what the stand-in emits."""

from functools import cache

from aiogram import methods
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel, TypeAdapter


class Unlike(AssertionError):
    """An object that Telegram would not send: it lacks a field, or has one that the Bot API does not know."""


@cache
def find_methods() -> dict[str, type[TelegramMethod[object]]]:
    """Every method model by its Bot API name."""
    found = [getattr(methods, name) for name in methods.__all__]
    classes = [item for item in found if isinstance(item, type) and issubclass(item, TelegramMethod)]
    return {item.__api_method__: item for item in classes if item is not TelegramMethod}


@cache
def _adapter(method: str) -> TypeAdapter[object]:
    return TypeAdapter(find_methods()[method].__returning__)


def check_result(method: str, result: object) -> None:
    """Raise where `result` is not what `method` returns."""
    parsed = _adapter(method).validate_python(result)
    check_known(parsed)


def check_known(value: object) -> None:
    """Raise Unlike where a model holds a field that it does not declare."""
    if isinstance(value, list | tuple):
        for item in value:
            check_known(item)
    elif isinstance(value, BaseModel):
        if value.model_extra:
            raise Unlike(f"{type(value).__name__} has no {', '.join(value.model_extra)}")
        for name in type(value).model_fields:
            check_known(getattr(value, name))
