"""Checking layout files: each mistake on its line, and nothing said of files that are right."""

import time
from pathlib import Path

import pytest

import dragoman
from dragoman.pages.layout_check import check_layout
from dragoman.pages.toml_places import places_in

GOOD = """name = "quay-2016"
about = "Pages of the Quay Courier as they were in 2016."

[[signature]]
match = "the quay courier$"

[[signature]]
match = "© quay papers"

[[line]]
id = "tide"
kind = "furniture"
match = "high tide: [0-9]+$"
example = [
  "High tide: 12",
  "High tide: 7",
]
counter = ["The high tide"]
"""
EXPORT = '''name = "mine"
about = "Exports of a database of one library."
basis = "checked"

[export]
signs = ["record "]
begin = 'record (?P<number>[0-9]+)$'
needs = ["title"]

[[field]]
id = "title"
match = 'title: (?P<title>.+)'

[[sample]]
title = ["Grain ships wait"]
begins = ["Forty ships"]
text = """
Record 1
Title: Grain ships wait
Forty ships were waiting.
"""
'''


def told(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.message) for one in check_layout(text).mistakes]


@pytest.mark.parametrize("text", [GOOD, EXPORT], ids=["page", "export"])
def test_a_file_that_is_right(text: str) -> None:
    checked = check_layout(text)
    assert checked.mistakes == ()
    assert checked.rules
    assert checked.examples


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('kind = "furniture"', 'kind = "advert"', 12, "kind 'advert' is none of"),
        ('kind = "furniture"', 'kinds = "furniture"', 12, "unknown key 'kinds'"),
        ('kind = "furniture"', "kind = 3", 12, "'kind' must be a text"),
        ('kind = "furniture"', 'zone = "middle"', 12, "zones are head, body and tail"),
        ('kind = "furniture"', 'opens = "doors"', 12, "opens 'doors' is none of"),
        ('id = "tide"\n', "", 10, "'id' is missing"),
        ("[0-9]+$", "[0-9+$", 13, "bad regular expression"),
        ("[0-9]+$", "(?P<height>[0-9]+)$", 13, "the group 'height' means nothing here"),
        ("[0-9]+$", "([0-9]+ ?)+$", 13, "can take too long"),
        ('"High tide: 7"', '"Low tide: 7"', 16, "does not match its example 'Low tide: 7'"),
        ('["The high tide"]', '["High tide: 3"]', 18, "matches its counter-example"),
        ('example = [\n  "High tide: 12",\n  "High tide: 7",\n]\n', "", 10, "has no example"),
        ("[[line]]", "[[lines]]", 10, "unknown table [lines]"),
        ("[[line]]", "[line]", 10, "[line] must be written [[line]]"),
        ('[[signature]]\nmatch = "© quay papers"\n', "", 1, "2 or more [[signature]]"),
        ('name = "quay-2016"', 'name = "quay-2016', 1, "Illegal character"),
        ('about = "Pages of the Quay Courier as they were in 2016."\n', "", 1, "'about' is missing"),
    ],
)
def test_a_mistake_in_a_page_layout_stands_on_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    assert [(at, words in message) for at, message in told(GOOD.replace(old, new))] == [(line, True)]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('basis = "checked"', 'basis = "guessed"', 3, "basis 'guessed' is none of"),
        ("(?P<title>.+)", "(?P<titel>.+)", 12, "the group 'titel' means nothing here"),
        ('signs = ["record "]\n', "", 5, "'signs' is missing"),
        ('"Grain ships wait"', '"Grain ships go"', 15, "expected 'Grain ships go'"),
        ('"Forty ships"', '"Fifty ships"', 16, "expected 'Fifty ships'"),
        ("begin = 'record (?P<number>[0-9]+)$'\n", "", 5, "[export] needs begin or end"),
        ('needs = ["title"]', 'needs = ["headline"]', 5, "role 'headline' is none of"),
        ("\nRecord 1", "\nEntry 1", 17, "does not know its own sample"),
    ],
)
def test_a_mistake_in_an_export_layout_stands_on_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in EXPORT
    assert [(at, words in message) for at, message in told(EXPORT.replace(old, new))] == [(line, True)]


def test_an_export_without_a_sample() -> None:
    assert told(EXPORT[: EXPORT.index("[[sample]]")]) == [
        (5, "there is no [[sample]]: an export carries one, in own words")
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('signs = ["div.wpd-thread-list"]', 'signs = ["div wpd"]', "is no pattern of an element"),
        ('signs = ["div.wpd-thread-list"]', 'sign = ["div.wpd-thread-list"]', "unknown key 'sign'"),
        ('item = ["div.wpd-comment"]', 'item = ["div.wpd-remark"]', "is not found in its example"),
        (
            'counter = """<div',
            'counter = """<div class="wpd-comment"></div><div',
            "is found in its counter-example",
        ),
        ("avatar = [", "avatars = [", "'avatar' is missing"),
    ],
)
def test_a_mistake_in_what_gives_comments_away(old: str, new: str, words: str) -> None:
    file = Path(dragoman.__file__).parent / "knowledge" / "layouts" / "threads.toml"
    text = file.read_text(encoding="utf-8")
    assert told(text) == []
    assert old in text
    found = told(text.replace(old, new, 1))
    assert any(words in message for _, message in found)
    assert all(line > 1 for line, _ in found)


def test_an_id_that_stands_twice_names_the_first() -> None:
    again = GOOD + '\n[[line]]\nid = "tide"\nmatch = "low tide$"\nexample = ["Low tide"]\n'
    assert told(again) == [(21, "the id 'tide' stands twice, first on line 11")]


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*$", "(.*a){12}$", r"(\s*\w*\s*)*$", "(a*)*b", "(x+x+)+y"]
)
def test_an_expression_that_explodes_is_found_in_time(pattern: str) -> None:
    begin = time.perf_counter()
    text = GOOD.replace('"high tide: [0-9]+$"', f"'high tide|{pattern}'")
    assert any("too long" in message for _, message in told(text))
    assert time.perf_counter() - begin < 30


def test_the_lines_of_entries_with_strings_and_lists_over_lines() -> None:
    text = 'a = """\n[[no]]\nb = 1\n"""\n[t] # a table\nlist = [\n  "x", # ]\n  "y",\n]\nend = 1\n[[t.s]]\nk = "]["\n'
    places = places_in(text)
    assert places.keys == {
        ("", None, "a"): 1,
        ("t", None, "list"): 6,
        ("t", None, "end"): 10,
        ("t.s", 0, "k"): 12,
    }
    assert places.of("t", None, "list", "y") == 8
    assert places.of("t", None, "absent") == 5
    assert places.of("nowhere", 3) == 1
