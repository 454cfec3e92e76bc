import pytest

from dragoman.actors import parse_actors
from dragoman.actors.book import Demonym
from dragoman.actors.rows import COLUMNS
from dragoman.errors import KnowledgeError
from dragoman.model import ActorKind
from tests.unit.actors.factory import Found, book_of, prose, shipped

TWO = "a,Anna Aa,person,,\nturkey,Turkey,country,TUR,\n"


def test_the_shipped_files_hold_together() -> None:
    book = parse_actors(shipped())
    assert len(book.countries) > 250
    offices = {role.position: role.since for role in book.actors["sergey-lavrov"].roles}
    assert offices["foreign minister"] == "2004-03-09"
    terms = [r.since for r in book.actors["mevlut-cavusoglu"].roles if r.position == "foreign minister"]
    assert terms == ["2014-08-29", "2015-11-24"]
    assert {a.kind for a in book.actors.values()} == set(ActorKind) - {ActorKind.UNKNOWN}
    assert all(actor.aliases for actor in book.actors.values())


def test_parsing_twice_gives_the_same_book() -> None:
    one, other = parse_actors(shipped(), trusted=True), parse_actors(shipped(), trusted=True)
    assert one.actors == other.actors
    assert one.held == other.held
    assert one.contexts == other.contexts


def test_the_name_is_an_alias_unless_the_aliases_list_it() -> None:
    book = book_of(actors=TWO, aliases="a,Anna Aa,,2010,,no,folded,\na,Aa,,,,no,exact,")
    assert [(alias.text, alias.since) for alias in book.actors["a"].aliases] == [
        ("Anna Aa", "2010"),
        ("Aa", None),
    ]
    assert [alias.text for alias in book.actors["turkey"].aliases] == ["Turkey"]


def test_a_demonym_may_be_of_a_body() -> None:
    actors = ",".join((*COLUMNS["actors.csv"], "type")) + "\n"
    demonyms = ",".join((*COLUMNS["demonyms.csv"], "body")) + "\n"
    files = {"actors.csv": actors + "aa,Aaland,body,TUR,,region\ntr,Turkey,country,TUR,,\n"}
    book = parse_actors(files | {"demonyms.csv": demonyms + "Aalander,plural,,aa\n"})
    (demonym,) = book.index.whole("Aalander")
    assert isinstance(demonym, Demonym)
    assert demonym.owner == "aa"
    for cells, message in (
        ("Aalander,plural,TUR,aa", "needs a country or a body, and not both"),
        ("Aalander,plural,,", "needs a country or a body, and not both"),
        ("Aalander,plural,,bb", "'bb' is not in actors.csv"),
    ):
        with pytest.raises(KnowledgeError, match=f"demonyms.csv:2: .*{message}"):
            parse_actors(files | {"demonyms.csv": demonyms + cells})


def test_comment_lines_blank_lines_and_a_byte_order_mark_are_no_rows() -> None:
    text = "\ufeff" + ",".join(COLUMNS["actors.csv"]) + "\n# people\n\na,Anna Aa,person,,\n"
    assert list(parse_actors({"actors.csv": text}).actors) == ["a"]


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        ("aliases", "x,Xx,,,,no,folded,", "aliases.csv:2: actor 'x' is not in actors.csv"),
        ("aliases", "a,Aa,,,,no,folded,\na,Bb,,2017-02-30,,no,folded,", "aliases.csv:3: '2017-02-30'"),
        ("aliases", "a,Aa,,2017,2016,no,folded,", "aliases.csv:2: '2017/2016' ends before it starts"),
        ("aliases", "a,Aa,,,2017,no,folded,\na,Aa,,2016,,no,folded,", "aliases.csv:3: alias 'Aa' of 'a' stands twice"),
        ("aliases", "a,Aa,,,,no,loud,", "aliases.csv:2: case 'loud' is none of exact, folded"),
        ("aliases", "a,Aa,,,,maybe,folded,", "aliases.csv:2: metonym 'maybe' is neither yes nor no"),
        ("aliases", "a,--,,,,no,folded,", "aliases.csv:2: alias '--' holds no letter or digit"),
        ("aliases", "a,,,,,no,folded,", "aliases.csv:2: 'alias' is empty"),
        ("aliases", "a,Aa", "aliases.csv:2: 2 cells, the header has 8"),
        ("aliases", 'a,"Aa,,,,no,folded,', "aliases.csv:"),
        ("roles", "x,GOV,president,TUR,,,,,,", "roles.csv:2: 'x' is not in actors.csv"),
        ("roles", "a,GOV,president,TUR,x,,,,,", "roles.csv:2: 'x' is not in actors.csv"),
        ("roles", "a,ABC,president,TUR,,,,,,", "roles.csv:2: sector 'ABC'"),
        ("roles", "a,GOV,president,XYZ,,,,,,", "roles.csv:2: country 'XYZ' is not in actors.csv"),
        ("roles", "a,GOV,president,Turkey,,,,,,", "roles.csv:2: country 'Turkey' is not an ISO 3166"),
        ("roles", "a,GOV,president,,,,,,,", "roles.csv:2: a role needs a country or a body"),
        ("roles", "a,GOV,,TUR,,,,,,", "roles.csv:2: 'position' is empty"),
        ("roles", "a,GOV,king,TUR,,2001,2005,,,\na,GOV,king,TUR,,2004,,,,", "roles.csv:3: 'a' holds 'king' twice"),
        ("demonyms", "Aa,adjective,AAA", "demonyms.csv:2: country 'AAA' is not in actors.csv"),
        ("demonyms", "Turks,many,TUR", "demonyms.csv:2: form 'many' is none of"),
        ("demonyms", "Turks,plural,TUR\nTurks,plural,TUR", "demonyms.csv:3: 'Turks' stands twice"),
        ("offices", "king,GOV,king,crown,,,,", "offices.csv:2: holds 'crown' is none of"),
        ("offices", "king,GOV,king,person,,,,\nking,GOV,king,person,,,,", "offices.csv:3: 'king' stands twice"),
        ("offices", "king,GOV,king,person,,The king.,,queen = a", "offices.csv:2: expected 'queen = a'"),
        ("offices", "king,GOV,king,person,,The king.,soon,king = a", "offices.csv:2: 'soon' is not an EDTF date"),
        ("offices", "king,GOV,king,person,,The king.,,", "offices.csv:2: 'expected' is empty"),
        ("contexts", "in,somewhere,,,", "contexts.csv:2: effect 'somewhere' is none of"),
        ("contexts", "in,place before,,,\nIn,place before,,,", "contexts.csv:3: 'In' stands twice"),
    ],
)  # fmt: skip
def test_a_defect_is_named_with_file_and_line(name: str, rows: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        book_of(actors=TWO, **{name: rows})
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a,Aa,person,,\na,Bb,person,,", "actors.csv:3: id 'a' stands twice"),
        ("A b,Aa,person,,", "actors.csv:2: id 'A b' is no slug"),
        ("a,Aa,king,,", "actors.csv:2: kind 'king' is none of"),
        ("a,Aa,country,,", "actors.csv:2: a country needs a code of its own"),
        ("a,Aa,country,AAA,\nb,Bb,country,AAA,", "actors.csv:3: a country needs a code of its own"),
    ],
)
def test_a_defect_of_the_actors_is_named(rows: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        book_of(actors=rows)
    assert str(caught.value).startswith(message)


def test_files_and_columns_are_checked() -> None:
    with pytest.raises(KnowledgeError, match=r"actors\.csv:1: the file is missing"):
        parse_actors({})
    with pytest.raises(KnowledgeError, match=r"people\.csv:1: is none of"):
        parse_actors({"people.csv": ""})
    with pytest.raises(KnowledgeError, match=r"actors\.csv:1: the column 'kind' is missing"):
        parse_actors({"actors.csv": "id,name,country,source\n"})
    with pytest.raises(KnowledgeError, match=r"actors\.csv:1: the column 'id' is missing"):
        parse_actors({"actors.csv": ""})


def test_a_book_of_one_actor_works() -> None:
    found = Found(book_of(actors="a,Anna Aa,person,,"), prose("Anna Aa left. Later on, Aa came back."))
    assert found.pairs == [("Anna Aa", "a"), ("Aa", "a")]
