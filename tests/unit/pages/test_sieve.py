import re

from hypothesis import given, strategies as st

from dragoman.pages.sieve import Sieve, sieve_of

RULES = tuple(
    re.compile(one)
    for one in (r"(?P<n>\d+) comments$", r"by (?P<author>\w+)", r"(?:a|b)c", r"(?P<a>x)(?P=a)", *("q" * 20))
)


@given(st.text(alphabet="12 commentsbyacxq", max_size=30))
def test_every_rule_that_matches_a_line_is_tried_in_order(line: str) -> None:
    begin = len(line) - len(line.lstrip())
    matched = [rule for rule in RULES if rule.match(line, begin)]
    tried = list(Sieve(RULES, lambda rule: rule)(line))
    assert [rule for rule in tried if rule.match(line, begin)] == matched
    assert [RULES.index(rule) for rule in tried] == sorted(RULES.index(rule) for rule in tried)


def test_lots_that_cannot_match_are_not_tried() -> None:
    plain = tuple(rule for rule in RULES if "(?P=" not in rule.pattern)
    assert list(Sieve(plain, lambda rule: rule)("no rule here")) == []


def test_rules_that_refer_to_their_groups_make_no_sieve() -> None:
    assert sieve_of((re.compile(r"(?P<a>x)(?P=a)"),)) is None
    assert sieve_of((re.compile(r"(x)\1"),)) is None


def test_no_rules_try_nothing() -> None:
    assert list(Sieve((), lambda rule: rule)("anything")) == []
