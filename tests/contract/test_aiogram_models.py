import pytest

from bot.sandbox.methods.registry import METHODS, PARAMETERS
from tests.contract.models import Unlike, check_result, find_methods


@pytest.mark.parametrize("method", METHODS)
def test_the_stand_in_knows_exactly_the_parameters_that_the_bot_api_documents(method: str) -> None:
    assert PARAMETERS[method] == set(find_methods()[method].model_fields)


def test_the_judge_refuses_a_field_that_the_bot_api_does_not_know() -> None:
    with pytest.raises(Unlike, match="User has no nickname"):
        check_result("getMe", {"id": 1, "is_bot": True, "first_name": "N", "nickname": "n"})


def test_the_judge_refuses_an_object_that_lacks_a_field() -> None:
    with pytest.raises(ValueError, match="is_bot"):
        check_result("getMe", {"id": 1, "first_name": "N"})
