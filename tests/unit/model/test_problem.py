import re

import pytest

from dragoman.errors import ValueRuleError
from dragoman.model import CODES, Problem


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueRuleError, match="no-such-code"):
        Problem(code="no-such-code", detail="")


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_how_to_mend_it(code: str) -> None:
    problem = Problem(code=code, detail="x")
    assert re.fullmatch(r"[A-Z].{15,}\.", problem.remedy)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)


@pytest.mark.parametrize(
    ("code", "grave"),
    [("empty-page", True), ("no-article", True), ("no-title", False), ("comments-missing", False)],
)
def test_only_a_page_that_was_not_read_is_grave(code: str, grave: bool) -> None:
    assert Problem(code=code, detail="x").grave is grave
