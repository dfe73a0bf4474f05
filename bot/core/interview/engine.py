"""One step of an interview: what was known and what happened become what is known now and what to show.

Pure and total: the same arguments give the same step, and no event raises.
"""

from dataclasses import dataclass, replace

from bot.core import answers as parse
from bot.core.form_model import Programme
from bot.core.interview import changes, texts
from bot.core.interview.answering import Refused, Submitted, Turn, contact, location, photo, read, read_place
from bot.core.interview.asking import Scene, asks
from bot.core.interview.events import ContactShared, Event, LocationShared, PhotoShared, Press, Start, Typed, Unusable
from bot.core.interview.path import Path, Stop, walk
from bot.core.interview.pressing import pressed
from bot.core.interview.review import REMOVE
from bot.core.interview.screens import Screen
from bot.core.interview.show import show
from bot.core.interview.state import KEY, REVIEW, Draft, World
from bot.core.speech import Message, Text


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


def step(world: World, programme: Programme, draft: Draft, event: Event) -> Step:
    """The draft after `event`, and what to show. The caller has checked the revision of a press."""
    scene = _scene(world, programme, draft)
    danger = isinstance(event, Typed) and parse.danger(event.text)
    # A cry for help is kept where anything may be written, and is no name, no number and no place.
    turn = Turn(scene.draft) if danger and not _takes_words(scene) else _turn(scene, event)
    draft = scene.draft
    new, path = turn.draft, scene.path
    if (new.answers, new.mode) != (draft.answers, draft.mode):
        path = walk(world, programme, new, scene.path)
    if turn.on:
        new = replace(new, cursor=path.pending(), offered=())
    new = _settled(new, path)
    if (new.answers, new.cursor, new.mode) != (draft.answers, draft.cursor, draft.mode):
        new = replace(new, revision=draft.revision + 1)
    after = Scene(world, programme, new, path)
    if _has_keys(scene) and (turn.end is not None or not _has_keys(after)):
        parting = Message(turn.notes or (texts.UNDERSTOOD(),), remove_keys=True)
        return Step(new, turn.end or show(after), danger, parting)
    return Step(new, turn.end or show(after, turn.notes), danger)


def screen(world: World, programme: Programme, draft: Draft, notes: tuple[Text, ...] = ()) -> Screen:
    """What the draft shows now: after a restart, a change of language, an outdated button."""
    return show(_scene(world, programme, draft), notes)


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
        new = changes.matched(new, section.repeat)
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


def _has_keys(scene: Scene) -> bool:
    """Whether the screen has keys in place of the phone's keyboard instead of buttons."""
    stop = scene.stop
    return isinstance(stop, Stop) and asks(scene, stop) is not None


def _turn(scene: Scene, event: Event) -> Turn:
    match event:
        case Press(code=code):
            return pressed(scene, code)
        case Typed(text=text):
            return _typed(scene, text)
        case ContactShared():
            return contact(scene, event)
        case LocationShared():
            return location(scene, event)
        case PhotoShared():
            return photo(scene, event)
        case Unusable(kind=kind):
            return Turn(scene.draft, (texts.UNUSABLE.get(kind, texts.UNUSABLE["media"])(),))
        case Start():
            return Turn(scene.draft)


def _takes_words(scene: Scene) -> bool:
    stop = scene.stop
    return isinstance(stop, Stop) and stop.asking.question.kind in ("text", "address")


def _typed(scene: Scene, text: str) -> Turn:
    """A label typed is a button pressed, and so is a number where the buttons are no numbers; the rest is an answer."""
    stop, shown = scene.stop, show(scene)
    named = shown.named(scene.world, text)
    if named is not None:
        return pressed(scene, named.code)
    agreed = parse.yes_no(text) if shown.yes_no else None
    if isinstance(agreed, bool):
        return pressed(scene, shown.options[0 if agreed else 1].code)
    if isinstance(stop, Stop) and stop.part == "question":
        return read(scene, stop, text)
    counted = shown.counted(text)
    if counted is not None:
        return pressed(scene, counted.code)
    return read_place(scene, stop, text) if isinstance(stop, Stop) else Turn(scene.draft, (texts.PRESS_A_BUTTON(),))
