"""Which source and which contents a tagged cue gets."""

from __future__ import annotations

from dragoman.language import Parsed, Tagged
from dragoman.language.arcs import Tree
from dragoman.language.tokens import words_of
from dragoman.statements.linking import Linked, Read, linked, stretches


def tagged(tags: str, sure: float = 1.0) -> Tagged:
    """Tags written as one letter a word."""
    return Tagged(tags=tuple(tags), scores=(sure,) * len(tags))


def read(text: str, heads: str, relations: str, source: str, cue: str, content: str, at: int = 0) -> Read:
    """A sentence whose heads and relations are written with spaces between, its tags without."""
    words = words_of(text)
    none = ("_",) * len(words)
    parsed = Parsed(
        upos=none,
        xpos=none,
        lemmas=none,
        heads=tuple(map(int, heads.split())),
        relations=tuple(relations.split()),
        names=tagged("O" * len(words)),
        source=tagged(source),
        cue=tagged(cue, 0.8),
        content=tagged(content),
    )
    return Read(words, parsed, at, Tree(parsed))


def shown(text: str, one: Linked) -> tuple[str | None, str, list[str]]:
    source = None if one.source is None else text[slice(*one.source)]
    return source, text[slice(*one.cue)], [text[slice(*place)] for place in one.content]


def test_stretches_of_tags() -> None:
    assert list(stretches(tagged("IOBIBO"))) == [(0, 1), (2, 4), (4, 5)]


def test_two_cues_share_one_source_and_take_their_own_contents() -> None:
    text = "Stein said so and denied it."
    row = read(text, "2 0 2 5 2 5 2", "nsubj root obj cc conj obj punct", "BOOOOOO", "OBOOBOO", "OOBOOBO")
    assert [shown(text, one) for one in linked([row])] == [
        ("Stein", "said", ["so"]),
        ("Stein", "denied", ["it"]),
    ]
    assert {one.trust for one in linked([row])} == {0.8}


def test_where_no_source_is_tagged_the_subject_is_one() -> None:
    text = "The old mayor said so and denied it."
    row = read(
        text,
        "3 3 4 0 4 7 4 7 4",
        "det amod nsubj root obj cc conj obj punct",
        "OOOOOOOOO",
        "OOOOOOBOO",
        "OOOOOOOBO",
    )
    assert [shown(text, one) for one in linked([row])] == [("The old mayor", "denied", ["it"])]


def test_a_passive_has_no_subject_that_speaks() -> None:
    text = "It is said so."
    row = read(text, "3 3 0 3 3", "nsubj:pass aux:pass root obj punct", "OOOOO", "OBIOO", "OOOBO")
    assert [one.source for one in linked([row])] == [None]


def test_a_content_that_goes_on_in_the_next_sentence_is_one() -> None:
    text = "He said we won. And they lost."
    first = read(text[:15], "2 0 4 2 2", "nsubj root nsubj ccomp punct", "BOOOO", "OBOOO", "OOBII")
    second = read(text[16:], "3 3 0 3", "cc nsubj root punct", "OOOO", "OOOO", "IIII", at=16)
    assert [shown(text, one) for one in linked([first, second])] == [
        ("He", "said", ["we won. And they lost."]),
    ]


def test_neither_a_cue_alone_nor_a_content_alone_makes_an_attribution() -> None:
    text = "He said so."
    for cue, content in (("OBOO", "OOOO"), ("OOOO", "OOBO")):
        assert linked([read(text, "2 0 2 2", "nsubj root obj punct", "BOOO", cue, content)]) == ()
    assert linked([]) == ()
