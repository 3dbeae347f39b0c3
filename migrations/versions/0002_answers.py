"""How sure people are, what they add, in which order they saw the options and how long they took"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('certainty', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('comment', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('shown', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('seconds', sa.Double(), nullable=True))
        batch_op.alter_column('question_key',
               existing_type=sa.VARCHAR(length=64),
               type_=sa.String(length=129),
               existing_nullable=False)
        batch_op.create_check_constraint(batch_op.f('ck_answers_certainty_in_range'), 'certainty IS NULL OR (certainty >= 1 AND certainty <= 4)')
        batch_op.create_check_constraint(batch_op.f('ck_answers_seconds_not_negative'), 'seconds IS NULL OR seconds >= 0')

    with op.batch_alter_table('invitations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('draft_seconds', sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    # Statements of a list have no place in the older table, nor has anything that was answered only by them.
    op.execute("DELETE FROM answers WHERE question_key LIKE '%.%'")
    with op.batch_alter_table('invitations', schema=None) as batch_op:
        batch_op.drop_column('draft_seconds')

    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_answers_seconds_not_negative'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_answers_certainty_in_range'), type_='check')
        batch_op.alter_column('question_key',
               existing_type=sa.String(length=129),
               type_=sa.VARCHAR(length=64),
               existing_nullable=False)
        batch_op.drop_column('seconds')
        batch_op.drop_column('shown')
        batch_op.drop_column('comment')
        batch_op.drop_column('certainty')
