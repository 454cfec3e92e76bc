"""Pages as references: BibTeX read back with bibtexparser, CSL-JSON held to its fields."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import bibtexparser
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.export import Names, dump_record, encode_bibtex, encode_csl
from dragoman.export.plain import one_line
from dragoman.model import About, Coded, DateEvidence, DateKind, Stated
from tests.unit.export.factory import ARTICLE, CODED, PAGE, PAGE_ID, find, without
from tests.unit.export.odd import odd_pages
from tests.unit.export.strategies import coded_pages

_DATE = {
    "type": "object",
    "required": ["date-parts"],
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "prefixItems": [
                    {"type": "integer"},
                    {"type": "integer", "minimum": 1, "maximum": 12},
                    {"type": "integer", "minimum": 1, "maximum": 31},
                ],
            },
        },
        "circa": {"const": True},
    },
    "additionalProperties": False,
}
_TEXT = {"type": "string", "minLength": 1}
#: The fields of CSL-JSON 1.0 that are written, with their types.
CSL = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title", "note"],
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "type": {"enum": ["article-newspaper", "webpage", "document"]},
            "title": _TEXT,
            "author": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["literal"],
                    "properties": {"literal": _TEXT},
                    "additionalProperties": False,
                },
            },
            "container-title": _TEXT,
            "section": _TEXT,
            "issued": _DATE,
            "accessed": _DATE,
            "URL": {"type": "string", "pattern": "^\\S+$"},
            "language": _TEXT,
            "note": {"type": "string", "pattern": "^sha256:"},
        },
        "additionalProperties": False,
    },
}
_COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{char}": char for char in "&%$#_"},
}
_COMMAND = re.compile("|".join(re.escape(one) for one in _COMMANDS))


def csl(coded: Coded, **options: Any) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(dump_record(encode_csl(coded, **options)))
    jsonschema.Draft202012Validator(CSL).validate([item])
    return item


def bibtex(coded: Coded, **options: Any) -> dict[str, str]:
    text = encode_bibtex(coded, **options)
    text.encode("utf-8")
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False, interpolate_strings=False)
    (entry,) = bibtexparser.loads(text, parser=parser).entries
    for value in entry.values():
        assert value.count("{") == value.count("}")
    return dict(entry)


def spoken(text: str) -> str:
    """The text that TeX sets."""
    return _COMMAND.sub(lambda match: _COMMANDS[match.group()], text)


def dated(value: str | None, **more: Any) -> Coded:
    found = DateEvidence(value=value, kind=DateKind.PUBLISHED, accepted=True, why="")
    return without(CODED, article=replace(ARTICLE, published=found if value else None, **more))


def titled(title: str) -> Coded:
    about = About(title=Stated(text=title))
    return without(CODED, article=replace(ARTICLE, title=None, about=about))


def test_a_page() -> None:
    about = About(language=Stated(text="en"), section=Stated(text="World"))
    authors = (find("Mevlut Cavusoglu"), find("Sergei Lavrov"))
    page = replace(
        PAGE, url="https://harbour.example/a_b?c=1&d={2}", fetched_at=datetime(2017, 3, 27, 8, tzinfo=UTC)
    )
    coded = without(dated("2017-03-26T17:57Z", about=about, authors=authors), page=page)
    key = f"harbour-post-2017-{PAGE_ID[:12]}"
    title = "Ministers Agree on <b>Harbour</b> Rules"
    assert csl(coded) == {
        "id": key,
        "type": "article-newspaper",
        "title": title,
        "author": [{"literal": "Mevlut Cavusoglu"}, {"literal": "Sergei Lavrov"}],
        "container-title": "Harbour Post",
        "section": "World",
        "issued": {"date-parts": [[2017, 3, 26]]},
        "accessed": {"date-parts": [[2017, 3, 27]]},
        "URL": "https://harbour.example/a_b?c=1&d=%7B2%7D",
        "language": "en",
        "note": f"sha256:{PAGE_ID}",
    }
    assert bibtex(coded) == {
        "ENTRYTYPE": "article",
        "ID": key,
        "title": f"{{{title}}}",
        "author": "{Mevlut Cavusoglu} and {Sergei Lavrov}",
        "journal": "Harbour Post",
        "date": "2017-03-26",
        "year": "2017",
        "month": "3",
        "url": "https://harbour.example/a_b?c=1&d=%7B2%7D",
        "urldate": "2017-03-27",
        "langid": "english",
        "note": f"sha256:{PAGE_ID}",
    }


@pytest.mark.parametrize(
    ("value", "parts", "circa", "date", "year"),
    [
        ("2022-07-23", [[2022, 7, 23]], False, "2022-07-23", "2022"),
        ("2022-07-23~", [[2022, 7, 23]], True, "2022-07-23~", "2022"),
        ("2022-07", [[2022, 7]], False, "2022-07", "2022"),
        ("2024-02?", [[2024, 2]], True, "2024-02~", "2024"),
        ("2022", [[2022]], False, "2022", "2022"),
        ("2022-07-21/2022-07-23", [[2022, 7, 21], [2022, 7, 23]], False, "2022-07-21/2022-07-23", "2022"),
        ("2022-12-31/2023-01-02", [[2022, 12, 31], [2023, 1, 2]], False, "2022-12-31/2023-01-02", None),
        ("2022-22", [[2022, 6, 1], [2022, 8, 31]], False, "2022-06-01/2022-08-31", "2022"),
        ("../2022-07-23", None, False, None, None),
        ("yesterday", None, False, None, None),
        (None, None, False, None, None),
    ],
)
def test_dates(value: str | None, parts: Any, circa: bool, date: str | None, year: str | None) -> None:
    item, entry = csl(dated(value)), bibtex(dated(value))
    wanted = {"date-parts": parts, "circa": True} if circa else {"date-parts": parts}
    assert item.get("issued") == (wanted if parts else None)
    assert (entry.get("date"), entry.get("year")) == (date, year)
    assert item["id"].split("-")[2] == (year or "nd")


@pytest.mark.parametrize(
    ("coded", "said"),
    [
        (dated(None, written="2014-08-28/2017-03-26"), "; published between 2014-08-28 and 2017-03-26"),
        (dated(None, not_after="2017-03-26"), "; published not after 2017-03-26"),
        (dated("../2017-03-26"), "; published not after 2017-03-26"),
        (dated(None, written="2014-08-28/.."), "; published not before 2014-08-28"),
        (dated("2017-03-26", not_after="2017-03-27"), ""),
        (dated(None), ""),
        (without(CODED, article=None), ""),
    ],
)
def test_bounds_are_told_in_the_note_and_are_no_date(coded: Coded, said: str) -> None:
    item = csl(coded)
    assert item["note"] == f"sha256:{PAGE_ID}{said}"
    assert ("issued" in item) == (
        coded.article is not None and coded.article.published is not None and not said
    )


def test_a_page_without_title_outlet_and_address() -> None:
    page = replace(PAGE, supplied=replace(PAGE.supplied, outlet=None))
    coded = without(CODED, page=page, article=None)
    item, entry = csl(coded), bibtex(coded)
    assert (item["type"], entry["ENTRYTYPE"]) == ("document", "misc")
    assert item["title"] == f"[Page without a title, {PAGE_ID[:12]}]"
    assert item["id"] == entry["ID"] == f"page-nd-{PAGE_ID[:12]}"
    assert csl(without(coded, page=replace(page, url="https://a.example/")))["type"] == "webpage"


@pytest.mark.parametrize(
    ("outlet", "name"),
    [("Le Café & Fils", "le-cafe-fils"), ("שלום", "page"), ("{}@,", "page"), ("x" * 80, "x" * 32)],
)
def test_keys(outlet: str, name: str) -> None:
    page = replace(PAGE, supplied=replace(PAGE.supplied, outlet=outlet))
    assert csl(without(CODED, page=page))["id"] == f"{name}-nd-{PAGE_ID[:12]}"


def test_the_key_does_not_hang_on_what_is_cited_beside_it() -> None:
    other = without(CODED, page=replace(PAGE, id="a" * 64))
    assert csl(CODED)["id"] != csl(other)["id"]
    assert csl(CODED)["id"].rpartition("-")[0] == csl(other)["id"].rpartition("-")[0]


@pytest.mark.parametrize(
    "title", ["50% of {A_B} & C\\D #1 ~x^2", "a } b", "{ @book{x, y = 1}", '“He said "no"”', "\\}"]
)
def test_what_tex_takes_for_itself(title: str) -> None:
    assert spoken(bibtex(titled(title))["title"][1:-1]) == title
    assert csl(titled(title))["title"] == title


@pytest.mark.parametrize("names", [Names.NONE, Names.PSEUDONYMOUS])
def test_no_commenter_is_named(names: Names) -> None:
    # A title that was read wrongly, from the header of a comment.
    coded = without(
        CODED, article=replace(ARTICLE, title=find("\u2022 Ned Halloway"), authors=(find("kit77"),))
    )
    text = encode_bibtex(coded, comments=names) + dump_record(encode_csl(coded, comments=names))
    assert "Halloway" not in text
    assert "kit77" not in text


_slow = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


class TestAnyPage:
    @_slow
    @given(coded=odd_pages())
    def test_odd_words(self, coded: Coded) -> None:
        item, entry = csl(coded), bibtex(coded)
        assert item["id"] == entry["ID"]
        title = spoken(entry["title"][1:-1])
        assert title.split() == item["title"].split()
        about = coded.article.about if coded.article else None
        if about and about.title and coded.article and coded.article.title is None:
            said = one_line(about.title.text)
            assert item["title"] == (said or f"[Page without a title, {PAGE_ID[:12]}]")

    @_slow
    @given(coded=coded_pages(), names=st.sampled_from(list(Names)))
    def test_is_written(self, coded: Coded, names: Names) -> None:
        assert csl(coded, comments=names)["id"] == bibtex(coded, comments=names)["ID"]
