"""The kit: all knowledge, read once, frozen, with a digest.

Knowledge is data in ``dragoman/knowledge``; a folder of the same shape can stand in for it. Two kits with the
same digest give the same record of the same page.
"""

from __future__ import annotations

import csv
import gc
import hashlib
import mmap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.abc import Traversable
from io import StringIO
from pathlib import Path

from dragoman.actors import ActorBook, alpha3_of, parse_actors, read_dictionary
from dragoman.crosswalks import CROSSWALK, parse_crosswalk
from dragoman.errors import InputError, KnowledgeError
from dragoman.events import Codebook, parse_codebook
from dragoman.events.cameo import parse_cameo
from dragoman.events.overlay import OwnCodebook, own_codebook
from dragoman.export.crosswalk import Crosswalk
from dragoman.language import Boundaries, Parser, read_boundaries
from dragoman.language.boundaries import MEND
from dragoman.language.model import read_model
from dragoman.language.model_files import DIGESTS, FILES
from dragoman.pages import LabelBook, Layouts, parse_labels, parse_layouts
from dragoman.pages.classifier.trees import FILES as CLASSIFIER_FILES, Classifier, read_classifier
from dragoman.places import PlaceBook, read_places
from dragoman.places.book import DIGESTS as PLACE_DIGESTS, GAZETTEER
from dragoman.plugins import find_parser
from dragoman.statements import CueBook, parse_cues

#: The folders that hold texts, by room, and the folder of the language model.
ROOMS = ("layouts", "labels", "language", "actors", "statements", "places")
#: The folder of layouts for exports; a folder of knowledge may go without.
EXPORTS = "layouts/exports"
MODEL, CLASSIFIER = "model", "classifier"
BOUNDARIES = "boundaries.csv"
#: What files of a folder are read as parts of a codebook of the user's own.
_BOOK_FILES = frozenset({".csv", ".txt", ".verbs", ".dict", ".dic"})
#: The codebook that is in force.
CODEBOOK = "plover-0.8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Knowledge: page layouts, labels of comments, the block classifier, sentence boundaries, the parser, actors, cues,
    places, the codebook, the crosswalk to the codes of other data sets.

    ``digest`` is a SHA-256 over all files and the parser's own digest, in hex. ``notes`` say what was wrong with actor
    and verb dictionaries of the user's own, a line each; what could be read of them is in force.
    """

    digest: str
    layouts: Layouts
    labels: LabelBook
    boundaries: Boundaries
    parser: Parser
    actors: ActorBook
    cues: CueBook
    places: PlaceBook
    codebook: Codebook
    crosswalk: Crosswalk
    notes: tuple[str, ...] = ()


def load_kit(
    folder: Path | None = None,
    *,
    parser: str | None = None,
    layouts: Sequence[Path] = (),
    actors: Sequence[Path] = (),
    codebook: Sequence[Path] = (),
) -> Kit:
    """The kit that dragoman ships, or the one in ``folder``: a folder of the same shape as ``dragoman/knowledge``.

    A folder without ``model`` is read with the shipped language model. ``parser`` names a plug-in that takes the
    place of any model (:mod:`dragoman.plugins`). ``layouts`` are layout files of the user's own: they are tried before
    the others, in the order given, and count in the digest. So do ``actors``: dictionaries of the user's own, or folders
    of them (:func:`dragoman.actors.read_dictionary` says which formats), whose names have priority over the shipped. So do ``codebook``: tables of the user's own in the shape of the
    codebook's (a CSV file, or a folder), or verb dictionaries of PETRARCH; each lies over those before it.

    Raises:
        InputError: when one of ``layouts``, ``actors`` or ``codebook`` cannot be read, or is not as it should be.
        KnowledgeError: when a file is missing or not as it should be, or the plug-in; the message names file and entry.
    """
    if folder is None and not layouts and not actors and not codebook:
        return _shipped(parser)
    home = _home() if folder is None else folder
    with _without_collection():
        return _load(home, parser, own=layouts, actors=actors, codebooks=codebook, trusted=folder is None)


@cache
def _shipped(parser: str | None) -> Kit:
    with _without_collection():
        return _load(_home(), parser, trusted=True)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hundreds of thousands of values are made and all of them kept: looking for garbage between would double the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _home() -> Traversable:
    return resources.files("dragoman") / "knowledge"


def _load(
    folder: Traversable | Path,
    named: str | None,
    *,
    own: Sequence[Path] = (),
    actors: Sequence[Path] = (),
    codebooks: Sequence[Path] = (),
    trusted: bool = False,
) -> Kit:
    rooms = {name: _files(folder, name) for name in ROOMS}
    rooms["actors"] = _below(folder.joinpath("actors"), "")
    rooms["layouts"] |= {
        f"exports/{name}": text for name, text in _files(folder, EXPORTS, needed=False).items()
    }
    parser = find_parser(named) if named is not None else read_model(_binary(folder, MODEL, FILES))
    codebook = _below(_codebook(folder), "")
    rooms["codebooks"] = {f"{CODEBOOK}/{name}": text for name, text in codebook.items()}
    # A folder of knowledge without a crosswalk takes the shipped one.
    rooms[CROSSWALK] = _files(folder if (folder / CROSSWALK).is_dir() else _home(), CROSSWALK)
    classifier = read_classifier(_binary(folder, CLASSIFIER, CLASSIFIER_FILES))
    digest = hashlib.sha256()
    for room, files in sorted(rooms.items()):
        for name, text in sorted(files.items()):
            digest.update(f"{room}/{name}\0{len(text)}\0{text}".encode())
    places = _places(folder, rooms["places"], rooms["actors"])
    digest.update(f"{MODEL}\0{parser.digest}\0{CLASSIFIER}\0{classifier.digest}".encode())
    digest.update(f"places\0{places.digest}".encode())
    tables, notes = _own_actors(actors, rooms["actors"]) if actors else ({}, ())
    for name, text in tables.items():
        digest.update(f"own actors {name}\0{len(text)}\0{text}".encode())
    added = _own_layouts(own)
    for name, text in added.items():
        digest.update(f"own layout {name}\0{len(text)}\0{text}".encode())
    books = own_codebooks(codebooks, codebook) if codebooks else ()
    for number, book in enumerate(books, 1):
        for name, text in sorted(book.texts.items()):
            digest.update(f"own codebook {number}/{name}\0{len(text)}\0{text}".encode())
    book_in_force = _with_codebooks(codebook, books)
    return Kit(
        digest=digest.hexdigest(),
        layouts=_with_own(rooms["layouts"], added, classifier),
        labels=parse_labels(rooms["labels"], trusted=trusted),
        boundaries=_boundaries(rooms["language"]),
        parser=parser,
        actors=_with_actors(rooms["actors"], tables, trusted=trusted),
        cues=parse_cues(rooms["statements"]),
        places=places,
        codebook=book_in_force,
        crosswalk=parse_crosswalk(
            rooms[CROSSWALK], {code: one.goldstein for code, one in book_in_force.cameo.items()}
        ),
        notes=(*notes, *(note for book in books for note in book.read.notes)),
    )


def _files(folder: Traversable | Path, room: str, *, needed: bool = True) -> dict[str, str]:
    place = folder.joinpath(*room.split("/")) if room else folder
    if not place.is_dir() and not needed:
        return {}
    if not place.is_dir():
        raise KnowledgeError(f"{place}: the folder of {room} is missing")
    try:
        return {
            file.name: file.read_text(encoding="utf-8")
            for file in place.iterdir()
            if file.name.endswith((".toml", ".csv")) and not file.name.startswith(".")
        }
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{place}: {error}") from error


def _codebook(folder: Traversable | Path) -> Traversable | Path:
    """The folder of the codebook; a folder of knowledge without codebooks takes the shipped one."""
    place = folder / "codebooks"
    return (place if place.is_dir() else _home() / "codebooks") / CODEBOOK


def _below(place: Traversable | Path, path: str) -> dict[str, str]:
    """The tables of actors in the folders of ``place``, at any depth, by their path below it."""
    found = {f"{path}{name}": text for name, text in _files(place, "").items()} if not path else {}
    for item in place.iterdir():
        if item.is_dir() and not item.name.startswith("."):
            found |= {f"{path}{item.name}/{name}": text for name, text in _files(place, item.name).items()}
            found |= _below(item, f"{path}{item.name}/")
    return found


def _places(folder: Traversable | Path, tables: Mapping[str, str], actors: Mapping[str, str]) -> PlaceBook:
    """The places of ``folder``, or the shipped gazetteer under its tables where it has no file of its own."""
    place = folder / "places"
    if not (place / GAZETTEER).is_file():
        place = _home() / "places"
    try:
        digests = (place / PLACE_DIGESTS).read_text(encoding="ascii")
        data = mapped(place / GAZETTEER)
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{place}: {error}") from error
    return read_places(data, digests, tables, demonyms_of(actors))


def mapped(file: Traversable | Path) -> bytes | memoryview:
    """The bytes of ``file`` where they lie; read into memory where it is no file of its own (a packed wheel)."""
    if not isinstance(file, Path):
        return file.read_bytes()
    with file.open("rb") as stream:
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))


def demonyms_of(files: Mapping[str, str]) -> list[tuple[str, str]]:
    """The words of the actor files for peoples, with the country of each (alpha-3)."""
    return [
        (row.get("word") or "", row.get("country") or "")
        for path, text in sorted(files.items())
        if path.rsplit("/", 1)[-1] == "demonyms.csv"
        for row in csv.DictReader(StringIO(text))
    ]


def demonyms_shipped() -> list[tuple[str, str]]:
    """:func:`demonyms_of` the shipped actor files."""
    return demonyms_of(_below(_home() / "actors", ""))


def _own_actors(paths: Sequence[Path], files: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The tables in the user's dictionaries by path, and what is wrong with these."""
    alpha3 = alpha3_of(files)
    tables: dict[str, str] = {}
    notes: list[str] = []
    for number, path in enumerate(paths, 1):
        for file in sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]:
            try:
                found = read_dictionary(file.name, file.read_bytes(), alpha3)
            except OSError as error:
                raise InputError(f"{file} cannot be read: {error}") from error
            place = file.relative_to(path).as_posix() if path.is_dir() else file.name
            tables |= {f"own/{number}/{place}/{name}": text for name, text in found.files.items()}
            notes.extend(f"{file.as_posix()}:{one.line}: {one.message}" for one in found.defects)
            if not found.files and not found.defects:
                raise InputError(f"{file} holds no actor")
    return tables, tuple(notes)


def _with_actors(files: Mapping[str, str], own: Mapping[str, str], *, trusted: bool) -> ActorBook:
    try:
        return parse_actors(files, own, trusted=trusted)
    except KnowledgeError as error:
        if str(error).startswith("own/"):
            raise InputError(f"an actor dictionary: {error}") from error
        raise


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBook:
    """A codebook of the user's own: its name, the texts of its files by path, and what they give."""

    name: str
    texts: Mapping[str, str]
    read: OwnCodebook


def own_codebooks(paths: Sequence[Path], shipped: Mapping[str, str]) -> tuple[OwnBook, ...]:
    """The overlays that files and folders give over the codebook whose tables are ``shipped``.

    Raises:
        InputError: when one cannot be read, or holds nothing.
    """
    cameo = parse_cameo(shipped.get("cameo.csv", ""))
    names = [path.name for path in paths]
    books: list[OwnBook] = []
    for number, path in enumerate(paths, 1):
        inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        shown: dict[str, str] = {}
        texts: dict[str, str] = {}
        for file in inside:
            if any(part.startswith(".") for part in file.relative_to(path).parts):
                continue
            if path.is_dir() and file.suffix.lower() not in _BOOK_FILES:
                continue
            place = file.relative_to(path).as_posix() if path.is_dir() else file.name
            shown[place], texts[place] = file.as_posix(), _text_of(file)
        lead = f"{number}/" if names.count(path.name) > 1 or path.is_dir() else ""
        read = own_codebook(texts, shown, cameo, lead)
        cameo = dict(read.cameo)
        if read.is_empty:
            raise InputError(f"{path} holds no codebook: no table (.csv) and no verb dictionary")
        books.append(OwnBook(name=path.name, texts=texts, read=read))
    return tuple(books)


def codebook_shipped() -> dict[str, str]:
    """The tables of the codebook that ships, by path."""
    return _below(_codebook(_home()), "")


def _text_of(file: Path) -> str:
    """The text of a file: UTF-8, or Latin-1 as dictionaries of other coders may be."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _with_codebooks(shipped: Mapping[str, str], books: Sequence[OwnBook]) -> Codebook:
    # The name stays: ids of events hang on it, and an overlay must change only those that it codes otherwise.
    try:
        return parse_codebook(CODEBOOK, shipped, [book.read.overlay for book in books])
    except KnowledgeError as error:
        shown = {
            one for book in books for one in (*book.read.overlay.shown.values(), *book.read.overlay.rows)
        }
        if any(str(error).startswith(f"{one}:") for one in shown):
            raise InputError(f"codebook {error}. 'dragoman check' says more") from error
        raise


def _own_layouts(paths: Sequence[Path]) -> dict[str, str]:
    try:
        return {
            f"{number}: {path.name}": path.read_text(encoding="utf-8") for number, path in enumerate(paths, 1)
        }
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"a layout cannot be read: {error}") from error


def _with_own(files: Mapping[str, str], own: Mapping[str, str], classifier: Classifier) -> Layouts:
    shipped = parse_layouts(files, classifier=classifier)
    if not own:
        return shipped
    try:
        return parse_layouts(files, own, classifier)
    except KnowledgeError as error:
        raise InputError(f"layout {error}. 'dragoman check' says more") from error


def _boundaries(files: Mapping[str, str]) -> Boundaries:
    if BOUNDARIES not in files:
        raise KnowledgeError(f"language: {BOUNDARIES} is missing. {MEND}")
    if not files[BOUNDARIES].endswith("\n"):
        raise KnowledgeError(f"{BOUNDARIES}: the last line has no end, so it may be cut. {MEND}")
    return read_boundaries(files[BOUNDARIES].splitlines())


def _binary(folder: Traversable | Path, name: str, files: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a trained model by name; what is missing in its folder is left to its reader to say. A folder
    without one of its own takes the shipped one."""
    place = folder / name
    if not place.is_dir():
        if any(one.name == name for one in folder.iterdir()):
            raise KnowledgeError(
                f"{place}: is no folder. Put the files of a {name} in a folder of that name, "
                "or take it away and the shipped one is read."
            )
        place = _home() / name
    try:
        return {one: (place / one).read_bytes() for one in (*files, DIGESTS) if (place / one).is_file()}
    except OSError as error:
        raise KnowledgeError(f"{place}: {error}") from error
