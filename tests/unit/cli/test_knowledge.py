"""Entries of the knowledge files, found by their names."""

from dragoman.cli.knowledge import entries_for, entries_in

TOML = """# about the file
[words]
name = "other"

# about one
[[rule]]
id = "one"
pattern = "x"
[[rule.example]]
text = "x"

# about two
[[rule]]
id = "two"
"""


def test_a_table_with_its_parts() -> None:
    (entry,) = entries_in("f.toml", TOML, "one")
    assert (entry.line, entry.text[0], entry.text[-1]) == (6, "[[rule]]", 'text = "x"')
    (entry,) = entries_in("f.toml", TOML, "two")
    assert entry.text == ("[[rule]]", 'id = "two"')
    assert not [*entries_in("f.toml", TOML, "three")]


def test_rows_under_their_header() -> None:
    (entry,) = entries_in("f.csv", "id,name\na,Anna\nb,Bo\na,Ann\nab,Abe\n", "a")
    assert (entry.line, entry.text) == (2, ("id,name", "a,Anna", "a,Ann"))


def test_the_shipped_ones() -> None:
    assert [entry.file for entry in entries_for("statement", "quote-source-cue")] == ["statements/forms.toml"]
    assert entries_for("actor", "sergey-lavrov")[0].file == "actors/people/eurasia/actors.csv"
    assert entries_for("date", "quote-source-cue") == ()


def test_a_rule_of_an_export_is_found_in_its_own_layout_alone() -> None:
    (entry,) = entries_for("block", "export/proquest/author")
    assert entry.file == "layouts/exports/proquest.toml"
    assert not [one for one in entries_for("block", "byline") if "/exports/" in one.file]
