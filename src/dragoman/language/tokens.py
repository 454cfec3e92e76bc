"""The words of running text, divided as the Universal Dependencies treebanks of English divide them.

A word is a half-open range of the text's letters (0-based code points). **Law: the words are in order, do not
overlap, hold no white space, and every character that is not white space lies in exactly one.** One pass, in
time linear in the text's length.

What is divided: contractions (do|n't, it|'s, can|not, gon|na), possessives, compounds at their hyphens
(state|-|owned), units and currency (5|km, US$|40, 12|%), marks. What stays whole: words with a prefix
(anti-war, co-founder), dates, times and numbers with separators, telephone numbers, abbreviations with their
stop, addresses of the net, handles, file names, emoticons, runs of one mark. One difference from the treebanks,
wanted by the rooms above: names with the Arabic article are one word (al-Nusra; Deir and ez-Zor are two).
"""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.language.abbreviations import (
    BEFORE_NAMES,
    BEFORE_NUMBERS,
    CAPITALISED,
    DAYS,
    MONTHS,
    OTHERS,
)
from dragoman.language.sentence import Word

Range = tuple[int, int]

#: Marks that belong to the letter before them: accents, vowel signs, joiners, soft hyphens.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff"
)
_L = "[^\\W\\d_]"  # a letter
_RUN = f"(?:[^\\W_][{_MARKS}]*+)++"  # letters and digits with their marks
_END = "(?![^\\W_])"  # the run of letters and digits ends here
_Q = "['’`´ʼ‘]"  # what people type for an apostrophe
_CLITIC = f"(?:[sSmMdD]|re|RE|ve|VE|ll|LL){_END}"
_PREFIX = (
    "(?i:e|non|mid|re|anti|co|pre|pro|cross|post|over|multi|ex|sub|counter|semi|mini|socio|inter|intra|micro|un"
    "|arch|psycho|trans|ultra|quasi|pseudo|macro|neo|super|pan|bi|tri|poly|extra|infra|meta|mega|under)"
)
#: The Arabic article, also where it takes the sound of the next letter (as-Suwayda, ez-Zor, ash-Sham).
_ARTICLE = (
    "(?:[aA]l-|[eEuU]l-(?=[A-Z'’])|AL-(?=[A-Z]{2})"
    "|[aeAEuU](?:s-(?=S)|sh-(?=Sh)|r-(?=R)|d-(?=D)|z-(?=Z)|n-(?=N)|t-(?=T)|th-(?=Th)|dh-(?=Dh)))"
)
_TLD = (
    "(?:com|org|net|gov|edu|mil|info|biz|tv|io|uk|ru|ua|de|eu|tr|il|ir|sy|int|fr|ca|au|COM|ORG|NET|GOV|RU|UK)"
)
_FILE = "(?i:docx?|xlsx?|pdf|txt|html?|jpe?g|png|gif|zip|exe|pptx?|csv|url|mp[34]|php|asp)"
_UNIT = (
    "(?:am|pm|AM|PM|mm|cm|km|kms|kg|mg|ml|k|K|m|g|ft|lbs?|hrs?|mins?|mph|kph|[kKMGT][bB]|[kMG]Hz|[kMG]W|mn|bn"
    "|tn|yrs?|yo|nm|sq)"
)
_URL = '[^\\s<>"“”«»]*[^\\s<>"“”«».,;:!?)\\]\'’…*]'

_SCAN = re.compile(
    rf"""
      ([A-Za-z]++)(?=[\s,;)\]?!"”]|\Z)                                   # 1: a plain word
    | ,(?!,)
    | (?<![^\n])\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}\.(?=\s)                   # the number of a list item
    | ({_L}{{1,8}}+\.)(?![\w.@]|-[A-Z])                                  # 2: a word with a full stop
    | (?:https?|ftp)://{_URL} | (?:www\.|mailto:){_URL}
    | [\w.+%-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,40}}){{0,5}}            # Rice@work  a.b@c.org
    | (?<![\w.])(?:[A-Za-z0-9-]{{1,40}}\.){{1,5}}{_TLD}(?![\w@])(?:/(?:{_URL})?)?
    | (?<![\w.])[A-Z][A-Za-z\d-]{{1,40}}\.[a-z]{{2}}(?![\w@]|\.\w)          # Gazeta.no: a name under a country's letters
    | (?<![\w.])[\w\#-]{{1,60}}(?:\.[\w\#-]{{1,40}}){{0,2}}\.{_FILE}(?!\w)
    | (?:alt|comp|misc|rec|sci|soc|talk)(?:\.[a-z]{{2,20}}){{1,5}}
    | (?<!\w)(?:[>]?[:;=]['^o-]?(?:[DPpOo]{_END}|[)(\]|/\\]+(?![\w/])|3(?!\d))|\^[_.-]?\^|-_+-|<3(?!\d)|[xX]D{_END}
        |\((?:[:;=]-?)(?![\w]))                                          # emoticons
    | (?<=\w)[:;=]-?[)(D](?=[\s.,!?]|\Z)
    | (?:Ph|M|B)\.(?:D|Sc|Phil|Ed)\.?{_END}
    | {_L}(?:\.{_L}){{1,7}}(?:\.(?!\w)|(?=-))?{_END}                     # U.S.  a.m.  p.m  U.S.-led
    | {_L}{{1,14}}?(?=[nN]{_Q}[tT]{_END}) | (?<={_L})[nN]{_Q}[tT]{_END}   # do|n't
    | (?<=[\w.)]){_Q}{_CLITIC}                                           # it|'s
    | (?<!\w)[yY]{_Q}(?=[aA][lL]{{2}}{_END})                              # y'|all
    | (?<!\w)['’](?:em|til|till|cause|bout|round|n|\d0s|\d\d){_END}
    | {_ARTICLE}['’]?{_RUN}(?:['’ʼ`](?!{_CLITIC}){_RUN})*+
    | (?<![\w-]){_PREFIX}-{_RUN}
    | (?<!\w)(?i:w/o|w/out|b/c|b/t|n/a|l/c|i/c|a/c|i/s|w/){_END}
    | [A-Z](?:&[A-Z]){{1,3}}{_END} | [A-Z]{{2,4}}&[A-Z]{{1,3}}{_END}     # AT&T
    | \+\d{{1,3}}(?!\d)
    | (?:\d{{1,4}}/){{1,2}}\d{{2,4}}(?![\w/]) | \d{{1,2}}/\d{{1,2}}(?![\w/])
    | (?:\d{{1,2}}-)?(?:\d{{3}}-)?\d{{3}}-\d{{4}}(?!\w) | \d{{4}}-\d\d-\d\d(?!\d) | \d{{1,2}}-\d{{1,2}}-\d{{4}}(?!\d)
    | \d++(?:[.,:]\d++)++(?:st|nd|rd|th|s){_END} | \d++(?:s|(?<=0){_Q}s|st|nd|rd|th|ST|ND|RD|TH){_END}
    | \d++(?:[.,:]\d++)*+(?={_UNIT}{_END}) | \d++(?:[.,:]\d++)++
    | (?<![\w.])\.\d++{_END}
    | (?:US|A|C|NZ|HK|AU|CA|U)?\$(?!\$)
    | [#@](?={_L}){_RUN}(?:_{_RUN})*+_*+
    | {_RUN}(?:_++{_RUN})++                                              # file_name
    | {_RUN}(?:['’ʼ´](?!{_CLITIC}){_RUN})*+
    | \.{{2,}}+ | …++\.? | [!?]{{2,}}+ | -{{2,}}+> | <-{{1,}}+ | -+> | ''|``|’’|‘‘|,,(?!,)
    | ([^\w\s()\[\]"“”'’‘«»„])\3++                                       # a run of one mark
    | [()]{{3,}}+ | _++
    | [\U0001F1E6-\U0001F1FF]{{2}}
    | [\u2600-\u27bf\U0001F300-\U0001FAFF][\ufe0f\U0001F3FB-\U0001F3FF]*+(?:\u200d\S[\ufe0f\U0001F3FB-\U0001F3FF]*+)*+
    | \S[{_MARKS}]*+
    """,
    re.VERBOSE,
)

#: Words written together; where they are cut, in letters from the start.
_JOINED: dict[str, tuple[int, ...]] = {
    "cannot": (3,), "gonna": (3,), "wanna": (3,), "gotta": (3,), "gimme": (3,), "lemme": (3,), "dunno": (2, 3),
    "outta": (3,), "dont": (2,), "doesnt": (4,), "didnt": (3,), "cant": (2,), "wont": (2,), "couldnt": (5,),
    "wouldnt": (5,), "shouldnt": (6,), "isnt": (2,), "wasnt": (3,), "arent": (3,), "werent": (4,), "hasnt": (3,),
    "havent": (4,), "hadnt": (3,), "aint": (2,), "im": (1,), "ive": (1,), "youre": (3,), "theyre": (4,),
    "thats": (4,), "whats": (4,), "theres": (5,), "hes": (2,), "shes": (3,), "youll": (3,), "theyll": (4,),
    "youve": (3,), "weve": (2,), "theyve": (4,),
}  # fmt: skip
_LONGEST_JOINED = 8
_CAPITAL_NAMES = frozenset({"IM", "IVE", "HES"})  # short for something else when all in capitals

_NUMBER_NEXT = re.compile(r"\s*+[#(]?\d")
_NAME_NEXT = re.compile(r"\s++[A-Z][\w.'’]")
_GOES_ON = re.compile(r"\s*+[a-z,;:)\]\d\"”-]")


def word_ranges(text: str) -> tuple[Range, ...]:
    """The words of ``text`` in order, as half-open ranges of its letters (code points)."""
    out: list[Range] = []
    for match in _SCAN.finditer(text):
        start, end = match.span()
        group = match.lastindex
        if group == 2:
            if _keeps_stop(text, start, end):
                out.append((start, end))
                continue
            out += _divided(text, start, end - 1)
            out.append((end - 1, end))
        elif group == 1 and end - start <= _LONGEST_JOINED and text[start:end].lower() in _JOINED:
            out += _divided(text, start, end)
        else:
            out.append((start, end))
    return tuple(out)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in order; offsets count its letters (code points). White space is left out."""
    return tuple(Word(text=text[start:end], start=start, end=end) for start, end in word_ranges(text))


def _divided(text: str, start: int, end: int) -> list[Range]:
    """A word of letters only, cut where two words are written as one."""
    word = text[start:end]
    cuts = _JOINED.get(word.lower())
    if cuts is None or word in _CAPITAL_NAMES:
        return [(start, end)]
    edges = [start, *(start + cut for cut in cuts), end]
    return list(pairwise(edges))


def _keeps_stop(text: str, start: int, end: int) -> bool:
    """Whether the stop that ends ``text[start:end]`` belongs to a shortened word."""
    word = text[start : end - 1]
    lower = word.lower()
    if len(word) == 1:
        return _is_initial(text, start, end)
    if lower in BEFORE_NAMES:
        return True
    if lower == "etc":
        return _GOES_ON.match(text, end) is not None
    if lower in BEFORE_NUMBERS:
        return _NUMBER_NEXT.match(text, end) is not None
    if lower in MONTHS or lower in DAYS:
        return word[0].isupper() and (
            lower not in {"sun", "sat", "mar"} or _NUMBER_NEXT.match(text, end) is not None
        )
    if lower in OTHERS:
        return True
    return lower in CAPITALISED and word[0].isupper() and _GOES_ON.match(text, end) is not None


def _is_initial(text: str, start: int, end: int) -> bool:
    letter = text[start]
    if letter.islower():
        return letter in "pvcd" and _GOES_ON.match(text, end) is not None
    if letter == "I" or not letter.isupper():
        return False
    return _NAME_NEXT.match(text, end) is not None
