"""The main event: from the headline who and what, from the first sentences when and where."""

from dragoman.dates import Anchors
from dragoman.events import main_event
from dragoman.kit import load_kit
from dragoman.language import parse
from dragoman.model import BlockKind, MainEvent, Page, Supplied
from dragoman.pages import read
from dragoman.places import find_places
from dragoman.statements import find_days
from tests.made_events import coded, words
from tests.made_sentences import sentences_in

PAGE = (
    "Rebels seize border post in northern Mali\n"
    "BAMAKO - Armed men took the post near Timbuktu at 6 a.m. on Tuesday, an army officer said.\n"
    "President Keita, who won an election on Sunday, called a meeting for Friday."
)


def main_of(text: str, written: str | None = "2018-08-15") -> tuple[Page, MainEvent | None]:
    kit = load_kit()
    (page,) = (one for one in read(text.encode(), supplied=Supplied()) if isinstance(one, Page))
    plain, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = BlockKind.PARAGRAPH if number else BlockKind.TITLE
        plain += sentences_in(page, (at, at + len(line)), block=number, kind=kind) if line else []
        at += len(line) + 1
    sentences, _ = parse(plain, kit.parser)
    named, _ = find_places(page, sentences, kit.places)
    places = tuple(one.as_place() for one in named if one.place is not None)
    events = coded(text, written=written, title=True)[1]
    dated = find_days(sentences, Anchors(metadata=written))
    return page, main_event(sentences, events, dated, places, written)


def test_the_four_answers_are_words_of_the_page() -> None:
    page, main = main_of(PAGE)
    assert main is not None
    answers = [words(page, span) for span in (main.who, main.what, main.when, main.where) if span]
    assert answers == [
        "Rebels",
        "seize border post in northern Mali",
        "6 a.m. on Tuesday",
        "Timbuktu",
    ]


def test_the_event_of_the_headline_is_named() -> None:
    _, main = main_of("Turkey expels Greek envoy\nTurkey expelled the Greek ambassador on Monday.")
    events = coded(
        "Turkey expels Greek envoy\nTurkey expelled the Greek ambassador on Monday.",
        written="2018-08-15",
        title=True,
    )[1]
    assert main is not None
    assert main.event in {event.id for event in events}


def test_a_page_that_tells_nothing_codable_has_answers_and_no_event() -> None:
    page, main = main_of("Villagers baked the longest bread\nThe bakers of Ballymore baked it on Sunday.")
    assert main is not None
    assert main.event is None
    assert main.who is not None
    assert words(page, main.who) == "Villagers"


def test_a_dateline_is_no_lead() -> None:
    page, main = main_of(
        "Prisoner swap between army and rebels\n"
        "NAIROBI, March 12 (Lantern Gazette) - Sudan's army freed 64 prisoners in the town of Adre on Tuesday.",
        written="2024-03-12",
    )
    assert main is not None
    assert main.who is not None
    assert words(page, main.who) == "Sudan's army"


def test_no_sentence_no_main_event() -> None:
    assert main_event((), (), (), (), None) is None
