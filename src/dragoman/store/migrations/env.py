"""How Alembic reaches an archive: over the connection that the caller hands in."""

from alembic import context

from dragoman.store.schema import metadata

with_connection = context.config.attributes["connection"]
context.configure(connection=with_connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
