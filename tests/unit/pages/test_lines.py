import pytest

from dragoman.kit import load_kit
from dragoman.model import BlockKind
from dragoman.pages.lines import (
    LineVerdict,
    Rules,
    is_dateline,
    is_headline,
    phrases_of,
    split_caption,
    verdict,
)
from dragoman.pages.units import Unit, line_text


@pytest.fixture(scope="module")
def rules() -> Rules:
    general = load_kit().layouts.general
    return Rules.of(general, general)


def unit(raw: str) -> Unit:
    return Unit(start=0, end=len(raw), raw=raw, path="line 1")


def kind(raw: str, rules: Rules, zone: str = "body") -> BlockKind | None:
    known = verdict(unit(raw), rules, zone)
    return known.kind if known else None


class TestPhrases:
    @pytest.mark.parametrize(
        "raw",
        [
            "Share",
            "ShareTweetEmail",
            "Newest Most Voted",
            "Share 12 | Tweet 3",
            "COMMUNITY STANDARDSDiscussion",
            "Сomments",
        ],
    )
    def test_glued_phrases_are_furniture(self, raw: str, rules: Rules) -> None:
        assert kind(raw, rules) is BlockKind.FURNITURE

    @pytest.mark.parametrize(
        "raw", ["Shared values", "Share the ports, the minister said", "Tweeting ministers", "Mailing"]
    )
    def test_words_that_only_begin_so_are_not(self, raw: str, rules: Rules) -> None:
        assert phrases_of(line_text(raw), rules.phrases) is None

    def test_words_do_not_fall_apart_into_letters(self, rules: Rules) -> None:
        assert phrases_of("ax", rules.phrases) is None


class TestVerdict:
    def test_a_rule_holds_only_in_its_zones(self, rules: Rules) -> None:
        assert kind("By Ann Reed", rules, "head") is BlockKind.BYLINE
        assert kind("By Ann Reed", rules, "body") is None

    def test_the_same_line_gets_the_same_verdict_again(self, rules: Rules) -> None:
        first = [verdict(unit("By Ann Reed"), rules, zone) for zone in ("tail", "head", "body")]
        again = [verdict(unit("By Ann Reed"), rules, zone) for zone in ("tail", "head", "body")]
        assert first == again
        assert first[1] is not None

    def test_a_line_of_marks_is_furniture(self, rules: Rules) -> None:
        assert verdict(unit("§ § § ¶"), rules, "body") == LineVerdict(
            kind=BlockKind.FURNITURE, rule="no letters"
        )

    def test_a_sentence_is_left_to_the_reader(self, rules: Rules) -> None:
        assert kind("The ministers met in the port on Friday.", rules) is None

    def test_parts_of_a_byline_are_blocks_of_their_own(self, rules: Rules) -> None:
        known = verdict(unit("By Ann Reed, July 22, 2022"), rules, "head")
        assert known is not None
        assert [(piece.kind, piece.start) for piece in known.pieces] == [
            (BlockKind.BYLINE, 3),
            (BlockKind.DATELINE, 13),
        ]

    def test_a_caption_parts_from_its_credit(self, rules: Rules) -> None:
        raw = "Ships at anchor this week. Photograph: E. Tan"
        assert [raw[p.start : p.end] for p in split_caption(unit(raw), rules)] == [
            "Ships at anchor this week.",
            "Photograph: E. Tan",
        ]


@pytest.mark.parametrize(
    ("raw", "dated"),
    [
        ("22 July 2022", True),
        ("Published: 22.07.2022 18:47 (updated 19:05)", True),
        ("Friday, July 22, 2022 at 4:12 pm GMT", True),
        ("2022-07-22T18:47:00Z", True),
        ("Ships sailed on 22 July 2022", False),
        ("12", False),
        ("Friday", False),
        ("1" * 200, False),
    ],
)
def test_a_dateline_holds_a_date_and_nothing_else(raw: str, dated: bool) -> None:
    assert is_dateline(raw) is dated


@pytest.mark.parametrize(
    ("raw", "headline"),
    [
        ("Grain Deal Signed In Istanbul", True),
        ("Will the grain deal hold this time?", True),
        ("The grain deal was signed on Friday.", False),
        ("Grain deal", False),
        ("They signed three papers:", False),
        ("News | Opinion | Sport | Weather", False),
        ("(Reporting by Ann Reed in Geneva)", False),
    ],
)
def test_the_shape_of_a_headline(raw: str, headline: bool) -> None:
    assert is_headline(unit(raw)) is headline
