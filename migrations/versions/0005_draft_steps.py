"""How a draft of a question bank went to and fro, with the note of each who handed it on

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-24 18:55:00
"""
from alembic import op
import sqlalchemy as sa


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("bank_drafts") as batch_op:
        batch_op.add_column(sa.Column("steps", sa.JSON(none_as_null=True), nullable=True))
    op.execute("UPDATE bank_drafts SET steps = '[]'")
    with op.batch_alter_table("bank_drafts") as batch_op:
        batch_op.alter_column("steps", existing_type=sa.JSON(none_as_null=True), nullable=False)


def downgrade():
    with op.batch_alter_table("bank_drafts") as batch_op:
        batch_op.drop_column("steps")
