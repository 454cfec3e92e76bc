"""Archives for the tests: each test gets its own, empty or with the example pages, on both databases."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from dragoman.store import Archive, make_archive, open_archive
from tests.store import postgres
from tests.store.made import AT, CODEBOOK, KEY, Example, code_examples, put

KINDS = ("sqlite", "postgresql")
NO_SERVER = "there is no PostgreSQL server on this machine (no initdb found): install the package postgresql"


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def programs() -> Path:
    """The folder of PostgreSQL's programs; skips where there is none."""
    found = postgres.programs()
    if found is None:
        pytest.skip(NO_SERVER)
    return found


@pytest.fixture(scope="session")
def server(common: Path, programs: Path) -> Iterator[postgres.Server]:
    """The PostgreSQL server of this test run."""
    with postgres.shared(common, programs) as running:
        yield running


@pytest.fixture(scope="session")
def coded(common: Path, examples: Path) -> tuple[Example, ...]:
    """The example pages, coded once in a test run."""
    return _once(common, "coded", lambda: code_examples(examples))


@pytest.fixture(scope="session")
def recoded(common: Path, examples: Path) -> tuple[Example, ...]:
    """The example pages, coded with a changed codebook."""
    table = common / "my-codes.csv"
    table.write_text(CODEBOOK, "utf-8")
    return _once(common, "recoded", lambda: code_examples(examples, table))


def _once(common: Path, name: str, make: Callable[[], Iterator[Example]]) -> tuple[Example, ...]:
    path = common / f"{name}.pickle"
    with postgres.locked(common, name):
        if not path.exists():
            path.write_bytes(pickle.dumps(tuple(make())))
        made: tuple[Example, ...] = pickle.loads(path.read_bytes())  # noqa: S301 - written above
        return made


class Places:
    """Addresses of databases of one kind: with nothing in them, with an empty archive, or with the example pages."""

    def __init__(self, folder: Path, kind: str, server: postgres.Server | None, common: Path) -> None:
        self.folder, self.kind, self.server, self.common = folder, kind, server, common
        self.number = count(1)
        self.made: list[str] = []

    def nothing(self) -> str:
        name = self._name()
        return str(self.folder / f"{name}.drg") if self.server is None else self.server.create(name)

    def empty(self) -> str:
        return self._like("empty", lambda _archive: None)

    def filled(self, coded: tuple[Example, ...]) -> str:
        return self._like("filled", lambda archive: put(archive, *coded))

    def _like(self, template: str, fill: Callable[[Archive], None]) -> str:
        name, model = self._name(), f"model_{template}"
        with postgres.locked(self.common, f"{model}-{self.kind}"):
            if self.server is None:
                file = self.common / f"{model}.drg"
                if not file.exists():
                    self._fill(str(file), fill)
                return str(shutil.copy(file, self.folder / f"{name}.drg"))
            known = f"select 1 from pg_database where datname = '{model}'"  # noqa: S608 - a name of ours
            if not self.server.run(known):
                self._fill(self.server.create(model), fill)
            return self.server.create(name, model)

    def _fill(self, place: str, fill: Callable[[Archive], None]) -> None:
        with make_archive(place, AT, key=KEY) as archive:
            fill(archive)

    def _name(self) -> str:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "only")
        self.made.append(f"t_{worker}_{os.getpid()}_{id(self):x}_{next(self.number)}")
        return self.made[-1]

    def close(self) -> None:
        if self.server is not None:
            for name in self.made:
                self.server.drop(name)


@pytest.fixture
def places_of(
    request: pytest.FixtureRequest, tmp_path: Path, common: Path
) -> Iterator[Callable[[str], Places]]:
    """Places on a database of the kind asked for."""
    with ExitStack() as stack:

        def made(kind: str) -> Places:
            server = None if kind == "sqlite" else request.getfixturevalue("server")
            places = Places(tmp_path, kind, server, common)
            stack.callback(places.close)
            return places

        yield made


@pytest.fixture(params=KINDS)
def places(request: pytest.FixtureRequest, places_of: Callable[[str], Places]) -> Places:
    """Places on either database: a test that asks for this is run for both."""
    return places_of(request.param)


@pytest.fixture
def archive(places: Places) -> Iterator[Archive]:
    """An archive without pages, on either database."""
    with open_archive(places.empty()) as opened:
        yield opened


@pytest.fixture
def filled(places: Places, coded: tuple[Example, ...]) -> Iterator[Archive]:
    """An archive with the example pages, on either database."""
    with open_archive(places.filled(coded)) as opened:
        yield opened


@pytest.fixture(scope="session")
def both(
    tmp_path_factory: pytest.TempPathFactory,
    common: Path,
    server: postgres.Server,
    coded: tuple[Example, ...],
) -> Iterator[tuple[Archive, Archive]]:
    """Archives with the example pages, on both databases at once; to be read only."""
    folder = tmp_path_factory.mktemp("both")
    with ExitStack() as stack:
        places = [Places(folder, kind, None if kind == "sqlite" else server, common) for kind in KINDS]
        for one in places:
            stack.callback(one.close)
        first, second = (
            stack.enter_context(open_archive(one.filled(coded), read_only=True)) for one in places
        )
        yield first, second
