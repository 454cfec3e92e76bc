"""The same words on pages of different days: offices of Europe, the Americas and international organisations."""

import pytest

from dragoman.actors import parse_actors
from tests.unit.actors.factory import Found, prose, shipped

BOOK = parse_actors(shipped())

BRITISH_FOREIGN = {
    "1993-05-10": "douglas-hurd",
    "1998-03-02": "robin-cook",
    "2003-03-18": "jack-straw",
    "2006-09-01": "margaret-beckett",
    "2012-08-15": "william-hague",
    "2017-06-20": "boris-johnson",
    "2022-10-03": "james-cleverly",
    "2024-01-20": "david-cameron",
}
AMERICAN_STATE = {
    "1991-01-09": "james-baker",
    "1995-11-21": "warren-christopher",
    "1999-03-24": "madeleine-albright",
    "2003-02-05": "colin-powell",
    "2006-07-25": "condoleezza-rice",
    "2011-10-18": "hillary-clinton",
    "2015-07-14": "john-kerry",
    "2017-10-04": "rex-tillerson",
    "2019-05-07": "mike-pompeo",
    "2023-06-19": "antony-blinken",
}
FRENCH_PRESIDENT = {
    "1992-06-28": "francois-mitterrand",
    "2003-01-22": "jacques-chirac",
    "2008-08-12": "nicolas-sarkozy",
    "2013-01-11": "francois-hollande",
    "2019-08-25": "emmanuel-macron",
}
GERMAN_CHANCELLOR = {
    "1990-10-03": "helmut-kohl",
    "2002-08-05": "gerhard-schroder",
    "2015-09-04": "angela-merkel",
    "2022-02-27": "olaf-scholz",
    "2025-06-01": "friedrich-merz",
}
NATO_HEAD = {
    "1993-04-12": "manfred-worner",
    "1995-08-30": "willy-claes",
    "1999-03-23": "javier-solana",
    "2001-09-12": "george-robertson",
    "2008-04-03": "jaap-de-hoop-scheffer",
    "2011-03-31": "anders-fogh-rasmussen",
    "2018-07-12": "jens-stoltenberg",
    "2025-02-13": "mark-rutte",
}
UN_HEAD = {
    "1991-01-14": "javier-perez-de-cuellar",
    "1994-04-21": "boutros-boutros-ghali",
    "2003-03-17": "kofi-annan",
    "2013-09-16": "ban-ki-moon",
    "2022-04-26": "antonio-guterres",
}
LINES = {
    "The British foreign secretary spoke in the Commons.": ("British foreign secretary", BRITISH_FOREIGN),
    "The US secretary of state left for the airport.": ("US secretary of state", AMERICAN_STATE),
    "The French president received the delegation.": ("French president", FRENCH_PRESIDENT),
    "The German chancellor cut her holiday, or his.": ("German chancellor", GERMAN_CHANCELLOR),
    "NATO's secretary-general saw no reason to wait.": ("NATO's secretary-general", NATO_HEAD),
    "The UN secretary-general appealed to both sides.": ("UN secretary-general", UN_HEAD),
}

SINGLE = [
    ("The Italian prime minister resigned.", "1994-12-22", "Italian prime minister", "silvio-berlusconi"),
    ("The Italian prime minister resigned.", "2016-12-05", "Italian prime minister", "matteo-renzi"),
    ("The Polish foreign minister flew to Kyiv.", "2014-02-20", "Polish foreign minister", "radoslaw-sikorski"),
    ("The Polish president signed the treaty.", "1999-02-26", "Polish president", "aleksander-kwasniewski"),
    ("Spain's prime minister met the king.", "2004-03-12", "Spain's prime minister", "jose-maria-aznar"),
    ("The Serbian president went on television.", "1996-12-20", "Serbian president", "slobodan-milosevic"),
    ("The Yugoslav president went on television.", "1999-06-10", "Yugoslav president", "slobodan-milosevic"),
    ("The Croatian president reviewed the troops.", "1995-08-06", "Croatian president", "franjo-tudman"),
    ("The Czech president was applauded.", "1997-12-09", "Czech president", "vaclav-havel"),
    ("The Hungarian prime minister took a vote.", "1999-03-12", "Hungarian prime minister", "viktor-orban"),
    ("The Hungarian prime minister took a vote.", "2004-05-01", "Hungarian prime minister", "peter-medgyessy"),
    ("The Greek foreign minister was in Ankara.", "2000-01-20", "Greek foreign minister", "george-papandreou"),
    ("The Irish prime minister drove to Belfast.", "1998-04-09", "Irish prime minister", "bertie-ahern"),
    ("The Norwegian prime minister thanked them.", "2011-07-24", "Norwegian prime minister", "jens-stoltenberg"),
    ("The Swedish foreign minister was stabbed.", "2003-09-10", "Swedish foreign minister", "anna-lindh"),
    ("The US defense secretary ruled it out.", "2004-05-07", "US defense secretary", "donald-rumsfeld"),
    ("The CIA director flew to Tel Aviv.", "2001-06-07", "CIA director", "george-tenet"),
    ("The US ambassador to the UN walked out.", "1999-10-01", "US ambassador to the UN", "richard-holbrooke"),
    ("The Canadian foreign minister was pleased.", "1997-12-03", "Canadian foreign minister", "lloyd-axworthy"),
    ("The Mexican president was in Dallas.", "2002-05-01", "Mexican president", "vicente-fox"),
    ("The Brazilian president was impeached.", "2016-05-01", "Brazilian president", "dilma-rousseff"),
    ("Venezuela's president spoke for six hours.", "2007-01-10", "Venezuela's president", "hugo-chavez"),
    ("The Peruvian president dissolved parliament.", "1992-04-06", "Peruvian president", "alberto-fujimori"),
    ("The Haitian president was flown out.", "2004-02-25", "Haitian president", "jean-bertrand-aristide"),
    ("The Cuban leader did not answer.", "1998-01-21", "Cuban leader", "fidel-castro"),
    ("The Cuban leader did not answer.", "2014-12-17", "Cuban leader", "raul-castro"),
    ("The EU foreign policy chief flew to Skopje.", "2001-06-25", "EU foreign policy chief", "javier-solana"),
    ("The EU foreign policy chief flew to Kyiv.", "2014-01-29", "EU foreign policy chief", "catherine-ashton"),
    ("The European Commission president was late.", "1991-12-09", "European Commission president", "jacques-delors"),
    ("The IAEA director general sent inspectors.", "2003-02-21", "IAEA director general", "mohamed-elbaradei"),
    ("The IAEA chief sent inspectors.", "2012-01-30", "IAEA chief", "yukiya-amano"),
    ("The IMF managing director saw growth.", "2009-04-22", "IMF managing director", "dominique-strauss-kahn"),
    ("The World Bank president saw poverty.", "2006-04-20", "World Bank president", "paul-wolfowitz"),
    ("The ICC prosecutor named six men.", "2010-12-15", "ICC prosecutor", "luis-moreno-ocampo"),
    ("The UN envoy for Syria gave up.", "2012-08-02", "UN envoy for Syria", "kofi-annan"),
    ("The Pope prayed for Sarajevo.", "1994-09-08", "Pope", "pope-john-paul-ii"),
    ("The OSCE chairman-in-office was in Minsk.", "2016-11-29", "OSCE chairman-in-office", "frank-walter-steinmeier"),
    ("The Arab League secretary-general objected.", "2003-03-01", "Arab League secretary-general", "amr-moussa"),
    ("The OAS secretary-general flew to Lima.", "2000-06-29", "OAS secretary-general", "cesar-gaviria"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "on", "words", "actor"),
    [(text, on, words, who) for text, (words, line) in LINES.items() for on, who in line.items()] + SINGLE,
)
def test_an_office_means_its_holder_of_the_day(text: str, on: str, words: str, actor: str) -> None:
    assert dict(Found(BOOK, prose(text), on).pairs).get(words) == actor


@pytest.mark.parametrize(
    ("text", "on", "words"),
    [
        ("The British foreign secretary spoke in the Commons.", None, "British foreign secretary"),
        ("The Haitian president was not found.", "2023-01-05", "Haitian president"),
        ("The Czechoslovak president spoke.", "1999-01-05", "Czechoslovak president"),
    ],
)
def test_an_office_stays_open_without_a_date_or_a_holder(text: str, on: str | None, words: str) -> None:
    assert dict(Found(BOOK, prose(text), on).pairs).get(words) is None
