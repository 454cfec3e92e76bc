"""What tools write into the pages they save."""

from datetime import UTC, datetime

import pytest

from dragoman.pages.containers.saved_from import saved_from
from tests.unit.pages.containers.made import both

BODY = "<body><p>Ships sail from Odesa.</p></body>"


@pytest.mark.parametrize(
    ("head", "url", "when"),
    [
        ("<!-- saved from url=(0027)https://harbour.example/one -->", "https://harbour.example/one", None),
        ("<!-- saved from url=(0014)about:internet -->", None, None),
        (
            (
                "<!--\n Page saved with SingleFile \n url: https://harbour.example/1 \n"
                " saved date: Fri Jul 22 2022 13:00:00 GMT+0300 (Eastern European Summer Time)\n-->"
            ),
            "https://harbour.example/1",
            datetime(2022, 7, 22, 10, tzinfo=UTC),
        ),
        (
            "<!--\n Page saved with SingleFile\n url: https://harbour.example/1\n saved date: some day\n-->",
            "https://harbour.example/1",
            None,
        ),
        (
            (
                "<!-- Mirrored from harbour.example/1.html by HTTrack Website Copier/3.x [XR&CO'2014],"
                " Fri, 22 Jul 2022 10:00:00 GMT -->"
            ),
            "http://harbour.example/1.html",
            datetime(2022, 7, 22, 10, tzinfo=UTC),
        ),
        (
            '<script>__wm.wombat("https://harbour.example/1","20220722100000","https://web.example/");</script>',
            "https://harbour.example/1",
            datetime(2022, 7, 22, 10, tzinfo=UTC),
        ),
        ("<!-- saved from url=(9999)ftp://harbour.example/ -->", None, None),
        ("<!-- nothing -->", None, None),
    ],
    ids=["chrome", "internet", "singlefile", "no date", "httrack", "wayback", "ftp", "none"],
)
def test_address_and_time(head: str, url: str | None, when: datetime | None) -> None:
    (page,), _ = both(f"<!DOCTYPE html>\n{head}<html><head>{head}</head>{BODY}</html>".encode())
    assert (page.url, page.fetched_at) == (url, when)
    assert page.text == "Ships sail from Odesa."


def test_the_note_of_the_internet_archive_stands_at_the_end() -> None:
    note = (
        "<!--\n     FILE ARCHIVED ON 10:00:00 Jul 22, 2022 AND RETRIEVED FROM THE\n"
        "     INTERNET ARCHIVE ON 17:25:27 Mar 05, 2024.\n-->"
    )
    (page,), _ = both(f"<html>{BODY}</html>\n{note}".encode())
    assert page.fetched_at == datetime(2022, 7, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize("date", ["Fri Jul 99 2022 13:00:00 GMT+0300", "Fri Xyz 22 2022 13:00:00 GMT+9999"])
def test_a_date_that_is_none_is_unknown(date: str) -> None:
    note = f"<!-- Page saved with SingleFile\n url: https://n.example/ \n saved date: {date}\n-->"
    assert saved_from(note.encode()).fetched_at is None
