"""Words of the markup and of short texts in groups that say what an element or a line is for.

Stems, matched at the start of a letter run of a class, id, role or itemprop (``WORDS``), or at the start or end of
a short text (``SAID``). They are cues to a trained classifier, which weighs them: none decides anything by itself.
A change of a group asks for a new training.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.model import Attributes

_TELLING = frozenset({"class", "id", "itemprop", "role", "rel", "property"})
_PART = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST = 400

#: What an element is called, by group. A stem of three letters or fewer stands for itself alone.
WORDS: dict[str, str] = {
    "comment": "comment kommentar commentaire comentario reply replies respond response discussion disqus forum thread "
    "reaction reactie yorum komentar opinion wpdiscuz fbcomments livefyre coral",
    "related": "related recommend recirc similar popular trending mostread latest recent teaser further weitere mehr "
    "readmore also suggest outbrain taboola zergnet revcontent onward upnext next prev previous river feed carousel "
    "slider list loop grid archive card promo ticker",
    "share": "share sharing social facebook twitter whatsapp pinterest linkedin addthis follow like teilen addtoany "
    "sharedaddy telegram",
    "navigation": "nav menu breadcrumb toolbar topbar pager pagination paging tab skip sitemap submenu dropdown",
    "foot": "footer foot bottom colophon copyright imprint impressum legal disclaimer",
    "head": "header masthead branding logo top",
    "side": "sidebar aside widget rail secondary complementary column col right left module box panel",
    "advert": "ad ads adv advert sponsor sponsored anzeige werbung banner dfp gpt adsense publicidad pub commercial "
    "affiliate partner shop product price",
    "subscribe": "newsletter subscri signup abo paywall premium membership donate register registration optin mailchimp",
    "picture": "caption figure image img photo foto picture gallery bild media credit thumb slideshow wp-caption bildunterschrift "
    "copyright legende lightbox",
    "author": "author byline bio writer autor auteur redakteur reporter vcard fn journalist profile about avatar",
    "date": "date time datum published publish timestamp updated meta info posted fecha dateline",
    "tags": "tag tags topic topics category categories cat keyword label schlagwort rubrik taxonomy",
    "title": "title headline head heading headings titel titre titulo hed",
    "lead": "lead intro summary excerpt dek standfirst subtitle subhead deck chapo vorspann abstract kicker sapo ingress "
    "subheadline description descr",
    "content": "content body text article entry post story articlebody main hentry single page inhalt artikel contenido "
    "noticia texto corps copy richtext markup prose wysiwyg news blogpost paragraph",
    "overlay": "cookie consent gdpr modal popup overlay lightbox privacy notice alert dialog hidden hide print screen",
    "form": "form search login account input button btn signin user login rating vote poll quiz survey captcha",
    "embed": "quote blockquote tweet embed video player iframe instagram youtube audio podcast pullquote media",
    "box": "factbox infobox sidebox fact facts highlights keypoints note notice aside callout",
    "field": "field node region views block view container wrapper inner wrap row section area",
}
#: What a short text says, by group.
SAID: dict[str, str] = {
    "advertises": r"advert|anzeige|werbung|sponsored|publicidad|publicit|реклама|reklam",
    "leads on": r"read more|read also|read next|more:|more from|related|see also|also read|watch:|click here|continue reading|mehr|"
    r"lesen sie|lesen |weiterlesen|siehe auch|lire aussi|à lire|en savoir|lee también|leer|ver más|читайте|также|подробнее|"
    r"lees ook|leggi|ilgili|devam|czytaj|zobacz",
    "shares": r"share|tweet|follow|like|teilen|drucken|print|e-?mail|partager|compartir|поделиться|paylaş|whatsapp|facebook|twitter|"
    r"delen|condividi|udostępnij",
    "pictures": r"photo|image|picture|foto|bild|fig\b|quelle|getty|reuters|credit|source|crédit|imagen|фото|video|fotoğraf|©|\(c\)",
    "signs": r"by |von |par |por |di |door |written|posted|author|autor|автор|editor|redaktion|text:|yazar|av ",
    "comments": r"\d+ comment|comment|reply|replies|repl|kommentar|antworten|commentaire|répondre|comentario|responder|комментар|"
    r"ответить|yorum|reactie|leave a|log in|login|sign in|anmelden|register",
    "subscribes": r"subscribe|newsletter|sign up|abonnier|abonnez|suscr|подпис|abone|download|get our|join |support|donate|spenden",
    "dates": r"published|updated|posted|last|veröffentlicht|aktualisiert|stand:|publié|mis à jour|publicado|опубликован|\d{1,2}[./]\d",
    "tags": r"tags?\b|topics?\b|filed under|categor|keywords|schlagw|themen|labels?\b|mots|etiquetas|теги|метки|etiket",
    "legal": r"copyright|all rights|alle rechte|tous droits|impressum|datenschutz|privacy|terms|cookie|imprint|disclaimer|todos los|"
    r"все права",
    "moves": r"home|next|previous|prev|back|top\b|zurück|weiter|startseite|older|newer|page|seite|menu|search|suche|skip|nach oben|"
    r"close|accueil|inicio|главная|назад",
}

_STEMS = {stem: number for number, stems in enumerate(WORDS.values()) for stem in stems.split()}
#: Stems up to so many letters stand for themselves alone; the longest has so many.
_SHORT, _LONGEST = 3, max(map(len, _STEMS))
_SAID = re.compile("|".join(f"(?P<g{number}>{pattern})" for number, pattern in enumerate(SAID.values())))


@lru_cache(maxsize=16_384)
def _group(word: str) -> int:
    """The number of a word's group, -1 for none: the word itself, else its longest stem."""
    if word in _STEMS:
        return _STEMS[word]
    for length in range(min(len(word), _LONGEST), _SHORT, -1):
        number = _STEMS.get(word[:length])
        if number is not None:
            return number
    return -1


@lru_cache(maxsize=8192)
def groups_of(attributes: Attributes) -> int:
    """The groups of an element's telling attributes, as bits."""
    bits = 0
    for name, value in attributes:
        if name in _TELLING:
            for word in _PART.findall(_CAMEL.sub(" ", value[:_MOST]).lower()):
                number = _group(word)
                if number >= 0:
                    bits |= 1 << number
    return bits


def said(text: str) -> int:
    """The number of the group that the beginning of ``text`` (lower-cased) belongs to, -1 for none."""
    found = _SAID.match(text, len(text) - len(text.lstrip("\"'“„«([•*–—-»>· ")))
    return int(found.lastgroup[1:]) if found is not None and found.lastgroup else -1
