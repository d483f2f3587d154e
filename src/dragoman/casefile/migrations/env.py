"""Runs the migrations on the connection that casefile.database hands over, in its transaction."""

from alembic import context

from dragoman.casefile.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters tables by copying them
    transactional_ddl=True,  # killed halfway, a case stays as it was
)
with context.begin_transaction():
    context.run_migrations()
