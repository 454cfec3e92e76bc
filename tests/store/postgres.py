"""A PostgreSQL server for the tests: of its own, on loopback, in a temporary folder, without durability.

The processes of one test run share it. The first that asks makes it, the last that lets go stops it.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

#: The server refuses to be run by root; it is then run by one of these.
_ORDINARY = ("postgres", "nobody")
_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "autovacuum": "off",
    "max_wal_size": "256MB",
}


def programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, the newest where there are several; None where there is none."""
    found = [Path(one) for one in (shutil.which("initdb"),) if one]
    for root in ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"):
        found += sorted(Path(root).glob("*/bin/initdb"), key=_version, reverse=True)
    return next((one.resolve().parent for one in found if (one.resolve().parent / "postgres").exists()), None)


def _version(path: Path) -> float:
    name = path.parent.parent.name.rpartition("@")[2]
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server; ``url`` is the address of one of its databases."""

    port: int
    password: str
    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/{database}"

    def run(self, *statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """What the last of the statements gives; each is a transaction of its own."""
        rows: list[tuple[Any, ...]] = []
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for one in statements:
                done = connection.execute(one.encode())
                rows = done.fetchall() if done.description else []
        return rows

    def create(self, name: str, template: str | None = None) -> str:
        """A new database, and its address. One made from nothing sorts texts by the rules of a language, as many do."""
        icu = "template template0 locale_provider icu icu_locale 'en-US'"
        how = f"template {template}" if template else icu
        try:
            self.run(f"create database {name} {how}")
        except (psycopg.errors.FeatureNotSupported, psycopg.errors.SyntaxError):
            self.run(f"create database {name}")
        return self.url(name)

    def drop(self, name: str) -> None:
        self.run(f"drop database if exists {name} with (force)")


@contextmanager
def shared(folder: Path, bin_folder: Path) -> Iterator[Server]:
    """The server of this test run; ``folder`` is known to all its processes and holds what they must know of it."""
    file = folder / "server.json"
    with locked(folder, "server"):
        if file.exists():
            told: dict[str, Any] = json.loads(file.read_text("utf-8"))
        else:
            told = {**_made(bin_folder), "users": 0, "port": _free_port()}
            _control(bin_folder, Path(told["home"]), "start", told["port"])
        told["users"] += 1
        file.write_text(json.dumps(told), "utf-8")
    try:
        yield Server(port=told["port"], password=told["password"], folder=Path(told["home"]))
    finally:
        with locked(folder, "server"):
            told = json.loads(file.read_text("utf-8"))
            told["users"] -= 1
            file.write_text(json.dumps(told), "utf-8")
            if told["users"] == 0:
                _control(bin_folder, Path(told["home"]), "stop", told["port"])
                shutil.rmtree(told["home"], ignore_errors=True)
                file.unlink()


@contextmanager
def alone(bin_folder: Path) -> Iterator[Server]:
    """A server that nobody else uses, for tests that stop it; its folder goes with it."""
    told = _made(bin_folder)
    home = Path(told["home"])
    port = _free_port()
    _control(bin_folder, home, "start", port)
    try:
        yield Server(port=port, password=told["password"], folder=home)
    finally:
        if (home / "data" / "postmaster.pid").exists():
            _control(bin_folder, home, "stop", port)
        shutil.rmtree(home, ignore_errors=True)


def restart(server: Server, bin_folder: Path, how: str) -> None:
    """``stop`` a server of this module as a crash would, or ``start`` it."""
    _control(bin_folder, server.folder, how, server.port)


@contextmanager
def locked(folder: Path, name: str) -> Iterator[None]:
    """Nobody else of the test run is here meanwhile."""
    with (folder / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _made(bin_folder: Path) -> dict[str, Any]:
    home = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    user = _user()
    if user is not None:
        owner = pwd.getpwnam(user)
        os.chown(home, owner.pw_uid, owner.pw_gid)
    password = os.urandom(8).hex()
    secret = home / "password"
    secret.write_text(password, "ascii")
    secret.chmod(0o644)
    initdb: list[str | Path] = [
        bin_folder / "initdb",
        "-D",
        home / "data",
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
    ]
    initdb += ["--pwfile", secret, "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]
    _run(initdb, home)
    secret.unlink()
    return {"home": str(home), "password": password}


def _control(bin_folder: Path, home: Path, how: str, port: int) -> None:
    command: list[str | Path] = [bin_folder / "pg_ctl", "-D", home / "data", "-w", "-m", "immediate"]
    if how == "start":
        options = {**_OPTIONS, "port": str(port), "unix_socket_directories": str(home)}
        said = " ".join(f"-c {name}={value}" for name, value in options.items())
        command = [*command[:4], "-l", home / "log", "-o", said]
    _run([*command, how], home)


def _run(command: list[str | Path], home: Path) -> None:
    done = subprocess.run(
        command, user=_user(), cwd=home, capture_output=True, text=True, check=False, timeout=120
    )
    if done.returncode:
        log = home / "log"
        raise RuntimeError(
            f"{command[0]}: {done.stdout}{done.stderr}{log.read_text() if log.exists() else ''}"
        )


def _user() -> str | None:
    """As whom the server must be run; None as who we are."""
    if os.geteuid() != 0:
        return None
    for one in _ORDINARY:
        try:
            return pwd.getpwnam(one).pw_name
        except KeyError:
            continue
    raise RuntimeError(f"root cannot run PostgreSQL, and there is no user {' or '.join(_ORDINARY)}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
