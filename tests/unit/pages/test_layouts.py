from pathlib import Path

import pytest

import dragoman
from dragoman.errors import KnowledgeError
from dragoman.model import BlockKind
from dragoman.pages import parse_layouts

HTML = 'name = "html"'
THREADS = (Path(dragoman.__file__).parent / "knowledge" / "layouts" / "threads.toml").read_text(
    encoding="utf-8"
)
RULE = '[[line]]\nid = "price"\nmatch = "price: [0-9]+$"\n'


def parse(general: str, **others: str) -> object:
    files = {f"{name}.toml": text for name, text in others.items()}
    return parse_layouts(
        {"general.toml": f'name = "general"\n{general}', "html.toml": HTML, "threads.toml": THREADS, **files}
    )


class TestBroken:
    @pytest.mark.parametrize(
        ("general", "says"),
        [
            (RULE + 'example = ["The price is 12"]', "does not match its example 'The price is 12'"),
            (RULE + 'counter = ["Price: 12"]', "matches its counter-example 'Price: 12'"),
            ('[[line]]\nid = "price"\nmatch = "(price"', "price"),
            ('[[line]]\nid = "price"', "no 'match'"),
            ('[[line]]\nmatch = "x"', "no 'id'"),
            (RULE + 'kind = "headline"', "headline"),
            (RULE + 'zone = "middle"', "zones are head, body and tail"),
            ('[[header]]\nid = "price"\nmatch = "x"', "no 'family'"),
            ('[[rest]]\nid = "price"\nmatch = "["', "price"),
            ('[[phrases]]\nid = "price"', "no 'words'"),
            ('[[phrases]]\nwords = ["a"]', "no 'id'"),
            ("[[line]", "general.toml"),
        ],
    )
    def test_a_broken_rule_names_file_and_rule(self, general: str, says: str) -> None:
        with pytest.raises(KnowledgeError) as caught:
            parse(general)
        assert str(caught.value).startswith("general.toml: ")
        assert says in str(caught.value)
        assert "price" in str(caught.value) or "id" in str(caught.value) or "[[line]" in general

    def test_the_file_named_is_the_broken_one(self) -> None:
        with pytest.raises(KnowledgeError, match=r"^harbour\.toml: .*'price'"):
            parse("", harbour='name = "harbour"\n' + RULE + 'example = ["no"]')

    def test_a_layout_needs_a_name(self) -> None:
        with pytest.raises(KnowledgeError, match=r"harbour\.toml: .*no 'name'"):
            parse("", harbour="")

    @pytest.mark.parametrize("files", [{}, {"general.toml": 'name = "general"'}, {"html.toml": HTML}])
    def test_the_general_files_are_needed(self, files: dict[str, str]) -> None:
        with pytest.raises(KnowledgeError, match=r"general\.toml and html\.toml"):
            parse_layouts(files)


def test_a_rule_says_furniture_everywhere_unless_told_otherwise() -> None:
    layouts = parse_layouts(
        {"general.toml": f'name = "general"\n{RULE}', "html.toml": HTML, "threads.toml": THREADS}
    )
    (rule,) = layouts.general.lines
    assert (rule.kind, set(rule.zones), rule.ends_body) == (
        BlockKind.FURNITURE,
        {"head", "body", "tail"},
        False,
    )


def test_a_phrase_is_known_by_its_folded_form_and_the_first_entry_wins() -> None:
    source = '[[phrases]]\nid = "one"\nends_body = true\nwords = ["Editors’ Picks"]\n'
    source += '[[phrases]]\nid = "two"\nwords = ["editors\' picks"]'
    layouts = parse_layouts(
        {"general.toml": f'name = "general"\n{source}', "html.toml": HTML, "threads.toml": THREADS}
    )
    assert layouts.general.phrases == {"editors' picks": ("one", True, None)}


def test_refined_layouts_come_in_order_of_their_files() -> None:
    files = {name: f'name = "{name[0]}"' for name in ("b.toml", "a.toml")}
    layouts = parse_layouts(
        {**files, "general.toml": 'name = "general"', "html.toml": HTML, "threads.toml": THREADS}
    )
    assert [one.name for one in layouts.refined] == ["a", "b"]
