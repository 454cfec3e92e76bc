import re

from hypothesis import given, strategies as st

from dragoman.pages.sieve import passes, sieve_of

RULES = tuple(re.compile(one) for one in (r"(?P<n>\d+) comments$", r"by (?P<author>\w+)", r"(?:a|b)c"))


@given(st.text(alphabet="12 commentsbyac", max_size=30))
def test_a_line_that_a_rule_matches_passes(line: str) -> None:
    matched = any(rule.match(line, len(line) - len(line.lstrip())) for rule in RULES)
    assert passes(sieve_of(RULES), line) is matched


def test_rules_that_refer_to_their_groups_make_no_sieve() -> None:
    assert sieve_of((re.compile(r"(?P<a>x)(?P=a)"),)) is None
    assert sieve_of((re.compile(r"(x)\1"),)) is None
    assert passes(None, "anything")


def test_no_rules_make_no_sieve() -> None:
    assert sieve_of(()) is None
