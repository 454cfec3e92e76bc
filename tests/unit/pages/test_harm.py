"""Labels: the seeds' gold, the gate of own sentences, offsets, and what a wrong label file says."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from dragoman.errors import KnowledgeError
from dragoman.pages.harm import LabelBook, label_text, parse_labels

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "src" / "dragoman" / "knowledge" / "labels"
BOOK = parse_labels({path.name: path.read_text(encoding="utf-8") for path in DATA.glob("*.toml")})
SMALL = """
label = "rude"
categories = ["colour", "shape"]
lone = ["blockhead\\\\w*"]
pronouns = ["they"]
[around]
follows = ["is|are"]
heads = ["folk"]
head = ["chap"]
some = ["some", "no"]
every = ["all"]
definite = ["the"]
oblique = ["of"]
aimed = ["these"]
rivals = ["reds"]
relative = ["who"]
[words]
bad = ["ba+d", "worse"]
[[group]]
id = "greens"
category = "colour"
one = ["green"]
many = ["greens"]
adj = ["green"]
[[group]]
id = "squares"
category = "shape"
state = true
one = ["square"]
many = ["squares"]
[[rule]]
id = "are-bad"
says = "a group is called bad"
states = false
patterns = ["{many} are {bad}"]
[[rule]]
id = "one-bad"
says = "one of a group is called bad"
patterns = ["an? {one} is {bad}"]
[[rule]]
id = "subject"
says = "a group, or a pronoun for it, is called foul"
states = "bare"
patterns = ["{whom} are foul"]
[[rule]]
id = "own"
says = "what a group has is called dull"
groups = ["squares"]
patterns = ["{own} \\\\w+ is dull"]
[[rule]]
id = "word"
says = "a rude word"
category = "shape"
patterns = ["blockheads?"]
[shield]
before = ["wrong (?:to say|that)"]
after = ["^,? (?:is|was) a lie"]
reporting = ["said"]
after_report = ["shame"]
"""


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (ROOT / "tests" / "gates" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _found(text: str) -> list[tuple[str, str, str]]:
    book = parse_labels({"rude.toml": SMALL})
    return [(label.rule, label.category, text[label.start : label.end]) for label in label_text(text, book)]


def test_the_category_is_what_people_are_attacked_for() -> None:
    rows = [row for row in _rows("hateful.jsonl") if row["label"]]
    wrong = [
        row["id"]
        for row in rows
        if row["category"] not in {label.category for label in label_text(row["text"], BOOK)}
    ]
    assert wrong == []


def test_exactly_the_labelled_comments_of_the_seeds_are_labelled(shared: Path) -> None:
    gold = json.loads((shared / "eval" / "seeds" / "pages_gold.json").read_text(encoding="utf-8"))
    seen = 0
    for page, seed in zip(gold["pages"], sorted((shared / "seeds").glob("*.txt")), strict=True):
        text = seed.read_bytes().decode("utf-8")
        for comment in page["comments"]:
            labels = label_text(text[slice(*comment["span"])], BOOK)
            assert bool(labels) == bool(comment["labels"]), (seed.name, comment["index"])
            seen += 1
    assert seen == 23


@given(st.text())
def test_any_text_gives_ordered_labels_inside_it(text: str) -> None:
    labels = label_text(text + " greens are bad, " + text, parse_labels({"rude.toml": SMALL}))
    starts = [label.start for label in labels]
    assert starts == sorted(starts)
    assert all(0 <= label.start < label.end <= 2 * len(text) + 17 for label in labels)


def test_offsets_are_those_of_the_text_given() -> None:
    assert _found("Well:\u00a0 Gr\u00e9ens\u200b  ARE\nfar off. GREENS   аre BAАD!") == [
        ("are-bad", "colour", "GREENS   аre BAАD")
    ]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("greens are bad", ["are-bad"]),
        ("gr33ns are b4d", ["are-bad"]),
        ("gréens are worse", ["are-bad"]),
        ("squares are bad", []),
        ("a square is bad", ["one-bad"]),
        ("a green is bad", ["one-bad"]),
        ("a green house is bad", []),
        ("greens-backed are bad", []),
        ("evergreens are bad", []),
        ("greens are badly paid", []),
        ("greens. are bad", []),
        ("greens\nare bad", []),
        ("greens are bad, greens are worse", ["are-bad", "are-bad"]),
        ("blockheads", ["word"]),
        ("B-35 and 9/11", []),
        ("some greens are bad", []),
        ("greens who read are bad", []),
        ("green folk are bad", ["are-bad"]),
        ("a green chap is bad", ["one-bad"]),
        ("all greens are foul", ["subject"]),
        ("the leaders of greens are foul", []),
        ("squares are foul", ["subject"]),
        ("the squares are foul", []),
        ("squares' talk is dull", ["own"]),
        ("a square's talk is dull", ["own"]),
        ("greens' talk is dull", []),
        ("these greens came. they are foul.", ["subject"]),
        ("greens? they are foul", ["subject"]),
        ("these greens met the reds. they are foul.", []),
        ("these greens came. rain fell. they are foul.", []),
        ("squares came. they are foul.", []),
        ("", []),
    ],
)
def test_a_rule_matches_whole_words_of_one_sentence(text: str, rules: list[str]) -> None:
    assert [rule for rule, _, _ in _found(text)] == rules


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("it is wrong to say greens are bad", False),
        ("that is wrong. greens are bad", True),
        ("greens are bad, is a lie", False),
        ("greens are bad. shame", True),
        ("he said greens are bad. shame", False),
        ('"greens are bad" Shame!', False),
        ('"greens are bad"', True),
        ("he said greens are bad.", True),
    ],
)
def test_a_shield_rejects_what_it_repeats(text: str, labelled: bool) -> None:
    assert bool(_found(text)) == labelled


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("label =", "label", "rude.toml: "),
        ('label = "rude"', "", r"rude.toml: the file: needs the text 'label'"),
        ("categories = [", "colour = [", "rude.toml: the file: needs a list of texts 'categories'"),
        ("lone =", "extra = 1\nlone =", "rude.toml: the file: unknown key 'extra'"),
        ('category = "colour"', 'category = "size"', "rude.toml: group 'greens': unknown category 'size'"),
        ('id = "squares"', 'id = "greens"', "rude.toml: group 'greens': stands twice"),
        ('id = "word"', 'id = "one-bad"', "rude.toml: rule 'one-bad': stands twice"),
        ('says = "a rude word"', "", "rude.toml: rule 'word': needs the text 'says'"),
        (
            'category = "shape"\npatterns',
            "patterns",
            "rule 'word': a pattern without a group needs a category",
        ),
        ("{bad}", "{worst}", "rule 'are-bad': unknown word list 'worst'"),
        ('"worse"', '"{bad}"', "rule 'are-bad': word lists lean on each other in a circle"),
        ("blockheads?", "(blockheads", "rule 'word': .* does not compile"),
        ("blockheads?", "(?:blockheads)?", "rule 'word': .* matches nothing at all"),
        ('before = ["', 'before = ["(', "shield 'before': .* does not compile"),
        ("states = false", 'categories = ["size"]', "rule 'are-bad': unknown category"),
    ],
)
def test_a_wrong_label_file_names_file_and_entry(old: str, new: str, message: str) -> None:
    assert old in SMALL
    with pytest.raises(KnowledgeError, match=message):
        parse_labels({"rude.toml": SMALL.replace(old, new, 1)})


def test_a_file_without_rules_is_wrong_and_a_file_of_examples_is_passed_over() -> None:
    with pytest.raises(KnowledgeError, match=r"rude.toml: rule: a label file needs \[\[rule\]\] entries"):
        parse_labels({"rude.toml": SMALL.split("[[rule]]", maxsplit=1)[0]})
    assert parse_labels({"e.toml": 'examples_of = "rude"'}) == LabelBook(labels=())


def test_a_part_joins_the_label_it_names() -> None:
    part = 'part_of = "rude"\n[words]\nbad = ["awful"]\n[[group]]\nid = "reds"\ncategory = "colour"\nmany = ["reds"]\n'
    book = parse_labels({"part.toml": part, "rude.toml": SMALL})
    assert [label.rule for label in label_text("reds are bad, greens are awful", book)] == [
        "are-bad",
        "are-bad",
    ]
    with pytest.raises(KnowledgeError, match=r"part.toml: the file: part of the unknown label 'rude'"):
        parse_labels({"part.toml": part})
    with pytest.raises(KnowledgeError, match=r"part.toml: lone: stands in another file too"):
        parse_labels({"part.toml": 'part_of = "rude"\nlone = "x"', "rude.toml": SMALL})


def test_a_group_apart_is_meant_only_by_rules_that_name_it() -> None:
    apart = SMALL.replace("state = true", "state = true\napart = true")
    book = parse_labels({"rude.toml": apart})
    assert label_text("a square is bad", book) == ()
    assert label_text("a square's talk is dull", book)


def test_a_long_text_takes_linear_time() -> None:
    # Not a clock but a size: a quadratic search would not come back.
    assert label_text("greens and greens, all the greens; " * 2_000, BOOK) == ()
    assert label_text("never trust the jews and " * 1_000, BOOK)
