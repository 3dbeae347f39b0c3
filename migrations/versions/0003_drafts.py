"""Drafts of question banks, and corrected keys with the marks that there were"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from surveys.models.base import UTCDateTime
revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('bank_drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('document', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('editing', 'in-review', 'approved', name='state', native_enum=False, create_constraint=True, length=24), nullable=False),
    sa.Column('based_on_id', sa.Integer(), nullable=True),
    sa.Column('edited_by', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('started_at', UTCDateTime(), nullable=False),
    sa.Column('started_by', sa.String(length=100), nullable=False),
    sa.Column('edited_at', UTCDateTime(), nullable=False),
    sa.Column('approved_by', sa.String(length=100), nullable=True),
    sa.CheckConstraint("(state = 'approved') = (approved_by IS NOT NULL)", name=op.f('ck_bank_drafts_approved_by_somebody')),
    sa.CheckConstraint('revision >= 1', name=op.f('ck_bank_drafts_revision_counts_from_one')),
    sa.ForeignKeyConstraint(['based_on_id'], ['bank_versions.id'], name=op.f('fk_bank_drafts_based_on_id_bank_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_drafts')),
    sa.UniqueConstraint('key', name=op.f('uq_bank_drafts_key'))
    )
    with op.batch_alter_table('bank_drafts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bank_drafts_based_on_id'), ['based_on_id'], unique=False)

    op.create_table('remarks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('older_version_id', sa.Integer(), nullable=False),
    sa.Column('newer_version_id', sa.Integer(), nullable=False),
    sa.Column('question_key', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('changed', sa.Integer(), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('made_by', sa.String(length=100), nullable=False),
    sa.CheckConstraint('changed >= 0 AND changed <= answers', name=op.f('ck_remarks_changed_are_some_of_them')),
    sa.CheckConstraint('older_version_id <> newer_version_id', name=op.f('ck_remarks_two_versions')),
    sa.ForeignKeyConstraint(['newer_version_id'], ['bank_versions.id'], name=op.f('fk_remarks_newer_version_id_bank_versions')),
    sa.ForeignKeyConstraint(['older_version_id'], ['bank_versions.id'], name=op.f('fk_remarks_older_version_id_bank_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remarks'))
    )
    with op.batch_alter_table('remarks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_remarks_newer_version_id'), ['newer_version_id'], unique=False)
        batch_op.create_index('ix_remarks_older_version_id_question_key', ['older_version_id', 'question_key'], unique=False)

    op.create_table('old_marks',
    sa.Column('remark_id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('mark', sa.Double(), nullable=False),
    sa.Column('max_mark', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['remark_id'], ['remarks.id'], name=op.f('fk_old_marks_remark_id_remarks')),
    sa.ForeignKeyConstraint(['response_id'], ['responses.invitation_id'], name=op.f('fk_old_marks_response_id_responses')),
    sa.PrimaryKeyConstraint('remark_id', 'response_id', name=op.f('pk_old_marks'))
    )
    with op.batch_alter_table('old_marks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_old_marks_response_id'), ['response_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('old_marks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_old_marks_response_id'))

    op.drop_table('old_marks')
    with op.batch_alter_table('remarks', schema=None) as batch_op:
        batch_op.drop_index('ix_remarks_older_version_id_question_key')
        batch_op.drop_index(batch_op.f('ix_remarks_newer_version_id'))

    op.drop_table('remarks')
    with op.batch_alter_table('bank_drafts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bank_drafts_based_on_id'))

    op.drop_table('bank_drafts')
