"""Offices of eastern Europe, central Asia, the Middle East and North Africa: who is meant on the day of the page."""

import pytest

from dragoman.actors import parse_actors
from dragoman.actors.period import period_of
from tests.unit.actors.factory import Found, prose, shipped

BOOK = parse_actors(shipped())

#: (words of the title, day of the page, actor id; None: the day does not tell who is meant).
TITLES: list[tuple[str, str, str | None]] = [
    ("The Turkish foreign minister", "2010-06-15", "ahmet-davutoglu"),
    ("The Turkish foreign minister", "2014-08-01", "ahmet-davutoglu"),
    ("The Turkish foreign minister", "2014-12-01", "mevlut-cavusoglu"),
    ("The Turkish foreign minister", "2015-10-10", "feridun-sinirlioglu"),
    ("The Turkish foreign minister", "2016-07-20", "mevlut-cavusoglu"),
    ("The Turkish foreign minister", "2022-03-29", "mevlut-cavusoglu"),
    ("The Turkish foreign minister", "2024-01-10", "hakan-fidan"),
    ("The Turkish intelligence chief", "2012-02-08", "hakan-fidan"),
    ("The Turkish intelligence chief", "2024-02-01", "ibrahim-kalin"),
    ("The Turkish presidential spokesman", "2019-10-14", "ibrahim-kalin"),
    ("Turkey's chief of general staff", "2016-08-10", "hulusi-akar"),
    ("Turkey's defence minister", "2019-04-10", "hulusi-akar"),
    ("Turkey's defence minister", "2024-04-10", "yasar-guler"),
    ("Turkey's prime minister", "1995-03-20", "tansu-ciller"),
    ("Turkey's prime minister", "2000-01-20", "bulent-ecevit"),
    ("The Turkish president", "2012-05-05", "abdullah-gul"),
    ("The Iranian foreign minister", "2001-09-20", "kamal-kharrazi"),
    ("The Iranian foreign minister", "2008-05-05", "manouchehr-mottaki"),
    ("The Iranian foreign minister", "2011-05-05", "ali-akbar-salehi"),
    ("The Iranian foreign minister", "2015-07-14", "mohammad-javad-zarif"),
    ("The Iranian foreign minister", "2023-03-10", "hossein-amir-abdollahian"),
    ("The Iranian foreign minister", "2025-01-10", "abbas-araghchi"),
    ("The Iranian president", "1999-06-01", "mohammad-khatami"),
    ("The Iranian president", "2009-06-20", "mahmoud-ahmadinejad"),
    ("Iran's supreme leader", "1995-06-20", "ali-khamenei"),
    ("The Israeli prime minister", "1993-09-13", "yitzhak-rabin"),
    ("The Israeli prime minister", "1995-12-01", "shimon-peres"),
    ("The Israeli prime minister", "1998-10-23", "benjamin-netanyahu"),
    ("The Israeli prime minister", "2000-07-11", "ehud-barak"),
    ("The Israeli prime minister", "2003-04-30", "ariel-sharon"),
    ("The Israeli prime minister", "2008-12-28", "ehud-olmert"),
    ("The Israeli prime minister", "2014-07-20", "benjamin-netanyahu"),
    ("The Israeli prime minister", "2021-09-27", "naftali-bennett"),
    ("The Israeli prime minister", "2022-08-07", "yair-lapid"),
    ("Israel's army chief", "2014-07-20", "benny-gantz"),
    ("Israel's army chief", "2006-07-20", "dan-halutz"),
    ("Russia's defence minister", "1995-01-05", "pavel-grachev"),
    ("Russia's defence minister", "2003-05-05", "sergei-ivanov"),
    ("Russia's defence minister", "2011-05-05", "anatoly-serdyukov"),
    ("Russia's defence minister", "2022-03-05", "sergey-shoygu"),
    ("Russia's defence minister", "2024-09-05", "andrey-belousov"),
    ("Russia's foreign minister", "1993-05-05", "andrei-kozyrev"),
    ("Russia's foreign minister", "1997-05-05", "yevgeny-primakov"),
    ("Russia's foreign minister", "2000-05-05", "igor-ivanov"),
    ("Russia's foreign minister", "2004-05-05", "sergey-lavrov"),
    ("Russia's security council secretary", "2024-09-05", "sergey-shoygu"),
    ("Russia's chief of general staff", "2013-01-15", "valery-gerasimov"),
]
#: The same, for further countries.
FURTHER_TITLES: list[tuple[str, str, str | None]] = [
    ("The Russian president", "1994-12-11", "boris-yeltsin"),
    ("The Russian president", "2010-08-08", "dmitry-medvedev"),
    ("The Russian prime minister", "2010-08-08", "vladimir-putin"),
    ("Ukraine's foreign minister", "2014-03-10", "andriy-deshchytsia"),
    ("Ukraine's president", "2006-03-10", "viktor-yushchenko"),
    ("Ukraine's president", "2013-03-10", "viktor-yanukovych"),
    ("The Georgian president", "1999-05-05", "eduard-shevardnadze"),
    ("The Georgian president", "2008-08-12", "mikheil-saakashvili"),
    ("The Belarusian foreign minister", "2021-07-20", "vladimir-makei"),
    ("The Kazakh president", "2015-05-05", "nursultan-nazarbayev"),
    ("The Kazakh president", "2022-01-10", "kassym-jomart-tokayev"),
    ("The Uzbek president", "2005-05-20", "islam-karimov"),
    ("The Armenian prime minister", "2020-10-05", "nikol-pashinyan"),
    ("The Azerbaijani president", "1997-05-05", "heydar-aliyev"),
    ("The Syrian president", "1996-05-05", "hafez-al-assad"),
    ("The Syrian president", "2017-04-05", "bashar-al-assad"),
    ("The Syrian president", "2025-05-14", "ahmed-al-sharaa"),
    ("The Syrian foreign minister", "2001-05-05", "farouk-al-sharaa"),
    ("The Iraqi president", "1999-05-05", "saddam-hussein"),
    ("Iraq's prime minister", "2008-03-28", "nouri-al-maliki"),
    ("Iraq's foreign minister", "2007-05-05", "hoshyar-zebari"),
    ("The Lebanese prime minister", "2003-05-05", "rafik-hariri"),
    ("The Lebanese prime minister", "2017-11-10", "saad-hariri"),
    ("Lebanon's army chief", "2014-08-05", "jean-kahwaji"),
    ("The Jordanian king", "1998-05-05", "king-hussein"),
    ("The Jordanian king", "2010-05-05", "abdullah-ii-of-jordan"),
    ("The Saudi king", "2003-05-05", "king-fahd"),
    ("The Saudi king", "2010-05-05", "king-abdullah-of-saudi-arabia"),
    ("The Saudi foreign minister", "2001-10-05", "saud-al-faisal"),
    ("The Saudi foreign minister", "2016-10-05", "adel-al-jubeir"),
    ("The Saudi oil minister", "2014-11-27", "ali-al-naimi"),
    ("The Egyptian president", "2009-06-04", "hosni-mubarak"),
    ("The Egyptian president", "2013-01-25", "mohamed-morsi"),
    ("The Egyptian foreign minister", "1998-05-05", "amr-moussa"),
    ("The Libyan leader", "2003-12-19", "muammar-gaddafi"),
    ("The Tunisian president", "2005-05-05", "zine-el-abidine-ben-ali"),
    ("The Algerian president", "1998-05-05", "liamine-zeroual"),
    ("The Moroccan king", "1995-05-05", "hassan-ii-of-morocco"),
    ("The Sudanese president", "2008-07-14", "omar-al-bashir"),
    ("The Yemeni president", "2009-12-25", "ali-abdullah-saleh"),
    ("The Afghan president", "2009-08-20", "hamid-karzai"),
    ("Pakistan's army chief", "2011-05-02", "ashfaq-parvez-kayani"),
    ("Pakistan's prime minister", "1998-05-28", "nawaz-sharif"),
    ("Pakistan's prime minister", "2019-02-28", "imran-khan"),
    ("The Palestinian president", "1999-05-05", "yasser-arafat"),
    ("The Russian deputy foreign minister", "2015-05-05", None),
    ("The Turkish foreign minister", "2015", None),
]
#: (name as the page has it, day of the page, actor id).
NAMES = [
    ("Hariri", "2004-09-01", "rafik-hariri"),
    ("Hariri", "2017-11-08", "saad-hariri"),
    ("Crown Prince Abdullah", "2002-02-17", "king-abdullah-of-saudi-arabia"),
    ("Aoun", "2018-03-01", "michel-aoun"),
    ("Aoun", "2025-03-01", "joseph-aoun"),
    ("Abu Mazen", "2003-05-01", "mahmoud-abbas"),
    ("Kadyrov", "2003-05-12", "akhmad-kadyrov"),
    ("Kadyrov", "2015-05-12", "ramzan-kadyrov"),
    ("Qaddafi", "1996-05-12", "muammar-gaddafi"),
]


@pytest.mark.parametrize(("words", "on", "actor"), TITLES + FURTHER_TITLES)
def test_who_held_the_office_on_that_day(words: str, on: str, actor: str | None) -> None:
    found = Found(BOOK, prose(f"{words} rejected the plan on Monday."), on)
    title = words.removeprefix("The ")
    assert found.of(title).actor == actor, [c.actor for c in found.of(title).candidates]


#: (group, position, day, actor id) of offices that a group or land owns.
OWNED = [
    ("hezbollah", "leader", "1991-12-05", "abbas-al-musawi"),
    ("hezbollah", "leader", "2006-07-20", "hassan-nasrallah"),
    ("hezbollah", "leader", "2025-02-20", "naim-qassem"),
    ("taliban", "leader", "2001-10-07", "mullah-omar"),
    ("taliban", "leader", "2016-02-01", "akhtar-mansour"),
    ("al-qaeda", "leader", "2005-05-05", "osama-bin-laden"),
    ("al-qaeda", "leader", "2015-05-05", "ayman-al-zawahiri"),
    ("daesh", "leader", "2015-05-05", "abu-bakr-al-baghdadi"),
    ("pkk", "leader", "1999-02-15", "abdullah-ocalan"),
    ("houthis", "leader", "2015-03-26", "abdul-malik-al-houthi"),
    ("plo", "leader", "1993-09-13", "yasser-arafat"),
    ("dpr", "leader", "2016-05-05", "alexander-zakharchenko"),
    ("abkhazia", "president", "2008-08-26", "sergei-bagapsh"),
    ("transnistria", "president", "2018-05-05", "vadim-krasnoselsky"),
    ("northern-cyprus", "president", "1998-05-05", "rauf-denktash"),
    ("iraqi-kurdistan", "president", "2014-08-08", "masoud-barzani"),
    ("chechnya", "leader", "2012-05-05", "ramzan-kadyrov"),
    ("ichkeria", "president", "1999-05-05", "aslan-maskhadov"),
]


@pytest.mark.parametrize(("owner", "position", "on", "actor"), OWNED)
def test_who_led_the_group_or_land_on_that_day(owner: str, position: str, on: str, actor: str) -> None:
    day = period_of(on)
    holders = [role.actor for role in BOOK.roles[position, owner] if role.period.overlaps(day)]
    assert holders == [actor]


@pytest.mark.parametrize(("name", "on", "actor"), NAMES)
def test_whom_the_name_meant_on_that_day(name: str, on: str, actor: str) -> None:
    found = Found(BOOK, prose(f"“We shall see,” {name} said on Monday."), on)
    assert found.of(name).actor == actor


def test_a_byname_that_the_book_does_not_know_makes_another_person() -> None:
    found = Found(BOOK, prose("Police questioned Abbas al-Testi and Maher al-Testi."), "2010-05-05")
    assert "mahmoud-abbas" not in {mention.actor for mention in found.mentions}


def test_a_surname_before_its_days_is_somebody_else() -> None:
    found = Found(BOOK, prose("“We won the match,” Khan said."), "2003-05-05")
    assert "imran-khan" not in {mention.actor for mention in found.mentions}


@pytest.mark.parametrize("title", ["leader of Dagestan", "Crimea's president", "leader of Chechnya"])
def test_the_leader_of_a_land_is_not_the_leader_of_its_country(title: str) -> None:
    found = Found(BOOK, prose(f"The {title} rejected the plan on Monday."), "2009-03-22")
    assert found.of(title).actor not in {"dmitry-medvedev", "viktor-yushchenko"}


def test_an_army_chief_is_else_the_chief_of_the_general_staff() -> None:
    both = Found(BOOK, prose("The Indian army chief left. Israel's army chief stayed."), "2011-05-05")
    assert both.of("Israel's army chief").actor == "benny-gantz"
    assert both.of("Indian army chief").actor != "benny-gantz"
