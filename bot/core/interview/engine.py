"""One step of an interview: what was known and what happened become what is known now and what to show.

Pure and total: the same arguments give the same step, and no event raises.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.core import answers as parse
from bot.core.answers import Wrong
from bot.core.form_model import Address, Phone, Photo, Programme, Repeat
from bot.core.interview import place, texts
from bot.core.interview.asking import Scene, stop_screen, ticks
from bot.core.interview.events import (
    ContactShared,
    Event,
    LocationShared,
    PhotoShared,
    Press,
    Start,
    Typed,
    Unusable,
)
from bot.core.interview.kinds import KINDS
from bot.core.interview.path import Path, Stop, walk
from bot.core.interview.review import REMOVE, cleaned, review_screen
from bot.core.interview.screens import Screen
from bot.core.interview.state import KEY, REVIEW, SAME, Answers, Draft, Value, World, is_empty, new_block
from bot.core.speech import Message, Text
from bot.core.speech import Phone as PhoneNumber


@dataclass(frozen=True, slots=True)
class Submitted:
    """The person has sent the request (or saved the corrected one): `answers` are cleaned, ready to be stored."""

    answers: Answers


@dataclass(frozen=True, slots=True)
class Refused:
    """The person does not agree to the processing of personal data."""


@dataclass(frozen=True, slots=True)
class Step:
    """What came of an event.

    outcome: the screen to show, or the end. danger: somebody wrote of danger, so helplines come before anything else.
    parting: a message to send before the screen, because it takes the phone's keyboard away.
    """

    draft: Draft
    outcome: Screen | Submitted | Refused
    danger: bool = False
    parting: Message | None = None

    def messages(self, draft: int | str) -> tuple[Message, ...]:
        """What to send: the parting, then the screen; `draft` is the id of the draft for the buttons."""
        parting = () if self.parting is None else (self.parting,)
        return (*parting, self.outcome.message(draft)) if isinstance(self.outcome, Screen) else parting


@dataclass(frozen=True, slots=True)
class _Turn:
    """A draft after an event, with what to say about it; `end` when there is nothing left to ask."""

    draft: Draft
    notes: tuple[Text, ...] = ()
    end: Submitted | Refused | None = None
    on: bool = False  # go on to the first question without an answer


def step(world: World, programme: Programme, draft: Draft, event: Event) -> Step:
    """The draft after `event`, and what to show. The caller has checked the revision of a press."""
    scene = _scene(world, programme, draft)
    draft = scene.draft
    turn = _turn(scene, event)
    danger = isinstance(event, Typed) and parse.danger(event.text)
    new, path = turn.draft, scene.path
    if (new.answers, new.mode) != (draft.answers, draft.mode):
        path = walk(world, programme, new)
    if turn.on:
        new = replace(new, cursor=path.pending(), offered=())
    new = _settled(new, path)
    if (new.answers, new.cursor, new.mode) != (draft.answers, draft.cursor, draft.mode):
        new = replace(new, revision=draft.revision + 1)
    keyboard = _keyboard(scene)
    if turn.end is not None:
        return Step(new, turn.end, danger, _parting(turn.notes) if keyboard else None)
    after = Scene(world, programme, new, path)
    shown = _show(after, () if keyboard else turn.notes)
    if keyboard and shown.asks is None:
        return Step(new, shown, danger, _parting(turn.notes))
    return Step(new, _show(after, turn.notes) if keyboard else shown, danger)


def screen(world: World, programme: Programme, draft: Draft, notes: tuple[Text, ...] = ()) -> Screen:
    """What the draft shows now: after a restart, a change of language, an outdated button."""
    return _show(_scene(world, programme, draft), notes)


def fit(world: World, programme: Programme, draft: Draft) -> Draft:
    """The draft under the present version of its programme: everything still valid is kept."""
    sections = programme.sections
    known = {part.id for part in programme.questions}
    answers = {name: value for name, value in draft.answers.items() if name in known and name not in sections}
    for name, section in sections.items():
        blocks = draft.answers.get(name)
        keyed = (
            [b for b in blocks if isinstance(b, dict) and type(b.get(KEY)) is int] if isinstance(blocks, list) else []
        )
        if keyed:
            answers[name] = list({block[KEY]: block for block in keyed}.values())[: section.repeat.at_most]
    new = replace(draft, version=programme.version, answers=answers, picked={}, offered=())
    for section in sections.values():
        new = _matched(new, section.repeat)
    return _settled(new, walk(world, programme, new))


def _scene(world: World, programme: Programme, draft: Draft) -> Scene:
    if draft.version != programme.version:
        draft = fit(world, programme, draft)
    path = walk(world, programme, draft)
    return Scene(world, programme, _settled(draft, path), path)


def _settled(draft: Draft, path: Path) -> Draft:
    """The draft with its cursor on the path: a question that is not asked any more gives way to the next one."""
    at, _, view = draft.cursor.partition("/")
    if at == REVIEW:
        block = view.removeprefix(REMOVE)
        if view.startswith(REMOVE) and path.block(block) is not None:
            return draft
        fits = path.pending() == REVIEW and (view in {"", "edit"} or path.block(view) is not None)
        return draft if fits else replace(draft, cursor=path.pending())
    return draft if path.find(at) is not None else replace(draft, cursor=path.pending())


def _show(scene: Scene, notes: tuple[Text, ...] = ()) -> Screen:
    stop = scene.stop
    return review_screen(scene, notes) if stop is None else stop_screen(scene, stop, notes)


def _keyboard(scene: Scene) -> bool:
    """Whether the screen before had keys instead of buttons."""
    stop = scene.stop
    question = None if stop is None or stop.asking is None else stop.asking.question
    return isinstance(question, Phone) or scene.view == "location"


def _parting(notes: tuple[Text, ...]) -> Message:
    return Message(notes or (texts.UNDERSTOOD(),), remove_keys=True)


def _turn(scene: Scene, event: Event) -> _Turn:
    match event:
        case Press(code=code):
            return _pressed(scene, code)
        case Typed(text=text):
            return _typed(scene, text)
        case ContactShared():
            return _contact(scene, event)
        case LocationShared():
            return _location(scene, event)
        case PhotoShared():
            return _photo(scene, event)
        case Unusable(kind=kind):
            return _Turn(scene.draft, (texts.UNUSABLE.get(kind, texts.UNUSABLE["media"])(),))
        case Start():
            return _Turn(scene.draft)


# Presses: only what the current screen offers. A tick may come twice, or after its label has turned into the opposite.


def _pressed(scene: Scene, code: str) -> _Turn:
    draft, stop = scene.draft, scene.stop
    shown = _show(scene)
    opposite = {"+": "-", "-": "+"}.get(code[:1])
    if opposite and stop is not None and (shown.find(code) or shown.find(opposite + code[1:])):
        return _Turn(_tick(scene, stop, code[1:], on=code[0] == "+"))
    option = shown.find(code)
    if option is None:
        return _Turn(draft)
    verb, _, target = code.partition(".")
    if code.startswith("=") or code in {"un", "dk", "sk", "tg"}:
        return _Turn(draft) if stop is None else _answer(scene, stop, option.value)
    if verb in {"e", "rm", "ry", "add"}:
        return _Turn(_edited(scene, verb, target), on=verb == "ry")
    match code:
        case "bk":
            return _back(scene)
        case "ok":
            return _done(scene)
        case "no":
            return _Turn(draft, end=Refused())
        case "go":
            return _Turn(draft, end=Submitted(cleaned(scene.programme, scene.path)))
        case "cm":
            return _Turn(replace(draft, mode="call"), on=True)
        case "ff":
            return _Turn(replace(draft, mode="full"), on=True)
        case "ls":
            return _Turn(replace(draft, offered=()))
        case "same" | "diff":
            return _Turn(draft) if stop is None else _Turn(_same(draft, stop, same=code == "same"), on=True)
        case "ci":
            return _Turn(draft) if stop is None else _Turn(_count_is(scene, stop), on=True)
        case "cl":
            return _Turn(draft) if stop is None else _Turn(_without(draft, stop))
    return _Turn(draft, on=True)  # "kp" and "rn": as it was, go on


def _edited(scene: Scene, verb: str, target: str) -> Draft:
    draft = scene.draft
    if verb == "e":
        return replace(draft, cursor=target, offered=())
    if verb == "rm":
        return replace(draft, cursor=f"{REVIEW}/{REMOVE}{target}")
    repeat = scene.programme.sections[target.partition(".")[0]].repeat
    if verb == "ry":
        return _removed(draft, repeat, int(target.partition(".")[2]))
    block = new_block(draft, repeat)
    answers = {**draft.answers, repeat.id: [*draft.answers[repeat.id], block]}
    return replace(draft, answers=answers, cursor=f"{repeat.id}.{block[KEY]}.{repeat.questions[0].id}")


def _back(scene: Scene) -> _Turn:
    """To the question before; out of another view of a question to its usual one; an added empty child goes."""
    draft, stop = scene.draft, scene.stop
    if stop is not None and scene.view:
        return _Turn(replace(draft, cursor=stop.path))
    if stop is not None and stop.section is not None:
        repeat = stop.section.repeat
        block = scene.path.block(f"{repeat.id}.{stop.key}")
        added = len(scene.path.blocks[repeat.id]) > scene.path.known[repeat.count]
        if block is not None and added and is_empty(draft, repeat, block.raw):
            return _Turn(_removed(draft, repeat, block.key), on=True)
    before = scene.path.before(draft.cursor if stop is None else stop.path)
    return _Turn(draft if before is None else replace(draft, cursor=before, offered=()))


# Answers.


def _answer(scene: Scene, stop: Stop, value: Value, notes: tuple[Text, ...] = ()) -> _Turn:
    """Keep a valid answer and go on; of anything else say what is wrong."""
    if stop.asking is not None and value is not None:
        wrong = KINDS[stop.asking.question.kind].wrong(stop.asking, value)
        if wrong is not None:
            return _Turn(scene.draft, (_error(scene, stop, wrong),))
    return _Turn(_put(scene, stop, value), notes, on=True)


def _put(scene: Scene, stop: Stop, value: Value) -> Draft:
    assert stop.asking is not None  # noqa: S101
    draft, name = scene.draft, stop.asking.question.id
    picked = {path: choices for path, choices in draft.picked.items() if path != stop.path}
    if stop.section is not None:
        return replace(_with(draft, stop, {name: value}), picked=picked)
    draft = replace(draft, answers={**draft.answers, name: value}, picked=picked)
    for section in scene.programme.sections.values():
        if section.repeat.count == name:
            draft = _matched(draft, section.repeat)
    return draft


def _with(draft: Draft, stop: Stop, changes: Mapping[str, Value]) -> Draft:
    """The draft with changes in the block of a stop."""
    assert stop.section is not None  # noqa: S101
    name = stop.section.repeat.id
    blocks = [{**block, **changes} if block[KEY] == stop.key else block for block in draft.answers[name]]
    return replace(draft, answers={**draft.answers, name: blocks})


def _without(draft: Draft, stop: Stop) -> Draft:
    """The draft without the answer of a stop."""
    assert stop.asking is not None  # noqa: S101
    gone = stop.asking.question.id
    if stop.section is None:
        return replace(draft, answers={name: value for name, value in draft.answers.items() if name != gone})
    name = stop.section.repeat.id
    blocks = [
        {key: value for key, value in block.items() if key != gone} if block[KEY] == stop.key else block
        for block in draft.answers[name]
    ]
    return replace(draft, answers={**draft.answers, name: blocks})


def _tick(scene: Scene, stop: Stop, choice: str, *, on: bool) -> Draft:
    """A choice ticked or unticked; kept in the order of the programme, so that the order of presses leaves no trace."""
    assert stop.asking is not None  # noqa: S101
    wanted = {*ticks(scene, stop), choice} if on else {*ticks(scene, stop)} - {choice}
    choices = [name for name in stop.asking.question.choices if name in wanted]
    return replace(scene.draft, picked={**scene.draft.picked, stop.path: choices})


def _done(scene: Scene) -> _Turn:
    stop = scene.stop
    if stop is None or stop.asking is None:
        return _Turn(scene.draft)
    chosen = ticks(scene, stop)
    if not chosen:
        return _Turn(scene.draft, (_error(scene, stop, Wrong("choice.none")),))
    return _answer(scene, stop, chosen)


def _typed(scene: Scene, text: str) -> _Turn:
    stop, shown = scene.stop, _show(scene)
    named = shown.named(scene.world, text)
    if named is not None:
        return _pressed(scene, named.code)
    if shown.yes_no:
        try_yes = parse.yes_no(text)
        if isinstance(try_yes, bool):
            return _pressed(scene, shown.options[0 if try_yes else 1].code)
    if stop is not None and stop.asking is not None:
        if stop.part == "question":
            return _read(scene, stop, text)
        return _read_place(scene, stop, shown, text)
    meant = parse.choice(text, [(option.code, ()) for option in shown.options]) if shown.numbered else None
    if isinstance(meant, str):
        return _pressed(scene, meant)
    return _Turn(scene.draft, (texts.PRESS_A_BUTTON(),))


def _read(scene: Scene, stop: Stop, text: str) -> _Turn:
    assert stop.asking is not None  # noqa: S101
    question = stop.asking.question
    value = KINDS[question.kind].read(stop.asking, text)
    if isinstance(value, Wrong):
        return _Turn(scene.draft, (_error(scene, stop, value),))
    if isinstance(question, Phone):
        return _answer(scene, stop, value, (_phone_note(value),))
    if isinstance(question, Address) and stop.stored and "text" not in stop.stored:
        value = {**stop.stored, **value}  # a location was sent first, this is the street and house to it
    return _answer(scene, stop, value)


def _read_place(scene: Scene, stop: Stop, shown: Screen, text: str) -> _Turn:
    assert stop.asking is not None  # noqa: S101
    if text.strip().isdigit():
        meant = parse.choice(text, [(option.code, ()) for option in shown.options if option.code.startswith("=")])
        if isinstance(meant, str):
            return _pressed(scene, meant)
    value: Any = place.read(stop.asking, "region" if stop.part == "region" else "district", stop.stored, text)
    if isinstance(value, Wrong):
        return _Turn(replace(scene.draft, offered=()), (_error(scene, stop, value),))
    if isinstance(value, tuple):
        return _Turn(replace(scene.draft, cursor=stop.path, offered=value))
    return _answer(scene, stop, value)


def _contact(scene: Scene, contact: ContactShared) -> _Turn:
    stop = scene.stop
    if stop is None or stop.asking is None or not isinstance(stop.asking.question, Phone):
        return _Turn(scene.draft, (texts.UNUSABLE["contact"](),))
    if not contact.own:
        return _Turn(scene.draft, (texts.CONTACT_FOREIGN(),))
    number = parse.contact_phone(contact.phone)
    if isinstance(number, Wrong):
        return _Turn(scene.draft, (_error(scene, stop, number),))
    return _answer(scene, stop, number.e164, (_phone_note(number.e164),))


def _location(scene: Scene, location: LocationShared) -> _Turn:
    draft, stop = scene.draft, scene.stop
    if stop is not None and stop.asking is not None:
        if stop.part in {"region", "district"}:
            found = place.located(scene.world.places, location.lat, location.lon)
            if found is None:
                return _Turn(replace(draft, cursor=stop.path), (texts.PLACE_LOCATION_OUTSIDE(),))
            return _answer(scene, stop, found[0], (texts.PLACE_FOUND(region=found[1]),))
        if isinstance(stop.asking.question, Address):
            kept = stop.stored if isinstance(stop.stored, dict) else {}
            new = _put(scene, stop, {**kept, "lat": location.lat, "lon": location.lon})
            return _Turn(replace(new, cursor=stop.path), (texts.ADDRESS_LOCATION_SAVED(),))
    return _Turn(draft, (texts.UNUSABLE["location"](),))


def _photo(scene: Scene, photo: PhotoShared) -> _Turn:
    stop = scene.stop
    if stop is None or stop.asking is None or not isinstance(stop.asking.question, Photo):
        return _Turn(scene.draft, (texts.UNUSABLE["photo"](),))
    most = stop.asking.question.at_most
    kept = [one for one in (stop.stored or ()) if one["unique_id"] != photo.unique_id] if stop.answered else []
    photos = [*kept, {"file_id": photo.file_id, "unique_id": photo.unique_id}][-most:]
    note = texts.PHOTO_SAVED(count=len(photos), most=most)
    return _Turn(_put(scene, stop, photos), (note,), on=len(photos) == most)


# Children.


def _matched(draft: Draft, repeat: Repeat) -> Draft:
    """As many blocks as stated, by adding empty ones or dropping trailing empty ones; filled ones are asked about."""
    stated = draft.answers.get(repeat.count)
    if type(stated) is not int:
        return draft
    while len(blocks := draft.answers.get(repeat.id, [])) < min(stated, repeat.at_most):
        draft = replace(draft, answers={**draft.answers, repeat.id: [*blocks, new_block(draft, repeat)]})
    while len(blocks := draft.answers.get(repeat.id, [])) > max(stated, 0) and is_empty(draft, repeat, blocks[-1]):
        draft = replace(draft, answers={**draft.answers, repeat.id: blocks[:-1]})
    return draft


def _removed(draft: Draft, repeat: Repeat, key: int) -> Draft:
    blocks = [block for block in draft.answers[repeat.id] if block[KEY] != key]
    gone = f"{repeat.id}.{key}."
    picked = {path: choices for path, choices in draft.picked.items() if not path.startswith(gone)}
    return replace(draft, answers={**draft.answers, repeat.id: blocks}, picked=picked)


def _same(draft: Draft, stop: Stop, *, same: bool) -> Draft:
    """The next child's answers are those of the one before, or will be asked."""
    assert stop.section is not None  # noqa: S101
    assert stop.like is not None  # noqa: S101
    known = stop.like.known
    copied = {name: known[name] for name in stop.section.repeat.same if name in known} if same else {}
    return _with(draft, stop, {**copied, SAME: same})


def _count_is(scene: Scene, stop: Stop) -> Draft:
    assert stop.section is not None  # noqa: S101
    repeat = stop.section.repeat
    return replace(scene.draft, answers={**scene.draft.answers, repeat.count: len(scene.path.blocks[repeat.id])})


# Words.


def _error(scene: Scene, stop: Stop, wrong: Wrong) -> Text:
    """What is wrong: in the words of this question if it has its own, else in those everybody shares."""
    code = wrong.code.replace(".", "-")
    if stop.asking is not None:
        own = f"{stop.asking.slot.text}-error-{code}"
        if scene.world.has_text(own):
            return Text(own, dict(wrong.fields))
    return Text(f"error-{code}", dict(wrong.fields))


def _phone_note(e164: str) -> Text:
    """The number is said back to be checked. +7 is shared with Russia: Kazakhstan's numbers go on with 7."""
    phone = PhoneNumber(e164)
    return texts.PHONE_SAVED(phone=phone) if e164.startswith("+77") else texts.PHONE_FOREIGN(phone=phone)
