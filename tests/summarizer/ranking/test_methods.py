import subprocess
import sys

import pytest

from summarizer.errors import BadRequest, TooLongForMethod
from summarizer.model import DEFAULT_METHOD
from summarizer.ranking.methods import LIMITS, METHODS, check_method


def test_the_default_comes_first_and_all_methods_are_named() -> None:
    assert METHODS[0] == DEFAULT_METHOD
    assert {"lead", "centroid", "lexrank", "textrank", "lsa", "luhn", "kl", "edmundson", "sumbasic", "reduction"} < set(
        METHODS
    )


def test_an_unknown_method_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(BadRequest) as caught:
        check_method("magic", 10)
    assert "'magic'" in caught.value.problem
    assert all(method in caught.value.problem for method in METHODS)


@pytest.mark.parametrize("method", METHODS)
def test_each_method_takes_as_many_sentences_as_its_limit(method: str) -> None:
    limit = LIMITS[method]
    check_method(method, limit if limit is not None else 10**6)
    if limit is not None:
        with pytest.raises(TooLongForMethod) as caught:
            check_method(method, limit + 1)
        assert (caught.value.method, caught.value.limit) == (method, limit)


def test_names_can_be_read_without_loading_numpy_or_sumy() -> None:
    code = "import sys, summarizer.ranking.methods; sys.exit(bool({'numpy', 'sumy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
