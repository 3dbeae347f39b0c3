"""Who is who about a draft: how those who wrote it are called, and who can approve it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.access import PUBLISHERS
from app.extensions import db
from app.staff.queries import users
from surveys.models import BankDraft
from surveys.operations.drafts import may_approve


@dataclass(frozen=True)
class People:
    """``names`` of those with an account by their addresses; ``officers`` are the addresses of those who may approve
    what they have not written.
    """

    names: Mapping[str, str]
    officers: Sequence[str]

    def called(self, address: str) -> str:
        """The name of whoever did something as ``address``; what is no account's is given as it is."""
        name = self.names.get(address, address)
        alike = Counter(self.names.values())[name] > 1
        return f"{name} ({address})" if alike else name

    def several(self, addresses: Iterable[str], last: str = "and") -> str:
        """All of them in one sentence: “A, B and C”."""
        *first, final = [self.called(address) for address in addresses] or [""]
        return f"{', '.join(first)} {last} {final}" if first else final

    def readers(self, draft: BankDraft) -> list[str]:
        """The addresses of those who can approve the draft as it stands."""
        return [address for address in self.officers if may_approve(draft, address)]


def people() -> People:
    """Everybody with an account, by name."""
    found = users(db.session, boards=None)
    return People(
        names={user.email: user.name for user in found},
        officers=[user.email for user in found if user.active and user.role_names & PUBLISHERS],
    )
