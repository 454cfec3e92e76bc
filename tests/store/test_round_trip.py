"""Pages go in and come out as they were; what is there already is not stored again."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from random import Random

import pytest
from sqlalchemy import String, func, select

import dragoman.model
from dragoman.errors import InputError
from dragoman.export import Status
from dragoman.model import Locator, Supplied, bytes_id
from dragoman.store import Archive, Stored, prepare, schema as t
from tests.store.made import AT, KIT, VERSION, Example, put, tiny


def counted(archive: Archive, name: str) -> int:
    query = select(func.count().label("n")).select_from(t.metadata.tables[name])
    return int(next(archive.reader().rows(query))["n"])


def all_counts(archive: Archive) -> dict[str, int]:
    return {name: counted(archive, name) for name in t.metadata.tables}


def test_pages_come_back_as_they_were_coded(filled: Archive, coded: tuple[Example, ...]) -> None:
    reader = filled.reader()
    assert {one.sha for one in reader.pages()} == {one.coded.page.id for one in coded}
    for one in coded:
        sha = one.coded.page.id
        assert reader.coded(sha) == one.coded
        assert reader.as_coded(sha) == one.coded
        assert reader.payload(sha) == one.payload
    assert list(reader.everything()) == sorted((one.coded for one in coded), key=lambda one: one.page.id)
    assert not list(reader.check())


def test_both_databases_say_the_same(both: tuple[Archive, Archive]) -> None:
    first, second = both
    assert first.reader().digest() == second.reader().digest()
    assert all_counts(first) == all_counts(second)


def test_the_digest_does_not_depend_on_the_order(
    archive: Archive, coded: tuple[Example, ...], both: tuple[Archive, Archive]
) -> None:
    put(archive, *reversed(coded))
    assert archive.reader().digest() == both[0].reader().digest()


def test_the_digest_tells_a_difference(archive: Archive) -> None:
    digests = {archive.reader().digest()}
    for number in range(3):
        put(archive, tiny(number))
        digests.add(archive.reader().digest())
    assert len(digests) == 4


def test_adding_again_changes_nothing(filled: Archive, coded: tuple[Example, ...]) -> None:
    before, counts = filled.reader().digest(), all_counts(filled)
    put(filled, *coded)
    after = all_counts(filled)
    assert filled.reader().digest() == before
    assert {name for name in counts if counts[name] != after[name]} == {"run"}


def test_the_same_bytes_in_two_files_are_one_page_seen_twice(archive: Archive) -> None:
    one = tiny(1)
    moved = dataclasses.replace(one.coded.page, locator=Locator(file="copies/first.txt"))
    put(archive, one, Example(coded=dataclasses.replace(one.coded, page=moved), payload=one.payload))
    assert (counted(archive, "page"), counted(archive, "coding"), counted(archive, "sighting")) == (1, 1, 2)
    (held,) = archive.reader().pages()
    assert held.file == "copies/first.txt"
    assert {archive.reader().page(name) for name in ("pages/0001.txt", "copies/first.txt", held.sha[:8])} == {
        held
    }


def test_what_is_new_about_a_page_codes_it_anew(archive: Archive) -> None:
    one, more = tiny(1), tiny(1, supplied=Supplied(outlet="Strait Herald"))
    put(archive, one)
    writer = archive.writer()
    writer.begin("add", version=VERSION, kit=KIT, at=AT)
    change = writer.add(prepare(more.coded, archive.key), more.payload)
    assert change.stored is Stored.RECODED
    assert not change.added
    assert not change.withdrawn
    assert archive.reader().coded(one.coded.page.id).page.supplied.outlet == "Strait Herald"
    assert next(archive.reader().pages()).outlet == "Strait Herald"
    assert (counted(archive, "page"), counted(archive, "coding"), counted(archive, "ledger")) == (1, 2, 1)


def test_a_page_coded_back_to_what_it_was_needs_no_new_coding(archive: Archive) -> None:
    one, more = tiny(1), tiny(1, supplied=Supplied(outlet="Strait Herald"))
    put(archive, one, more, one)
    assert counted(archive, "coding") == 2
    assert archive.reader().coded(one.coded.page.id) == one.coded


def test_a_change_tells_which_rows_came_changed_and_went(archive: Archive) -> None:
    one = tiny(1)
    put(archive, one)
    (statement,), (event,) = one.coded.statements, one.coded.events
    other = dataclasses.replace(event, id="f" * 16, category="AGREE")
    said = dataclasses.replace(statement, confidence=0.1, style=dragoman.model.Style.MIXED)
    again = dataclasses.replace(one.coded, statements=(said,), events=(other,), main=None)
    writer = archive.writer()
    writer.begin("recode", version=VERSION, kit="l" * 64, at=AT)
    change = writer.add(prepare(again, archive.key), None)
    assert (change.added, change.changed, change.withdrawn) == (("f" * 16,), (statement.id,), (event.id,))
    assert archive.reader().coded(one.coded.page.id) == again


def test_bytes_that_are_not_the_page_s_are_refused(archive: Archive) -> None:
    one = tiny(1)
    writer = archive.writer()
    writer.begin("add", version=VERSION, kit=KIT, at=AT)
    with pytest.raises(InputError, match="another SHA-256"):
        writer.add(prepare(one.coded, archive.key), b"something else")
    assert counted(archive, "page") == 0


def test_a_page_without_its_bytes_gets_them_when_they_come(archive: Archive) -> None:
    one = tiny(1)
    writer = archive.writer()
    writer.begin("add", version=VERSION, kit=KIT, at=AT)
    writer.add(prepare(one.coded, archive.key), None)
    assert archive.reader().payload(one.coded.page.id) is None
    put(archive, one)
    assert archive.reader().payload(one.coded.page.id) == one.payload


@pytest.mark.parametrize(
    "words", ["nul \0 inside", "half \ud83d surrogate", "tab\tand \u202e turned", "😀 beyond"]
)
def test_odd_characters_are_kept(archive: Archive, words: str) -> None:
    one = tiny(1, words=words)
    put(archive, one)
    sha = one.coded.page.id
    assert archive.reader().coded(sha).page.text == one.coded.page.text
    assert archive.reader().payload(sha) == one.payload


def test_odd_characters_in_names_and_reasons_are_stored(archive: Archive) -> None:
    one = tiny(1)
    page = dataclasses.replace(
        one.coded.page, locator=Locator(file="a\udcff\0.txt"), outlet="Od\0d", url="http://x/\ud800"
    )
    put(archive, Example(coded=dataclasses.replace(one.coded, page=page), payload=one.payload))
    writer = archive.writer()
    writer.begin("add", version=VERSION, kit=KIT, at=AT)
    writer.set_aside(Locator(file="b\udcff.txt"), "be\0cause", Supplied(), page.id, one.payload)
    (aside,) = archive.reader().quarantine()
    assert (aside.locator.file, aside.reason, aside.tries) == ("b\udcff.txt", "be\ufffdcause", 1)
    writer.released(aside.locator)
    assert archive.reader().quarantine() == ()


def test_every_word_of_the_vocabulary_fits_its_column() -> None:
    # SQLite does not mind, PostgreSQL refuses.
    words = dragoman.model
    fits: dict[str, tuple[type[StrEnum], ...]] = {
        "statement.lane": (words.Lane,),
        "statement.style": (words.Style,),
        "statement.kind": (words.FactualityKind,),
        "statement.status": (Status,),
        "statement.polarity": (words.Polarity,),
        "statement.certainty": (words.Certainty,),
        "statement.time": (words.Time,),
        "statement.review": (words.Verdict,),
        "event.status": (Status,),
        "event.review": (words.Verdict,),
        "dyad.status": (Status,),
        "layer.role": (words.SourceRole,),
        "actor.kind": (words.ActorKind,),
        "judgement.kind": (words.RowKind,),
        "judgement.verdict": (words.Verdict,),
        "replay.outcome": (words.Outcome,),
        "passage.kind": (words.BlockKind,),
    }
    for name, kinds in fits.items():
        table, _, column = name.partition(".")
        held = t.metadata.tables[table].c[column].type
        assert isinstance(held, String)
        assert held.length is not None
        assert max(len(one.value) for kind in kinds for one in kind) <= held.length, name


def test_the_id_of_a_page_is_the_hash_of_its_bytes(filled: Archive) -> None:
    for row in filled.reader().rows(select(t.blob)):
        assert bytes_id(filled.reader().payload(row["sha"]) or b"") == row["sha"]
        assert row["size"] == len(filled.reader().payload(row["sha"]) or b"")


def test_long_names_are_stored(archive: Archive) -> None:
    # Random letters, which no index can compress.
    chance = Random(7)  # noqa: S311 - any letters will do
    long = "".join(chance.choice("abcdefghijklmnopqrstuvwxyzäöü0123456789") for _ in range(9_000))
    one = tiny(1)
    page = dataclasses.replace(
        one.coded.page, outlet=long, url=f"https://{long}", locator=Locator(file=long, member=long)
    )
    mention = dragoman.model.Mention(
        span=page.span(0, 6),
        head=page.span(0, 6),
        kind=dragoman.model.MentionKind.NAME,
        candidates=(),
        actor="local:1",
    )
    actor = dragoman.model.Actor(id="local:1", name=long, kind=dragoman.model.ActorKind.PERSON)
    coded = dataclasses.replace(one.coded, page=page, mentions=(mention,), actors=(actor,))
    put(archive, Example(coded=coded, payload=one.payload))
    assert archive.reader().coded(page.id) == coded
    assert archive.reader().page(long).sha == page.id
    writer = archive.writer()
    writer.begin("add", version=VERSION, kit=KIT, at=AT)
    writer.set_aside(page.locator, long, Supplied(), page.id, one.payload)
    writer.finished(long, "0" * 64, "{}", 1, 0)
    assert archive.reader().quarantine()[0].locator == page.locator
    assert archive.reader().finished().of(long) == ("0" * 64, "{}", 1, 0)
    assert archive.reader().finished().of(long[:-1]) is None
