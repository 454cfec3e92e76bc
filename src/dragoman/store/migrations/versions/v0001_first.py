"""The first schema: evidence, index, and what searches the passages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "actor",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
    )
    op.create_table(
        "blob",
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("size", _NUMBER, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha", name=op.f("pk_blob")),
    )
    op.create_table(
        "page",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("coding", _NUMBER, nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("saved", sa.Text(), nullable=True),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("declared_comments", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("sha", name=op.f("uq_page_sha")),
    )
    op.create_index(op.f("ix_page_first_day"), "page", ["first_day"], unique=False)
    op.create_index(op.f("ix_page_outlet"), "page", ["outlet"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("kit", sa.String(length=64), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("began", sa.String(length=32), nullable=False),
        sa.Column("ended", sa.String(length=32), nullable=True),
        sa.Column("balance", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "actor_name",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_actor_name_actor")),
        sa.PrimaryKeyConstraint("actor", "folded", name=op.f("pk_actor_name")),
    )
    op.create_index(op.f("ix_actor_name_folded"), "actor_name", ["folded"], unique=False)
    op.create_table(
        "coding",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("run", _NUMBER, nullable=False),
        sa.Column("text_sha", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name=op.f("fk_coding_page")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_coding_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint("page", "digest", name=op.f("uq_coding_page_digest")),
    )
    op.create_table(
        "forgotten",
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("sha", name=op.f("pk_forgotten")),
    )
    _index_tables()
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgres()


def _index_tables() -> None:
    op.create_table(
        "event",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("row", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(length=16), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("quad", sa.Integer(), nullable=True),
        sa.Column("intensity", sa.Float(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("codebook", sa.Text(), nullable=False),
        sa.Column("review", sa.String(length=8), nullable=True),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.CheckConstraint('"end" > start', name=op.f("ck_event_span")),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name=op.f("fk_event_page")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("page", "row", name=op.f("uq_event_page_row")),
    )
    op.create_index(op.f("ix_event_category"), "event", ["category"], unique=False)
    op.create_index(op.f("ix_event_first_day"), "event", ["first_day"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("field", sa.String(length=24), nullable=True),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("seen", sa.String(length=64), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("replaces", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name=op.f("fk_judgement_page")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint("replaces", name=op.f("uq_judgement_replaces")),
    )
    op.create_index(op.f("ix_judgement_page"), "judgement", ["page"], unique=False)
    op.create_table(
        "naming",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("lane", sa.String(length=8), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_naming_actor")),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name=op.f("fk_naming_page")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naming")),
    )
    op.create_index(op.f("ix_naming_actor"), "naming", ["actor"], unique=False)
    op.create_index(op.f("ix_naming_page"), "naming", ["page"], unique=False)
    op.create_table(
        "passage",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("lane", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("comment", sa.Integer(), nullable=True),
        sa.Column("folded", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name=op.f("fk_passage_page")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
    )
    op.create_index(op.f("ix_passage_page"), "passage", ["page"], unique=False)
    op.create_table(
        "problem",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("page", _NUMBER, nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("grave", sa.Boolean(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name=op.f("fk_problem_page")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    op.create_index(op.f("ix_problem_file"), "problem", ["file"], unique=False)
    op.create_index(op.f("ix_problem_page"), "problem", ["page"], unique=False)
    op.create_table(
        "quarantine",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("run", _NUMBER, nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("inside", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("supplied", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_quarantine_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint("file", "inside", name=op.f("uq_quarantine_file_inside")),
    )
    op.create_table(
        "sighting",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("run", _NUMBER, nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("inside", sa.Text(), nullable=False),
        sa.Column("supplied", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name=op.f("fk_sighting_page")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_sighting_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("page", "file", "inside", name=op.f("uq_sighting_page_file_inside")),
    )
    op.create_table(
        "source",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("run", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_source_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("file", name=op.f("uq_source_file")),
    )
    op.create_table(
        "statement",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("row", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(length=8), nullable=False),
        sa.Column("comment", sa.Integer(), nullable=True),
        sa.Column("folded", sa.Boolean(), nullable=False),
        sa.Column("style", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("polarity", sa.String(length=8), nullable=False),
        sa.Column("certainty", sa.String(length=8), nullable=False),
        sa.Column("time", sa.String(length=10), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_actor", sa.Text(), nullable=True),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("review", sa.String(length=8), nullable=True),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.CheckConstraint('"end" > start', name=op.f("ck_statement_span")),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name=op.f("fk_statement_page")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("page", "row", name=op.f("uq_statement_page_row")),
    )
    op.create_index(op.f("ix_statement_speaker_actor"), "statement", ["speaker_actor"], unique=False)
    op.create_table(
        "dyad",
        sa.Column("event", _NUMBER, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("quad", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_dyad_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "actor", "recipient", name=op.f("pk_dyad")),
    )
    op.create_index(
        op.f("ix_dyad_actor_recipient_first_day_last_day_quad_status_event"),
        "dyad",
        ["actor", "recipient", "first_day", "last_day", "quad", "status", "event"],
        unique=False,
    )
    op.create_index(op.f("ix_dyad_recipient"), "dyad", ["recipient"], unique=False)
    op.create_table(
        "layer",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("statement", _NUMBER, nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement"], ["statement.id"], name=op.f("fk_layer_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layer")),
    )
    op.create_index(op.f("ix_layer_actor"), "layer", ["actor"], unique=False)
    op.create_index(op.f("ix_layer_statement"), "layer", ["statement"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("kit", sa.String(length=64), nullable=False),
        sa.Column("supplied", sa.Text(), nullable=False),
        sa.Column("coding", _NUMBER, nullable=False),
        sa.Column("run", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["coding"], ["coding.id"], name=op.f("fk_ledger_coding")),
        sa.ForeignKeyConstraint(["page"], ["page.id"], name=op.f("fk_ledger_page")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_ledger_run")),
        sa.PrimaryKeyConstraint("page", "version", "kit", name=op.f("pk_ledger")),
    )
    op.create_table(
        "party",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("event", _NUMBER, nullable=False),
        sa.Column("side", sa.String(length=9), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_party_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_actor_side_event"), "party", ["actor", "side", "event"], unique=False)
    op.create_index(op.f("ix_party_country_side_event"), "party", ["country", "side", "event"], unique=False)
    op.create_index(op.f("ix_party_event_side"), "party", ["event", "side"], unique=False)
    op.create_table(
        "replay",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("judgement", sa.String(length=16), nullable=False),
        sa.Column("run", _NUMBER, nullable=False),
        sa.Column("coding", _NUMBER, nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["coding"], ["coding.id"], name=op.f("fk_replay_coding")),
        sa.ForeignKeyConstraint(["judgement"], ["judgement.id"], name=op.f("fk_replay_judgement")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_replay_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replay")),
    )
    op.create_index(op.f("ix_replay_judgement"), "replay", ["judgement"], unique=False)


def downgrade() -> None:
    """There is no way back from the first step: delete the archive."""
    raise NotImplementedError


#: Tables whose rows are never changed but to mend what is damaged, nor deleted but to forget, and what is unique of a row.
_EVIDENCE = {
    "blob": "sha = new.sha",
    "coding": "id = new.id or (page = new.page and digest = new.digest)",
    "judgement": "id = new.id or replaces = new.replaces",
}


def _on_sqlite() -> None:
    op.execute(
        "create virtual table passage_search using fts5"
        "(terms, content='passage', content_rowid='id', tokenize=\"unicode61 remove_diacritics 0\")"
    )
    op.execute(
        "create trigger passage_added after insert on passage begin"
        " insert into passage_search(rowid, terms) values (new.id, new.terms); end"
    )
    op.execute(
        "create trigger passage_gone after delete on passage begin"
        " insert into passage_search(passage_search, rowid, terms) values ('delete', old.id, old.terms); end"
    )
    for table, same in _EVIDENCE.items():
        # A row that replaces another one fires no trigger of deletion.
        op.execute(
            f"create trigger {table}_once before insert on {table}"  # noqa: S608 - names of ours
            f" when exists (select 1 from {table} where {same}) begin"
            f" select raise(abort, '{table} is append-only, and has this row'); end"
        )
        op.execute(
            f"create trigger {table}_stays before update on {table}"  # noqa: S608 - a name of ours
            " when not exists (select 1 from setting where name = 'mending') begin"
            f" select raise(abort, '{table} is append-only'); end"
        )
        op.execute(
            f"create trigger {table}_is_kept before delete on {table}"  # noqa: S608 - a name of ours
            " when not exists (select 1 from setting where name = 'forgetting') begin"
            f" select raise(abort, '{table} is append-only'); end"
        )


def _on_postgres() -> None:
    op.execute(
        "alter table passage add column search tsvector"
        " generated always as (to_tsvector('simple', terms)) stored"
    )
    op.execute("create index ix_passage_search on passage using gin (search)")
    op.execute(
        """
        create function refuse_change() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' and exists (select 1 from setting where name = 'forgetting') then
                return old;
            end if;
            if tg_op = 'UPDATE' and exists (select 1 from setting where name = 'mending') then
                return new;
            end if;
            raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
        end $$
        """
    )
    for table in _EVIDENCE:
        op.execute(
            f"create trigger {table}_stays before update or delete on {table}"
            " for each row execute function refuse_change()"
        )
        op.execute(
            f"create trigger {table}_is_kept before truncate on {table}"
            " for each statement execute function refuse_change()"
        )
