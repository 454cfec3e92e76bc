"""Collections: files into an archive by one or more workers; what fails costs itself only, and is taken up again."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from dragoman.collection import FileDone, SetAsideNow, Tally, ToAdd, add, recode, retry
from dragoman.errors import ArchiveDamagedError
from dragoman.model import Problem, Supplied
from dragoman.pages import read_saved
from dragoman.store import Archive, open_archive
from dragoman.store.schema import page
from tests.store.coders import BREAKER, KILLER, Fake, code_page
from tests.store.conftest import Places
from tests.store.made import AT, tiny


def now() -> datetime:
    return AT


@pytest.fixture
def making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """The fake coder; its pages do harm until the file ``spared`` is there."""
    monkeypatch.setattr("dragoman.pipeline.code_page", code_page)
    return Fake(spared=tmp_path / "spared")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that come from one process which has imported everything, and not each from nothing."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["tests.store.coders"])
    monkeypatch.setattr(multiprocessing, "get_context", lambda _name: server)


def files(*numbers: int, words: dict[int, str] | None = None) -> list[ToAdd]:
    made = []
    for number in numbers:
        payload = tiny(number, words=(words or {}).get(number, "")).payload
        made.append(ToAdd(name=f"pages/{number:04}.txt", source=payload))
    return made


def added(
    archive: Archive, making: Fake, those: list[ToAdd], workers: int = 1, told: list[Any] | None = None
) -> Tally:
    return add(
        archive, those, making, now=now, workers=workers, tell=(told if told is not None else []).append
    )


def test_files_go_in_and_are_left_alone_the_second_time(archive: Archive, making: Fake) -> None:
    told: list[Any] = []
    tally = added(archive, making, files(1, 2, 3), told=told)
    assert tally.line() == "3 files in = 3 pages + 0 problems; 3 new"
    assert told == [FileDone(name=f"pages/000{number}.txt", pages=1) for number in (1, 2, 3)]
    digest = archive.reader().digest()
    again = added(archive, making, files(1, 2, 3))
    assert (again.left_alone, again.line()) == (
        3,
        "3 files in = 3 pages + 0 problems; 3 in the archive already",
    )
    assert archive.reader().digest() == digest
    assert [run["balance"] for run in archive.reader().status().runs] == [again.line(), tally.line()]


def test_the_same_page_in_another_file_is_seen_there_too(archive: Archive, making: Fake) -> None:
    added(archive, making, files(1))
    (one,) = files(1)
    tally = added(archive, making, [replace(one, name="copy.txt")])
    assert tally.line() == "1 file in = 1 page + 0 problems; 1 in the archive already"
    assert archive.reader().status().counts["sighting"] == 2


def test_more_that_is_said_of_a_page_is_added_to_what_was_said(archive: Archive, making: Fake) -> None:
    (one,) = files(1)
    for supplied, stored in (
        (Supplied(outlet="Herald"), Supplied(outlet="Herald")),
        (Supplied(published="2022-07-23"), Supplied(outlet="Herald", published="2022-07-23")),
        (Supplied(outlet="Courier"), Supplied(outlet="Courier", published="2022-07-23")),
    ):
        added(archive, making, [replace(one, supplied=supplied)])
        (held,) = archive.reader().pages()
        assert archive.reader().coded(held.sha).page.supplied == stored


def test_a_problem_of_a_file_is_noted_once_and_goes_with_its_cause(archive: Archive, making: Fake) -> None:
    told: list[Any] = []
    tally = added(archive, making, [ToAdd(name="void.txt", source=b"  ")], told=told)
    assert isinstance(told[0], Problem)
    assert tally.line() == "1 file in = 0 pages + 1 problem; nothing new"
    again = added(archive, making, [ToAdd(name="void.txt", source=b"  ")])
    assert again.problems == 1
    assert archive.reader().status().problems == (("empty-page", True, 1),)
    added(archive, making, [replace(files(1)[0], name="void.txt")])
    assert archive.reader().status().problems == ()


def test_files_of_any_name_go_in(archive: Archive, making: Fake) -> None:
    names = ("caf\udce9.txt", "nul\0.txt", "long" * 900 + ".txt", "“quoted” 😀.txt")
    those = [replace(one, name=name) for one, name in zip(files(1, 2, 3, 4), names, strict=True)]
    added(archive, making, those)
    assert added(archive, making, those).left_alone == 4
    for one, name in zip(those, names, strict=True):
        assert archive.reader().payload(archive.reader().page(name).sha) == one.source


def test_a_page_that_breaks_its_coder_is_set_aside_and_taken_up_again(archive: Archive, making: Fake) -> None:
    told: list[Any] = []
    those = files(1, 2, 3, words={2: BREAKER})
    tally = added(archive, making, those, told=told)
    assert tally.line() == "3 files in = 2 pages + 0 problems + 1 set aside; 2 new"
    (aside,) = [one for one in told if isinstance(one, SetAsideNow)]
    assert aside.where == "pages/0002.txt"
    assert aside.failed.reason == "unexpected RuntimeError: turned to stone"
    assert "code_page" in aside.failed.trace
    (kept,) = archive.reader().quarantine()
    assert (kept.where, kept.tries) == ("pages/0002.txt", 1)
    making.spared.touch()
    assert added(archive, making, those).line() == (
        "3 files in = 3 pages + 0 problems; 1 new, 2 in the archive already"
    )
    assert archive.reader().quarantine() == ()


def test_a_reader_that_breaks_costs_its_file_only(
    archive: Archive, making: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.collection import adding

    whole = read_saved

    def broken(source: Any, **more: Any) -> Any:
        if source == those[1].source:
            raise ZeroDivisionError("in the reader")
        return whole(source, **more)

    those = files(1, 2, 3)
    monkeypatch.setattr(adding, "read_saved", lambda source, **more: _late(broken, source, more))
    assert added(archive, making, those).set_aside == 1
    (kept,) = archive.reader().quarantine()
    assert (kept.where, kept.sha, kept.reason) == (
        "pages/0002.txt",
        None,
        "unexpected ZeroDivisionError: in the reader",
    )
    monkeypatch.setattr(adding, "read_saved", whole)
    assert retry(archive, making, now=now) == (0, 0)
    added(archive, making, those)
    assert archive.reader().quarantine() == ()
    assert archive.reader().status().counts["page"] == 3


def _late(broken: Callable[..., Any], source: Any, more: dict[str, Any]) -> Any:
    yield from broken(source, **more)


@pytest.fixture
def in_process(places: Places, making: Fake) -> str:
    """The digest of an archive to which one worker added ten pages, of which none does harm."""
    making.spared.touch()
    with open_archive(places.empty()) as archive:
        added(archive, making, files(*range(10), words={4: KILLER}))
        digest = archive.reader().digest()
    making.spared.unlink()
    return digest


def test_a_page_that_kills_its_worker_costs_that_page_only(
    archive: Archive, making: Fake, quick: None, in_process: str
) -> None:
    told: list[Any] = []
    tally = added(archive, making, files(*range(10), words={4: KILLER}), workers=2, told=told)
    assert tally.line() == "10 files in = 9 pages + 0 problems + 1 set aside; 9 new"
    (kept,) = archive.reader().quarantine()
    assert kept.where == "pages/0004.txt"
    assert "was killed" in kept.reason
    done = [one.name for one in told if isinstance(one, FileDone)]
    assert done == [f"pages/{number:04}.txt" for number in range(10)]
    # As long as it kills, it costs retry nothing but itself.
    assert retry(archive, making, now=now) == (0, 1)
    assert archive.reader().quarantine()[0].tries == 2
    making.spared.touch()
    assert retry(archive, making, now=now) == (1, 0)
    assert archive.reader().quarantine() == ()
    assert archive.reader().digest() == in_process


@pytest.mark.parametrize("workers", [2, 3])
def test_order_and_content_do_not_depend_on_the_workers(
    places: Places, making: Fake, quick: None, workers: int
) -> None:
    # The same bytes come again soon, with more said of them: as if the first were not yet stored.
    one, two, three = files(1, 2, 3)
    those = [
        replace(one, supplied=Supplied(outlet="Herald")),
        two,
        replace(one, name="again.txt", supplied=Supplied(published="2022-07-23")),
        replace(one, name="third.txt"),
        replace(two, name="second.txt"),
        three,
        *files(*range(4, 12)),
    ]
    seen = []
    for number in (1, workers):
        with open_archive(places.empty()) as archive:
            told: list[Any] = []
            tally = added(archive, making, those, workers=number, told=told)
            order = list(archive.reader().rows(select(page.c.sha, page.c.id).order_by(page.c.id)))
            seen.append((tally, told, archive.reader().digest(), order))
    assert seen[0] == seen[1]
    assert seen[0][0].stored.total() == len(those)


def test_workers_that_start_from_nothing_do_the_same(
    places_of: Callable[[str], Places], making: Fake
) -> None:
    digests = []
    for workers in (1, 2):
        with open_archive(places_of("sqlite").empty()) as archive:
            assert added(archive, making, files(*range(6)), workers=workers).line() == (
                "6 files in = 6 pages + 0 problems; 6 new"
            )
            digests.append(archive.reader().digest())
    assert digests[0] == digests[1]


# -------------------------------------------------------------------------------------- coded anew


def test_recode_codes_what_another_kit_has_not_coded(archive: Archive, making: Fake) -> None:
    added(archive, making, files(1, 2, 3))
    other = replace(making, digest="e" * 64)
    (first, *_) = [one.sha for one in archive.reader().pages()]
    assert recode(archive, other, now=now, only=first[:10]).line() == (
        "1 page: 1 as before, 0 changed; rows: 0 added, 0 changed, 0 withdrawn"
    )
    counts = recode(archive, other, now=now)
    assert (counts.pages, counts.current) == (3, 1)
    assert recode(archive, other, now=now).current == 3
    assert [one[2] for one in archive.reader().status().kits] == [3, 3]


def test_a_page_that_breaks_a_recoding_stays_as_it_was(archive: Archive, making: Fake) -> None:
    making.spared.touch()
    added(archive, making, files(1, 2, words={2: BREAKER}))
    digest = archive.reader().digest()
    making.spared.unlink()
    told: list[Any] = []
    counts = recode(archive, replace(making, digest="e" * 64), now=now, tell=told.append)
    assert counts.set_aside == 1
    assert [one.where for one in told if isinstance(one, SetAsideNow)] == ["pages/0002.txt"]
    assert archive.reader().digest() == digest


# ----------------------------------------------------------------------------------- what is damaged


def damage(archive: Archive, table: str, column: str) -> None:
    """Spoil some bytes of the evidence, as a bad disk would."""
    with archive.engine.begin() as connection:
        connection.execute(text("insert into setting values ('mending', '')"))
        found = connection.execute(text(f"select {column} from {table}")).scalars().all()  # noqa: S608 - names of ours
        assert len(found) == 1
        spoilt = bytes(found[0][:40]) + b"\0\1\2\3" + bytes(found[0][44:])
        connection.execute(text(f"update {table} set {column} = :it"), {"it": spoilt})  # noqa: S608 - names of ours
        connection.execute(text("delete from setting where name = 'mending'"))


def test_damaged_bytes_are_told_and_mended_by_adding_the_page_again(archive: Archive, making: Fake) -> None:
    those = files(1)
    added(archive, making, those)
    (held,) = archive.reader().pages()
    digest, coded = archive.reader().digest(), archive.reader().coded(held.sha)
    damage(archive, "blob", "packed")
    with pytest.raises(ArchiveDamagedError) as caught:
        archive.reader().payload(held.sha)
    assert archive.name in str(caught.value)
    assert "mends them" in str(caught.value)
    assert list(archive.reader().check()) == [str(caught.value)]
    # All that was read from them is whole, and can be coded anew.
    assert archive.reader().coded(held.sha) == coded
    assert recode(archive, replace(making, digest="e" * 64), now=now).set_aside == 0
    added(archive, making, [replace(those[0], name="again.txt")])
    assert archive.reader().payload(held.sha) == those[0].source
    assert not list(archive.reader().check())
    assert archive.reader().digest() != digest  # it was seen in one more place


def test_a_damaged_document_is_told_and_mended_by_coding_the_page_anew(
    archive: Archive, making: Fake
) -> None:
    added(archive, making, files(1))
    (held,) = archive.reader().pages()
    digest, coded = archive.reader().digest(), archive.reader().coded(held.sha)
    damage(archive, "coding", "document")
    with pytest.raises(ArchiveDamagedError, match="recode --page") as caught:
        archive.reader().coded(held.sha)
    assert archive.name in str(caught.value)
    assert len(list(archive.reader().check())) == 1
    counts = recode(archive, making, now=now, only=held.sha)
    assert counts.set_aside == 0
    assert archive.reader().coded(held.sha) == coded
    assert archive.reader().digest() == digest
    assert not list(archive.reader().check())


def test_where_both_are_damaged_the_page_is_told_and_the_others_go_on(archive: Archive, making: Fake) -> None:
    added(archive, making, files(1))
    damage(archive, "blob", "packed")
    damage(archive, "coding", "document")
    added(archive, making, files(2))
    told: list[Any] = []
    counts = recode(archive, replace(making, digest="e" * 64), now=now, tell=told.append)
    assert (counts.pages, counts.set_aside, counts.stored.total()) == (2, 1, 1)
    (aside,) = [one for one in told if isinstance(one, SetAsideNow)]
    assert aside.where == "pages/0001.txt"
    assert archive.name in aside.failed.reason


def test_a_quarantine_whose_bytes_are_damaged_fails_again_and_costs_no_other(
    archive: Archive, making: Fake
) -> None:
    added(archive, making, files(1, words={1: BREAKER}))
    damage(archive, "blob", "packed")
    added(archive, making, files(2, words={2: BREAKER}))
    making.spared.touch()
    making_quick = retry(archive, making, now=now)
    assert making_quick == (1, 1)
    (kept,) = archive.reader().quarantine()
    assert "damaged" in kept.reason
