"""Tables of words: months, weekdays and zones as news pages print them.

They are part of the grammar and not knowledge that an analyst edits, so they stand in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

#: Months of languages that write them with a capital letter. Abbreviations that are also words are left out.
_CAPITAL = (
    ("January", "Jan", "Januar", "Jänner", "Ocak"),
    ("February", "Feb", "Februar", "Şubat"),
    ("March", "Mar", "März", "Maerz", "Mart"),
    ("April", "Apr", "Nisan"),
    ("May", "Mai", "Mayıs"),
    ("June", "Jun", "Juni", "Haziran"),
    ("July", "Jul", "Juli", "Temmuz"),
    ("August", "Aug", "Ağustos"),
    ("September", "Sept", "Sep", "Eylül"),
    ("October", "Oct", "Oktober", "Okt", "Ekim"),
    ("November", "Nov", "Kasım"),
    ("December", "Dec", "Dezember", "Dez", "Aralık"),
)
#: Months of languages that write them small (French, Spanish, Russian).
_SMALL = (
    ("janvier", "enero", "января", "январь", "январе", "янв"),
    ("février", "fevrier", "febrero", "февраля", "февраль", "феврале", "фев"),
    ("mars", "marzo", "марта", "март", "марте"),
    ("avril", "abril", "апреля", "апрель", "апреле", "апр"),
    ("mai", "mayo", "мая", "май", "мае"),
    ("juin", "junio", "июня", "июнь", "июне", "июн"),
    ("juillet", "julio", "июля", "июль", "июле", "июл"),
    ("août", "aout", "agosto", "августа", "август", "августе", "авг"),
    ("septembre", "septiembre", "setiembre", "сентября", "сентябрь", "сентябре", "сен", "сент"),
    ("octobre", "octubre", "октября", "октябрь", "октябре", "окт"),
    ("novembre", "noviembre", "ноября", "ноябрь", "ноябре", "ноя", "нояб"),
    ("décembre", "decembre", "diciembre", "декабря", "декабрь", "декабре", "дек"),
)
_WEEKDAYS = (
    ("Monday", "Mon", "Montag", "lundi", "lunes", "Pazartesi", "понедельник", "Пн"),
    ("Tuesday", "Tues", "Tue", "Dienstag", "mardi", "martes", "Salı", "вторник", "Вт"),
    ("Wednesday", "Wed", "Mittwoch", "mercredi", "miércoles", "Çarşamba", "среда", "среду", "Ср"),
    ("Thursday", "Thurs", "Thur", "Thu", "Donnerstag", "jeudi", "jueves", "Perşembe", "четверг", "Чт"),
    ("Friday", "Fri", "Freitag", "vendredi", "viernes", "Cuma", "пятница", "пятницу", "Пт"),
    ("Saturday", "Sat", "Samstag", "Sonnabend", "samedi", "sábado", "Cumartesi", "суббота", "субботу", "Сб"),
    ("Sunday", "Sun", "Sonntag", "dimanche", "domingo", "Pazar", "воскресенье", "Вс"),
)
#: Upper case that str.upper does not give: the Turkish dotted i.
_TURKISH = {"NİSAN": 4, "HAZİRAN": 6, "EKİM": 10}

#: Zones with one meaning, in minutes east of UTC. "EST" is North America's here, as on the pages meant.
ZONES = {
    "GMT": 0,
    "UTC": 0,
    "Z": 0,
    "WET": 0,
    "WEST": 60,
    "CET": 60,
    "CEST": 120,
    "MEZ": 60,
    "MESZ": 120,
    "EET": 120,
    "EEST": 180,
    "SAST": 120,
    "TRT": 180,
    "MSK": 180,
    "EDT": -240,
    "EST": -300,
    "CDT": -300,
    "MDT": -360,
    "MST": -420,
    "PDT": -420,
    "PST": -480,
    "AEST": 600,
    "AEDT": 660,
    "HKT": 480,
    "SGT": 480,
    "JST": 540,
    "KST": 540,
    "PKT": 300,
}
#: Zones whose letters mean several offsets: found and kept as printed, never turned into one.
UNFIXED = (
    "BST",
    "IST",
    "CST",
    "AST",
    "ET",
    "CT",
    "MT",
    "PT",
    "ADT",
    "IRST",
    "Moscow time",
    "local time",
    "LT",
)
#: Moscow's clock stood an hour further in these years; Istanbul's was still Eastern European before.
_MOVED = {
    "MSK": ((date(2011, 3, 27), date(2014, 10, 26), 240), (date(1, 1, 1), date(2011, 3, 27), None)),
    "TRT": ((date(1, 1, 1), date(2016, 9, 7), None),),
}


def zone_minutes(name: str, on: date | None) -> int | None:
    """Minutes east of UTC of the printed zone ``name`` on the day ``on``; None when its meaning is not fixed."""
    for since, until, minutes in _MOVED.get(name, ()):
        if on is None:
            return None
        if since <= on < until:
            return minutes
    return ZONES.get(name)


def plain(word: str) -> str:
    """``word`` without differences of case, also of the Turkish i's."""
    return word.upper().lower().replace("\u0307", "")


def _styled(words: Iterable[str], *, small: bool) -> Iterable[str]:
    for word in words:
        yield word.upper()
        if small:
            yield word
        # "Mars 2020" is a rover, not a month.
        if word != "mars":
            yield word[0].upper() + word[1:]


def _months() -> dict[str, int]:
    table = dict(_TURKISH)
    for number, (capital, small) in enumerate(zip(_CAPITAL, _SMALL, strict=True), start=1):
        table |= dict.fromkeys(_styled(capital, small=False), number)
        table |= dict.fromkeys(_styled(small, small=True), number)
    return table


#: Months as they are properly written, for forms where the month carries the proof almost alone.
MONTHS: dict[str, int] = _months()
#: Months in any case, for forms where a day and a year stand beside it.
MONTHS_PLAIN: dict[str, int] = {plain(name): number for name, number in MONTHS.items()}
#: English months that are first names or surnames as well.
FIRST_NAMES = frozenset({"April", "August", "Jan", "June", "May"})
#: Weekdays as they may stand beside a date.
WEEKDAYS: dict[str, int] = {
    style: number
    for number, names in enumerate(_WEEKDAYS, start=1)
    for name in names
    for style in _styled([name], small=True)
}
#: English weekdays that may stand alone.
ENGLISH_WEEKDAYS: dict[str, int] = {
    style: number for number, names in enumerate(_WEEKDAYS, start=1) for style in (names[0], names[0].upper())
}


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of ``words``, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"
