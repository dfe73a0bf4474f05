"""Who may do what: the permission matrix of Asar, and the only place that knows it.

Two tables. `RULES` is about one request: an act, what a person must be to the request, the states in which the act has
a meaning, and what forbids it whatever else is held. `ROLES` is about an area or about nothing in particular. Use cases
ask through `bot.services.rights`; a request that a person may not see looks exactly like one that does not exist.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.requests import OPEN, State
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.routing import ORDER, Stage


class Standing(StrEnum):
    """What a person is to one request. Several can hold at once."""

    FAMILY = "family"  # it was made by this account
    OWN = "own"  # it is of this account or of this person's phone
    CLAIMER = "claimer"
    VOLUNTEER = "volunteer"  # of an area that covers it
    COORDINATOR = "coordinator"  # of an area that covers it
    ADMIN = "admin"
    PROXY = "proxy"  # leads where it is, and its family has no Telegram: the team speaks for it


class Act(StrEnum):
    """Everything a person can do, by the name of its command where it has one."""

    # A family and its request
    STATUS = "status"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"
    PARTLY = "partly"
    DISPUTE = "dispute"
    REPORT = "report"
    OBJECT = "object"
    ANSWER = "answer"  # a question of the volunteer's or the coordinator's
    # The team and one request
    SHOW = "show"
    ACCEPT = "accept"
    CALL = "call"  # what came of a call, writing down what the family says, contacts
    ASK = "ask"
    NOTE = "note"
    DONE = "done"
    RELEASE = "release"
    UNDO_CLAIM = "undo-claim"
    UNDO_DONE = "undo-done"
    # A coordinator and one request
    REVIEW = "review"
    ADMIT = "admit"
    HOLD = "hold"
    DECLINE = "decline"
    ASSIGN = "assign"
    MOVE = "move"
    RAISE = "raise"
    AUDIT = "audit"
    THREAD = "thread"  # the letters between a family and its volunteer, where there is a dispute
    COMPLAINT = "complaint"
    CORRECT_FOR = "correct-for"  # at the word of a family without Telegram; so are the next two
    WITHDRAW_FOR = "withdraw-for"
    ERASE_FOR = "erase-for"
    VOUCH = "vouch"  # tell what a family without Telegram said on the phone: whether the help arrived
    # No request
    QUEUE = "queue"
    NEXT = "next"
    MINE = "mine"
    PAUSE = "pause"
    RESUME = "resume"
    INVITE = "invite"
    INVITE_COORDINATOR = "invite-coordinator"
    TEAM = "team"
    BIND = "bind"
    ANNOUNCE = "announce"
    INTAKE = "intake"
    STOCK = "stock"
    PROGRAMMES = "programmes"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do it (any of `who`), to a request in which states; none of `never` may, whatever else they are."""

    who: frozenset[Standing]
    states: frozenset[State]
    never: frozenset[Standing] = frozenset()


def _rule(*who: Standing, states: Collection[State] = frozenset(State), never: Collection[Standing] = ()) -> Rule:
    return Rule(frozenset(who), frozenset(states), frozenset(never))


_FAMILY, _OWN, _CLAIMER = Standing.FAMILY, Standing.OWN, Standing.CLAIMER
_TEAM = (Standing.VOLUNTEER, Standing.COORDINATOR, Standing.ADMIN)
_LEAD = (Standing.COORDINATOR, Standing.ADMIN)

# Nobody claims, reviews or verifies a request of their own account or phone; nor does who delivered it vouch for it.
RULES: Mapping[Act, Rule] = {
    Act.STATUS: _rule(_FAMILY),
    Act.CORRECT: _rule(_FAMILY, states={State.QUEUED, State.REVIEW, State.CLAIMED}),
    Act.WITHDRAW: _rule(_FAMILY, states=OPEN),
    Act.CONFIRM: _rule(_FAMILY, states={State.DELIVERED, State.UNCONFIRMED}),
    Act.PARTLY: _rule(_FAMILY, states={State.DELIVERED}),
    Act.DISPUTE: _rule(_FAMILY, states={State.DELIVERED, State.UNCONFIRMED}),
    Act.REPORT: _rule(_FAMILY, _CLAIMER),
    Act.OBJECT: _rule(_FAMILY, states={State.DECLINED}),
    Act.ANSWER: _rule(_FAMILY, states=OPEN),
    Act.SHOW: _rule(_CLAIMER, *_TEAM),
    Act.ACCEPT: _rule(*_TEAM, states={State.QUEUED}, never={_OWN}),
    Act.CALL: _rule(_CLAIMER, states={State.CLAIMED}),
    Act.ASK: _rule(_CLAIMER, states={State.CLAIMED}),
    Act.NOTE: _rule(_CLAIMER, *_LEAD, states=OPEN, never={_OWN}),
    Act.DONE: _rule(_CLAIMER, states={State.CLAIMED}),
    Act.RELEASE: _rule(_CLAIMER, states={State.CLAIMED}),
    Act.UNDO_CLAIM: _rule(_CLAIMER, states={State.CLAIMED}),
    Act.UNDO_DONE: _rule(_CLAIMER, states={State.DELIVERED}),
    Act.REVIEW: _rule(*_LEAD, never={_OWN}),
    Act.ADMIT: _rule(*_LEAD, states={State.REVIEW}, never={_OWN}),
    Act.HOLD: _rule(*_LEAD, states={State.QUEUED, State.CLAIMED}, never={_OWN}),
    Act.DECLINE: _rule(*_LEAD, states={State.QUEUED, State.REVIEW}, never={_OWN}),
    Act.ASSIGN: _rule(*_LEAD, states={State.QUEUED, State.REVIEW, State.CLAIMED}, never={_OWN}),
    Act.MOVE: _rule(*_LEAD, states={State.QUEUED, State.REVIEW, State.CLAIMED}, never={_OWN}),
    Act.RAISE: _rule(*_LEAD, states={State.QUEUED, State.REVIEW, State.CLAIMED}, never={_OWN}),
    Act.AUDIT: _rule(*_LEAD, never={_OWN}),
    Act.THREAD: _rule(*_LEAD, never={_OWN}),
    Act.COMPLAINT: _rule(*_LEAD, never={_OWN}),
    Act.CORRECT_FOR: _rule(Standing.PROXY, states={State.QUEUED, State.REVIEW, State.CLAIMED}, never={_OWN}),
    Act.WITHDRAW_FOR: _rule(Standing.PROXY, states=OPEN, never={_OWN}),
    Act.ERASE_FOR: _rule(Standing.PROXY, never={_OWN}),
    Act.VOUCH: _rule(*_LEAD, states={State.DELIVERED, State.UNCONFIRMED}, never={_OWN, _CLAIMER}),
}
"""Every act on a request."""

_ANYBODY_ON_THE_TEAM = frozenset(Role)
_LEADERS = frozenset({Role.COORDINATOR, Role.ADMIN})

ROLES: Mapping[Act, frozenset[Role]] = {
    Act.QUEUE: _ANYBODY_ON_THE_TEAM,
    Act.NEXT: _ANYBODY_ON_THE_TEAM,
    Act.MINE: _ANYBODY_ON_THE_TEAM,
    Act.PAUSE: _ANYBODY_ON_THE_TEAM,
    Act.RESUME: _ANYBODY_ON_THE_TEAM,
    Act.INVITE: _LEADERS,
    Act.INVITE_COORDINATOR: frozenset({Role.ADMIN}),
    Act.TEAM: _LEADERS,
    Act.BIND: _LEADERS,
    Act.ANNOUNCE: _LEADERS,
    Act.INTAKE: _LEADERS,
    Act.STOCK: _LEADERS,
    Act.PROGRAMMES: frozenset({Role.ADMIN}),
}
"""Every other act of the team, and the roles that may do it; in their own areas, where it is about an area."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What of a request the matrix looks at. `neighbours` are codes of regions that help out at a late stage."""

    region: str | None
    district: str | None
    stage: Stage
    programme: str
    neighbours: tuple[str, ...] = ()


def standings(
    held: Iterable[Membership],
    subject: Subject,
    *,
    family: bool = False,
    own: bool = False,
    claimer: bool = False,
    entered: bool = False,
) -> frozenset[Standing]:
    """What somebody with these memberships is to a request; the rest is told, as it needs the database.

    entered: the team entered it, for its family has no Telegram.
    """
    found = {standing for standing in (_role_standing(one, subject) for one in held) if standing is not None}
    if entered and found & {Standing.COORDINATOR, Standing.ADMIN}:
        found.add(Standing.PROXY)
    told = ((family, Standing.FAMILY), (family or own, Standing.OWN), (claimer, Standing.CLAIMER))
    return frozenset(found | {standing for holds, standing in told if holds})


def _role_standing(held: Membership, subject: Subject) -> Standing | None:
    covered = held.covers(subject.region, subject.district)
    match held.role:
        case Role.ADMIN:
            return Standing.ADMIN
        case Role.COORDINATOR:
            return Standing.COORDINATOR if covered else None
        case Role.VOLUNTEER:
            helps_out = held.area in subject.neighbours and ORDER.index(subject.stage) >= ORDER.index(Stage.NEIGHBOUR)
            return Standing.VOLUNTEER if (covered or helps_out) and held.serves(subject.programme) else None


def may(act: Act, standing: Collection[Standing], state: State) -> bool:
    """Whether somebody of this standing may do it to a request in this state."""
    rule = RULES[act]
    return state in rule.states and is_for(act, standing)


def is_for(act: Act, standing: Collection[Standing]) -> bool:
    """Whether it is theirs to do at all, whatever the state: who may not, must not even learn of the request."""
    rule = RULES[act]
    return bool(rule.who.intersection(standing)) and not rule.never.intersection(standing)


def in_charge_of(
    held: Collection[Membership], theirs: Collection[Membership], region: str, districts: Collection[str]
) -> tuple[Membership, ...]:
    """Which of another member's roles somebody with `held` may change or take, looking at the team of a region.

    An admin: all of them, of anybody but admins. A coordinator: a volunteer's in the region, unless that volunteer
    leads there too; what they do in other regions is not theirs to change.
    """
    if any(one.role is Role.ADMIN for one in theirs):
        return ()
    if any(one.role is Role.ADMIN for one in held):
        return tuple(theirs)
    leads = any(one.role is Role.COORDINATOR and one.area in (region, COUNTRY) for one in theirs)
    if leads or not may_in(Act.TEAM, held, region):
        return ()
    return tuple(one for one in theirs if one.role is Role.VOLUNTEER and one.area in (region, *districts))


def may_in(act: Act, held: Iterable[Membership], region: str | None = None) -> bool:
    """Whether somebody with these memberships may do it; with a region, whether they may there.

    A volunteer's district does not make them anybody in its region's affairs, and an admin is at home everywhere.
    """
    roles = ROLES[act]
    return any(
        one.role in roles and (region is None or one.role is Role.ADMIN or one.area in (region, COUNTRY))
        for one in held
    )
