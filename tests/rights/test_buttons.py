"""Every button anybody is shown, pressed by everybody: a button does nothing for who may not do what it is for."""

import re
from collections import defaultdict
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.core import rights
from bot.core.requests import Event, State
from bot.core.rights import Act
from tests.rights.desk import IDS, REGION, WHO, Desk, Outcome, opened
from tests.rights.test_commands import LOOKING, NUMBERED, PLAIN, WORDS

pytestmark = pytest.mark.asyncio(loop_scope="module")


def _each(verb: str, codes: dict[str, Act | tuple[Act, ...]]) -> dict[str, tuple[Act, ...]]:
    found = {}
    for names, acts in codes.items():
        for name in names.split():
            found[f"{verb}:{name}"] = acts if isinstance(acts, tuple) else (acts,)
    return found


LETTERS = (Act.ASK, Act.ANSWER, Act.THREAD)

FOR: dict[str, tuple[Act, ...]] = {
    **_each("f", {"st": Act.STATUS, "co": Act.CORRECT, "wd wy": Act.WITHDRAW, "got": Act.CONFIRM, "ob": Act.OBJECT}),
    **_each("f", {"partly": Act.PARTLY, "not": Act.DISPUTE, "money": Act.REPORT}),
    **_each("v", {"a": Act.ACCEPT, "s": Act.SHOW, "sk": Act.NEXT, "nt": Act.NOTE, "r rr": Act.RELEASE}),
    **_each("v", {"d dt gt gn gr gl ge dk": Act.DONE, "uc": Act.UNDO_CLAIM, "ud ns": Act.UNDO_DONE}),
    **_each("v", {"day dy na wn nn fl": Act.CALL}),
    **_each("c", {"pg ok co ak": Act.REVIEW, "ad": Act.ADMIT, "ho hy": Act.HOLD, "ur ux": Act.RAISE}),
    **_each("c", {"de dr dy": Act.DECLINE, "mv mr md my": Act.MOVE, "as at ay": Act.ASSIGN, "au": Act.AUDIT}),
    **_each("c", {"vg vp vn": Act.VOUCH}),
    **_each("n", {"co": Act.CORRECT_FOR, "wd wy": Act.WITHDRAW_FOR, "er ey": Act.ERASE_FOR}),
    **_each("y", {"q": Act.ASK, "f": Act.ANSWER, "a": (Act.ASK, Act.ANSWER), "t m": LETTERS}),
    **_each("z", {"r kd sk b ka": Act.REPORT, "op tk ps cl oc": Act.COMPLAINT}),
}
"""What a button is for, by its verb and code: any of these acts is enough."""

OWN = frozenset("lmxdqpakbw") | {
    *_each("v", {"q nx mn nw re sp dl pk": Act.QUEUE}),
    *_each("c", {"ls": Act.REVIEW}),
    *_each("n", {"o l c rf no": Act.INTAKE}),
    *_each("y", {"no": Act.ASK}),
    *_each("z", {"no ls": Act.COMPLAINT}),
    *_each("t", {"tl tm tc ir ia il sr sd sn rv tr ty ae aa as tp": Act.TEAM}),
}
"""Buttons about no request: the presser's own screens, and the team's, which have tests of their own."""

THROUGH: dict[str, Act] = {"t:ty": Act.TEAM, "t:ae": Act.TEAM, "t:aa": Act.TEAM, "t:as": Act.TEAM}
"""Buttons about a member of a region's team, whose claims return to the queue."""

REVEALING = {Event.CLAIM, Event.ASSIGN, Event.REVEAL, Event.READ}
"""What stands in the audit whenever somebody was shown a family's contacts or letters."""

DEPTH = 3
"""How many presses deep screens are looked for."""

ALIKE = 2
"""How many buttons of one kind about one thing are pressed: the days of a week are alike."""


def kind(data: str) -> str:
    """Verb and code, or the verb alone where every button of it is one's own."""
    verb, _, rest = data.partition(":")
    return verb if verb in OWN else f"{verb}:{rest.partition(':')[0]}"


def thinned(found: set[str]) -> list[str]:
    """Of buttons of one kind about one thing, `ALIKE`."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for data in sorted(found):
        about = data.split(":")[2] if kind(data) in FOR and data.count(":") > 1 else ""
        alike[kind(data), about].append(data)
    return [data for group in alike.values() for data in group[:ALIKE]]


def buttons(outcome: Outcome, who: str | None = None) -> set[str]:
    """The callback data of everything a person was shown, or everybody."""
    return {
        button["callback_data"]
        for chat, _, payload in outcome.said
        if who is None or chat == IDS[who]
        for row in payload.get("reply_markup", {}).get("inline_keyboard", ())
        for button in row
        if "callback_data" in button
    }


class Shown:
    """The desk, and every button its people come across on a tour of their screens."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.all: list[str] = []

    async def tour(self) -> None:
        """Everybody uses every command, and presses what comes of it."""
        found = await self._happenings()
        for who in WHO:
            found |= await self._tour_of(who)
        self.all = thinned(found)

    async def _happenings(self) -> set[str]:
        """What buttons of letters and complaints need: the claimer asks, the family answers and complains."""
        desk = self.desk
        claimed = next(case.request for case in desk.cases if case.state is State.CLAIMED)
        said = [await desk.done("the claimer", f"/ask {claimed.number} Когда Вам удобно?")]
        (answer,) = {data for data in buttons(said[0]) if data.startswith("y:a:")}
        said.append(await desk.press("the family", answer, keep=True))
        said.append(await desk.done("the family", "Утром"))
        said.append(await desk.press("the family", f"f:money:{claimed.id}:{claimed.revision}", keep=True))
        return set().union(*map(buttons, said))

    async def _tour_of(self, who: str) -> set[str]:
        commands = ["/start", "/status", "/apply", "/mydata", "/delete", "/help", *(f"/{name}" for name in PLAIN)]
        for number in (case.request.number for case in self.desk.cases):
            commands += [f"/{name} {number} {WORDS.get(name, '')}" for name in NUMBERED]
            commands += [f"/{name} {number}" for name in WORDS]
        ahead = set().union(*[buttons(await self.desk.command(who, command), who) for command in commands])
        found: set[str] = set()
        for _ in range(DEPTH):
            new = set(thinned(ahead)) - found
            found |= new
            ahead = set().union(*[buttons(await self.desk.press(who, data), who) for data in sorted(new)])
        return found | ahead


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shown(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shown]:
    async with opened(tmp_path_factory.mktemp("desk")) as desk:
        found = Shown(desk)
        await found.tour()
        yield found


async def test_every_kind_of_button_is_known_here(shown: Shown):
    found = {kind(data) for data in shown.all}
    assert found <= FOR.keys() | OWN
    met = {"v:a", "v:s", "v:d", "v:r", "f:got", "f:wd", "c:de", "c:ay", "c:my", "y:a", "z:op", "n:wd", "w", "k", "a"}
    assert found >= met, "the tour does not come by these any more"


@pytest.mark.parametrize("who", WHO)
async def test_a_button_does_only_what_its_presser_may(shown: Shown, who: str):
    by_id = {case.request.id: case for case in shown.desk.cases}
    for data in shown.all:
        outcome = await shown.desk.press(who, data)
        through = THROUGH.get(kind(data))
        for table, request_id in outcome.changed:
            events = {Event(event) for one, event in outcome.events if one == request_id}
            if request_id not in by_id or (table == "audit" and events <= LOOKING):
                continue
            case = by_id[request_id]
            if through is not None and rights.may_in(through, WHO[who], REGION):
                assert events <= {Event.RETURN}, data
            else:
                allowed = any(rights.may(act, case.standing(who), case.state) for act in FOR.get(kind(data), ()))
                assert allowed, f"{data}: {table} of {case.state}"
        told = re.sub(r"\s", "", str(outcome.told(IDS[who])))
        for case in shown.desk.cases:
            knows = any(rights.is_for(act, case.standing(who)) for act in (Act.SHOW, Act.STATUS))
            assert knows or case.request.number not in told, f"{data}: a foreign request shows"
        entitled = who in ("the claimer", "the family") or {event for _, event in outcome.events} & REVEALING
        assert entitled or "77010000009" not in re.sub(r"\W", "", str(outcome.said)), data
