"""The commands of an archive, on a few example pages."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app

EXAMPLES = Path(__file__).parents[3] / "examples"
PAGES = ("stormglass-review-odesa-strike.txt", "pontic-post-return.html", "meridian-ledger-odesa-denial.txt")
STORMGLASS = "2abdaa4479fa"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("archive") / "story.drg"
    result = CliRunner().invoke(app, ["add", *(str(EXAMPLES / name) for name in PAGES), "-a", str(place)])
    assert result.exit_code == 0, result.output
    assert "3 files in = 3 pages + 0 problems; 3 new" in result.output
    return place


@pytest.fixture
def archive(filled: Path, tmp_path: Path) -> Path:
    """A copy of its own for a test that writes."""
    copy = tmp_path / "copy.drg"
    shutil.copyfile(filled, copy)
    return copy


def run(place: Path, *words: str, code: int = 0) -> Any:
    result = CliRunner().invoke(app, [*words, "-a", str(place)])
    assert result.exit_code == code, result.output
    return result


def rows(place: Path, *words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(place, *words, "-f", "json").stdout.splitlines()]


def test_the_same_files_again_are_left_alone(archive: Path) -> None:
    again = run(archive, "add", *(str(EXAMPLES / name) for name in PAGES))
    assert "3 files in = 3 pages + 0 problems; 3 in the archive already" in again.output


def test_a_file_that_is_not_there_is_a_problem_and_costs_nothing(archive: Path) -> None:
    result = run(archive, "add", str(EXAMPLES / PAGES[0]), "nowhere.txt", code=1)
    assert "2 files in = 1 page + 1 problem" in result.output
    assert "unreadable-file" in result.output


def test_a_name_that_is_no_file_leaves_no_problem_behind(archive: Path) -> None:
    before = run(archive, "status").stdout
    run(archive, "add", "nowhere.txt", code=1)
    assert "unreadable-file" not in before + run(archive, "status").stdout


def test_the_pages_of_an_archive_are_listed(archive: Path) -> None:
    listed = rows(archive, "pages")
    assert [Path(str(row["file"])).name for row in listed if row["published"] is None] == [PAGES[0]]
    assert rows(archive, "pages", "--undated") == [listed[-1]]
    assert str(listed[-1]["sha"]).startswith(STORMGLASS)
    assert listed[-1]["statements"] == len(
        rows(archive, "quotes", "--page", STORMGLASS, "--outlets", "--lane", "all", "--folded", "-n", "0")
    )
    assert f"{STORMGLASS} " in run(archive, "pages", "--undated").stdout
    assert rows(archive, "pages", "--problem", "no-such-problem") == []


def test_a_file_that_gave_no_page_is_found_by_its_problem(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "noise.html").write_bytes(bytes(range(32)) * 90)
    run(archive, "add", str(tmp_path / "noise.html"), code=1)
    assert "noise.html: no page: binary-page" in run(archive, "pages", "--problem", "binary-page").output


def test_a_page_is_named_by_its_file_without_folders(filled: Path) -> None:
    assert rows(filled, "quotes", "--page", PAGES[0]) == rows(filled, "quotes", "--page", STORMGLASS)


def test_explain_finds_an_id_in_the_usual_archive_in_either_order(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_ARCHIVE", str(filled))
    said = [
        CliRunner().invoke(app, ["explain", *words]) for words in (("s4", STORMGLASS), (STORMGLASS, "s4"))
    ]
    assert {one.exit_code for one in said} == {0}
    assert said[0].stdout == said[1].stdout == run(filled, "explain", "s4", STORMGLASS).stdout


def test_no_answer_says_what_the_archive_has(filled: Path) -> None:
    assert "no event is 'QUARREL'; there are: " in run(filled, "events", "--category", "QUARREL").output
    assert "no outlet has 'gazette' in its name" in run(filled, "quotes", "--outlet", "gazette").output


def test_parties_are_judged_by_their_words(archive: Path) -> None:
    run(archive, "judge", STORMGLASS, "e1", "--set", "recipients=USA@10-20+RUSGOV@30-36")
    said = next(
        row for row in rows(archive, "events", "--page", STORMGLASS, "-n", "0") if row["ordinal"] == 1
    )
    assert "USA" in str(said["recipients"])
    assert "RUSGOV" in str(said["recipients"])
    run(archive, "judge", STORMGLASS, "e1", "--set", "recipients=")
    assert "→ nobody" in run(archive, "judge", STORMGLASS, "--list").output


def test_a_speaker_is_judged_by_name(archive: Path) -> None:
    run(archive, "judge", STORMGLASS, "s4", "--set", "speaker=RUS")
    said = next(row for row in rows(archive, "quotes", "--page", STORMGLASS) if row["ordinal"] == 4)
    assert said["speaker_actor"] == "russia"


def test_what_is_said_later_of_a_page_is_taken_over(archive: Path) -> None:
    before = next(row for row in rows(archive, "quotes", "--page", STORMGLASS))
    assert before["published"] is None
    result = run(
        archive, "add", str(EXAMPLES / PAGES[0]), "--published", "2022-07-24", "--outlet", "Stormglass Review"
    )
    assert "1 coded anew" in result.output
    after = next(row for row in rows(archive, "quotes", "--page", STORMGLASS))
    assert (after["published"], after["outlet"]) == ("2022-07-24", "Stormglass Review")


def test_status_counts_and_sees_that_all_is_whole(filled: Path) -> None:
    result = run(filled, "status", "--check")
    assert "3 pages from 3 places" in result.stdout
    assert "all bytes and texts are whole" in result.stdout


def test_quotes_name_chain_status_and_place(filled: Path) -> None:
    result = run(filled, "quotes", "--speaker", "Hulusi Akar", "--status", "denied")
    assert "Anadolu Agency → quoted Hulusi Akar as saying  [denied]" in result.stdout
    assert f"{STORMGLASS} s4 [668–747]" in result.stdout


def test_silences(filled: Path) -> None:
    assert {row["style"] for row in rows(filled, "quotes", "--silences")} == {"silence"}


def test_events_of_two(filled: Path) -> None:
    found = rows(filled, "events", "--dyad", "RUS", "TUR")
    assert found
    for row in found:
        said = f"{row['actors']} {row['recipients']}"
        assert "RUS" in said
        assert "TUR" in said


def test_a_relation_and_the_rows_behind_its_numbers(filled: Path) -> None:
    cells = rows(filled, "relation", "RUS", "UKR", "--by", "all")
    behind = rows(filled, "relation", "RUS", "UKR", "--by", "all", "--rows")
    assert sum(int(str(cell["events"])) for cell in cells) == len(behind)
    assert "period" in run(filled, "relation", "RUS", "UKR").stdout
    listed = run(filled, "relation", "RUS", "UKR", "--by", "all", "--rows").stdout
    for row in behind:
        assert f"“{row['words']}”" in " ".join(listed.split())


def test_actors_and_the_words_that_name_one(filled: Path) -> None:
    listed = run(filled, "actors", "--kind", "person").stdout
    assert "Hulusi Akar" in listed
    assert "named by:" in run(filled, "actors", "hulusi-akar").stdout


def test_search_by_any_form_of_a_word(filled: Path) -> None:
    assert {row["sha"] for row in rows(filled, "search", "missile struck port")} & {
        row["sha"] for row in rows(filled, "search", "missiles strikes ports")
    } or rows(filled, "search", "missile port")
    assert rows(filled, "search", "nosuchwordanywhere") == []


def test_csv_has_a_head_and_a_line_a_row(filled: Path) -> None:
    text = run(filled, "events", "-f", "csv", "-n", "0").stdout
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == len(rows(filled, "events", "-n", "0"))
    assert table[0]["category"]


def test_a_judgement_is_laid_over_the_row_and_can_be_taken_back(archive: Path) -> None:
    event = rows(archive, "events", "--page", STORMGLASS)[0]
    name = f"e{event['ordinal']}"
    run(
        archive,
        "judge",
        STORMGLASS,
        name,
        "--set",
        "category=COERCE/restrict",
        "--by",
        "A. R.",
        "--note",
        "a test",
    )
    changed = next(row for row in rows(archive, "events", "--page", STORMGLASS) if row["row"] == event["row"])
    assert (changed["category"], changed["mode"], changed["review"]) == ("COERCE", "restrict", "change")
    told = run(archive, "explain", name, STORMGLASS).stdout
    assert "change by A. R." in " ".join(told.split())
    listed = run(archive, "judge", STORMGLASS, "--list").stdout
    for line in listed.splitlines():
        run(archive, "judge", STORMGLASS, "--take-back", line.split()[0])
    back = next(row for row in rows(archive, "events", "--page", STORMGLASS) if row["row"] == event["row"])
    assert (back["category"], back["review"]) == (event["category"], None)


def test_a_rejected_row_is_gone_from_every_answer(archive: Path) -> None:
    event = rows(archive, "events", "--page", STORMGLASS)[0]
    run(archive, "judge", STORMGLASS, f"e{event['ordinal']}", "--reject")
    assert event["row"] not in {row["row"] for row in rows(archive, "events", "-n", "0")}


def test_an_event_is_added_by_hand(archive: Path) -> None:
    text = (EXAMPLES / PAGES[0]).read_text(encoding="utf-8")
    at = text.index("struck the port of Odessa")
    parts = f"trigger={at}-{at + 6} category=ASSAULT/aerial recipient=UKR@{at + 7}-{at + 25}"
    run(archive, "judge", STORMGLASS, "--add", parts)
    assert "add" in {row["review"] for row in rows(archive, "events", "--page", STORMGLASS)}


def test_judgements_survive_a_recode(archive: Path) -> None:
    event = rows(archive, "events", "--page", STORMGLASS)[0]
    run(archive, "judge", STORMGLASS, f"e{event['ordinal']}", "--accept")
    assert "3 pages: 3 as before" in run(archive, "recode").output
    kept = next(row for row in rows(archive, "events", "--page", STORMGLASS) if row["row"] == event["row"])
    assert kept["review"] == "accept"
    assert "0 judgements to look at again" in run(archive, "judge", "--queue").output


WRONG: Sequence[tuple[Sequence[str], str]] = (
    (("quotes", "--speaker", "Nobody Known"), "nobody in the archive is called"),
    (("quotes", "--status", "rumour"), "is none of asserted"),
    (("events", "--since", "yesterday"), "is no day, month or year"),
    (("events", "--since", "2023", "--until", "2022"), "is before"),
    (("relation", "RUS", "UKR", "--by", "week"), "is none of day, month, year, all"),
    (("search", "?!"), "holds no word"),
    (("judge",), "name a page"),
    (("judge", "ffffffff", "e1", "--accept"), "holds no page"),
    (("judge", STORMGLASS, "e999", "--accept"), "has no statement or event"),
    (("judge", STORMGLASS, "e1", "--set", "colour=red"), "cannot be judged"),
    (("judge", STORMGLASS, "e1", "--set", "kind=maybe"), "is no value of"),
    (("judge", STORMGLASS, "e1", "--set", "category=QUARREL"), "is no category of"),
    (("judge", STORMGLASS, "--add", "category=AGREE"), "is not START-END"),
    (("judge", STORMGLASS, "e1", "--set", "category=AGREE/loudly"), "is no mode of AGREE"),
    (("judge", STORMGLASS, "s4", "--set", "speaker=Nobody Known"), "nobody in the archive is called"),
    (("actors", "--kind", "persn"), "is none of person, country"),
    (("actors", "--country", "Atlantis"), "nobody in the archive is called"),
    (("quotes", "--page", STORMGLASS[:4]), "an id needs its first 6 letters"),
    (("pages", str(EXAMPLES / PAGES[0]), "--undated"), "name no PAGE"),
    (("forget",), "a --page or a --person"),
    (("forget", "--person", "Quintus Unheard"), "stands on no page"),
)


@pytest.mark.parametrize(
    ("words", "said"), WRONG, ids=lambda value: value if isinstance(value, str) else "-".join(value)
)
def test_wrong_use_says_what_is_wrong(archive: Path, words: Sequence[str], said: str) -> None:
    assert said in " ".join(run(archive, *words, code=2).output.split())


def test_no_archive_says_how_to_make_one(tmp_path: Path) -> None:
    assert "'dragoman add' makes one" in run(tmp_path / "none.drg", "quotes", code=3).output
    assert not (tmp_path / "none.drg").exists()


def test_a_forgotten_page_stays_away(archive: Path) -> None:
    result = run(archive, "forget", "--page", STORMGLASS)
    assert "1 blob" in result.stdout
    assert STORMGLASS not in {str(row["sha"])[:12] for row in rows(archive, "quotes", "-n", "0")}
    again = run(archive, "add", str(EXAMPLES / PAGES[0]))
    assert "1 forgotten before" in again.output


def test_a_forgotten_commenter_is_in_no_byte_of_the_archive(archive: Path) -> None:
    comments = rows(archive, "search", "the", "--lane", "comments", "-n", "0")
    assert comments
    names = _commenters(archive)
    assert names
    run(archive, "forget", "--person", names[0])
    raw = archive.read_bytes()
    assert names[0].encode() not in raw
    assert names[0] not in json.dumps(_texts(archive))
    assert "whole" in run(archive, "status", "--check").stdout


def _commenters(place: Path) -> list[str]:
    from dragoman.store import open_archive

    with open_archive(str(place), read_only=True) as opened:
        coded = opened.reader().coded(opened.reader().page(STORMGLASS).sha)
        assert coded.thread is not None
        return [coded.page.quote(one.author) for one in coded.thread.comments if one.author]


def _texts(place: Path) -> list[str]:
    from dragoman.store import open_archive

    with open_archive(str(place), read_only=True) as opened:
        return [one.page.text for one in opened.reader().everything()]
