"""Codebooks of the user's own on the command line: --codebook, check, codebook diff."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.app import app

ROWS = """id,words,class,needs,category,mode,cameo,actor,recipient,example,expected
my-meet,meet,verb,object,SUPPORT,,050,,,The Danish envoy met the Peruvian premier.,SUPPORT: Danish envoy > Peruvian premier
my-ferry,ferry,verb,object=rice,REJECT,,120,,to,Norway ferried rice to Malawi.,REJECT: Norway > Malawi
"""
PAGE = """Envoy in Lima

The Danish envoy met the Peruvian premier in Lima. Norway ferried rice to Malawi, officials said.

Chad later expelled two Libyan diplomats.
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "my.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "verbs.txt").write_text(
        "--- MEET [050] ---\nMEET {MET}\n- * PREMIER [---]\n- BAD [190]\n", encoding="utf-8"
    )
    return tmp_path


def test_the_events_that_two_codebooks_code_otherwise(desk: Path) -> None:
    result = run("codebook", "diff", "plover-0.8", "my.csv", "--on", "page.txt")
    assert result.exit_code == 1, result.stderr
    assert result.stdout.splitlines() == [
        "== page.txt",
        "~ SUPPORT: The Danish envoy > the Peruvian premier [32–35] “met” by my-meet",
        "    category   CONSULT → SUPPORT",
        "    cameo      040 → 050",
        "    intensity  1 → 4",
        "    rule       consult-meet-whom → my-meet",
        "~ REJECT: Norway > Malawi [73–85] “ferried rice” by my-ferry",
        "    category   AID → REJECT",
        "    cameo      073 → 120",
        "    intensity  7 → -4",
        "    rule       aid-fly → my-ferry",
        "1 page: 0 events added, 0 removed, 2 changed, 1 as before",
    ]


def test_an_event_that_a_dictionary_takes_away_and_back(desk: Path) -> None:
    away = run("codebook", "diff", "plover-0.8", "verbs.txt", "--on", "page.txt")
    assert away.exit_code == 1
    assert (
        "\n- CONSULT: The Danish envoy > the Peruvian premier [32–35] “met” by consult-meet-whom\n"
        in away.stdout
    )
    assert away.stdout.endswith("1 page: 0 events added, 1 removed, 0 changed, 2 as before\n")
    assert "verbs.txt:4: the pattern has no verb" in away.stderr
    back = run("codebook", "diff", "verbs.txt", "plover-0.8", "--on", "page.txt", "--output", "diff.txt")
    assert back.exit_code == 1
    assert (
        (desk / "diff.txt")
        .read_text(encoding="utf-8")
        .splitlines()[1]
        .startswith("+ CONSULT: The Danish envoy")
    )


def test_no_difference_and_what_is_not_there(desk: Path) -> None:
    same = run("codebook", "diff", "plover-0.8", "plover-0.8", "--on", "page.txt", "page.txt")
    assert (same.exit_code, same.stdout) == (0, "1 page: 0 events added, 0 removed, 0 changed, 3 as before\n")
    assert run("codebook", "diff", "plover-0.8", "absent.csv", "--on", "page.txt").exit_code == 2
    assert run("codebook", "diff", "plover-0.8", "plover-0.8", "--on", "absent.txt").exit_code == 2


def test_a_page_is_coded_and_explained_with_a_codebook_of_ones_own(desk: Path) -> None:
    result = run("code", "page.txt", "--codebook", "my.csv", "--format", "json")
    record = json.loads(result.stdout)
    assert [event["rule"] for event in record["events"]][:2] == ["my-meet", "my-ferry"]
    told = run("explain", "e1", "page.txt", "--codebook", "my.csv").stdout
    assert "\nmy.csv, line 2:\n" in told
    assert "    words      meet\n    class      verb\n    needs      object\n    category   SUPPORT\n" in told
    line = run("explain", "e1", "page.txt", "--codebook", "my.csv", "--codebook", "shelled.txt")
    assert line.exit_code == 2


def test_a_row_of_a_dictionary_is_explained_by_its_line(desk: Path) -> None:
    (desk / "verbs.txt").write_text("--- MEET [050] ---\nMEET {MET}\n", encoding="utf-8")
    told = run("explain", "e1", "page.txt", "--codebook", "verbs.txt").stdout
    assert told.rstrip().endswith("verbs.txt, line 2:\n    MEET {MET}")


def test_a_codebook_is_checked_with_its_examples(desk: Path) -> None:
    result = run("check", "--examples", "my.csv")
    assert result.exit_code == 0, result.stdout
    assert "  my.csv:2: meet: SUPPORT over " in result.stdout
    assert result.stdout.endswith("codebook: 2 rows, 2 examples, coded: no mistakes\n")


def test_mistakes_of_a_codebook_are_told_with_file_and_line(desk: Path) -> None:
    bad = ROWS.replace("object=rice", "objet=rice").replace("> Malawi", "> Mali")
    (desk / "my.csv").write_text(bad, encoding="utf-8")
    result = run("check", "--examples", "my.csv", "verbs.txt")
    assert result.exit_code == 1
    told = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert told[:3] == [
        "my.csv:2: 'The Danish envoy met the Peruvian premier.' is coded as no event, not SUPPORT: Danish envoy > Peruvian premier",
        "my.csv:3: slot 'objet' is unknown; is 'object' meant?",
        "my.csv:3: 'Norway ferried rice to Malawi.' is coded AID: Norway > Malawi by aid-fly, not REJECT: Norway > Mali",
    ]
    assert "verbs.txt:4: the pattern has no verb: write one * where the verb stands" in told
    assert "verbs.txt: 4 lines: 3 taken, 0 of verbs without an event, 1 note" in told


def test_a_wrong_codebook_stops_a_run_with_its_line(desk: Path) -> None:
    (desk / "my.csv").write_text(ROWS.replace("SUPPORT,", "SUPORT,"), encoding="utf-8")
    result = run("code", "page.txt", "--codebook", "my.csv")
    assert result.exit_code == 2
    assert "codebook my.csv:2: category 'SUPORT' is none of" in result.stderr
    assert "'dragoman check' says more" in result.stderr


def test_what_ships_is_checked_too(desk: Path) -> None:
    del desk
    lines = run("check").stdout.splitlines()
    assert any(line.startswith("codebook: ") and line.endswith(": no mistakes") for line in lines)
