"""The language of a page's running text, by its script and its commonest words; by what the markup states else.

Stop words are enough for the question at hand, English or not and else which of some two dozen languages: of text with
thirty words or more. A library for it (py3langid) would bring a megabyte of weights for languages that are read no
further anyway.
"""

from __future__ import annotations

import re
from collections import Counter

from dragoman.model import BlockKind, Layout, Page, Stated

_WORDS: dict[str, str] = {
    "en": "the and of to in is that for it with as was on are by this be from at have not but they which you has were their",
    "de": "der die und das ist nicht ein eine den von zu mit sich auf für auch dem als wird bei nach im aus noch wie über oder",
    "fr": "le la les des et est dans une pour que qui pas sur plus par avec ce sont au aux mais ses leur cette été du",
    "es": "el los las que una por con para del como más pero sus este está fue son también entre cuando muy sobre",
    "pt": "os uma não com para mais que do da em dos das são foi pelo pela também ao seu sua como mas entre",
    "it": "il che di per una sono della nel con del non più anche alla gli le dei delle dal è ha questo come si",
    "nl": "het een van en dat niet zijn voor met op aan ook maar bij naar wordt door deze uit nog heeft te om",
    "sv": "och att det som är på för av med den till inte har om ett var kan men från vid när",
    "da": "og at det som er på for af med den til ikke har om et var kan men fra ved når der blev",
    "no": "og at det som er på for av med den til ikke har om et var kan men fra ved når ble etter",
    "fi": "ja on ei että se oli myös mutta kun hän joka ovat olla mukaan sekä kuin tai jo",
    "pl": "w i na nie się jest z że do to jak o po przez dla od był oraz tym są także może",
    "cs": "a v na se je že s z do o pro ve by jako po za tak ale který jsou bude také jeho",
    "sk": "a v na sa je že s z do o pre vo by ako po za tak ale ktorý sú bude tiež jeho",
    "hu": "a az és hogy nem is egy ez meg de volt csak már mint még el vagy van lehet után",
    "ro": "și în de la cu nu este pe care din un o pentru mai au a fost sunt ca prin",
    "hr": "i u je na se da su za od što s koji ne kao bi iz te će sve nije",
    "tr": "ve bir bu için ile de da olarak daha çok ne gibi olan kadar sonra en ise var",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke adalah karena oleh",
    "vi": "của và là có trong được cho không với các một đã những này người để",
    "ru": "и в не на что с по как это но из у за от для было его все так же о",
    "uk": "і в не на що з по як це але із у за від для було його та також є",
    "bg": "и на да се за от не с са че по към като ще е в беше който",
    "el": "και το να του η της με που την από για τα στο οι ο τον δεν είναι θα σε",
}
_SCRIPTS = (
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"\s*([A-Za-z]{2})(?:[-_]|\s*$)")
#: So much text is looked at (characters); so many words, and hits among them, are asked for; the best leads by so much.
_MOST, _LEAST_WORDS, _LEAST_HITS, _LEAD = 6_000, 30, 6, 1.25
#: So much of the letters must be of a script that has one language here.
_SHARE = 0.4
_STATED = (
    "lang",
    "og:locale",
    "content-language",
    "dc.language",
    "json-ld:inlanguage",
    "json-ld:inLanguage",
    "language",
)


def spoken_language(text: str, stated: str | None = None) -> str | None:
    """The ISO 639-1 code of the language that ``text`` is written in; None when that is not clear. Of languages that share
    their commonest words, the ``stated`` one."""
    text = text[:_MOST]
    words = _LETTERS.findall(text.lower())
    letters = sum(map(len, words))
    for code, script in _SCRIPTS:
        if letters and len(script.findall(text)) >= _SHARE * letters * (0.25 if code == "ja" else 1.0):
            return code
    if len(words) < _LEAST_WORDS:
        return None
    counts = Counter(words)
    hits = sorted(
        ((sum(counts[word] for word in stops.split()), code) for code, stops in _WORDS.items()), reverse=True
    )
    (best, code), (second, _) = hits[0], hits[1]
    if best < _LEAST_HITS:
        return None
    if best >= _LEAD * second:
        return code
    return stated if any(code == stated and count * _LEAD >= best for count, code in hits) else None


def language_of(page: Page, layout: Layout) -> Stated | None:
    """The language of the article: of its running text where that is clear, else as the markup states; None when neither."""
    parts, size = [], 0
    for block in layout.blocks:
        if block.kind is BlockKind.PARAGRAPH and size < _MOST:
            parts.append(page.quote(block.span))
            size += len(block.span)
    stated = None
    for name in _STATED:
        for fact in page.facts:
            if stated is None and fact.name == name and (code := _CODE.match(fact.value)):
                stated = Stated(text=code[1].lower(), path=fact.path)
    spoken = spoken_language(" ".join(parts) if size else page.text, stated.text if stated else None)
    return stated if spoken is None else Stated(text=spoken)
