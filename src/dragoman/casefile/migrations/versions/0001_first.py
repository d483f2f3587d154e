"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_originals"),
    )
    op.create_table(
        "collections",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("collected", sa.String(20), nullable=False),
        sa.Column("refused", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_collections"),
        sa.UniqueConstraint("path", "sha256", "media_type", name="uq_collections_path"),
    )
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("published", sa.String(10)),
        sa.Column("outlet", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("language", sa.String(2)),
        sa.Column("taken_from", sa.Text, nullable=False),
        sa.Column("demonstration", sa.Boolean, nullable=False),
        sa.Column("original", sa.String(64)),
        sa.Column("origin", sa.Text),
        sa.PrimaryKeyConstraint("seq", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
        sa.UniqueConstraint("identity", name="uq_reports_identity"),
        sa.ForeignKeyConstraint(["original"], ["originals.sha256"], name="fk_reports_original"),
    )
    op.create_index("ix_reports_original", "reports", ["original"])
    op.create_table(
        "findings",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("read", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_findings"),
        sa.UniqueConstraint("report", "reader", name="uq_findings_report"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_findings_report"),
    )
    op.create_table(
        "judgements",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("value_from", sa.Text),
        sa.Column("value_to", sa.Text),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("withdraws", sa.String(16)),
        sa.PrimaryKeyConstraint("seq", name="pk_judgements"),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
    )
    _forbid_changes(op.get_bind().dialect.name)


def _forbid_changes(dialect: str) -> None:
    """The log only grows, and evidence stays as it came, whoever opens the database."""
    forbidden = (("judgements", "UPDATE"), ("judgements", "DELETE"), ("originals", "UPDATE"), ("reports", "UPDATE"))
    if dialect == "postgresql":
        op.execute(
            "CREATE FUNCTION dragoman_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME; END $$"
        )
    for table, verb in forbidden:
        name = f"{table}_no_{verb.lower()}"
        if dialect == "sqlite":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
            )
        elif dialect == "postgresql":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION dragoman_never_changed()"
            )


def downgrade() -> None:
    for table in ("judgements", "findings", "reports", "collections", "originals"):
        op.drop_table(table)
