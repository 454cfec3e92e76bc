"""Laws of stories: the order in which pages come changes nothing; a copy more is no source more; a page is its own copy."""

from dataclasses import replace

from hypothesis import example, given, settings, strategies as st

from bench.predict_stories import rarity
from dragoman.model import Span
from dragoman.stories import Account, compare_texts, find_copies, group, grow, independent_sources

WORDS = (
    "the minister of bridge harbour quake rescuers budget parliament said on Monday market flour convoy ceasefire valley "
    "talks envoy Estholm Halvard Venn strike union tunnel fire school mayor election snow pass river dam"
).split()
DAYS = st.none() | st.dates()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=8, max_size=60).map(" ".join)
UNRULY = st.text(max_size=80)


def account(page: str, text: str) -> Account:
    return Account(page=page, text=text, body=(Span(page=page, start=0, end=len(text)),) if text else ())


@st.composite
def accounts(draw: st.DrawFn) -> list[Account]:
    texts = draw(st.lists(TEXTS | UNRULY, min_size=1, max_size=9))
    out = []
    for number, text in enumerate(texts):
        cut = draw(st.integers(0, len(texts) - 1))
        whole = text + " " + texts[cut][: draw(st.integers(0, 200))]
        out.append(
            replace(
                account(f"p{number}", whole),
                title=draw(st.none() | TEXTS),
                outlet=draw(st.sampled_from([None, "one", "two"])),
                published=draw(DAYS),
                category=draw(st.sampled_from([None, "ASSAULT", "CONSULT"])),
            )
        )
    return out


@settings(max_examples=60)
@given(accounts(), st.randoms(use_true_random=False), st.integers(0, 9))
def test_pages_in_any_order_and_in_any_portions_give_the_same_storylines(
    pages: list[Account], chance: object, portion: int
) -> None:
    wanted = group(pages, rarity())
    mixed = list(pages)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert group(mixed, rarity()).storylines == wanted.storylines
    grown = grow(group(mixed[:portion], rarity()), mixed[portion:], rarity())
    assert grown.storylines == wanted.storylines
    assert grown.edges == wanted.edges
    one_by_one = group((), rarity())
    for page in mixed:
        one_by_one = grow(one_by_one, [page], rarity())
    assert one_by_one.storylines == wanted.storylines


@settings(max_examples=60)
@given(accounts())
def test_every_page_is_in_one_episode_of_one_storyline(pages: list[Account]) -> None:
    found = group(pages, rarity()).storylines
    assert sorted(page for line in found for page in line.pages) == sorted(one.page for one in pages)
    for line in found:
        assert sorted(page for one in line.episodes for page in one.pages) == sorted(line.pages)


@settings(max_examples=60)
@given(accounts(), st.randoms(use_true_random=False))
def test_the_order_of_pages_changes_no_copy(pages: list[Account], chance: object) -> None:
    mixed = list(pages)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    stories = group(pages, rarity()).storyline_of()
    assert find_copies(mixed) == find_copies(pages)
    assert find_copies(mixed, stories) == find_copies(pages, stories)


@settings(max_examples=60)
@given(accounts(), st.data())
def test_a_copy_more_is_no_source_more(pages: list[Account], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from([one for one in pages if len(one.text.split()) >= 8] or [pages[0]]))
    copy = replace(original, page="z", body=tuple(replace(one, page="z") for one in original.body))
    before = independent_sources([one.page for one in pages], find_copies(pages))
    after = independent_sources([*(one.page for one in pages), "z"], find_copies([*pages, copy]))
    if compare_texts(original, copy) is not None:
        assert len(after) == len(before)
        assert [tuple(page for page in one if page != "z") for one in after] == list(before)


@given(TEXTS)
@example(" ".join(["no"] * 40))
@example(" ".join(WORDS[:8]))
def test_a_page_beside_itself_is_one_copy_over_all_of_it(text: str) -> None:
    page = account("p", text)
    pair = compare_texts(page, page)
    assert pair is not None
    (shared,) = pair.shared
    assert shared.left == shared.right == Span(page="p", start=0, end=len(text))
    assert pair.shares == (1.0, 1.0)


@settings(max_examples=100)
@given(accounts())
def test_shared_text_reads_the_same_on_both_pages_and_never_overlaps(pages: list[Account]) -> None:
    of = {one.page: one.text for one in pages}
    for pair in find_copies(pages):
        for one in pair.shared:
            left, right = (of[span.page][span.start : span.end] for span in (one.left, one.right))
            if left.isascii() and right.isascii():
                assert words(left) == words(right)
        for before, one in zip(pair.shared, pair.shared[1:], strict=False):
            assert not before.left.overlaps(one.left)
            assert all(not before.right.overlaps(other.right) for other in pair.shared if other != before)


def words(text: str) -> list[str]:
    return "".join(one if one.isalnum() or one == "_" else " " for one in text.lower()).split()
