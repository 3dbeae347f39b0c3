"""The people of the demo: invented names at the agencies' addresses, each with a job and mostly a line manager."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from app.demo.partnership import AGENCIES, FIRST_NAMES, LAST_NAMES, DemoAgency

PEOPLE_UNDER_A_MANAGER = 6
WITHOUT_MANAGER = 0.06
ON_A_SECOND_EVENT = 0.05


@dataclass(frozen=True)
class DemoPerson:
    """``manager_address`` is empty where the person named no line manager."""

    first_name: str
    last_name: str
    address: str
    agency: DemoAgency
    job_title: str
    manager_name: str
    manager_address: str


class Staffing:
    """Makes people one after the other, no address twice; a manager has a team of some size."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: dict[str, int] = {}
        self._teams: dict[str, tuple[str, str, int]] = {}

    def person(self) -> DemoPerson:
        agency = self._rng.choice(AGENCIES)
        first_name, last_name = self._name()
        manager_name, manager_address = self._manager(agency)
        return DemoPerson(
            first_name,
            last_name,
            self._address(first_name, last_name, agency),
            agency,
            self._rng.choice(agency.job_titles),
            manager_name,
            manager_address,
        )

    def _name(self) -> tuple[str, str]:
        return self._rng.choice(FIRST_NAMES), self._rng.choice(LAST_NAMES)

    def _manager(self, agency: DemoAgency) -> tuple[str, str]:
        if self._rng.random() < WITHOUT_MANAGER:
            return "", ""
        name, address, places = self._teams.get(agency.domain, ("", "", 0))
        if not places:
            first_name, last_name = self._name()
            name, address = f"{first_name} {last_name}", self._address(first_name, last_name, agency)
            places = PEOPLE_UNDER_A_MANAGER
        self._teams[agency.domain] = (name, address, places - 1)
        return name, address

    def _address(self, first_name: str, last_name: str, agency: DemoAgency) -> str:
        local = f"{first_name}.{last_name}".lower().replace("'", "")
        address = f"{local}@{agency.domain}"
        number = self._taken[address] = self._taken.get(address, 0) + 1
        return address if number == 1 else f"{local}{number}@{agency.domain}"


def delegates(staffing: Staffing, seen: Sequence[DemoPerson], places: int, rng: Random) -> list[DemoPerson]:
    """People for one event: mostly new ones, and now and then one of ``seen``, who came to another course."""
    wanted = sum(rng.random() < ON_A_SECOND_EVENT for _ in range(places))
    again = rng.sample(list(seen), min(wanted, len(seen)))
    return again + [staffing.person() for _ in range(places - len(again))]
