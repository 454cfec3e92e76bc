from dataclasses import replace
from datetime import date, timedelta

import pytest

from bench.predict_stories import rarity
from dragoman.errors import KnowledgeError
from dragoman.model import Span
from dragoman.stories import Account, group, grow, read_rarity
from dragoman.stories.linking import components, link
from dragoman.stories.rarity import stem

DAY = date(2018, 6, 4)
QUAKE = (
    "A strong earthquake shook the coast near Port Halvard on Monday and brought down dozens of houses, rescuers said.",
    "Rescuers search collapsed houses in Port Halvard after Monday's earthquake, which shook the whole coast.",
    "The earthquake off Port Halvard left hundreds without houses; rescuers on the coast ask for tents.",
)
VOTE = (
    "Parliament in Estholm voted down the budget of prime minister Orla Venn, who now faces new elections.",
    "Orla Venn lost the vote on her budget in the parliament of Estholm and may call elections.",
)


def account(page: str, text: str, day: date | None = None, category: str | None = None) -> Account:
    return Account(
        page=page,
        text=text,
        body=(Span(page=page, start=0, end=len(text)),),
        title=" ".join(text.split()[:8]),
        published=day,
        category=category,
    )


PAGES = [account(f"q{n}", text, DAY) for n, text in enumerate(QUAKE)] + [
    account(f"v{n}", text, DAY) for n, text in enumerate(VOTE)
]


def pages_of(accounts: list[Account]) -> list[tuple[str, ...]]:
    return [one.pages for one in group(accounts, rarity()).storylines]


def test_pages_of_one_happening_are_one_storyline_and_one_episode() -> None:
    found = group(PAGES, rarity()).storylines
    assert [one.pages for one in found] == [("q0", "q1", "q2"), ("v0", "v1")]
    assert [[one.pages for one in line.episodes] for line in found] == [[("q0", "q1", "q2")], [("v0", "v1")]]


def test_the_same_matter_weeks_later_is_another_episode_of_the_storyline() -> None:
    later = replace(PAGES[0], page="r", published=DAY + timedelta(40))
    found = group([PAGES[0], later], rarity())
    (line,) = found.storylines
    assert [one.pages for one in line.episodes] == [("q0",), ("r",)]
    assert len(set(found.episode_of().values())) == 2
    assert len(set(found.storyline_of().values())) == 1


@pytest.mark.parametrize(
    ("gap", "categories", "episodes"),
    [
        (1, ("ASSAULT", "ASSAULT"), 1),
        (1, ("ASSAULT", "PROTEST"), 2),
        (0, ("ASSAULT", "PROTEST"), 1),
        (1, ("ASSAULT", None), 1),
        (4, ("ASSAULT", "ASSAULT"), 2),
    ],
)
def test_main_events_of_other_kinds_on_other_days_are_no_episode(
    gap: int, categories: tuple[str | None, str | None], episodes: int
) -> None:
    first = replace(PAGES[0], category=categories[0])
    second = replace(first, page="r", category=categories[1], happened=DAY + timedelta(gap))
    (line,) = group([first, second], rarity()).storylines
    assert len(line.episodes) == episodes


def test_pages_without_words_stand_alone() -> None:
    empty = [Account(page=page, text="", body=()) for page in ("x", "y")]
    assert pages_of(empty) == [("x",), ("y",)]
    assert group((), rarity()).storylines == ()


def test_of_two_accounts_of_a_page_the_first_counts() -> None:
    other = replace(PAGES[3], page="q0")
    assert pages_of([*PAGES, other]) == pages_of(PAGES)
    known = group(PAGES, rarity())
    assert grow(known, [other], rarity()) == known


def test_a_mean_decides_and_ties_go_to_the_first_names() -> None:
    edges = {("a", "b"): 10, ("b", "c"): 10, ("c", "d"): 10}
    assert link("dcba", edges, 5) == (("a", "b"), ("c", "d"))
    assert link("abcd", edges, 2) == (("a", "b", "c", "d"),)
    assert link("abcd", edges, 11) == (("a",), ("b",), ("c",), ("d",))
    assert components("abcd", edges, 11) == (("a",), ("b",), ("c",), ("d",))
    assert components("abcd", edges, 10) == (("a", "b", "c", "d"),)


def test_the_plural_is_no_other_word() -> None:
    assert [stem(word) for word in ("bodies", "talks", "press", "gas", "his")] == [
        "body",
        "talk",
        "press",
        "gas",
        "his",
    ]


@pytest.mark.parametrize(
    "lines", [["word,pages", "a,1"], ["word,pages", "*,2", "a,3"], ["word,pages", "*,x"], ["*,2", "a"], []]
)
def test_a_table_that_is_not_whole_is_refused(lines: list[str]) -> None:
    with pytest.raises(KnowledgeError, match="word counts"):
        read_rarity(lines)


def test_a_word_of_all_pages_weighs_nothing() -> None:
    table = read_rarity(["word,pages", "*,10", "the,10", "bridge,4"])
    assert table.weight("the") == 0
    assert 0 < table.weight("bridge") < table.weight("never seen")
