"""A second questionnaire for every other delegate, where questions have parallel forms

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-24 17:05:00
"""
from alembic import op
import sqlalchemy as sa


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FOREIGN_KEY = "fk_waves_parallel_questionnaire_id_questionnaires"


def upgrade():
    with op.batch_alter_table("waves") as batch_op:
        batch_op.add_column(sa.Column("parallel_questionnaire_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f(FOREIGN_KEY), "questionnaires", ["parallel_questionnaire_id"], ["id"])


def downgrade():
    with op.batch_alter_table("waves") as batch_op:
        batch_op.drop_constraint(batch_op.f(FOREIGN_KEY), type_="foreignkey")
        batch_op.drop_column("parallel_questionnaire_id")
