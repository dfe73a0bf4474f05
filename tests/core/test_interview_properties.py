"""What holds whatever a person does: nothing raises, nothing is lost, only what was shown acts."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.interview import (
    ContactShared,
    Draft,
    LocationShared,
    PhotoShared,
    Press,
    Screen,
    Start,
    Typed,
    Unusable,
    fit,
    screen,
    step,
)
from tests.core.interviewing import HEAD, Person, child, family, reviewed, same_child

SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

phrases = st.sampled_from(
    ["Айша", "87012345678", "Семей", "Абай", "12.05.2017", "3", "1, 2", "120 мың", "иә", "жоқ", "Назад", "Әрі қарай",
     "Пропустить", "128 см", "5", "", "0", "/apply", "‮", "1" * 50, "қызғылт", "не знаю", "Позвоните мне"]
)  # fmt: skip
others = st.one_of(
    phrases.map(Typed),
    st.text(max_size=60).map(Typed),
    st.text(max_size=12).map(Press),
    st.builds(ContactShared, st.sampled_from(["77012345678", "", "x", "123"]), st.booleans()),
    st.builds(LocationShared, st.floats(-90, 90), st.floats(-180, 180)),
    st.builds(PhotoShared, st.text(max_size=5), st.text(max_size=5)),
    st.sampled_from(["voice", "sticker", "album", "?"]).map(Unusable),
    st.just(Start()),
)
ALL = [*HEAD, *family(2), *child("Айша"), *same_child("Али"), "=any", "sk"]


@SLOW
@given(start=st.integers(0, len(ALL)), data=st.data())
def test_no_event_ever_raises_and_every_screen_can_be_shown(start, data):
    """From any point of a real conversation; `Person` renders in both languages and reloads from JSON each time."""
    person = Person().do(*ALL[:start])
    for _ in range(data.draw(st.integers(1, 25))):
        shown = person.step.outcome
        codes = [option.code for option in shown.buttons] if isinstance(shown, Screen) else []
        press = st.sampled_from(codes).map(Press) if codes else others
        person.do(data.draw(st.one_of(press, press, others)))


@SLOW
@given(ahead=st.integers(1, len(ALL)), back=st.integers(1, 12))
def test_back_then_forward_keeps_every_answer(ahead, back):
    person = Person().do(*ALL[:ahead])
    answers, cursor = person.draft.answers, person.draft.cursor
    for _ in range(back):
        if "bk" in person.codes:
            person.do("bk")
    if "kp" in person.codes:
        person.do("kp")
    assert person.draft.answers == answers
    assert person.draft.cursor == cursor


@SLOW
@given(data=st.data())
def test_only_buttons_of_the_current_revision_are_accepted(data):
    """Every revision is shown with one set of answers and one cursor, so an accepted press means what was shown."""
    person = Person()
    shown = {person.draft.revision: (person.draft.answers, person.draft.cursor, person.draft.mode)}
    for event in ALL[: data.draw(st.integers(1, len(ALL)))]:
        person.do(event)
        now = (person.draft.answers, person.draft.cursor, person.draft.mode)
        assert shown.setdefault(person.draft.revision, now) == now
        assert [revision for revision in shown if person.draft.accepts(revision)] == [person.draft.revision]


@SLOW
@given(data=st.data())
def test_an_edit_and_its_undoing_change_nothing_that_is_sent(data):
    person = reviewed(2)
    before = person.submitted
    person.do("e.review/edit")
    edits = {
        "e.reach": ("=centre", "=school"),
        "e.applicant": ("=guardian", "=parent"),
        "e.vseobuch": ("=yes", "=no"),
        "e.call_time": ("=day", "=any"),
        "e.situation": ("=unsaid", "=none"),
        "e.household": ("=8", "=9"),
    }
    edit = data.draw(st.sampled_from(sorted(edits)))
    there, again = edits[edit]
    person.do(edit, there)
    assert person.submitted != before
    assert person.do("e.review/edit", edit, again).submitted == before


json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 300) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["_key", "region", "district"]), inner),
    max_leaves=6,
)
names = [
    "consent",
    "reach",
    "place",
    "household",
    "minors",
    "children",
    "child",
    "situation",
    "comment",
    "gone",
    "income",
]


@SLOW
@given(
    answers=st.dictionaries(st.sampled_from(names), json),
    cursor=st.sampled_from(["", "gone", "review", "review/child.1", "child.7.name", "place.region/location", "/"]),
    blocks=st.lists(st.dictionaries(st.sampled_from(["_key", "name", "needs", "birth_date"]), json), max_size=14),
)
def test_a_draft_of_another_version_keeps_what_is_valid_and_never_raises(answers, cursor, blocks):
    person = Person()
    old = Draft("school_aid", 99, {"child": blocks, **answers}, cursor)
    new = fit(person.world, person.programme, old)
    assert new.version == person.programme.version
    assert isinstance(screen(person.world, person.programme, old), Screen)
    assert fit(person.world, person.programme, new) == new
    for event in (Press("kp"), Typed("Семей"), Start()):
        step(person.world, person.programme, old, event)


@SLOW
@given(done=st.integers(0, len(ALL)))
def test_a_new_version_of_the_programme_loses_no_valid_answer(done):
    person = Person().do(*ALL[:done])
    fitted = fit(person.world, person.programme, replace(person.draft, version=99))
    assert fitted.answers == person.draft.answers
    assert fitted.cursor == person.draft.cursor
