"""The permission matrix: every act by everybody, in every state, on their own area and on a foreign one."""

from itertools import chain, combinations

import pytest

from bot.core.commands import COMMANDS
from bot.core.requests import State
from bot.core.rights import ROLES, RULES, Act, Standing, Subject, is_for, may, may_in, standings
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.routing import Stage

REGION, DISTRICT, NEXT_DOOR, ELSEWHERE = "610000000", "614800000", "615200000", "790000000"
HERE = Subject(REGION, DISTRICT, Stage.DISTRICT, "school_aid")
EVERY_STANDING = [
    frozenset(chosen)
    for chosen in chain.from_iterable(combinations(Standing, size) for size in range(len(Standing) + 1))
    if not (Standing.FAMILY in chosen and Standing.OWN not in chosen)
]

WHO = {
    "a stranger": (),
    "volunteer of the district": (Membership(Role.VOLUNTEER, DISTRICT),),
    "volunteer next door": (Membership(Role.VOLUNTEER, NEXT_DOOR),),
    "volunteer of the region": (Membership(Role.VOLUNTEER, REGION),),
    "volunteer elsewhere": (Membership(Role.VOLUNTEER, ELSEWHERE),),
    "volunteer of another programme": (Membership(Role.VOLUNTEER, DISTRICT, ("legal_help",)),),
    "coordinator": (Membership(Role.COORDINATOR, REGION),),
    "coordinator elsewhere": (Membership(Role.COORDINATOR, ELSEWHERE),),
    "the desk": (Membership(Role.COORDINATOR, COUNTRY),),
    "admin": (Membership(Role.ADMIN, COUNTRY),),
}
LEADING = {"coordinator", "the desk", "admin"}
HELPING = LEADING | {"volunteer of the district", "volunteer of the region"}
TEAM_ACTS = {Act.SHOW: HELPING, Act.ACCEPT: HELPING} | dict.fromkeys(
    (
        *(Act.NOTE, Act.REVIEW, Act.ADMIT, Act.HOLD, Act.DECLINE, Act.ASSIGN, Act.MOVE, Act.RAISE, Act.AUDIT),
        *(Act.THREAD, Act.COMPLAINT, Act.VOUCH),
    ),
    LEADING,
)
"""Who may begin it on a request of the district that is nobody's, by their role alone."""


def test_every_act_is_in_one_table():
    assert RULES.keys() | ROLES.keys() == set(Act)
    assert not RULES.keys() & ROLES.keys()


def test_every_command_of_the_team_is_an_act():
    for role in Role:
        assert set(COMMANDS.get(role, ())) <= {act.value for act in Act}


@pytest.mark.parametrize("act", RULES, ids=str)
@pytest.mark.parametrize("who", WHO)
def test_a_role_alone_allows_what_the_table_says_and_nothing_else(act: Act, who: str):
    assert is_for(act, standings(WHO[who], HERE)) is (who in TEAM_ACTS.get(act, set()))


@pytest.mark.parametrize("act", RULES, ids=str)
@pytest.mark.parametrize("state", State)
def test_a_state_without_meaning_forbids_it_to_everybody(act: Act, state: State):
    for standing in EVERY_STANDING:
        assert may(act, standing, state) is (state in RULES[act].states and is_for(act, standing))


@pytest.mark.parametrize("standing", EVERY_STANDING, ids=lambda found: "+".join(sorted(found)) or "nobody")
def test_nobody_decides_about_their_own_family(standing: frozenset[Standing]):
    deciding = {Act.ACCEPT, Act.NOTE, *(act for act, who in TEAM_ACTS.items() if who is LEADING)}
    for act in deciding:
        if Standing.OWN in standing:
            assert not is_for(act, standing), act
    if Standing.CLAIMER in standing:
        assert not is_for(Act.VOUCH, standing)  # who delivered does not say that it arrived


@pytest.mark.parametrize("standing", EVERY_STANDING, ids=lambda found: "+".join(sorted(found)) or "nobody")
def test_only_the_family_speaks_for_itself_and_only_the_claimer_for_the_claim(standing: frozenset[Standing]):
    for act in (Act.STATUS, Act.CORRECT, Act.WITHDRAW, Act.CONFIRM, Act.PARTLY, Act.DISPUTE, Act.OBJECT, Act.ANSWER):
        assert is_for(act, standing) is (Standing.FAMILY in standing)
    for act in (Act.CALL, Act.ASK, Act.DONE, Act.RELEASE, Act.UNDO_CLAIM, Act.UNDO_DONE):
        assert is_for(act, standing) is (Standing.CLAIMER in standing)


@pytest.mark.parametrize("who", WHO)
def test_the_team_speaks_only_for_families_it_has_entered_and_leads(who: str):
    for act in (Act.CORRECT_FOR, Act.WITHDRAW_FOR, Act.ERASE_FOR):
        assert is_for(act, standings(WHO[who], HERE, entered=True)) is (who in LEADING)
        assert not is_for(act, standings(WHO[who], HERE, entered=False))
        assert not is_for(act, standings(WHO[who], HERE, entered=True, own=True))


@pytest.mark.parametrize("stage", Stage)
def test_a_neighbour_helps_out_only_late_and_only_where_the_organisation_says_so(stage: Stage):
    held = (Membership(Role.VOLUNTEER, ELSEWHERE),)
    helps = Subject(REGION, DISTRICT, stage, "school_aid", neighbours=(ELSEWHERE,))
    late = stage in (Stage.NEIGHBOUR, Stage.COORDINATOR, Stage.DESK)
    assert is_for(Act.ACCEPT, standings(held, helps)) is late
    assert not standings(held, Subject(REGION, DISTRICT, stage, "school_aid"))


@pytest.mark.parametrize(
    ("act", "may_do_it_here"),
    [
        *[(act, LEADING) for act in (Act.INVITE, Act.TEAM, Act.BIND, Act.ANNOUNCE, Act.INTAKE, Act.STOCK)],
        *[(act, {"admin"}) for act in (Act.INVITE_COORDINATOR, Act.PROGRAMMES)],
    ],
)
def test_an_area_is_led_by_its_own_people(act: Act, may_do_it_here: set[str]):
    assert {who for who, held in WHO.items() if may_in(act, held, REGION)} == may_do_it_here


@pytest.mark.parametrize("act", [Act.QUEUE, Act.NEXT, Act.MINE, Act.PAUSE, Act.RESUME])
def test_the_team_has_a_queue_and_nobody_else(act: Act):
    assert {who for who, held in WHO.items() if may_in(act, held)} == set(WHO) - {"a stranger"}
