"""Accounts of a team, and the log of who came."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("made", sa.String(27), nullable=False),
        sa.Column("stamp", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_accounts"),
    )
    op.create_table(
        "visits",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("event", sa.String(10), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_visits"),
    )
    op.create_index("ix_visits_at", "visits", ["at"])
    dialect = op.get_bind().dialect.name
    for verb in ("UPDATE", "DELETE"):
        name = f"visits_no_{verb.lower()}"
        if dialect == "sqlite":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {verb} ON visits BEGIN SELECT RAISE(ABORT, 'visits rows are never changed'); END"
            )
        elif dialect == "postgresql":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {verb} ON visits FOR EACH ROW EXECUTE FUNCTION dragoman_never_changed()"
            )


def downgrade() -> None:
    op.drop_table("visits")
    op.drop_table("accounts")
