"""Mail: letters written from the outbox and sent, or kept to be read on this machine."""

from __future__ import annotations

from app.mail.delivery import Sent as Sent
from app.mail.delivery import send_due as send_due
from app.mail.senders import init_mail as init_mail
