"""Verb dictionaries in PETRARCH's format: every construct becomes a sense, or a note with its line."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from dragoman.events import acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.dictionaries import VerbDictionary, read_verbs
from dragoman.events.dictionaries.patterns import Conditions, conditions_of
from dragoman.events.examples import shown
from dragoman.kit import Kit, load_kit
from tests.rules.test_codebook_examples import sentences

HERE = Path(__file__).parent
CAMEO = load_kit().codebook.cameo
SETS = {"&GRAIN": ("rice", "sack of flour"), "&ARMED": ("militia", "home guard")}


def read(name: str) -> VerbDictionary:
    return read_verbs(name, (HERE / name).read_text(encoding="utf-8"), CAMEO)


@cache
def kit() -> Kit:
    return load_kit(codebook=[HERE / "veronia.verbs.txt"])


def rows(text: str) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_verbs("x", text, CAMEO).rows]


def test_of_a_sound_dictionary_all_but_transformations_is_taken() -> None:
    found = read("veronia.verbs.txt")
    assert (found.lines, found.taken, found.silent) == (113, 106, 5)
    assert [(note.line, note.message.split(":")[0]) for note in found.notes] == [
        (104, "what the target does (175, ASSAULT) is left out"),
        (142, "a transformation is not taken"),
        (143, "a transformation is not taken"),
    ]


def test_what_cannot_be_taken_is_told_with_its_line_and_how_to_mend_it() -> None:
    found = read("broken.verbs.txt")
    assert [f"{note.line} {note.message}" for note in found.notes] == [
        "1 the set &EMPTY_SET holds no word: write each on a line of its own, after a +",
        "4 the set &UNKNOWN is not defined in the file: add it, with a + before each word",
        "5 '903' is no CAMEO code: cameo.csv lists them, and yours may add some",
        "6 the pattern has no code: write it in square brackets at the end",
        "7 the pattern has no verb: write one * where the verb stands",
        "8 the pattern has more than one verb: write one * where the verb stands",
        "9 a bracket is not closed: write ')' at its end",
        "10 nothing stands in the brackets: write a preposition and its words",
        "11 brackets within brackets: write the phrases one after the other",
        "12 ')' without its opening bracket",
        "14 line 13 has the same condition with another code, which counts",
        "15 what the target does (175, ASSAULT) is left out: a verb gives one event",
        "16 the pattern has more than one verb: write one * where the verb stands",
        "17 '12 MONKEYS' is no verb: words of one verb are joined by _",
        "18 '9999' is no CAMEO code: cameo.csv lists them, and yours may add some",
        "19 a transformation is not taken: what a verb makes of another is a row of embedders.csv (effect 'accuse')",
    ]
    assert [row.line for row in found.rows] == [3, 13, 15]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("* RICE", ("object|infinitive|that=rice",)),
        ("** RICE", ("object|infinitive|that=rice",)),
        ("* &GRAIN", ("object|infinitive|that=rice|sack of flour",)),
        ("* {HEAVY &ARMED}", ("object|infinitive|that=heavy militia|heavy home guard",)),
        ("* {A BROKEN_PROMISE | LIE}", ("object|infinitive|that=broken promise|lie",)),
        ("* (ROAD|BRIDGE)", ("object|infinitive|that=road|bridge",)),
        ("* (TO)", ("to|object/to",)),
        ("* (IN ^)", ("in|object/in",)),
        ("* (BY/WITH FORCE)", ("by|object/by|with|object/with=force",)),
        ("* (TO LIST) (OF {BANNED PARTIES})", ("to|object/to=list", "of|object/of|to/of=banned parties")),
        ("&ARMED *", ("subject=militia|home guard",)),
        ("{ANGRY MOB} *", ("subject=angry mob",)),
        ("LOUDLY *", ("loudly",)),
        ("* BITTERLY", ("bitterly",)),
        ("CONFIRMED * OF RAIDS", ("word-before=confirmed", "of|object/of=raids")),
        ("JET FIRING ROCKETS *", ("subject=jet", "word-before=firing", "word-before=rockets")),
        ("* RESTORATION RELATIONS", ("object|infinitive|that=restoration", "word-after=relations")),
        ("* ATTACK_ON_+", ("object|infinitive|that=attack", "on|object/on")),
        ("* {STATE_OF_SIEGE}", ("object|infinitive|that=state of siege",)),
        ("* IF", ("word-after=if",)),
        ("* THAT $ WILL PULLOUT", ("that", "word-after=will", "word-after=pullout")),
    ],
)
def test_a_pattern_becomes_conditions(pattern: str, needs: tuple[str, ...]) -> None:
    assert conditions_of(pattern, SETS).needs == needs


@pytest.mark.parametrize(
    ("pattern", "actor", "recipient"),
    [
        ("$ * +", ("subject",), ("object",)),
        ("* (WITH +)", (), ("with", "object/with")),
        ("* ATTACK ON + AS CRIME", (), ("on", "object/on")),
        ("* + ROCKETS", (), ("to", "object/owner", "object")),
        ("+ * ROCKETS", ("by", "object"), ("subject",)),
        ("+ * BY $", ("by", "subject"), ("object",)),
        ("* (TO PARTIES) $", ("object",), ("subject",)),
        ("% *", ("subject",), ("-",)),
        ("* (BETWEEN %)", ("between", "object/between"), ("-",)),
        ("SKIPPER OF $ * +", ("subject/of", "of"), ("object",)),
    ],
)
def test_marks_say_where_source_and_target_stand(
    pattern: str, actor: tuple[str, ...], recipient: tuple[str, ...]
) -> None:
    found = conditions_of(pattern, SETS)
    assert (found.actor, found.recipient) == (actor, recipient)


def test_a_word_at_once_behind_the_verb_is_its_particle() -> None:
    assert conditions_of("* OUT PLANS", {}) == Conditions(
        needs=("object|infinitive|that|out=plans",), particle="out"
    )


def test_codes_of_verbs_and_blocks() -> None:
    text = "--- X [190] ---\nSHELL\nHAUL [060]\nTALK [010]\n+BEEF_UP\nRE_+ARM\nOVERRUN {OVERRAN OVERRUNS}\n"
    assert [(row["words"], row["category"], row["cameo"]) for row in rows(text)] == [
        ("shell", "ASSAULT", "190"),
        ("haul", "COOPERATE", "060"),
        ("beef up", "ASSAULT", "190"),
        ("re-arm|rearm", "ASSAULT", "190"),
        ("overrun|overran", "ASSAULT", "190"),
    ]


def test_a_code_of_two_halves_says_what_each_does() -> None:
    text = "--- X [---] ---\nAPPEAR\n- * (BEFORE COURT) [:173]\n- * TALKS [046:046]\n"
    first, second = rows(text)
    assert (first["category"], first["recipient"], first["actor"].split()[:2]) == (
        "COERCE",
        "subject",
        ["by", "before"],
    )
    assert (second["category"], second["actor"]) == ("CONSULT", "")


def test_a_pattern_without_an_event_keeps_others_from_matching() -> None:
    assert [row["category"] for row in rows("--- X [190] ---\nRAKE\n- * LEAVES [---]\n- * MUCK [012]\n")] == [
        "ASSAULT", "", "",
    ]  # fmt: skip


def test_what_stands_behind_a_code_is_told_but_for_dashes() -> None:
    found = read_verbs("x", "--- X [---] ---\nVOW\n- * WAR [138]--\n- * PEACE [030] SOON\n", CAMEO)
    assert [row.cells["needs"] for row in found.rows] == [
        "object|infinitive|that=war",
        "object|infinitive|that=peace",
    ]
    assert [(note.line, note.message) for note in found.notes] == [
        (4, "what stands behind the code is not read: SOON")
    ]


def test_the_older_form_has_no_heads() -> None:
    text = "### GRANT ###\nGRANT [070]\nGIVE {GAVE GIVEN}\n- ** RICE [073] ; a remark\n\nVOW [130]\n- ** WAR [138]\n"
    assert [(row["words"], row["cameo"]) for row in rows(text)] == [
        ("grant", "070"), ("give|gave|given", "070"), ("grant|give|gave|given", "073"), ("vow", "130"), ("vow", "138"),
    ]  # fmt: skip


@given(st.lists(st.text("ABC &+-*$%^(){}[]|_~:#;01?", max_size=30), max_size=12))
def test_no_text_breaks_the_reader_and_no_line_is_lost(lines: list[str]) -> None:
    found = read_verbs("any", "\n".join(lines), CAMEO)
    assert all(
        1 <= line <= len(lines)
        for line in (*(one.line for one in found.rows), *(one.line for one in found.notes))
    )
    untold = found.lines - found.taken - found.silent - len({note.line for note in found.notes})
    assert untold <= 0


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway ferried rice to Malawi.", "AID: Norway > Malawi by 42"),
        ("Norway ferried two sacks of flour to Malawi.", "AID: Norway > Malawi by 42"),
        ("Chad hauled heavy militia to Niger.", "AID: Chad > Niger by 43"),
        ("Chad ferried home guards to the border.", "MOBILIZE/troops: Chad > the border by 44"),
        ("Greek patrol boats ferried oranges.", "COOPERATE: Greek patrol boats > oranges by 47"),
        ("The Danish envoy stormed off.", "REJECT/meet: The Danish envoy > - by 50"),
        (
            "The Danish envoy stormed off from the parley with Norway.",
            "SANCTION/discontinue: The Danish envoy > Norway by 54",
        ),
        ("A crowd heckled the Chadian minister.", "PROTEST/demo: A crowd > the Chadian minister by 60"),
        (
            "The Chadian minister was heckled by a crowd.",
            "PROTEST/demo: a crowd > The Chadian minister by 60",
        ),
        ("Peru parleyed with Chile.", "CONSULT: Peru > Chile by 70"),
        ("Peru and Chile parleyed.", "CONSULT: Peru and Chile > - by 71"),
        ("The harbour master of Togo phoned Benin.", "CONSULT/phone: Togo > Benin by 89"),
        (
            "The Malian general testified before the tribunal.",
            "COERCE/arrest: the tribunal > The Malian general by 102",
        ),
        ("Libya raked Chad with gunfire.", "ASSAULT/firearms: Libya > Chad by 111"),
        ("Libya strafed positions of the rebels.", "ASSAULT: Libya > the rebels by 112"),
        ("The rebels were strafed by Libya.", "ASSAULT: Libya > The rebels by 107"),
        ("Ghana refused to phone Togo.", "REJECT: Ghana > Togo by refuse-verb"),
        ("Chad shuttled the load to Niger.", "nothing"),
        ("The gardener raked leaves.", "nothing"),
    ],
)
def test_a_page_is_coded_by_the_dictionary(text: str, act: str) -> None:
    book = kit().codebook
    (sentence,) = sentences(text)
    assert sentence.parsed is not None
    clauses = Clauses([word.text for word in sentence.words], sentence.parsed, book.known)
    acts = acts_of(clauses.words, sentence.parsed, book)
    assert [f"{shown(one, clauses)} by {one.rule.removeprefix('veronia.verbs.txt:')}" for one in acts] == (
        [] if act == "nothing" else [act]
    )


def test_the_dictionary_is_in_the_digest_and_the_name_stays_that_ids_hang_on() -> None:
    assert kit().digest != load_kit().digest
    assert kit().codebook.name == load_kit().codebook.name
    assert kit().notes[0].startswith(f"{(HERE / 'veronia.verbs.txt').as_posix()}:104: ")
