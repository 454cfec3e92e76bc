"""The tables of an archive, one schema for SQLite and PostgreSQL.

*Evidence* is appended and never changed: ``blob`` (the bytes as saved), ``coding`` (everything read from a page in one
run), ``judgement`` (what an analyst decided). The *index* (``statement``, ``event`` and the tables that hang on them) is
made anew for a page, in the same transaction, from its current coding and its judgements; it holds nothing that they do
not tell. Columns ``start`` and ``end`` are half-open offsets in code points of the page's text. Days are ``YYYY-MM-DD``
as text, which sorts as dates do and is the same on both databases; moments are UTC in ISO 8601.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# SQLite counts its own rows only in a column that is INTEGER and nothing else.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _number() -> Column[int]:
    return Column("id", _NUMBER, primary_key=True)


def _of(table: str, name: str | None = None, *, nullable: bool = False) -> Column[int]:
    return Column(name or table, _NUMBER, ForeignKey(f"{table}.id"), nullable=nullable)


def _span() -> tuple[Column[int], Column[int]]:
    return Column("start", Integer, nullable=False), Column("end", Integer, nullable=False)


#: What holds for the whole archive: its own key for pseudonyms, when it was made.
setting = Table(
    "setting",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
#: The run log: what was done, by which version with which knowledge, and what came of it.
run = Table(
    "run",
    metadata,
    _number(),
    Column("verb", String(20), nullable=False),
    Column("version", Text, nullable=False),
    Column("kit", String(64), nullable=False),
    Column("settings", Text, nullable=False),
    Column("began", String(32), nullable=False),
    Column("ended", String(32)),
    Column("balance", Text),
)
#: The bytes of a page as they were saved, compressed with zlib; ``sha`` is the page's id.
blob = Table(
    "blob",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("size", _NUMBER, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
#: A page, once for the same bytes. ``coding`` is the current one; the columns after it are read from that.
page = Table(
    "page",
    metadata,
    _number(),
    Column("sha", String(64), nullable=False, unique=True),
    Column("coding", _NUMBER),
    Column("media_type", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("title", Text),
    Column("language", Text),
    Column("published", Text),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("saved", Text),
    Column("comments", Integer, nullable=False),
    Column("declared_comments", Integer),
    Index(None, "outlet"),
    Index(None, "first_day"),
)
#: Where a page was found, once for each place.
sighting = Table(
    "sighting",
    metadata,
    _number(),
    _of("page"),
    _of("run"),
    Column("file", Text, nullable=False),
    Column("inside", Text, nullable=False),
    Column("supplied", Text, nullable=False),
    UniqueConstraint("page", "file", "inside"),
)
#: A file that was read to its end: asked for again unchanged, it is left alone.
source = Table(
    "source",
    metadata,
    _number(),
    Column("file", Text, nullable=False, unique=True),
    Column("sha", String(64), nullable=False),
    Column("settings", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
    _of("run"),
)
#: Everything read from a page, as compressed JSON; ``run`` is the first that read it so. ``digest`` is that of the rows.
coding = Table(
    "coding",
    metadata,
    _number(),
    _of("page"),
    _of("run"),
    Column("text_sha", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("document", LargeBinary, nullable=False),
    UniqueConstraint("page", "digest"),
)
#: Which version with which kit has coded a page, and to what: what was done is not done again.
ledger = Table(
    "ledger",
    metadata,
    Column("page", _NUMBER, ForeignKey("page.id"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("kit", String(64), primary_key=True),
    Column("supplied", Text, nullable=False),
    _of("coding"),
    _of("run"),
)
#: A page or file that dragoman failed on; ``retry`` takes it up again. ``payload`` is the page's bytes, where it had any.
quarantine = Table(
    "quarantine",
    metadata,
    _number(),
    _of("run"),
    Column("file", Text, nullable=False),
    Column("inside", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("sha", String(64)),
    Column("reason", Text, nullable=False),
    Column("supplied", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    UniqueConstraint("file", "inside"),
)
#: What was odd about a page or a file. ``page`` is empty where no page came of the file.
problem = Table(
    "problem",
    metadata,
    _number(),
    _of("page", nullable=True),
    Column("file", Text),
    Column("code", Text, nullable=False),
    Column("grave", Boolean, nullable=False),
    Column("detail", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Index(None, "page"),
    Index(None, "file"),
)
#: A judgement; rows of this table are refused any change by the database itself.
judgement = Table(
    "judgement",
    metadata,
    Column("id", String(16), primary_key=True),
    _of("page"),
    Column("kind", String(12), nullable=False),
    Column("row", Text, nullable=False),
    Column("anchor", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("field", String(24)),
    Column("old", Text),
    Column("value", Text),
    Column("seen", String(64)),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("note", Text),
    Column("replaces", String(16), unique=True),
    Index(None, "page"),
)
#: What became of each judgement when its page was coded again.
replay = Table(
    "replay",
    metadata,
    _number(),
    Column("judgement", String(16), ForeignKey("judgement.id"), nullable=False),
    _of("run"),
    _of("coding"),
    Column("outcome", String(8), nullable=False),
    Column("detail", Text),
    Index(None, "judgement"),
)
actor = Table(
    "actor",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("country", Text),
    Column("wikidata", Text),
)
#: The names by which an actor can be asked for, folded.
actor_name = Table(
    "actor_name",
    metadata,
    Column("actor", Text, ForeignKey("actor.id"), primary_key=True),
    Column("folded", Text, primary_key=True),
    Index(None, "folded"),
)
#: By which words a page names an actor, and how often; commenters' words are counted apart.
naming = Table(
    "naming",
    metadata,
    _number(),
    _of("page"),
    Column("actor", Text, ForeignKey("actor.id"), nullable=False),
    Column("words", Text, nullable=False),
    Column("lane", String(8), nullable=False),
    Column("times", Integer, nullable=False),
    *_span(),
    Index(None, "actor"),
    Index(None, "page"),
)
statement = Table(
    "statement",
    metadata,
    _number(),
    _of("page"),
    Column("row", String(16), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("lane", String(8), nullable=False),
    Column("comment", Integer),
    Column("folded", Boolean, nullable=False),
    Column("style", String(8), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("polarity", String(8), nullable=False),
    Column("certainty", String(8), nullable=False),
    Column("time", String(10), nullable=False),
    Column("speaker", Text),
    Column("speaker_actor", Text),
    Column("chain", Text, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("words", Text, nullable=False),
    *_span(),
    Column("confidence", Float, nullable=False),
    Column("review", String(8)),
    Column("doubtful", Boolean, nullable=False),
    UniqueConstraint("page", "row"),
    Index(None, "speaker_actor"),
    CheckConstraint('"end" > start', name="span"),
)
#: One layer of a chain, outermost first.
layer = Table(
    "layer",
    metadata,
    _number(),
    Column("statement", _NUMBER, ForeignKey("statement.id", ondelete="CASCADE"), nullable=False),
    Column("depth", Integer, nullable=False),
    Column("role", String(12), nullable=False),
    Column("words", Text),
    Column("actor", Text),
    Index(None, "statement"),
    Index(None, "actor"),
)
event = Table(
    "event",
    metadata,
    _number(),
    _of("page"),
    Column("row", String(16), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("statement", String(16), nullable=False),
    Column("main", Boolean, nullable=False),
    Column("category", Text, nullable=False),
    Column("mode", Text),
    Column("cameo", Text),
    Column("quad", Integer),
    Column("intensity", Float),
    Column("status", String(12), nullable=False),
    Column("actors", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("chain", Text, nullable=False),
    Column("words", Text, nullable=False),
    *_span(),
    Column("day", Text),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("place", Text),
    Column("place_country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("confidence", Float, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("review", String(8)),
    Column("doubtful", Boolean, nullable=False),
    UniqueConstraint("page", "row"),
    Index(None, "category"),
    Index(None, "first_day"),
    CheckConstraint('"end" > start', name="span"),
)
#: Who takes part in an event. Of an event that all do together each party is an actor and a recipient of the others.
party = Table(
    "party",
    metadata,
    _number(),
    Column("event", _NUMBER, ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
    Column("side", String(9), nullable=False),
    Column("position", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("code", Text),
    Column("country", Text),
    Column("actor", Text),
    Index(None, "event", "side"),
    Index(None, "country", "side", "event"),
    Index(None, "actor", "side", "event"),
)
#: Each pair of parties of an event, with what a timeline of relations asks of it: one row, one look.
dyad = Table(
    "dyad",
    metadata,
    Column("event", _NUMBER, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("quad", Integer),
    Column("status", String(12), nullable=False),
    Index(None, "actor", "recipient", "first_day", "last_day", "quad", "status", "event"),
    Index(None, "recipient"),
)
#: A title, paragraph or comment as it can be searched. Comments are masked; ``terms`` are folded stems.
passage = Table(
    "passage",
    metadata,
    _number(),
    _of("page"),
    Column("lane", String(8), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("comment", Integer),
    Column("folded", Boolean, nullable=False),
    *_span(),
    Column("words", Text, nullable=False),
    Column("terms", Text, nullable=False),
    Index(None, "page"),
)
#: Pages that were forgotten whole (``page``), or in which a person was (``person``): no later run brings back what went.
forgotten = Table(
    "forgotten",
    metadata,
    Column("sha", String(64), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("at", String(32), nullable=False),
)
#: What is deleted and made anew when the index of a page is; the order is that of deletion.
INDEX = (passage, naming, event, statement)
