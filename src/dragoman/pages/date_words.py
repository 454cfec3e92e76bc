"""Words beside a date that say what it tells, in the languages of the months that are read.

"Published", "updated" and the like, and the words that elements are named with. Between letters of alphabets a whole
word is asked for; Chinese, Japanese and Korean have no such borders.
"""

from __future__ import annotations

import re

_PUBLISHED = (
    "published posted publication pubdate created issued dated released first added submitted uploaded"
    " giriş yayınlanma yayın yayınlandı eklenme oluşturulma veröffentlicht erstellt erschienen publiziert erscheinungsdatum"
    " veröffentlichung eingestellt geschrieben verfasst gepostet"
    " опубликовано публикации опубликован добавлено размещено создано опубліковано додано публикувано"
    " publié publiée publie paru parution posté rédigé créé publicado publicada publicación publicação publicat creado postado"
    " pubblicato pubblicata pubblicazione inserito scritto gepubliceerd geplaatst publicatiedatum gepost"
    " opublikowano opublikowany dodano utworzono publikacji vydáno publikováno zveřejněno publikovano vloženo pridané publikované"
    " zverejnené objavljeno objavljen objavil δημοσίευση δημοσιεύτηκε δημοσιεύθηκε δημοσίευσης δημοσιευση ανάρτηση"
    " publicerad publicerat publisert publiceret udgivet offentliggjort lagt julkaistu megjelent közzétéve létrehozva"
    " dipublikasikan diterbitkan đăng นำเสนอ نشر פורסם"
).split()
_MODIFIED = (
    "updated update modified edited revised corrected changed modification güncelleme güncellendi güncellenme aktualisiert"
    " geändert aktualisierung überarbeitet обновлено изменено обновлён оновлено mis\\sà\\sjour mise\\sà\\sjour màj maj modifié"
    " modifiée actualizado actualizada actualización modificado atualizado atualizada atualização aggiornato aggiornata"
    " aggiornamento modificato bijgewerkt gewijzigd laatste\\supdate zaktualizowano aktualizacja zmodyfikowano aktualizováno"
    " aktualizace upraveno aktualizované ažurirano izmenjeno ενημέρωση ενημερώθηκε ανανέωση τροποποίηση uppdaterad"
    " uppdaterat oppdatert opdateret päivitetty muokattu frissítve frissült módosítva actualizat diperbarui cập\\snhật"
).split()
_LOADED = (
    "load loaded retrieved accessed downloaded saved printed captured crawled today now abgerufen heute consulté"
    " consultado сегодня bugün oggi hoy hoje vandaag dnes dziś σήμερα σήμερα"
).split()
_FOREIGN = (
    "born died geboren gestorben né née mort nació murió founded since seit depuis until bis copyright expires expire valid deadline"
    " event veranstaltung termin wann when begins starts beginn start ends rodj registered member joined registriert mitglied beigetreten"
    " dabei inscrit beiträge"
).split()


def _whole(words: list[str]) -> str:
    return r"(?<![^\W\d_])(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?![^\W\d_])"


#: What stands before a date, in small letters, when it is that of publication.
PUBLISHED = re.compile(
    _whole(_PUBLISHED)
    + r"|发布|发表|發布|發表|公開|投稿|掲載|刊登|작성|등록|입력|게시|时间：|時間：|(?:^|\n)\s*(?:date|datum|fecha|data|дата)\s*:\s*$"
)
#: The same of a change.
MODIFIED = re.compile(
    _whole(_MODIFIED) + r"|更新|修改|수정|(?<![^\W_])(?:stand|last\schanged)\s*:?\s*(?:vom\s)?$"
)
#: The same when the page tells what day it is for its reader.
LOADED = re.compile(_whole(_LOADED))
#: The same when the date is that of something else: a life, a member, an appointment.
FOREIGN = re.compile(_whole(_FOREIGN) + r"|©|\(c\)")

_PART = re.compile(r"[^\W\d_]+")
#: Words in the names of elements.
DATE_NAMES = frozenset(
    "date datetime time timestamp posted published publish publication pubdate dateline day created entry-date postdate datum fecha data"
    " zeit datelabel meta postmeta byline info dt created".split()
)
SURE_NAMES = frozenset("published publish publication pubdate posted dateline postdate created".split())
CHANGE_NAMES = frozenset("updated update modified lastupdate edited modify lastmod".split())
OTHER_NAMES = frozenset(
    "comment comments reply replies kommentar kommentare kommentare respond discussion disqus related recommended recommendations"
    " teaser teasers sidebar widget popular trending recent latest ticker footer promo aside archive calendar event events newsletter"
    " mostread similar more see-also next prev previous navigation nav pager carousel slider menu".split()
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def names_in(value: str) -> frozenset[str]:
    """The words in the name of an element ("entry-date publishedTime" gives entry, date, published, time)."""
    return frozenset(word.lower() for word in _PART.findall(_HUMP.sub(" ", value).replace("_", " ")))
