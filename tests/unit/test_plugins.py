from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, EntryPoints
from typing import Any

import pytest

from dragoman import plugins
from dragoman.errors import KnowledgeError
from dragoman.language.protocol import Parsed, Tagged
from dragoman.plugins import GROUP, find_parser, parser_names


def _flat(words: Sequence[str]) -> Parsed:
    count = len(words)
    tagged = Tagged(tags=("O",) * count, scores=(1.0,) * count)
    return Parsed(
        upos=("X",) * count,
        xpos=("XX",) * count,
        lemmas=tuple(words),
        heads=tuple(min(at, 1) for at in range(count)),
        relations=tuple("dep" if at else "root" for at in range(count)),
        names=tagged,
        source=tagged,
        cue=tagged,
        content=tagged,
    )


@dataclass(frozen=True)
class Flat:
    """A parser that hangs every word on the first; ``spoilt`` changes its answers."""

    digest: Any = "flat 1"
    spoilt: Callable[[tuple[Parsed, ...]], Any] = tuple

    def parse(self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool]) -> Any:
        assert len(quoted) == len(sentences)
        return self.spoilt(tuple(_flat(words) for words in sentences))


def ended() -> Flat:
    raise OSError("no weights")


def lacking() -> Flat:
    raise KnowledgeError("spaCy is not installed. Install it.")


@dataclass(frozen=True)
class Mute:
    digest: str = "mute 1"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], None]:
    """Plugs objects in, by name, as if packages had brought them."""

    def plug(found: dict[str, Any]) -> None:
        class Plugged(EntryPoint):
            def load(self) -> Any:
                return found[self.name] if self.name in found else super().load()

        points = [Plugged(name, f"our_parsers:{name}", GROUP) for name in found]
        points.append(Plugged("lost", "no_such_module_:made", GROUP))
        points += [Plugged("twice", f"{room}:made", GROUP) for room in ("here", "there")]
        monkeypatch.setattr(plugins, "entry_points", EntryPoints(points).select)

    return plug


def test_the_names_of_what_is_installed(installed: Callable[[dict[str, Any]], None]) -> None:
    installed({"flat": Flat, "also": Flat})
    assert parser_names() == ("also", "flat", "lost", "twice")


def test_a_parser_is_found_by_its_name(installed: Callable[[dict[str, Any]], None]) -> None:
    installed({"flat": Flat})
    parser = find_parser("flat")
    assert parser.digest == "flat 1"
    assert parser.parse([["He", "left"]], quoted=[False])[0].heads == (0, 1)


def _first(**changed: Any) -> Callable[[tuple[Parsed, ...]], Any]:
    return lambda answers: (replace(answers[0], **changed), *answers[1:])


SHORT = Tagged(tags=("O",), scores=(1.0,))
WRONG = {
    "none": (lambda: None, "its digest is None, and must be one line"),
    "blank": (lambda: Flat(digest=" "), "its digest is ' '"),
    "lines": (lambda: Flat(digest="a\nb"), "its digest is 'a\\nb'"),
    "bytes": (lambda: Flat(digest=b"a"), "its digest is b'a'"),
    "mute": (Mute, "it has no method parse"),
    "few": (lambda: Flat(spoilt=lambda answers: answers[:1]), "not one a sentence"),
    "wordless": (lambda: Flat(spoilt=lambda answers: answers[1:] * 2), "not one a sentence with one label"),
    "loose": (lambda: Flat(spoilt=_first(lemmas=("he",))), "not one label a word in every layer"),
    "nameless": (lambda: Flat(spoilt=_first(names=SHORT)), "not one label a word in every layer"),
    "rootless": (lambda: Flat(spoilt=_first(heads=(1,) * 6)), "no tree with one root"),
    "far": (lambda: Flat(spoilt=_first(heads=(0, 9, 1, 1, 1, 1))), "no tree with one root"),
    "dumb": (lambda: Flat(spoilt=lambda _: [3]), "a trial ended in TypeError"),
    "ended": (ended, "cannot be loaded: OSError: no weights. Install that package again"),
    "lacking": (lacking, "(our_parsers:lacking): spaCy is not installed. Install it."),
    "text": ("text", "cannot be loaded: TypeError"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_parser_is_refused_with_its_name_and_place(
    name: str, installed: Callable[[dict[str, Any]], None]
) -> None:
    installed({name: WRONG[name][0]})
    with pytest.raises(KnowledgeError) as caught:
        find_parser(name)
    assert str(caught.value).startswith(f"parser {name!r} (our_parsers:{name}): ")
    assert WRONG[name][1] in str(caught.value)


def test_a_package_that_cannot_be_imported_is_named(installed: Callable[[dict[str, Any]], None]) -> None:
    installed({})
    with pytest.raises(
        KnowledgeError, match=r"parser 'lost' \(no_such_module_:made\): cannot be loaded: Mod"
    ):
        find_parser("lost")


def test_two_of_one_name_are_not_chosen_between(installed: Callable[[dict[str, Any]], None]) -> None:
    installed({})
    with pytest.raises(KnowledgeError, match="more than one is installed: here:made; there:made"):
        find_parser("twice")


def test_an_unknown_name_lists_those_installed(
    installed: Callable[[dict[str, Any]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed({"flat": Flat})
    with pytest.raises(KnowledgeError, match=r"parser 'flta': no .*\(installed: flat, lost, twice\)"):
        find_parser("flta")
    monkeypatch.setattr(plugins, "entry_points", EntryPoints(()).select)
    with pytest.raises(KnowledgeError, match=r"\(installed: none\)"):
        find_parser("flat")
