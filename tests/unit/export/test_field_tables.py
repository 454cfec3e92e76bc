"""The tables in the shape of POLECAT and GDELT, read back by strict readers."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.errors import ValueRuleError
from dragoman.events.dyads import MUTUAL as MUTUAL_OF_CODER
from dragoman.export import (
    GDELT_COLUMNS,
    MENTION_COLUMNS,
    POLECAT_COLUMNS,
    Names,
    Numbers,
    Status,
    Undated,
    choose,
    encode_gdelt,
    encode_gdelt_mentions,
    encode_polecat,
    tsv_line,
)
from dragoman.export.gdelt import MUTUAL, Pair, dyads
from dragoman.export.tsv import text_cell
from dragoman.model import (
    Actor,
    ActorKind,
    Alias,
    Coded,
    Event,
    EventTime,
    Participant,
    Place,
    Review,
    Role,
    Supplied,
    Verdict,
)
from tests.unit.export.factory import CODED, LAVROV, PAGE, TEXT, find, without
from tests.unit.export.field_readers import (
    Row,
    crosswalk,
    none_is_empty,
    read_gdelt,
    read_mentions,
    read_polecat,
)
from tests.unit.export.made_events import AGREED, BOUNDED, EVENTFUL, EVENTS, HALF_OPEN, MET
from tests.unit.export.strategies import coded_pages

ALL = frozenset(Status)


def polecat(coded: Coded = EVENTFUL, *, codes: bool = True, **options: object) -> list[Row]:
    found = encode_polecat(coded, crosswalk(), **options)  # type: ignore[arg-type]
    return read_polecat("".join(map(tsv_line, (POLECAT_COLUMNS, *found.records))), codes=codes)


def gdelt(coded: Coded = EVENTFUL, **options: object) -> list[Row]:
    found = encode_gdelt(coded, crosswalk(), **options)  # type: ignore[arg-type]
    return read_gdelt("".join(map(tsv_line, found.records)))


def mentions(coded: Coded = EVENTFUL, **options: object) -> list[Row]:
    found = encode_gdelt_mentions(coded, **options)  # type: ignore[arg-type]
    return read_mentions("".join(map(tsv_line, found.records)))


def one(event: Event, **rest: object) -> Coded:
    return without(CODED, events=(event,), **rest)


def filled(row: Row, start: str) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if name.startswith(start) and cell}


def test_the_columns_are_those_of_the_formats() -> None:
    assert (len(POLECAT_COLUMNS), len(GDELT_COLUMNS), len(MENTION_COLUMNS)) == (40, 61, 16)
    for columns in (POLECAT_COLUMNS, GDELT_COLUMNS, MENTION_COLUMNS):
        assert len({*columns}) == len(columns)
    assert POLECAT_COLUMNS[7:9] + POLECAT_COLUMNS[15:16] == ("Actor Name", "Actor Country", "Recipient Name")
    assert (GDELT_COLUMNS[26], GDELT_COLUMNS[34], GDELT_COLUMNS[51]) == (
        "EventCode",
        "AvgTone",
        "ActionGeo_Type",
    )


def test_what_is_mutual_is_so_for_the_coder_too() -> None:
    assert MUTUAL == MUTUAL_OF_CODER


class TestPolecat:
    def test_an_event(self) -> None:
        row = polecat()[0]
        wanted = {
            "Event ID": f"{PAGE.id[:16]}_{MET.id}", "Event Date": "2017-03-26", "Event Type": "CONSULT",
            "Event Mode": "visit", "Intensity": "1.0", "Quad Code": "VERBAL COOPERATION",
            "Contexts": "diplomatic; economic", "Actor Name": "Mevlut Cavusoglu", "Actor Country": "TUR",
            "Actor COW": "640", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV", "Actor Title": "",
            "Actor Name Raw": "Mevlut Cavusoglu", "Wikipedia Actor ID": "", "Recipient Name": "Sergei Lavrov",
            "Recipient COW": "365", "Recipient Title": "Minister of Foreign Affairs", "Placename": "Karaköy",
            "City": "Karaköy", "District": "", "Province": "", "Country": "TUR", "Latitude": "41.0",
            "Longitude": "-29.5", "GeoNames ID": "745044", "Raw Placename": "harbour", "Feature Type": "",
            "Source": "Harbour Post", "Publication Date": "", "Story People": "Mevlut Cavusoglu; Sergei Lavrov",
            "Story Organizations": "Anadolu Agency", "Language": "",
        }  # fmt: skip
        assert {name: row[name] for name in wanted} == wanted

    def test_all_parties_of_a_mutual_event_are_in_lists_that_go_together(self) -> None:
        row = polecat()[1]
        assert row["Actor Name"] == "Mevlut Cavusoglu; Sergei Lavrov"
        assert (row["Actor COW"], row["Actor Title"]) == ("640; 365", "; Minister of Foreign Affairs")
        assert filled(row, "Recipient") == {}

    def test_several_sectors_and_names_that_hold_what_parts_lists(self) -> None:
        odd = replace(LAVROV, name="Sergei; the | Minister")
        both = Participant(span=find("Sergei Lavrov"), actor=odd.id, code="RUSGOVMIL")
        row = polecat(one(replace(MET, actors=(both,)), actors=(odd,)))[0]
        assert row["Actor Name"] == "Sergei, the / Minister"
        assert (row["Primary Actor Sector"], row["Actor Sectors"]) == ("GOV", "GOV|MIL")

    @pytest.mark.parametrize(
        ("since", "until", "held"),
        [
            ("2004-03-09", None, True),
            ("2017", None, False),
            ("2016", "2017", False),
            ("2016", "2018", True),
            (None, "2018", False),
            ("2004", "2017-03-26", True),
            ("2004", "2017-03-25", False),
        ],
    )
    def test_a_title_is_one_that_is_known_to_be_held(
        self, since: str | None, until: str | None, held: bool
    ) -> None:
        role = Role(sector="GOV", position="Envoy", country="RUS", since=since, until=until)
        row = polecat(one(MET, actors=(replace(LAVROV, roles=(role,)),)))[0]
        assert row["Recipient Title"] == ("Envoy" if held else "")

    @pytest.mark.parametrize(
        ("level", "geonames", "column"),
        [
            (5, 1, "City"),
            (5, None, None),
            (4, 1, "District"),
            (3, None, "Province"),
            (2, 1, None),
            (1, 1, None),
        ],
    )
    def test_where_a_place_stands_by_its_level(
        self, level: int, geonames: int | None, column: str | None
    ) -> None:
        place = Place(name="Somewhere", span=find("harbour"), level=level, geonames=geonames)
        row = polecat(one(replace(MET, where=place)))[0]
        places = ("City", "District", "Province")
        assert {name for name in places if row[name]} == ({column} if column else set())
        assert (row["Placename"], row["Latitude"]) == ("Somewhere", "")

    def test_days(self) -> None:
        assert len(polecat()) == 2
        rows = polecat(undated=Undated.BOUNDS)
        assert [row["Event Date"] for row in rows] == ["2017-03-26", "2017-03-26", "2017-03-01"]
        kept = polecat(undated=Undated.KEEP)
        assert [row["Event Date"] for row in kept] == ["2017-03-26", "2017-03-26", "", "", ""]

    def test_auxiliary_modes_stand_among_the_contexts(self) -> None:
        found = Counter(row["Contexts"] for row in polecat(include=ALL))
        assert found["negation"] == found["future; hypothetical"] == 1

    def test_people_of_comments_are_no_people_of_the_story(self) -> None:
        row = polecat(comments=Names.NAMED)[0]
        assert "Halloway" not in "".join(row.values())


class TestGdelt:
    def test_an_event(self) -> None:
        row = gdelt()[0]
        wanted = {
            "SQLDATE": "20170326", "MonthYear": "201703", "Year": "2017", "FractionDate": "2017.2356",
            "Actor1Code": "TURGOV", "Actor1Name": "MEVLUT CAVUSOGLU", "Actor1CountryCode": "TUR",
            "Actor1KnownGroupCode": "", "Actor1Type1Code": "GOV", "Actor1Type2Code": "", "Actor2Code": "RUSGOV",
            "IsRootEvent": "1", "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04", "QuadClass": "1",
            "GoldsteinScale": "1.9", "NumMentions": "2", "NumSources": "1", "ActionGeo_Type": "4",
            "ActionGeo_FullName": "Karaköy, Turkey", "ActionGeo_CountryCode": "TU", "ActionGeo_Lat": "41.0",
            "ActionGeo_Long": "-29.5", "ActionGeo_FeatureID": "", "DATEADDED": "",
            "SOURCEURL": f"sha256:{PAGE.id}",
        }  # fmt: skip
        assert {name: row[name] for name in wanted} == wanted

    def test_events_without_a_cameo_code_are_counted(self) -> None:
        found = encode_gdelt(EVENTFUL, crosswalk(), include=ALL, undated=Undated.KEEP)
        assert [event.id for _, event in found.chosen.events] == [MET.id]
        assert found.chosen.uncoded == len(EVENTS) - 1
        assert found.chosen.undated == 0

    @pytest.mark.parametrize("code", ["", "1", "00", "21", "0x", "19000", "１９", "-1"])
    def test_what_is_no_cameo_code(self, code: str) -> None:
        assert gdelt(one(replace(MET, cameo=code))) == []

    @pytest.mark.parametrize(
        ("code", "quad"), [("05", 1), ("061", 2), ("090", 2), ("10", 3), ("138", 3), ("1411", 4), ("203", 4)]
    )
    def test_quad_classes(self, code: str, quad: int) -> None:
        assert gdelt(one(replace(MET, cameo=code)))[0]["QuadClass"] == str(quad)

    @pytest.mark.parametrize(
        ("actor", "code", "wanted"),
        [
            (None, "ROUGOV", ("ROMGOV", "ROM", "", "GOV", "")),
            (None, "XKXMIL", ("MIL", "", "", "MIL", "")),
            (None, "RUSMED", ("RUSHLH", "RUS", "", "HLH", "")),
            (None, "RUSJRN", ("RUSMED", "RUS", "", "MED", "")),
            (None, "SYRPRM", ("SYRMIL", "SYR", "", "MIL", "")),
            (None, "SYRUNK", ("SYR", "SYR", "", "", "")),
            (None, "IGO", ("IGO", "", "", "IGO", "")),
            ("united-nations", "IGOGOV", ("IGOUNOGOV", "", "UNO", "IGO", "GOV")),
            ("taliban", "AFGREB", ("AFGREBTAL", "AFG", "TAL", "REB", "")),
            (None, "GOVMILSPYGOV", ("MILSPYGOV", "", "", "MIL", "SPY")),
            (None, "rusgov", ("", "", "", "", "")),
            (None, None, ("", "", "", "", "")),
        ],
    )
    def test_the_codes_of_an_actor(
        self, actor: str | None, code: str | None, wanted: tuple[str, ...]
    ) -> None:
        party = Participant(span=find("Moscow"), actor=actor, code=code)
        row = gdelt(one(replace(MET, actors=(party,))))[0]
        names = ("Code", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code")
        assert tuple(row[f"Actor1{name}"] for name in names) == wanted
        assert row["Actor1Name"] == "MOSCOW"

    def test_parties_are_expanded(self) -> None:
        first, second = MET.actors[0], MET.recipients[0]
        third = Participant(span=find("Moscow"), code="RUS")
        pairs = {
            (MET.category, (first, third), (second,)): [(first, second), (third, second)],
            (MET.category, (first, second, third), ()): [(first, second), (first, third), (second, third)],
            ("PROTEST", (first, third), ()): [(first, None), (third, None)],
            ("ASSAULT", (), (second, third)): [(None, second), (None, third)],
            ("ASSAULT", (), ()): [(None, None)],
            ("ASSAULT", (first, first), (second,)): [(first, second)],
        }
        for (category, actors, recipients), wanted in pairs.items():
            event = replace(MET, category=category, actors=actors, recipients=recipients)
            assert [*dyads(event)] == wanted
            assert len(gdelt(one(event))) == len(wanted)

    def test_months_and_years_that_are_known(self) -> None:
        events = (
            replace(BOUNDED, cameo="195"),
            replace(HALF_OPEN, cameo="145"),
            replace(MET, when=EventTime(value="2016")),
        )
        rows = gdelt(without(CODED, events=events), undated=Undated.KEEP)
        days = [(row["SQLDATE"], row["MonthYear"], row["Year"]) for row in rows]
        assert days == [("", "201703", "2017"), ("", "", ""), ("", "", "2016")]
        bounded = gdelt(without(CODED, events=events), undated=Undated.BOUNDS)
        assert [row["SQLDATE"] for row in bounded] == ["20170301", "20160101"]

    @pytest.mark.parametrize(("day", "fraction"), [("2021-03-23", "2021.2274"), ("2016-12-31", "2016.9890")])
    def test_the_fraction_of_a_year_as_gdelts_data_has_it(self, day: str, fraction: str) -> None:
        assert gdelt(one(replace(MET, when=EventTime(value=day))))[0]["FractionDate"] == fraction

    @pytest.mark.parametrize(
        ("country", "level", "point", "kind", "fips"),
        [
            ("USA", 2, (39.8, -98.5), "1", "US"),
            ("USA", 3, (31.0, -100.0), "2", "US"),
            ("USA", 4, (31.0, -100.0), "3", "US"),
            ("UKR", 3, (45.0, 34.0), "5", "UP"),
            ("PSE", 2, (31.92, 35.2), "1", ""),
            ("PSE", 5, (31.5, 34.46), "4", "GZ"),
            ("PSE", 5, (32.22, 35.26), "4", "WE"),
            (None, 1, (43.0, 34.0), "", ""),
            ("ALA", 5, (60.1, 19.9), "4", ""),
        ],
    )
    def test_places(
        self, country: str | None, level: int, point: tuple[float, float], kind: str, fips: str
    ) -> None:
        place = Place(
            name="Somewhere", span=find("harbour"), country=country, level=level, lat=point[0], lon=point[1]
        )
        row = gdelt(one(replace(MET, where=place)))[0]
        assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == (kind, fips)

    def test_an_event_below_the_first_paragraph_is_no_root_event(self) -> None:
        deeper = replace(AGREED, cameo="030", evidence=(replace(MET.evidence[0], span=find("turned back")),))
        assert [row["IsRootEvent"] for row in gdelt(without(CODED, events=(MET, deeper)))] == ["1", "0"]
        assert gdelt(without(CODED, events=(MET,), article=None))[0]["IsRootEvent"] == ""

    def test_the_time_of_adding(self) -> None:
        east = timezone(timedelta(hours=2))
        assert gdelt(added=datetime(2020, 1, 1, 1, 30, tzinfo=east))[0]["DATEADDED"] == "20191231233000"
        with pytest.raises(ValueRuleError, match="time zone"):
            encode_gdelt(EVENTFUL, crosswalk(), added=datetime(2020, 1, 1))  # noqa: DTZ001
        for saved, wanted in (
            ("2017-03-27T10:00:05Z", "20170327100005"),
            ("2017-03-27T10:00", ""),
            ("2017-03-27", ""),
            ("2017-03~", ""),
        ):
            page = replace(PAGE, supplied=Supplied(saved_at=saved))
            assert gdelt(without(EVENTFUL, page=page))[0]["DATEADDED"] == wanted

    def test_the_same_event_has_the_same_number_and_dyads_have_their_own(self) -> None:
        both = replace(MET, actors=(*MET.actors, Participant(span=find("Moscow"), code="RUS")))
        first, second = gdelt(one(both))
        assert first["GLOBALEVENTID"] != second["GLOBALEVENTID"]
        assert gdelt()[0]["GLOBALEVENTID"] == first["GLOBALEVENTID"] == gdelt(one(MET))[0]["GLOBALEVENTID"]

    def test_clashes_of_numbers_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        chosen = choose(EVENTFUL, ALL)
        numbers = Numbers()
        numbers.add(chosen)
        numbers.add(chosen)
        assert numbers.clashes == 0
        monkeypatch.setattr("dragoman.export.gdelt._DIGITS", 1)
        small = Numbers()
        for at in range(40):
            small.add(choose(one(replace(MET, id=f"{at:016}")), ALL))
        assert small.clashes >= 40 - 16


class TestMentions:
    def test_a_row_for_each_telling(self) -> None:
        rows = mentions(sentences=[0, 26, 64, 161])
        assert [row["GLOBALEVENTID"] for row in rows] == [gdelt()[0]["GLOBALEVENTID"]] * 2
        words = [TEXT[int(row["ActionCharOffset"]) :][:4] for row in rows]
        assert words == ["keep", "turn"]
        assert TEXT[int(rows[0]["Actor2CharOffset"]) :].startswith("Sergei Lavrov")
        assert rows[1]["Actor1CharOffset"] == ""
        assert [row["SentenceID"] for row in rows] == ["3", "4"]
        assert [row["SentenceID"] for row in mentions()] == ["", ""]
        assert rows[0]["Extras"].endswith(f"event:{MET.id};statement:{MET.statement};status:asserted")
        assert (rows[0]["Confidence"], rows[0]["MentionDocLen"]) == ("75", "281")

    @pytest.mark.parametrize(
        ("url", "outlet", "wanted"),
        [
            ("https://www.harbour.example/a?b=1", "Post", ("1", "harbour.example")),
            ("ftp://harbour.example/a", "Post", ("2", "Post")),
            ("http://[bad", "Post", ("2", "Post")),
            (None, None, ("2", "")),
        ],
    )
    def test_where_it_was(self, url: str | None, outlet: str | None, wanted: tuple[str, str]) -> None:
        page = replace(PAGE, url=url, outlet=outlet, supplied=Supplied())
        found = encode_gdelt_mentions(one(MET, page=page)).records[0]
        row = dict(zip(MENTION_COLUMNS, found, strict=True))
        assert (row["MentionType"], row["MentionSourceName"]) == wanted
        assert row["MentionIdentifier"] == (url or f"sha256:{PAGE.id}")

    def test_that_a_row_was_judged(self) -> None:
        review = Review(row=MET.id, verdict=Verdict.ACCEPT, by="a", at=datetime(2020, 1, 1, tzinfo=UTC))
        assert mentions(replace(EVENTFUL, reviews=(review,)))[0]["Extras"].endswith(";review:accept")


@pytest.mark.parametrize("words", ["=1+1", "+49", "-5", "@x", "\uff1d1"])
def test_what_a_spreadsheet_takes_for_a_formula_is_not_altered(words: str) -> None:
    assert text_cell(words) == words


def test_a_cell_has_nothing_that_ends_it() -> None:
    assert text_cell('"a"\tb\r\nc\x00\x1b\u2028d\x85e\u202e') == "'a' b c␀␛ d e\ufffd"


def test_what_is_unknown_is_empty() -> None:
    bare = replace(
        MET,
        mode=None,
        cameo="012",
        where=None,
        intensity=None,
        actors=(),
        recipients=(),
        also=(),
        evidence=(),
    )
    for rows in (polecat(one(bare)), gdelt(one(bare)), mentions(one(bare))):
        assert len(rows) == 1
        none_is_empty(rows)
    assert filled(gdelt(one(bare))[0], "Actor") == {}
    assert mentions(one(bare))[0]["ActionCharOffset"] == ""


class TestAnyPage:
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(coded=coded_pages(), names=st.sampled_from(list(Names)), data=st.data())
    def test_is_written_in_the_form_of_its_format(
        self, coded: Coded, names: Names, data: st.DataObject
    ) -> None:
        codes = st.sampled_from(["057", "190", "0251", "02", "203", "1"])
        parties = st.sampled_from(["RUSGOV", "IGO", "IMGREB", "XKX", "ZZZMIL", None])
        events = tuple(
            replace(
                event,
                cameo=data.draw(codes),
                actors=tuple(replace(party, code=data.draw(parties)) for party in event.actors),
            )
            for event in coded.events
        )
        coded = replace(coded, events=tuple({event.id: event for event in events}.values()))
        shown = {"include": ALL, "undated": Undated.KEEP}
        assert len(polecat(coded, codes=False, comments=names, **shown)) == len(coded.events)
        rows = gdelt(coded, comments=names, **shown)
        told = Counter(row["GLOBALEVENTID"] for row in mentions(coded, **shown))
        assert told == {row["GLOBALEVENTID"]: int(row["NumMentions"]) for row in rows}


def test_commenters_are_hidden_in_names_too() -> None:
    stranger = Actor(
        id="local:1", name="Ned Halloway", kind=ActorKind.PERSON, aliases=(Alias(text="Ned Halloway"),)
    )
    party = Participant(span=find("Moscow"), actor="local:1", code="RUS")
    coded = one(replace(MET, actors=(party,)), actors=(*CODED.actors, stranger))
    assert polecat(coded)[0]["Actor Name"] == "commenter 1"
    assert gdelt(coded)[0]["Actor1Name"] == "COMMENTER 1"


def test_a_pair_is_of_participants_or_nobody() -> None:
    pair: Pair = (None, None)
    assert dyads(replace(MET, actors=(), recipients=())) == (pair,)
