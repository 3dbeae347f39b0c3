"""The Flask extensions, made here and bound to the app in ``create_app``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app
from flask_mail import Connection, Mail
from flask_migrate import Migrate
from flask_security import Security
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

from surveys.models import Base


class Database(SQLAlchemy):
    """Flask-SQLAlchemy on the record's own metadata; ``session`` is the request's."""

    if TYPE_CHECKING:
        session: Session  # type: ignore[assignment]


class Post(Mail):
    """Flask-Mail with the connection that ``app.mail`` has chosen, never its own: that one believes any server."""

    def connect(self) -> Connection:
        chosen: Connection = current_app.extensions["mail"].connect()
        return chosen


db = Database(metadata=Base.metadata)
migrate = Migrate(render_as_batch=True, compare_type=True)
csrf = CSRFProtect()
mail = Post()
security = Security()
