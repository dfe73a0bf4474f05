"""Alembic's entry: it always runs on the connection that `bot.store.upgrade` hands over."""

from alembic import context

from bot.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    user_module_prefix="schema.",
)
with context.begin_transaction():
    context.run_migrations()
