from datetime import date, timedelta

import pytest

from dragoman.model import CopyTrail, Span
from dragoman.stories import Account, compare_texts, find_copies, independent_sources

WIRE = (
    "Two convoys with flour and medicine reached the valley late on Tuesday, the agency's reporter saw at the bridge. "
    "Drivers said that the road had been open since noon and that nobody had stopped them. "
    "A third convoy waits behind the pass until the snow has been cleared."
)
OWN = "Our correspondent adds that prices in the market had doubled within a single week of siege."
FOOT = "Write to us at the desk if you have seen something that we should know about."
DAY = date(2019, 3, 5)


def account(
    page: str,
    text: str,
    *,
    outlet: str | None = None,
    day: date | None = None,
    body: tuple[tuple[int, int], ...] | None = None,
) -> Account:
    spans = body if body is not None else ((0, len(text)),)
    return Account(
        page=page,
        text=text,
        body=tuple(Span(page=page, start=start, end=end) for start, end in spans),
        outlet=outlet,
        names=(outlet,) if outlet else (),
        published=day,
    )


def test_a_cut_copy_is_found_with_its_spans_to_the_letter() -> None:
    cut = WIRE[: WIRE.index(" A third")]
    pages = account("a", WIRE), account("b", f"{OWN}\n\n{cut} {OWN}")
    (pair,) = find_copies(pages)
    (shared,) = pair.shared
    assert pages[1].text[shared.right.start : shared.right.end] == cut.rstrip(".")
    assert pages[0].text[shared.left.start : shared.left.end] == cut.rstrip(".")
    assert shared.words == len(cut.replace("'", " ").split())
    assert pair.shares[0] > 0.7
    assert pair.containment == max(pair.shares)


def test_marks_case_and_soft_hyphens_hide_no_copy() -> None:
    typeset = (
        WIRE.upper().replace("MEDICINE", "MEDI\u00adCINE").replace("'", "\u2019").replace(" ", "\u00a0 ")
    )
    (pair,) = find_copies((account("a", WIRE), account("b", typeset)))
    assert pair.shares == (1.0, 1.0)


def test_seven_words_in_a_row_are_no_copy_and_eight_are() -> None:
    words = WIRE.split()
    seven, eight = (f"{OWN} {' '.join(words[3 : 3 + size])}" for size in (7, 8))
    assert find_copies((account("a", WIRE), account("b", seven))) == ()
    assert find_copies((account("a", WIRE), account("b", eight)))[0].words == 8


def test_a_match_does_not_reach_across_what_is_no_body() -> None:
    middle = WIRE.index("Drivers")
    text = f"{WIRE[:middle]}SUBSCRIBE NOW! {WIRE[middle:]}"
    gap = middle + len("SUBSCRIBE NOW! ")
    pages = account("a", WIRE), account("b", text, body=((0, middle), (gap, len(text))))
    (pair,) = find_copies(pages)
    assert len(pair.shared) == 2
    assert not any("SUBSCRIBE" in text[one.right.start : one.right.end] for one in pair.shared)
    assert pair.shares == (1.0, 1.0)


def test_what_stands_in_three_stories_of_an_outlet_is_its_furniture() -> None:
    texts = (
        WIRE,
        OWN,
        "Ministers of both banks met at the ferry and agreed on nothing but the next day to meet.",
    )
    pages = [account(f"p{n}", f"{text} {FOOT}", outlet="Harbour Post") for n, text in enumerate(texts)]
    apart = {one.page: f"s{one.page}" for one in pages}
    assert len(find_copies(pages)) == 3
    assert find_copies(pages, apart) == ()
    assert len(find_copies(pages, {one.page: "s" for one in pages})) == 3
    elsewhere = account("q", f"{OWN} {FOOT}", outlet="Hill Gazette")
    assert len(find_copies([*pages, elsewhere], {**apart, "q": "s1"})) == 1


@pytest.mark.parametrize(
    ("days", "credit", "trail", "first"),
    [
        ((None, None), "", CopyTrail.OPEN, None),
        ((DAY, DAY), "", CopyTrail.OPEN, None),
        ((DAY, DAY + timedelta(1)), "", CopyTrail.FIRST_SEEN, "a"),
        ((DAY + timedelta(1), DAY), "", CopyTrail.FIRST_SEEN, "b"),
        ((None, None), "(Delta Wire) ", CopyTrail.COPIED, "a"),
        ((DAY, DAY + timedelta(1)), "(DELTA WIRE) ", CopyTrail.COPIED, "a"),
        ((DAY + timedelta(1), DAY), "(Delta Wire) ", CopyTrail.FIRST_SEEN, "b"),
        ((None, None), "(Delta Wires) ", CopyTrail.OPEN, None),
    ],
)
def test_the_trail_is_what_days_and_credits_tell(
    days: tuple[date | None, date | None], credit: str, trail: CopyTrail, first: str | None
) -> None:
    left = account("a", WIRE, outlet="Delta Wire", day=days[0])
    right = account("b", credit + WIRE, outlet="Harbour Post", day=days[1])
    (pair,) = find_copies((left, right))
    assert (pair.trail, pair.first) == (trail, first)


def test_pages_that_hang_together_by_copies_are_one_source() -> None:
    half = len(WIRE) // 2
    pages = [
        account("a", WIRE),
        account("b", f"{WIRE[:half]} {OWN}"),
        account("c", f"{FOOT} {WIRE[half:]}"),
        account("d", "Nobody else wrote a word of what stands here about the bridges in the north."),
    ]
    copies = find_copies(pages)
    assert independent_sources((one.page for one in pages), copies) == (("a", "b", "c"), ("d",))
    assert independent_sources(("b", "c", "d"), copies) == (("b",), ("c",), ("d",))


def test_a_word_repeated_without_end_is_matched_once_and_soon() -> None:
    pair = compare_texts(account("a", "no " * 3000), account("b", "no " * 2000))
    assert pair is not None
    assert pair.words == 2000


def test_empty_pages_share_nothing() -> None:
    assert find_copies(()) == ()
    assert find_copies((account("a", "", body=()), account("b", "One word"))) == ()
