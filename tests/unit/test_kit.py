import dataclasses
import mmap
import shutil
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import KnowledgeError
from dragoman.kit import MODEL, ROOMS, load_kit

CHANGES = {"actors": "\n", "language": "common,of,\n"}
SHIPPED = Path(dragoman.__file__).parent / "knowledge"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    for room in ROOMS:
        shutil.copytree(SHIPPED / room, folder / room, ignore=shutil.ignore_patterns("*.bin", "digests.txt"))
    return folder


def test_the_same_files_have_the_same_digest_wherever_they_lie(own: Path) -> None:
    assert load_kit(own).digest == load_kit().digest


@pytest.mark.parametrize("room", ROOMS)
def test_a_changed_file_changes_the_digest(own: Path, room: str) -> None:
    files = [*(own / room).glob("*.toml"), *(own / room).rglob("*.csv")]
    path = min(files)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + CHANGES.get(room, "\n# changed\n"), encoding="utf-8")
    assert load_kit(own).digest != load_kit().digest


def test_a_renamed_file_changes_the_digest(own: Path) -> None:
    (own / "layouts" / "sputnik-2016.toml").rename(own / "layouts" / "bullets.toml")
    assert load_kit(own).digest != load_kit().digest


def test_hidden_files_and_other_files_do_not_count(own: Path) -> None:
    (own / "layouts" / ".draft.toml").write_text("[[", encoding="utf-8")
    (own / "layouts" / "NOTES.md").write_text("x", encoding="utf-8")
    assert load_kit(own).digest == load_kit().digest


@pytest.mark.parametrize("room", ROOMS)
def test_a_missing_room_is_named(own: Path, room: str) -> None:
    shutil.rmtree(own / room)
    with pytest.raises(KnowledgeError, match=f"folder of {room} is missing"):
        load_kit(own)


def test_a_broken_file_is_named(own: Path) -> None:
    (own / "layouts" / "mine.toml").write_text(
        'name = "mine"\n[[line]]\nid = "x"\nmatch = "("\n', encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match=r"mine\.toml: rule 'x'"):
        load_kit(own)


def test_a_file_that_is_not_utf_8_is_named(own: Path) -> None:
    (own / "layouts" / "mine.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(KnowledgeError, match="layouts"):
        load_kit(own)


def test_the_shipped_kit_is_read_once() -> None:
    assert load_kit() is load_kit()


def test_a_kit_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_kit().digest = "x"  # type: ignore[misc]


def test_a_folder_may_bring_a_language_model_of_its_own(own: Path) -> None:
    shutil.copytree(SHIPPED / MODEL, own / MODEL)
    assert load_kit(own).digest == load_kit().digest
    (own / MODEL / "vocab.txt").write_text("damaged", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"vocab\.txt is damaged.*Install the language model again"):
        load_kit(own)


def test_no_boundaries_no_kit(own: Path) -> None:
    (own / "language" / "boundaries.csv").unlink()
    with pytest.raises(KnowledgeError, match=r"boundaries\.csv is missing\. Install dragoman again"):
        load_kit(own)


@pytest.mark.parametrize("left", [0, 1_000, 60_000, -1])
def test_cut_boundaries_are_no_boundaries(own: Path, left: int) -> None:
    path = own / "language" / "boundaries.csv"
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(KnowledgeError, match=r"boundaries\.csv.*Install dragoman again"):
        load_kit(own)


def test_a_model_that_is_no_folder_is_not_passed_over(own: Path) -> None:
    (own / MODEL).write_text("weights", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="model: is no folder"):
        load_kit(own)
    (own / MODEL).unlink()
    (own / MODEL).symlink_to(own / "gone")
    with pytest.raises(KnowledgeError, match="model: is no folder"):
        load_kit(own)


def test_a_gazetteer_of_ones_own_is_checked(own: Path) -> None:
    (own / "places" / "gazetteer.bin").write_bytes(b"not the shipped one")
    shutil.copy(SHIPPED / "places" / "digests.txt", own / "places")
    with pytest.raises(KnowledgeError, match=r"gazetteer\.bin is not the file that digests\.txt names"):
        load_kit(own)


def test_a_gazetteer_without_its_digests_is_named(own: Path) -> None:
    (own / "places" / "gazetteer.bin").write_bytes(b"")
    with pytest.raises(KnowledgeError, match="places"):
        load_kit(own)


def test_a_place_of_ones_own_is_known(own: Path) -> None:
    with (own / "places" / "areas.csv").open("a", encoding="utf-8") as table:
        table.write("Ruritania,area,,48,14,2,Ruritanian=a,,\n")
    gazetteer = load_kit(own).places.gazetteer
    (hit,) = gazetteer.find("Ruritania")
    assert (gazetteer.place(hit.place).lat, gazetteer.place(hit.place).level) == (48, 2)
    assert not load_kit().places.gazetteer.find("Ruritania")


@pytest.mark.parametrize("file", ["areas.csv", "scorer.csv"])
def test_a_broken_table_of_places_is_named(own: Path, file: str) -> None:
    path = own / "places" / file
    path.write_text(path.read_text(encoding="utf-8") + "broken\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=file):
        load_kit(own)


def test_the_shipped_gazetteer_is_not_copied_into_memory() -> None:
    names = load_kit().places.gazetteer._file.blobs["keys"]
    assert isinstance(names.obj, mmap.mmap)


def test_a_changed_crosswalk_changes_the_digest_and_a_missing_one_is_the_shipped(own: Path) -> None:
    shutil.copytree(SHIPPED / "crosswalk", own / "crosswalk")
    assert load_kit(own).digest == load_kit().digest
    path = own / "crosswalk" / "groups.csv"
    path.write_text(path.read_text(encoding="utf-8") + "somebody,SMB\n", encoding="utf-8")
    changed = load_kit(own)
    assert changed.digest != load_kit().digest
    assert changed.crosswalk.groups["somebody"] == "SMB"
    assert changed.crosswalk.goldstein["057"] == 8.0
