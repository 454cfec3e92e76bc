"""Events in the report, the painted page and the explanations: legible, and never a fact that is none."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.export import (
    Status,
    explain,
    paint_html,
    paint_terminal,
    report,
    row_named,
    rules_of,
    status_of,
)
from dragoman.export.happenings import WARNINGS, headline, when
from dragoman.export.pseudonyms import mask_of
from dragoman.export.wording import Words
from dragoman.model import Coded, EventTime
from tests.unit.export.factory import without
from tests.unit.export.made_events import DATELESS, DENIED, EVENTFUL, EVENTS, GUESSED, MAIN, MET
from tests.unit.export.strategies import coded_pages

WORDS = Words(coded=EVENTFUL, mask=mask_of(EVENTFUL))


def section(text: str, title: str) -> list[str]:
    """The lines of a section of the report."""
    lines = text.splitlines()
    start = lines.index(title) + 1
    return lines[start : lines.index("", start)]


class TestWording:
    def test_every_status_but_the_fact_has_its_warning(self) -> None:
        assert WARNINGS.keys() == {*Status} - {Status.ASSERTED}
        assert len({*WARNINGS.values()}) == len(WARNINGS)

    def test_headline(self) -> None:
        assert headline(WORDS, MET) == "CONSULT/visit TURGOV “Mevlut Cavusoglu” → RUSGOV “Sergei Lavrov”"
        assert headline(WORDS, DATELESS).startswith("REJECT “Moscow” → ")
        assert headline(WORDS, replace(MET, actors=())).startswith("CONSULT/visit nobody named → ")

    def test_a_guess_that_something_was_not_says_both(self) -> None:
        assert headline(WORDS, GUESSED).startswith("ONLY GUESSED, NEGATED: AID")
        assert headline(WORDS, DENIED).startswith("DENIED: COERCE/arrest")

    @pytest.mark.parametrize(
        ("value", "said"),
        [
            (None, "day unknown"),
            ("2016-07-01", "2016-07-01"),
            ("../2016-07-02", "day unknown, by 2016-07-02"),
            ("2016-07-02/..", "day unknown, from 2016-07-02 on"),
            ("2016-07-01/2016-07-02", "2016-07-01 to 2016-07-02"),
            ("2016-07-01?", "2016-07-01 (uncertain)"),
            ("2016-07~", "about 2016-07"),
            ("../2016-07-02~", "day unknown, by about 2016-07-02"),
            ("2016%/2017", "about 2016 (uncertain) to 2017"),
        ],
    )
    def test_when(self, value: str | None, said: str) -> None:
        assert when(replace(MET, when=EventTime(value=value))) == said


class TestReport:
    def test_the_main_event_comes_first(self) -> None:
        text = report(EVENTFUL, width=80)
        assert section(text, "MAIN EVENT") == [
            "  e2    AGREE TURGOV “Mevlut Cavusoglu” + RUSGOV “Sergei Lavrov”",
            "        who: “Ministers” [24–33]",
            "        what: “Agree on <b>Harbour</b> Rules” [34–63]",
            "        where: “harbour” [83–90]",
        ]
        assert text.index("MAIN EVENT") < text.index("EVENTS\n") < text.index("STATEMENTS")
        assert [line[2:4] for line in section(text, "EVENTS") if line[2] == "e"] == [
            "e2",
            "e1",
            "e3",
            "e4",
            "e5",
        ]

    def test_a_main_event_that_nobody_coded(self) -> None:
        text = report(without(EVENTFUL, main=replace(MAIN, event=None)))
        assert section(text, "MAIN EVENT")[0] == "        who: “Ministers” [24–33]"
        assert "MAIN EVENT" not in report(without(EVENTFUL, main=None))

    def test_an_event(self) -> None:
        assert section(report(EVENTFUL, width=80), "EVENTS")[3:6] == [
            "  e1    CONSULT/visit TURGOV “Mevlut Cavusoglu” → RUSGOV “Sergei Lavrov”",
            "        2017-03-26; Karaköy; 3 dead; 12-15 injured; 40+ people · “keep” [74–78]",
            "        · Harbour Post → Anadolu Agency quoted → Mevlut Cavusoglu as saying (s1)",
        ]

    def test_what_is_no_fact_stands_apart_and_says_so(self) -> None:
        text = report(EVENTFUL, width=80)
        apart = [line for line in section(text, "NOT TOLD AS FACTS") if re.match(r"  e\d", line)]
        assert len(apart) == 5
        for line in apart:
            event = EVENTS[int(line.split()[0][1:]) - 1]
            assert f"  {WARNINGS[status_of(event.factuality)]}" in line
        assert not any(mark in "\n".join(section(text, "EVENTS")) for mark in WARNINGS.values())

    @pytest.mark.parametrize("width", [60, 80, 110])
    def test_width(self, width: int) -> None:
        text = report(without(EVENTFUL, problems=()), width=width)
        assert max(map(len, text.splitlines())) <= width


class TestPainted:
    def test_the_words_that_told_an_event_are_marked(self) -> None:
        pieces = [*paint_terminal(without(EVENTFUL, events=(MET,)))]
        assert ("event", "keep") in pieces
        assert ("event", "turned back") in pieces
        assert ("size", "ships") in pieces

    def test_what_is_no_fact_looks_different(self) -> None:
        pieces = [*paint_terminal(without(EVENTFUL, events=(DENIED,)))]
        assert ("event-not", "keep") in pieces
        assert "event" not in {kind for kind, _ in pieces}

    def test_beside_the_page(self) -> None:
        html = paint_html(EVENTFUL)
        assert "<h2>Main event</h2>" in html  # there is never more than one
        assert html.index("<h2>Main event") < html.index("<h2>Events") < html.index("<h2>Not told as facts")
        assert '<li id="row-e7"><p><a class="name" href="#e7">e7</a>COERCE/arrest' in html
        assert '<span class="chip bad">DENIED</span>' in html
        assert 'title="e7: DENIED: COERCE/arrest, 2017-03-26, denied, polarity negative"' in html
        assert len(re.findall('id="e7"', html)) == 1


class TestExplained:
    def test_an_event(self) -> None:
        row = row_named(EVENTFUL, "e1")
        assert row
        pairs = explain(EVENTFUL, row)
        for pair in (
            ("status", "asserted"),
            ("rule", "meet, confidence 0.75"),
            ("category", "CONSULT, mode visit, quad class 1, CAMEO 042, intensity +1"),
            ("trigger", "[74–78] “keep”"),
            ("actor", "TURGOV [132–148] “Mevlut Cavusoglu”"),
            ("", "m2 “Mevlut Cavusoglu” (name): mevlut-cavusoglu, score 1.00, rule alias"),
            ("", "= Mevlut Cavusoglu (person, TUR): Minister of Foreign Affairs (GOV)"),
            ("when", "2017-03-26"),
            ("where", "Karaköy, TUR, 41, -29.5, GeoNames 745044, rule name"),
            ("size", "12-15 injured [189–194] “ships”"),
            ("statement", "s1: Harbour Post → Anadolu Agency quoted → Mevlut Cavusoglu as saying"),
            ("told again", "s2: Harbour Post → according to Sergei Lavrov (asserted, past) [222–233]"),
        ):
            assert pair in pairs
        assert rules_of(row) == ("meet",)

    def test_no_fact(self) -> None:
        row = row_named(EVENTFUL, "e8")
        assert row
        pairs = explain(EVENTFUL, row)
        assert ("status", "conditional: not told as a fact") in pairs
        assert ("condition", "[189–213] “ships that do not report”") in pairs


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(coded=coded_pages())
def test_any_page(coded: Coded) -> None:
    report(coded)
    paint_html(coded)
    for at in range(len(coded.events)):
        row = row_named(coded, f"e{at + 1}")
        assert row
        assert explain(coded, row)
