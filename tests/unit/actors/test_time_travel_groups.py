"""Renamed groups: one sentence on pages of several years names one actor, and the rule tells whether the name is due."""

from itertools import pairwise

import pytest

from dragoman.actors import ActorBook, parse_actors
from tests.unit.actors.factory import Found, prose, shipped

SENTENCE = "Officials said on Monday that {} had attacked a checkpoint near the border."
NOW, OLD, EARLY = "name", "outdated name", "name not yet in use"

#: name, actor, and the rule on pages of these days.
DAYS = ("2014-03-10", "2016-10-03", "2017-06-12", "2024-02-05")
LINES = (
    ("the al-Nusra Front", "al-nusra", (NOW, OLD, OLD, OLD)),
    ("Jabhat al-Nusra", "al-nusra", (NOW, OLD, OLD, OLD)),
    ("Jabhat Fateh al-Sham", "al-nusra", (EARLY, NOW, OLD, OLD)),
    ("JFS", "al-nusra", (EARLY, NOW, OLD, OLD)),
    ("Hayat Tahrir al-Sham", "al-nusra", (EARLY, EARLY, NOW, NOW)),
    ("HTS", "al-nusra", (EARLY, EARLY, NOW, NOW)),
    ("ISIL", "daesh", (NOW, NOW, NOW, NOW)),
    ("Islamic State", "daesh", (EARLY, NOW, NOW, NOW)),
    ("al-Qaeda in Iraq", "daesh", (OLD, OLD, OLD, OLD)),
    ("the Salafist Group for Preaching and Combat", "aqim", (OLD, OLD, OLD, OLD)),
    ("al-Qaeda in the Islamic Maghreb", "aqim", (NOW, NOW, NOW, NOW)),
    ("Ansar Beit al-Maqdis", "isis-sinai", (NOW, OLD, OLD, OLD)),
    ("Sinai Province", "isis-sinai", (EARLY, NOW, NOW, NOW)),
    ("Liwa al-Islam", "jaysh-al-islam", (OLD, OLD, OLD, OLD)),
    ("Comunes", "farc", (EARLY, EARLY, EARLY, NOW)),
    ("the Unified Communist Party of Nepal (Maoist)", "cpn-maoist", (NOW, OLD, OLD, OLD)),
    ("the National Rally", "rn-fra", (EARLY, EARLY, EARLY, NOW)),
    ("Telangana Rashtra Samithi", "trs", (NOW, NOW, NOW, OLD)),
    ("the Union for a Popular Movement", "lr-fra", (NOW, OLD, OLD, OLD)),
    ("the Minjoo Party of Korea", "democratic-kor", (EARLY, NOW, OLD, OLD)),
    ("the People's Protection Units", "ypg", (NOW, NOW, NOW, NOW)),
)
#: The same for names that went out of use long ago.
OLDER = (
    ("the GSPC", "2004-05-06", "aqim", NOW),
    ("the GSPC", "2009-05-06", "aqim", OLD),
    ("AQIM", "2004-05-06", "aqim", EARLY),
    ("the Islamic State of Iraq", "2008-02-11", "daesh", NOW),
    ("ISIL", "2008-02-11", "daesh", EARLY),
    ("AQI", "2005-11-10", "daesh", NOW),
    ("the Japan Socialist Party", "1993-06-18", "sdp-jpn", NOW),
    ("the Japan Socialist Party", "2001-06-18", "sdp-jpn", OLD),
    ("the Liberty Korea Party", "2016-12-10", "saenuri", EARLY),
)


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return parse_actors(shipped())


def reading(book: ActorBook, name: str, on: str) -> tuple[str | None, str]:
    """The actor and the rule of its best candidate, of the only mention in the sentence that holds the name's words."""
    found = Found(book, prose(SENTENCE.format(name)), on)
    words = name.removeprefix("the ")
    (mention,) = [m for m in found.mentions if words.startswith(found.words(m))]
    return mention.actor, mention.candidates[0].rule


@pytest.mark.parametrize(
    ("name", "on", "actor", "rule"),
    [(name, on, actor, rule) for name, actor, rules in LINES for on, rule in zip(DAYS, rules, strict=True)]
    + list(OLDER),
)
def test_a_name_travels_in_time(book: ActorBook, name: str, on: str, actor: str, rule: str) -> None:
    assert reading(book, name, on) == (actor, rule)


def test_no_renamed_group_shares_a_name_with_the_islamic_state(book: ActorBook) -> None:
    names = {alias.text.casefold() for alias in book.actors["daesh"].aliases}
    for other in ("al-nusra", "isis-khorasan", "isis-sinai", "al-qaeda"):
        assert not names & {alias.text.casefold() for alias in book.actors[other].aliases}, other


def test_successions_name_groups_and_never_lead_back_on_the_same_day(book: ActorBook) -> None:
    pairs = {(one.before, one.after): one for one in book.successions}
    assert len(pairs) >= 120
    for (before, after), one in pairs.items():
        back = pairs.get((after, before))
        assert back is None or back.date != one.date, (before, after)


def test_the_episodes_of_the_nusra_line_meet_end_to_end(book: ActorBook) -> None:
    aliases = book.actors["al-nusra"].aliases
    episodes = sorted({(alias.since, alias.until) for alias in aliases if alias.since is not None}, key=str)
    assert len(episodes) == 3
    for (_, end), (start, _) in pairwise(episodes):
        assert end == start
