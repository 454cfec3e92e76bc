import pytest

from dragoman.errors import KnowledgeError
from dragoman.places.tables import Use, parse_tables
from tests.made_places import TABLES, book_of

HEAD = "name,kind,country,lat,lon,level,names,metonym,certain\n"


def test_a_row_becomes_a_place() -> None:
    text = HEAD + "# seas\nBlue Sea,water,,12.5,-7,1,the Blue|Blue=s|Bluish=a,,no\n"
    (place,) = parse_tables({"waters.csv": text}).places
    assert (place.name, place.country, place.lat, place.lon, place.level) == ("Blue Sea", None, 12.5, -7.0, 1)
    assert place.names == (("the Blue", Use.NAME), ("Blue", Use.SHORT), ("Bluish", Use.ADJECTIVE))
    assert (place.metonym, place.certain) == (False, False)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("X,ocean,,1,2,1,,,", "kind 'ocean'"),
        (",water,,1,2,1,,,", "'name' is empty"),
        ("X,water,Spain,1,2,1,,,", "'Spain' is no ISO 3166"),
        ("X,water,,north,2,1,,,", "lat 'north' is no number"),
        ("X,water,,91,2,1,,,", "lat 91 is not between"),
        ("X,water,,1,181,1,,,", "lon 181"),
        ("X,water,,1,2,6,,,", "level 6"),
        ("X,water,,1,2,1,,maybe,", "metonym must be"),
        ("X,water,,1,2", "5 cells, not 9"),
    ],
)
def test_a_defect_is_named_with_its_line(row: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=f"waters.csv:2: .*{message}"):
        parse_tables({"waters.csv": f"{HEAD}{row}\n"})


def test_a_missing_column_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"waters.csv:1: the column 'certain'"):
        parse_tables({"waters.csv": "name,kind,country,lat,lon,level,names,metonym\n"})


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("XYZ,Nowhere,name", "country 'XYZ'"),
        ("USA/Ruritania,Nowhere,name", "no region 'Ruritania' in USA"),
        ("USA/Texas/Strelsau,Nowhere,name", "no town 'Strelsau' in Texas"),
        ("USA,Nowhere,nickname", "use 'nickname'"),
        (",Nowhere,name", "must not be empty"),
    ],
)
def test_a_name_for_what_is_not_there_is_named_with_its_line(row: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=f"names.csv:2: .*{message}"):
        book_of(tables={"names.csv": f"of,name,use\n{row}\n"})


def test_a_changed_table_changes_the_digest() -> None:
    changed = TABLES | {"names.csv": TABLES["names.csv"] + "USA,Uncle Sam,name\n"}
    assert book_of().digest == book_of().digest != book_of(tables=changed).digest
