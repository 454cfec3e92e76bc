"""What the engine makes of its rows: conditions, what is undergone, orders, speakers, circumstances, aims."""

import pytest

from dragoman.errors import KnowledgeError
from dragoman.events import acts_of, parse_codebook
from dragoman.events.examples import shown
from dragoman.kit import load_kit
from tests.unit.events.test_slots import filled, read

BOOK = load_kit().codebook
CATEGORIES = "category,quad,intensity,recipient\nASSAULT,4,-10,\nCONSULT,1,1,\n"
SENSES = "id,words,class,needs,category,mode,cameo,actor,recipient,example,expected\n"
EMBEDDERS = "id,words,class,needs,takes,effect,category,recipient,example,expected\n"


def told(text: str) -> list[str]:
    clauses = read(text)
    return [shown(act, clauses) for act in acts_of(clauses.words, clauses.parsed, BOOK)]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Syria received a warning from Israel.", "THREATEN: Israel > Syria"),
        ("Serbia suffered an attack by Croatian forces.", "ASSAULT: Croatian forces > Serbia"),
        ('"Withdraw your soldiers," the Dutch premier told Libya.', "REQUEST: the Dutch premier > Libya"),
        ("The premier announced Turkey's withdrawal from Iraq.", "RETREAT/withdraw: Turkey's > Iraq"),
        ("At talks with Chad, Mali praised France.", "CONSULT: Mali > Chad"),
        ("Dozens of Syrian soldiers attacked a village.", "ASSAULT: Syrian soldiers > a village"),
        (
            "Tens of thousands marched against the Danish king.",
            "PROTEST/demo: Tens of thousands > the Danish king",
        ),
        (
            "Nuns blocked a road to demand reforms by the Polish king.",
            "PROTEST/obstruct: Nuns > the Polish king",
        ),
        ("Oman will withdraw its soldiers from Chad unless it pays.", "THREATEN: Oman > Chad"),
        ("Mayors of Chad and Mali met in Tunis.", "CONSULT: Mayors of Chad and Mali > -"),
        ("Two nuns were killed when Chadian rebels attacked a bus.", "ASSAULT: Chadian rebels > Two nuns"),
        ("A bomb went off in Rome, killing two nuns.", "ASSAULT/explosives: - > Rome"),
        ("Sanctions imposed on Iran by Peru were lifted.", "CONCEDE: - > Iran"),
        ("The killing of two nuns by rebels shocked Rome.", "ASSAULT: rebels > two nuns"),
        ("Chad rejected a plan proposed by Mali.", "REJECT: Chad > Mali"),
        ("Chad called for Mali to free the nuns.", "REQUEST/yield: Chad > Mali"),
    ],
)
def test_an_act_is_read(text: str, act: str) -> None:
    assert act in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Russian exports declined 3 percent last year.",
        "The Danish minister declined to comment.",
        "The central bank warned that growth may slow.",
        "Israel's cabinet met on Sunday.",
    ],
)
def test_conditions_keep_rows_from_what_is_no_act(text: str) -> None:
    assert told(text) == []


def test_a_warning_of_what_others_do_is_no_threat() -> None:
    assert told("Norway warned that rebels had shelled a Malian town.")[0].startswith("ASSAULT")
    assert told("Norway warned that it would shell a Malian town.")[0].startswith("THREATEN")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rebels shelled a town, officials said.", ["officials"]),
        ("Rebels shelled a town, according to the governor.", ["governor"]),
        ("According to Ukraine, rebels shelled a town.", ["Ukraine"]),
        ("Rebels shelled a town.", []),
    ],
)
def test_a_speaker_stands_beside_what_is_told(text: str, speaker: list[str]) -> None:
    clauses = read(text)
    (act,) = acts_of(clauses.words, clauses.parsed, BOOK)
    assert [clauses.words[at] for at in act.speaker] == speaker
    assert act.category == "ASSAULT"


def test_a_condition_leaves_an_act_open() -> None:
    clauses = read("Prices will rise if rebels shell the town.")
    (act,) = acts_of(clauses.words, clauses.parsed, BOOK)
    assert act.possible


def test_the_aim_of_a_deed_is_a_slot() -> None:
    assert filled("Nuns gathered to protest against the Polish king.", "gathered", "aim") == ["king"]
    assert filled("Nuns marched to honour the Polish king.", "marched", "aim") == []


def test_a_condition_may_ask_for_a_kind_of_name_and_for_several() -> None:
    book = parse_codebook(
        "small",
        {
            "categories.csv": CATEGORIES,
            "embedders.csv": EMBEDDERS,
            "senses/all.csv": SENSES
            + "hit,hit,verb,object=#place,ASSAULT,,,,,x,ASSAULT: x > y\n"
            + "sit,sit,verb,several subject,CONSULT,,,,,y,CONSULT: x > y\n",
        },
    )

    def coded(text: str) -> list[str]:
        clauses = read(text)
        return [act.rule for act in acts_of(clauses.words, clauses.parsed, book)]

    assert coded("Rebels hit Damascus.") == ["hit"]
    assert coded("Rebels hit the road.") == []
    assert coded("The king and the queen sat.") == ["sit"]
    assert coded("The king sat.") == []


@pytest.mark.parametrize(
    ("row", "detail"),
    [
        ("hit,hit,verb,object=#town,ASSAULT,,,,,x,y", "kind of name '#town' is none of"),
        ("hit,hit,verb,object=@towns,ASSAULT,,,,,x,y", "group '@towns' is not in groups.csv"),
        ("hit,hit,verb,object=,ASSAULT,,,,,x,y", "names no word"),
    ],
)
def test_a_condition_that_nobody_can_read_is_an_error(row: str, detail: str) -> None:
    files = {"categories.csv": CATEGORIES, "embedders.csv": EMBEDDERS, "senses/all.csv": f"{SENSES}{row}\n"}
    with pytest.raises(KnowledgeError, match=detail):
        parse_codebook("small", files)


def test_a_warning_that_blames_is_blame() -> None:
    assert told("Moldova's president warned that Russia was plotting a coup.")[0].startswith("ACCUSE")
