"""Shortened words that keep their full stop, by what may follow them. All in lower case, without the last stop."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: A name or a number follows: the stop is the word's own and ends no sentence.
BEFORE_NAMES = _set(
    """
    mr mrs ms mx dr drs prof gen sen sens rep reps gov govs lt col sgt cpl capt cmdr adm maj brig rev hon pres
    supt msgr messrs mme mlle ste vs cf e.g i.e viz approx eg ie st mt ft pfc spc pvt amb insp det fr br sr
    """
)
#: A number (or a letter) follows; before anything else these are words of their own.
BEFORE_NUMBERS = _set("no nos vol vols p pp fig figs sec art ch par para op ed ext tel fax mob rm apt ca est")
#: Months: short for a month when a number follows or the letter is capital.
MONTHS = _set("jan feb mar apr jun jul aug sep sept oct nov dec")
#: Days of the week; read as such when capitalised.
DAYS = _set("mon tue tues wed thu thur thurs fri sat sun")
#: They may also end a sentence; the stop then does two jobs.
OTHERS = _set(
    """
    inc ltd corp co cos bros llc plc jr esq al dept univ assn div attn esp govt intl natl
    ala ariz ark calif colo conn del fla ga kan ky md mich minn mo mont neb nev okla pa tenn tex va vt wis wyo
    ave blvd rd avg mins hrs yrs lb lbs oz ph ps
    """
)
#: As `OTHERS` when capitalised: in lower case they are common words.
CAPITALISED = _set("ill ind la mass miss ore wash wa sat sun del me")
#: Every shortened word of this module.
ALL = BEFORE_NAMES | BEFORE_NUMBERS | MONTHS | DAYS | OTHERS | CAPITALISED | {"etc"}
