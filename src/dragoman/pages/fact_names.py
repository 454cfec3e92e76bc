"""Names under which markup states things about a page, by what they tell.

Names are compared without case and marks, so that "article:published_time" and "articlePublishedTime" are one. They
were collected from the documentation of the vocabularies (Open Graph, schema.org, Dublin Core, PRISM, Highwire,
Parse.ly, Sailthru, cXense, rNews) and from what content systems write.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

_MARKS = re.compile(r"[\W_]+")


class Tells(StrEnum):
    """What a fact of the markup tells about the page."""

    PUBLISHED = "published"
    CREATED = "created"
    DATED = "dated"
    MODIFIED = "modified"
    TITLE = "title"
    AUTHOR = "author"
    SITE = "site"
    SECTION = "section"
    TAGS = "tags"
    URL = "url"
    LANGUAGE = "language"
    SUMMARY = "summary"
    PICTURE = "picture"
    KIND = "kind"


_NAMES: dict[Tells, str] = {
    Tells.PUBLISHED: """
        article:published_time article:published og:article:published_time og:article:published og:published_time og:pubdate
        og:publish_date datepublished date_published datepublication pubdate publish_date publishdate publish-time publication_date
        published published_date published_time published_at publishedat pub_date pub_time parsely-pub-date sailthru.date
        cxenseparse:recs:publishtime cxenseparse:publishtime cxenseparse:pubdate citation_publication_date citation_date
        citation_online_date dc.date.issued dc.issued dcterms.issued dc.date.published dc.published rnews:datepublished displaydate
        originalpublicationdate article.published mediator_published_time prism.publicationdate vr:published_time
        shareaholic:article_published_time weibo:article:create_at bt:pubdate article_date_original iso-8601-publish-date
        cse_pubdate releasedate release_date issuedate firstpublished first_published article:post_date postdate post_date
        eprints.date dcsext.pubdate lp:published contentdate content_date ptime gsa:published newsdate storydate
        date.release wt.pubdate publicationdatetime datetimepublished
        """,
    Tells.CREATED: """
        datecreated date_created created created_at createdate creation_date creationdate dcterms.created dc.date.created
        dc.created article.created article:created article:created_time article:create_date uploaddate og:created_time
        """,
    Tells.DATED: "date dc.date dcterms.date article.date article:date article_date pdate utime_date originaldate",
    Tells.MODIFIED: """
        article:modified_time article:modified article:modified_date og:article:modified_time og:updated_time og:modified_time
        og:lastmod datemodified date_modified date_updated last-modified lastmodified lastmod last_updated lastupdate lastupdated
        dcterms.modified dc.date.modified dc.modified article.updated article:updated article:updated_time revised utime updated
        updated_time updated_at modified moddate modificationdate dateupdate dateupdated revision_date revision
        """,
    Tells.TITLE: """
        og:title twitter:title headline dc.title dcterms.title citation_title parsely-title sailthru.title cxenseparse:title
        rbtitle article:title article_title mediator_title
        """,
    Tells.AUTHOR: """
        author article:author og:author og:article:author dc.creator dcterms.creator citation_author parsely-author sailthru.author
        cxenseparse:author cxenseparse:recs:articleauthor article_author byl byline creator dc.contributor rbauthors
        authors article.author shareaholic:article_author_name web_author articleauthor mediator_author
        """,
    Tells.SITE: "og:site_name application-name twitter:app:name:iphone al:ios:app_name dc.publisher dcterms.publisher publisher copyright"
    " cre citation_journal_title prism.publicationname apple-mobile-web-app-title",
    Tells.SECTION: "article:section og:article:section parsely-section section cxenseparse:recs:category articlesection category"
    " sailthru.vertical dc.subject.category",
    Tells.TAGS: "keywords news_keywords article:tag og:article:tag parsely-tags sailthru.tags dc.subject cxenseparse:recs:tags"
    " og:tag video:tag citation_keywords",
    Tells.URL: "og:url canonical twitter:url parsely-link shortlink",
    Tells.LANGUAGE: "lang og:locale content-language dc.language dcterms.language language inlanguage",
    Tells.SUMMARY: "description og:description dc.description twitter:description articlebody",
    Tells.PICTURE: "og:image twitter:image image",
    Tells.KIND: "og:type generator @type",
}


def squeezed(name: str) -> str:
    """A name without case and marks."""
    return _MARKS.sub("", name.lower())


_TABLE: dict[str, Tells] = {
    squeezed(name): tells for tells, names in _NAMES.items() for name in names.split()
}


@lru_cache(maxsize=4096)
def told_by(name: str) -> Tells | None:
    """What a meta tag, link, ``itemprop`` or JSON-LD key of this name tells; None for names that are no evidence."""
    return _TABLE.get(squeezed(name))
