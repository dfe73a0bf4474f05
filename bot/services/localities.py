"""Which village and schools may be named on a card: those that several families share, else a rough distance only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core import localities as core
from bot.core.localities import Kind
from bot.core.speech import Field, Text
from bot.services.unit import Unit
from bot.store import localities, requests
from bot.store.requests import Request


@dataclass(frozen=True, slots=True)
class Local:
    """What may be said of where a request is, besides its district. Names are families' words, fit to be shown."""

    village: str | None = None
    schools: tuple[str, ...] = ()


NOWHERE = Local()


def distance(unit: Unit, answers: Mapping[str, Any], district: str | None) -> int | None:
    """Rough kilometres from the centre of the district, where the family shared a location."""
    centre = None if district is None else unit.asar.places.get(district)
    here = core.location(answers)
    if centre is None or centre.lat is None or centre.lon is None or here is None:
        return None
    return core.rough(core.kilometres(*here, centre.lat, centre.lon))


async def remember(unit: Unit, request: Request) -> None:
    """Write down what the village and the schools of a request are found by, now that its answers or its area are new.

    Its distance is a column of the request: `distance`.
    """
    answers = requests.answers(unit, request)
    await localities.put(unit, request.id, core.keys(answers, request.district or request.region))


async def of(unit: Unit, *found: Request) -> dict[int, Local]:
    """What may be said of where each of these requests is, by their ids."""
    named: dict[tuple[Kind, bytes], str | None] = {}
    local = {request.id: NOWHERE for request in found}
    for request_id, kind, hashed in await localities.of(unit, list(local)):
        if (kind, hashed) not in named:
            named[kind, hashed] = await name(unit, kind, hashed)
        shown = named[kind, hashed]
        if shown is not None:
            before = local[request_id]
            village = shown if kind is Kind.VILLAGE else before.village
            schools = (*before.schools, shown) if kind is Kind.SCHOOL else before.schools
            local[request_id] = Local(village, schools)
    return local


async def one(unit: Unit, request: Request) -> Local:
    """What may be said of where a request is."""
    return (await of(unit, request))[request.id]


async def name(unit: Unit, kind: Kind, hashed: bytes) -> str | None:
    """A village or school as most families write it; None while too few of them have."""
    if not await localities.is_common(unit, kind, hashed):
        return None
    return core.common_name(_spellings(unit, kind, hashed, await localities.sample(unit, kind, hashed)))


def _spellings(
    unit: Unit, kind: Kind, hashed: bytes, answered: Iterable[tuple[str, Mapping[str, Any]]]
) -> Iterable[str]:
    """The words of these answers that the hash is of: a family can have children at several schools."""
    for area, answers in answered:
        for of_kind, words in core.names(answers):
            if of_kind is kind and hashed in unit.vault.blinds(f"{area}:{core.key(kind, words)}"):
                yield words


def rough(request: Request, local: Local) -> tuple[Field, ...]:
    """Where in its district a request is: the village if it may be named, else about how far from the centre."""
    if local.village is not None:
        return (local.village,)
    if request.distance_km is None:
        return ()
    return (Text("card-distance", {"km": request.distance_km}) if request.distance_km else Text("card-near-centre"),)
