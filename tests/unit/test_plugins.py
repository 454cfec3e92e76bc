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


class Veiled:
    @property
    def digest(self) -> str:
        raise ZeroDivisionError


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
    "wordless": (
        lambda: Flat(spoilt=lambda answers: answers[1:] * 2),
        "not one label a word in every layer: upos has 0",
    ),
    "loose": (lambda: Flat(spoilt=_first(lemmas=("he",))), "not one label a word in every layer"),
    "nameless": (lambda: Flat(spoilt=_first(names=SHORT)), "not one label a word in every layer"),
    "rootless": (lambda: Flat(spoilt=_first(heads=(1,) * 6)), "no tree with one root"),
    "far": (lambda: Flat(spoilt=_first(heads=(0, 9, 1, 1, 1, 1))), "no tree with one root"),
    "dumb": (
        lambda: Flat(spoilt=lambda _: [3, 4]),
        "a trial: sentence 1 of 2 (its words: 6): the answer is 3,",
    ),
    "mum": (
        lambda: Flat(spoilt=lambda _: None),
        "a trial: sentence 1 of 2 (its words: 6): ended in TypeError",
    ),
    "veiled": (Veiled, "is no parser: ZeroDivisionError"),
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


class Fair:
    """Answers the trial as it should, and what else it is asked with one thing spoilt in its answer to ``bad``."""

    digest = "fair 1"

    def __init__(self, spoilt: Callable[[Parsed], Any]) -> None:
        self.spoilt = spoilt

    def parse(
        self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool] | None = None
    ) -> tuple[Any, ...]:
        assert quoted is None or len(quoted) == len(sentences)
        return tuple(self.spoilt(_flat(words)) if "bad" in words else _flat(words) for words in sentences)


ASKED = [["Ships", "sail"], [], ["a", "bad", "day", "."], ["Nobody", "knew"]]


def _with(**changed: Any) -> Callable[[Parsed], Any]:
    return lambda answer: replace(answer, **changed)


def _tagged(*tags: Any, scores: Any = (0.0,) * 4) -> Any:
    return Tagged(tags=tags, scores=scores)


def _raising(error: Exception) -> Callable[[Parsed], Any]:
    def spoilt(_: Parsed) -> Any:
        raise error

    return spoilt


LATER = {
    "raises": (_raising(ValueError("no such piece")), "ended in ValueError: no such piece"),
    "says": (
        _raising(KnowledgeError("gives no relations. Add a parser.")),
        "gives no relations. Add a parser.",
    ),
    "thing": (lambda _: 3, "the answer is 3, and must be a Parsed"),
    "short": (_with(xpos=("XX",) * 3), "xpos has 3"),
    "long": (_with(heads=(0, 1, 1, 1, 1)), "heads has 5"),
    "list": (_with(upos=["X"] * 4), "upos is ['X', 'X', 'X', 'X'], and must be a tuple"),
    "scoreless": (_with(cue=_tagged("O", "O", "O", "O", scores=())), "cue.scores has 0"),
    "untagged": (_with(names=("O",) * 4), "names is ('O', 'O', 'O', 'O'), and must be a Tagged"),
    "class": (_with(upos=("X", "VRB", "X", "X")), "word 2: upos is 'VRB'"),
    "none": (_with(lemmas=("a", "b", None, "d")), "word 3: lemmas is None"),
    "blank": (_with(xpos=("XX", "XX", "XX", "")), "word 4: xpos is ''"),
    "relation": (_with(relations=("root", "dobj", "dep", "dep")), "word 2: relations is 'dobj'"),
    "unhashable": (_with(relations=("root", [], "dep", "dep")), "word 2: relations is []"),
    "kind": (_with(names=_tagged("B-GPE", "O", "O", "O")), "word 1: names.tags is 'B-GPE'"),
    "kinded": (_with(source=_tagged("O", "B-PER", "O", "O")), "word 2: source.tags is 'B-PER'"),
    "astray": (
        _with(names=_tagged("O", "I-PER", "O", "O")),
        "word 2: names.tags is 'I-PER' and goes on from 'O'",
    ),
    "mixed": (_with(names=_tagged("B-ORG", "I-PER", "O", "O")), "goes on from 'B-ORG'"),
    "begun": (_with(names=_tagged("I-PER", "O", "O", "O")), "word 1: names.tags is 'I-PER'"),
    "content": (_with(content=_tagged("I", "O", "I", "O")), "word 3: content.tags is 'I'"),
    "nan": (
        _with(cue=_tagged("O", "O", "O", "O", scores=(0.0, float("nan"), 0.0, 0.0))),
        "word 2: cue.scores is nan",
    ),
    "high": (
        _with(names=_tagged("O", "O", "O", "O", scores=(0.0, 0.0, 1.01, 0.0))),
        "word 3: names.scores is 1.01",
    ),
    "text": (
        _with(names=_tagged("O", "O", "O", "O", scores=("1", 0.0, 0.0, 0.0))),
        "word 1: names.scores is '1'",
    ),
    "far": (_with(heads=(0, 5, 1, 1)), "no tree with one root: word 2 hangs on 5"),
    "below": (_with(heads=(0, -1, 1, 1)), "word 2 hangs on -1"),
    "floating": (_with(heads=(0, 1.0, 1, 1)), "word 2 hangs on 1.0"),
    "two": (_with(heads=(0, 0, 1, 1)), "no tree with one root: 2 words hang on 0"),
    "circle": (_with(heads=(0, 3, 4, 2)), "no tree with one root: word 2 hangs on itself by a circle"),
    "itself": (_with(heads=(0, 2, 1, 1)), "word 2 hangs on itself"),
    "parts": (_with(parts=(0,)), "parts is (0,), and must ascend from 1 to 3"),
    "back": (_with(parts=(3, 2)), "parts is (3, 2)"),
    "partly": (_with(parts=("2",)), "parts is ('2',), and must be a tuple of ints"),
}


@pytest.mark.parametrize("name", LATER)
def test_every_answer_is_looked_at_and_the_sentence_is_named(
    name: str, installed: Callable[[dict[str, Any]], None]
) -> None:
    installed({name: lambda: Fair(LATER[name][0])})
    parser = find_parser(name)
    assert len(parser.parse(ASKED[:2], quoted=[False, True])) == 2
    with pytest.raises(KnowledgeError) as caught:
        parser.parse(ASKED, quoted=[False] * 4)
    told = f"parser {name!r} (our_parsers:{name}): sentence 3 of 4 (its words: 4): "
    assert str(caught.value).startswith(told)
    assert LATER[name][1] in str(caught.value)


def test_what_is_lawful_passes_as_it_is(installed: Callable[[dict[str, Any]], None]) -> None:
    spoilt = _with(
        relations=("nsubj:pass", "root", "dep", "punct"),
        heads=(2, 0, 2, 2),
        names=_tagged("B-PER", "I-PER", "B-PER", "O", scores=(1, 0.5, 0.0, 1.0)),
        content=_tagged("I", "I", "O", "I"),
        parts=(3,),
    )
    installed({"fair": lambda: Fair(spoilt)})
    parser = find_parser("fair")
    assert parser.digest == "fair 1"
    assert parser.parse(ASKED) == Fair(spoilt).parse(ASKED)
    assert parser.parse([]) == ()


class Crowded(Flat):
    """Gives too few answers, or breaks off, when it is asked for many sentences at once."""

    def parse(self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool]) -> Any:
        if len(sentences) == 4:
            raise MemoryError("too many")
        return super().parse(sentences[:2], quoted=quoted[:2])


def test_answers_that_are_too_few_or_fail_only_together(installed: Callable[[dict[str, Any]], None]) -> None:
    installed({"crowded": Crowded})
    parser = find_parser("crowded")
    with pytest.raises(KnowledgeError, match=r"'crowded' .*not one a sentence: 2 for 3\. Use another"):
        parser.parse(ASKED[:3], quoted=[False] * 3)
    with pytest.raises(
        KnowledgeError, match=r"all 4 sentences together, none of them alone: ended in MemoryErr"
    ):
        parser.parse(ASKED, quoted=[False] * 4)


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
