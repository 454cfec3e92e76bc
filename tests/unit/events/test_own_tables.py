"""Tables of the user's own over the codebook that ships: what wins, and what is told of mistakes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.errors import InputError, KnowledgeError
from dragoman.events import acts_of
from dragoman.events.checking import CodebookCheck, check_codebook
from dragoman.events.clauses import Clauses
from dragoman.events.codebook import Codebook, parse_codebook
from dragoman.events.examples import shown
from dragoman.events.overlay import is_codebook, own_codebook
from dragoman.events.table_rows import Overlay
from dragoman.kit import load_kit
from tests.rules.test_codebook_examples import sentences

HEADER = "id,words,class,needs,category,mode,cameo,actor,recipient,example,expected\n"
SENSES = HEADER + (
    "a-shell,shell|pound,verb,,ASSAULT,heavy-weapons,194,,,The army shelled Homs.,ASSAULT: The army > Homs\n"
    "a-shell-peas,shell,verb,object=pea,AID,,070,,for,Kofi shelled peas for Togo.,AID: Kofi > Togo\n"
)
BASE = {
    "categories.csv": "category,quad,intensity,recipient\nASSAULT,4,-9,optional\nAID,2,7,required\n",
    "groups.csv": "group,words\nfood,rice|maize\n",
    "embedders.csv": "id,words,class,needs,takes,effect,category,recipient,example,expected\n"
    "say,say,verb,,that,say,,,Mali said Chad shelled Togo.,ASSAULT: Chad > Togo\n",
    "senses/assault.csv": SENSES,
    "cameo.csv": "code,category,mode,goldstein,basis\n194,ASSAULT,heavy-weapons,-10.0,2021\n070,AID,,7.0,2021\n",
}


def own(text: str, name: str = "mine.csv") -> Overlay:
    path = name if name in BASE else f"senses/{name}"
    return Overlay(files={path: text}, shown={path: f"my/{name}"})


def read(*overlays: Overlay) -> Codebook:
    return parse_codebook("test", BASE, overlays)


def check(text: str, name: str = "mine.csv") -> CodebookCheck:
    return check_codebook("test", BASE, [own(text, name)])


def coded(text: str, book: Codebook) -> list[str]:
    (sentence,) = sentences(text)
    assert sentence.parsed is not None
    clauses = Clauses([word.text for word in sentence.words], sentence.parsed, book.known)
    return [shown(act, clauses) for act in acts_of(clauses.words, sentence.parsed, book)]


ROW = HEADER + "mine,shell,verb,,AID,,070,,,Ghana shelled Togo.,AID: Ghana > Togo\n"


def test_a_row_of_ones_own_wins_over_what_ships_even_where_that_asks_more() -> None:
    assert coded("Norway shelled peas for Togo.", read()) == ["AID: Norway > Togo"]
    assert coded("Norway shelled Togo.", read()) == ["ASSAULT/heavy-weapons: Norway > Togo"]
    assert coded("Norway shelled Togo.", read(own(ROW))) == ["AID: Norway > Togo"]
    assert coded("Norway shelled peas for Togo.", read(own(ROW))) == ["AID: Norway > peas"]
    assert coded("Norway pounded Togo.", read(own(ROW))) == ["ASSAULT/heavy-weapons: Norway > Togo"]


def test_a_verb_with_a_particle_is_another_verb() -> None:
    base = {
        **BASE,
        "senses/more.csv": HEADER + "a-up,shell out,verb,,AID,,070,,to,Peru shelled out.,AID: Peru > -\n",
    }
    bare = own(ROW.replace("AID,,070", "ASSAULT,,194"))
    assert coded("Norway shelled out money to Togo.", parse_codebook("test", base, [bare])) == [
        "AID: Norway > Togo"
    ]
    asks = own(ROW.replace("verb,,AID,,070", "verb,object=money,ASSAULT,,194"))
    assert coded("Norway shelled out money to Togo.", parse_codebook("test", base, [asks])) == [
        "ASSAULT: Norway > money"
    ]


def test_it_wins_only_where_it_matches() -> None:
    narrow = own(ROW.replace("verb,,AID", "verb,object=@food,AID"))
    assert coded("Norway shelled Togo.", read(narrow)) == ["ASSAULT/heavy-weapons: Norway > Togo"]
    assert coded("Norway shelled rice.", read(narrow)) == ["AID: Norway > rice"]


def test_a_row_with_the_id_of_another_takes_its_place_and_no_more() -> None:
    replaced = own(ROW.replace("mine,", "a-shell,"))
    assert coded("Norway shelled Togo.", read(replaced)) == ["AID: Norway > Togo"]
    assert coded("Norway pounded Togo.", read(replaced)) == []
    assert coded("Norway shelled peas for Ghana.", read(replaced)) == ["AID: Norway > Ghana"]


def test_of_two_overlays_the_later_wins() -> None:
    second = own(ROW.replace("mine,", "other,").replace("AID,,070", "ASSAULT,,194"), "other.csv")
    assert coded("Norway shelled Togo.", read(own(ROW), second)) == ["ASSAULT: Norway > Togo"]
    assert coded("Norway shelled Togo.", read(second, own(ROW))) == ["AID: Norway > Togo"]


def test_an_embedder_of_ones_own_goes_before_what_ships() -> None:
    more = {**BASE, "categories.csv": BASE["categories.csv"] + "REJECT,3,-4,optional\n"}
    header = BASE["embedders.csv"].partition("\n")[0]
    mine = f"{header}\nmy-say,say,verb,,that,refuse,,,Mali said Chad pounded Togo.,REJECT: Mali > Togo\n"
    text = "Norway said Chad shelled Togo."
    assert coded(text, parse_codebook("test", more)) == ["ASSAULT/heavy-weapons: Chad > Togo"]
    assert coded(text, parse_codebook("test", more, [own(mine, "embedders.csv")])) == [
        "REJECT: Norway > Togo"
    ]


def test_a_group_of_ones_own_is_meant_by_all_conditions() -> None:
    groups = own("group,words\nfood,sorghum\n", "groups.csv")
    book = read(own(ROW.replace("verb,,AID", "verb,object=@food,AID")), groups)
    assert coded("Norway shelled sorghum.", book) == ["AID: Norway > sorghum"]
    assert coded("Norway shelled rice.", book) == ["ASSAULT/heavy-weapons: Norway > rice"]


def test_a_phrase_is_met_by_its_head_and_its_words() -> None:
    book = read(own(ROW.replace("verb,,AID", "verb,object=prime minister|sack of rice|hand over,AID")))
    assert coded("Norway shelled the prime minister.", book) == ["AID: Norway > the prime minister"]
    assert coded("Norway shelled three sacks of rice.", book) == ["AID: Norway > three sacks of rice"]
    assert coded("Norway shelled the minister.", book) == ["ASSAULT/heavy-weapons: Norway > the minister"]
    assert coded("Norway shelled sacks of sand.", book) == ["ASSAULT/heavy-weapons: Norway > sacks of sand"]


def test_words_may_be_asked_for_by_their_order_alone() -> None:
    book = read(own(ROW.replace("verb,,AID", "verb,word-after=twice;not word-before=yesterday,AID")))
    assert coded("Norway shelled Togo twice.", book) == ["AID: Norway > Togo"]
    assert coded("Yesterday Norway shelled Togo twice.", book) == ["ASSAULT/heavy-weapons: Norway > Togo"]
    assert coded("Twice Norway shelled Togo.", book) == ["ASSAULT/heavy-weapons: Norway > Togo"]


def test_a_mistake_is_an_error_with_the_users_own_name_of_the_file() -> None:
    with pytest.raises(KnowledgeError, match=r"^my/mine\.csv:2: category 'HELP'"):
        read(own(ROW.replace("AID,", "HELP,")))
    with pytest.raises(KnowledgeError, match=r"^my/modes\.csv:2: 'tanks' is no mode"):
        read(
            Overlay(
                files={
                    "modes.csv": "category,mode,over,words,needs,example,expected\nAID,tanks,,tank,,A.,AID/tanks\n"
                },
                shown={"modes.csv": "my/modes.csv"},
            )
        )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("AID,,070", "HELP,,070"), "my/mine.csv:2: category 'HELP' is none of ASSAULT, AID"),
        (("verb", "vreb"), "my/mine.csv:2: class 'vreb' is none of verb, noun, adjective"),
        (("AID,,070", "AID,tanks,070"), "my/mine.csv:2: mode 'tanks' is none of AID: it has none"),
        (
            ("AID,,070", "AID,,999"),
            "my/mine.csv:2: '999' is no CAMEO code: cameo.csv lists them, and yours may add some",
        ),
        (("verb,,", "verb,objekt=pea,"), "my/mine.csv:2: slot 'objekt' is unknown; is 'object' meant?"),
        (("verb,,", "verb,object/off|qq=pea,"), "my/mine.csv:2: slot 'qq' is unknown"),
        (("verb,,", "verb,object=@peas,"), "my/mine.csv:2: group '@peas' is not in groups.csv"),
        (("070,,,", "070,subjct,,"), "my/mine.csv:2: slot 'subjct' is unknown; is 'subject' meant?"),
        (("AID: Ghana > Togo", "AID Ghana"), "my/mine.csv:2: expected 'AID Ghana' is not 'CATEGORY/mode: "),
        (("Ghana shelled Togo.", ""), "my/mine.csv:2: a rule needs an example"),
        (
            ("Ghana shelled Togo.", "The army shelled Aleppo."),
            "my/mine.csv:2: the example is that of senses/assault.csv:2",
        ),
        (("mine,", ","), "my/mine.csv:2: id '' is empty or stands twice"),
        (("verb,,", "verb,"), "my/mine.csv:2: 10 cells, the header has 11"),
        (("id,words", "id,word"), "my/mine.csv:1: the column 'words' is missing"),
    ],
)
def test_each_mistake_is_told_with_file_and_line(change: tuple[str, str], said: str) -> None:
    (mistake,) = check(ROW.replace(*change)).mistakes
    assert mistake.startswith(said)


def test_one_mistake_does_not_hide_the_next() -> None:
    text = ROW + "two,shell\nthree,pound,verb,,HELP,,,,,Peru pounded Chile hard.,AID: Peru > Chile\n"
    assert [one.split(":")[1] for one in check(text).mistakes] == ["3", "4"]


def test_an_adverb_is_a_slot_and_so_is_what_ships() -> None:
    assert check(ROW.replace("verb,,", "verb,jointly;object/against;place,")).mistakes == ()


def test_rows_that_overlap_are_told_with_the_one_that_counts() -> None:
    (one, two) = check(ROW.replace("AID,,070", "ASSAULT,,194")).overlaps, check(ROW).overlaps
    assert [(each.word, each.row, each.category, each.over, each.over_category) for each in one] == [
        ("shell", "my/mine.csv:2", "ASSAULT", "senses/assault.csv:3", "AID")
    ]
    assert [(each.over, each.over_category) for each in two] == [("senses/assault.csv:2", "ASSAULT")]


@pytest.mark.parametrize("needs", ["object=rice", "not object=pea|bean", "not object"])
def test_conditions_that_cannot_both_hold_do_not_overlap(needs: str) -> None:
    check_of = check(ROW.replace("verb,,AID", f"verb,{needs},ASSAULT"))
    assert check_of.overlaps == ()


def test_codes_of_ones_own_are_known_to_rows_and_dictionaries() -> None:
    texts = {
        "a.csv": ROW.replace("070", "9001"),
        "cameo.csv": "code,category,mode,goldstein,basis\n9001,AID,,7.0,own\n",
        "verbs.txt": "--- X [9001] ---\nLEND\n",
    }
    found = own_codebook(texts, {path: path for path in texts}, read().cameo)
    assert (found.notes, found.overlay.rows["verbs.txt"][0].cells["category"]) == ((), "AID")
    check = check_codebook("test", BASE, [found.overlay])
    assert check.mistakes == ()
    assert check.book.cameo["9001"].category == "AID"
    wrong = own_codebook({"cameo.csv": "code\n"}, {"cameo.csv": "my/cameo.csv"}, {})
    assert wrong.notes[0].startswith("my/cameo.csv:1: the columns are not code, category")


def test_files_become_an_overlay_by_their_names() -> None:
    texts = {
        "a.csv": ROW,
        "deep/groups.csv": "group,words\n",
        "verbs.txt": "--- X [070] ---\nSHELL\n- BAD [070]\n",
    }
    found = own_codebook(texts, {path: f"my/{path}" for path in texts}, read().cameo)
    assert set(found.overlay.files) == {"senses/a.csv", "groups.csv"}
    assert [row.cells["id"] for row in found.overlay.rows["my/verbs.txt"]] == ["verbs.txt:2"]
    assert found.notes == ("my/verbs.txt:3: the pattern has no verb: write one * where the verb stands",)
    assert not found.is_empty
    assert own_codebook({}, {}, {}).is_empty


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("a.csv", ROW, True),
        ("a.csv", ROW.replace("id,words", "id,word"), True),
        ("groups.csv", "group,words\nfood,rice\n", True),
        ("a.csv", "name,country,role\nA,B,C\n", False),
        ("alias.csv", "actor,text\na,b\n", False),
        ("v.txt", "--- A [190] ---\nA\n- * B [---]\n", True),
        ("a.txt", "NORWAY_ [NOR]\n+OSLO_\n  [NORGOV 20010101-20020101]\n", False),
        ("a.txt", "POLICE {} [~COP]\n", False),
        ("a.json", '{"schema": "Person", "name": ["A"], "b": []}', False),
        ("a.txt", "no code at all", False),
    ],
)
def test_a_codebook_is_told_from_an_actor_dictionary(name: str, text: str, is_one: bool) -> None:
    assert is_codebook(name, text) is is_one


def files_in(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_kit_takes_folders_and_files_and_says_what_is_wrong(tmp_path: Path) -> None:
    folder = files_in(
        tmp_path / "book", {"senses/x.csv": ROW, "old/verbs.txt": "--- X [---] ---\nSHELL\n- BAD [070]\n"}
    )
    kit = load_kit(codebook=[folder])
    assert "mine" in {sense.id for sense in kit.codebook.senses["shell"]}
    assert kit.notes == (
        f"{folder.as_posix()}/old/verbs.txt:3: the pattern has no verb: write one * where the verb stands",
    )
    assert kit.digest == load_kit(codebook=[folder]).digest != load_kit().digest
    bad = files_in(tmp_path / "bad", {"x.csv": ROW.replace("AID,", "HELP,")})
    with pytest.raises(
        InputError, match=r"codebook .*/bad/x\.csv:2: category 'HELP'.*'dragoman check' says more"
    ):
        load_kit(codebook=[bad / "x.csv"])
    (tmp_path / "empty").mkdir()
    for nothing in (tmp_path / "empty", tmp_path / "absent.csv"):
        with pytest.raises(InputError, match=r"holds no codebook|cannot be read"):
            load_kit(codebook=[nothing])
