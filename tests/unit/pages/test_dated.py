import pytest

from dragoman.pages.dated import date_and_name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Wed, 02/20/2008 - 10:02 — Anonymous", "Anonymous"),
        ("22 July 2022, Old Sailor", "Old Sailor"),
        ("22 July 2022", None),
        ("Old Sailor, 22 July 2022", None),
        ("22 July 2022 was the day on which two governments agreed to let the ships leave", None),
    ],
)
def test_a_name_after_a_date_is_told(line: str, name: str | None) -> None:
    found = date_and_name(line)
    assert (line[slice(*found.name)] if found else None) == name
