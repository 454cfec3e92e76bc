"""Surnames of office holders: in their days, beside a title or a verb of speech, and not inside other names."""

import pytest

from dragoman.actors import parse_actors
from tests.unit.actors.factory import Found, prose, shipped

BOOK = parse_actors(shipped())


def found(text: str, on: str | None) -> list[tuple[str, str | None]]:
    return Found(BOOK, prose(text), on).pairs


@pytest.mark.parametrize(
    ("text", "on", "actor"),
    [
        ("Brown flew to Washington.", "2008-03-01", None),
        ("Prime Minister Brown flew to Washington.", "2008-03-01", "gordon-brown"),
        ("“We will pay,” Brown said.", "2008-03-01", "gordon-brown"),
        ("“We will pay,” Brown said.", "1985-03-01", None),
        ("“We will pay,” Brown said.", "2021-03-01", None),
        ("President Bush spoke.", "1991-01-16", "george-h-w-bush"),
        ("President Bush spoke.", "2003-03-19", "george-w-bush"),
        ("President Clinton spoke.", "1998-08-20", "bill-clinton"),
        ("Secretary of State Clinton spoke.", "2011-08-20", "hillary-clinton"),
        ("Rasmussen spoke in Brussels.", "2011-04-01", None),
        ("Secretary General Rasmussen spoke in Brussels.", "2012-04-01", "anders-fogh-rasmussen"),
    ],
)
def test_a_dated_surname_means_its_holder_in_their_days_only(text: str, on: str, actor: str | None) -> None:
    people = [who for words, who in found(text, on) if words[0].isupper() and who != "united-states"]
    assert actor in people if actor is not None else not {"gordon-brown"} & set(people)


def test_two_holders_of_one_surname_stay_open() -> None:
    pairs = dict(found("Rasmussen spoke in Brussels.", "2010-01-15"))
    assert pairs["Rasmussen"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Mr. O'Malley answered.",
        "General Zia-ul-Haq answered.",
        "May may be cold.",
        "The Cook Glacier melted.",
    ],
)
def test_a_surname_inside_another_name_or_word_is_nobody(text: str) -> None:
    assert not [
        who for _, who in found(text, "2018-05-01") if who is not None and not who.startswith("local")
    ]


def test_headlines_with_capitals_keep_modal_verbs() -> None:
    assert ("May", "theresa-may") not in found("Turkey May Close Border With Syria", "2018-05-01")
