"""The cue files are checked when they are read."""

from __future__ import annotations

import pytest

from dragoman.errors import KnowledgeError
from dragoman.statements import CueBook, parse_cues

EXAMPLE = '[[{table}.example]]\ntext = "A."\nexpect = [{{ style = "direct" }}]\n'


def _entry(table: str, body: str) -> str:
    return f"[[{table}]]\n{body}\n{EXAMPLE.format(table=table)}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[verbs", "bad.toml: not TOML"),
        ("[surprise]\na = 1", "unknown table 'surprise'"),
        ('[[form]]\nid = "x"\nconfidence = 0.5', "x: has no example"),
        ("[[form]]\nconfidence = 0.5", "entry 1 has no id"),
        ('[form]\nid = "x"', r"must be \[\[form\]\] entries"),
        ('[words]\npronouns = "he"', "pronouns must be a list"),
        ("words = 3", "words must be a table"),
        (_entry("form", 'id = "x"\nconfidence = 2'), "x: confidence must be a number"),
        (_entry("verbs", 'id = "x"\nframes = ["quot"]\nwords = ["say"]'), "x: unknown frame 'quot'"),
        (_entry("verbs", 'id = "x"\nframes = ["quote"]'), "x: words must be a list"),
        (_entry("verbs", 'id = "x"\nkind = "odd"\nframes = ["quote"]\nwords = ["say"]'), "x: kind"),
        (_entry("silence", 'id = "x"\nconfidence = 0.5\ncue = "("'), "x: cue is no regular expression"),
        (_entry("sign", 'id = "x"\ncue = "a"'), "x: scope must be"),
        (_entry("form", 'id = "x"\nconfidence = 0.5') * 2, "x: the id stands twice"),
        ('[[form]]\nid = "x"\nconfidence = 0.5\n[[form.example]]\ntext = 3', "x: example 1 needs text"),
    ],
)
def test_a_defect_names_file_and_entry(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message) as caught:
        parse_cues({"bad.toml": text})
    assert "bad.toml" in str(caught.value)


def test_forms_of_verbs(book: CueBook) -> None:
    assert {"say", "says", "saying", "said", "replies", "replied", "urging", "admitted", "admitting"} <= set(
        book.verbs
    )
    assert "sayed" not in book.verbs
    assert [verb.particles for verb in book.verbs["pointed"] if verb.particles] == [("out",)]


def test_every_form_in_use_has_a_prior(book: CueBook) -> None:
    assert all(0 < prior < 1 for prior in book.forms.values())
    assert {"quote-source-cue", "carried-quote", "within"} <= set(book.forms)
