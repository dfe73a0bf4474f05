"""The screens of the path: a question, a place in two steps, "the same for this child?", a count that is not right."""

from typing import Literal, NamedTuple

from bot.core.form_model import Address, Choice, Choices, Consent, Phone, Photo, Programme
from bot.core.interview import place, texts
from bot.core.interview.kind import Asking, Option
from bot.core.interview.kinds import KINDS, shown
from bot.core.interview.path import AnyStop, Block, Count, Path, Same, Stop
from bot.core.interview.screens import Screen
from bot.core.interview.state import REVIEW, Draft, Value, World, is_empty
from bot.core.speech import Field, Joined, Text

LOCATION = "location"  # the view of a question that shows the key for sharing a location
WHOLE = "whole"  # the view of the consent that shows all of it


class Scene(NamedTuple):
    """Everything a screen is made of: the draft and the path its answers make visible."""

    world: World
    programme: Programme
    draft: Draft
    path: Path

    @property
    def stop(self) -> AnyStop | None:
        """The stop the cursor is at; None in the review."""
        return self.path.find(self.draft.cursor.partition("/")[0])

    @property
    def view(self) -> str:
        """The view of it: "location", "whole", or "" for the usual one."""
        return self.draft.cursor.partition("/")[2]


def stop_screen(scene: Scene, stop: AnyStop, notes: tuple[Text, ...]) -> Screen:
    """The screen of one stop, notes first."""
    match stop:
        case Stop():
            return _question(scene, stop, notes)
        case Same():
            return _same(scene, stop, notes)
        case Count():
            return _count(scene, stop, notes)


def ticks(scene: Scene, stop: Stop) -> list[str]:
    """The choices ticked so far: not confirmed ones, else those of the answer."""
    if stop.path in scene.draft.picked:
        return scene.draft.picked[stop.path]
    return list(stop.stored) if stop.answered and stop.stored else []


def asks(scene: Scene, stop: Stop) -> Literal["contact", "location"] | None:
    """What the screen of a stop needs a key of the phone's keyboard for."""
    if isinstance(stop.asking.question, Phone):
        return None if scene.draft.dictated else "contact"
    return "location" if scene.view == LOCATION else None


def child_name(block: Block) -> Field:
    """What a block is called: by its title, or "child 2" while that is not answered."""
    return block.name if block.name is not None else texts.NAMELESS(number=block.number)


def navigation(scene: Scene, stop: AnyStop | None) -> tuple[Option, ...]:
    """Back, Next and the way out by phone, as far as they lead anywhere from here."""
    draft = scene.draft
    buttons: list[Option] = []
    if scene.path.before(REVIEW if stop is None else stop.path) is not None:
        buttons.append(Option("bk", texts.BACK()))
    if stop is not None and stop.answered:
        buttons.append(Option("kp", texts.NEXT()))
    if draft.mode == "call":
        buttons.append(Option("ff", texts.FULL_FORM()))
    elif not draft.correcting:
        buttons.append(Option("cm", texts.CALL_ME()))
    return tuple(buttons)


def _question(scene: Scene, stop: Stop, notes: tuple[Text, ...]) -> Screen:
    asking = stop.asking
    kind = KINDS[asking.question.kind]
    return Screen(
        path=scene.draft.cursor,
        revision=scene.draft.revision,
        paragraphs=(*notes, *_above(scene, stop), *_asked(scene, stop)),
        options=_options(scene, stop),
        navigation=navigation(scene, stop),
        columns=kind.columns,
        asks=asks(scene, stop),
        numbered=kind.numbered or stop.part != "question",
        yes_no=isinstance(asking.question, Consent),
    )


def _above(scene: Scene, stop: Stop | Same) -> list[Text]:
    """Where we are: which child this is about, and how far along."""
    lines: list[Text] = []
    if stop.section is not None and (block := scene.path.block(f"{stop.section.repeat.id}.{stop.key}")) is not None:
        stated = scene.path.known[stop.section.repeat.count]
        total = max(stated, len(scene.path.blocks[stop.section.repeat.id]))
        if block.name is None:
            lines.append(texts.CHILD_NUMBER(number=block.number, total=total))
        else:
            lines.append(texts.CHILD_OF(number=block.number, total=total, name=block.name))
    place, of = scene.path.progress(stop)
    return [*lines, texts.PROGRESS(step=place, total=of)]


def _asked(scene: Scene, stop: Stop) -> list[Text]:
    """The question, its hint, what was answered before and how to answer."""
    world, asking = scene.world, stop.asking
    slot, question = asking.slot, asking.question
    text = f"{slot.text}-whole" if scene.view == WHOLE else slot.text
    lines = [Text(text, world.facts.get(text, {}))]
    hints = (f"{slot.text}-hint-dictated",) if scene.draft.dictated else ()
    if (hint := next(filter(world.has_text, (*hints, f"{slot.text}-hint")), None)) is not None:
        lines.append(Text(hint))
    if stop.part == "district" and isinstance(stop.stored, dict):
        region = shown(asking, {"region": stop.stored["region"]})
        lines[0] = texts.PLACE_DISTRICT(region=region)
    if stop.answered:
        if not isinstance(question, Consent):
            lines.append(texts.YOUR_ANSWER(answer=shown(asking, stop.stored)))
    elif (earlier := _no_longer_fits(asking, stop.stored)) is not None:
        lines.append(texts.NO_LONGER_FITS(answer=earlier))
    if scene.view == LOCATION:
        lines.append(texts.ADDRESS_LOCATION_ASK() if isinstance(question, Address) else texts.PLACE_LOCATION_ASK())
    elif stop.part == "region":
        lines.append(texts.PLACE_DID_YOU_MEAN() if scene.draft.offered else texts.PLACE_REGION())
    elif stop.part == "district" and scene.draft.offered:
        lines.append(texts.PLACE_DID_YOU_MEAN())
    elif isinstance(question, Choice) and question.other:
        lines.append(texts.OTHER())
    elif isinstance(question, Choices):
        lines.append(texts.SEVERAL())
    elif isinstance(question, Photo) and not stop.answered:
        lines.append(texts.PHOTO_SEND(most=question.at_most))
    return lines


def _no_longer_fits(asking: Asking, stored: Value) -> Field | None:
    """An earlier answer that a correction elsewhere has made impossible, if it can still be shown."""
    if isinstance(stored, int | str) and asking.question.kind in {"integer", "money", "date"}:
        return shown(asking, stored)
    return None


def _options(scene: Scene, stop: Stop) -> tuple[Option, ...]:
    question = stop.asking.question
    last = (*_removal(scene, stop), *((Option("sk", texts.SKIP(), wide=True),) if question.optional else ()))
    if scene.view == LOCATION:
        return ()
    match question:
        case Consent():
            other = (
                Option(f"e.{stop.path}", texts.CONSENT_SHORT(), wide=True)
                if scene.view == WHOLE
                else Option(f"e.{stop.path}/{WHOLE}", texts.CONSENT_WHOLE(), wide=True)
            )
            return (
                Option("=agree", texts.CONSENT_AGREE(), True, wide=True),
                Option("no", texts.CONSENT_REFUSE(), wide=True),
                other,
            )
        case Choices():
            return (*_ticked(scene, stop), *last)
        case Address():
            return (*_location(scene, stop), *last)
        case Photo() if stop.answered:
            return (Option("cl", texts.PHOTO_AGAIN(), wide=True), *last)
    if stop.part == "question":
        return (*(_marked(option, stop) for option in KINDS[question.kind].options(stop.asking)), *last)
    buttons = place.options(stop.asking, stop.part, stop.stored, scene.draft.offered)
    if scene.draft.offered:
        buttons = (*buttons, Option("ls", texts.PLACE_LIST(), wide=True))
    elif stop.part == "region":
        buttons = (*_location(scene, stop), *buttons)
    return (*buttons, *last)


def _location(scene: Scene, stop: Stop) -> tuple[Option, ...]:
    """The way to share where one is; whoever writes down what a family says is somewhere else."""
    if scene.draft.dictated:
        return ()
    return (Option(f"e.{stop.path}/{LOCATION}", texts.PLACE_LOCATION(), wide=True),)


def _removal(scene: Scene, stop: Stop) -> tuple[Option, ...]:
    """On the first question about a child that is begun: the way to give it up, which the review cannot offer yet."""
    if stop.section is None or stop.asking.slot is not stop.section.slots[0]:
        return ()
    repeat = stop.section.repeat
    block = scene.path.block(f"{repeat.id}.{stop.key}")
    if block is None or len(scene.path.blocks[repeat.id]) < 2 or is_empty(scene.draft, repeat, block.raw):
        return ()
    return (Option(f"rm.{block.path}", texts.REMOVE_CHILD(name=child_name(block)), wide=True),)


def _marked(option: Option, stop: Stop) -> Option:
    """The option, ticked when it is the present answer."""
    if stop.answered and option.value == stop.stored and type(option.value) is type(stop.stored):
        return Option(option.code, option.label, option.value, chosen=True, wide=option.wide)
    return option


def _ticked(scene: Scene, stop: Stop) -> list[Option]:
    """One button gives all of `together`; the others tick and untick; those that exclude all others answer at once."""
    asking, picked = stop.asking, ticks(scene, stop)
    question = asking.question
    buttons = []
    if question.together:
        buttons.append(Option("tg", asking.label("together"), list(question.together), wide=True))
    for choice in question.choices:
        on = choice in picked
        buttons.append(Option(f"{'-' if on else '+'}{choice}", asking.label(choice), chosen=on))
    buttons += [
        Option(f"={choice}", asking.label(choice), [choice], chosen=choice in picked, wide=True)
        for choice in question.alone
    ]
    buttons.append(Option("ok", texts.DONE(), wide=True))
    return buttons


def _same(scene: Scene, stop: Same, notes: tuple[Text, ...]) -> Screen:
    """Whether the next child's answers are those of the one before."""
    like = stop.like
    answers = [
        shown(Asking(scene.world, slot, dict(like.known)), like.known[slot.question.id])
        for slot in stop.section.slots
        if slot.question.id in stop.section.repeat.same and slot.question.id in like.known
    ]
    return Screen(
        path=scene.draft.cursor,
        revision=scene.draft.revision,
        paragraphs=(
            *notes,
            *_above(scene, stop),
            texts.SAME(name=child_name(like), summary=Joined(tuple(answers))),
        ),
        options=(Option("same", texts.SAME_YES(), wide=True), Option("diff", texts.SAME_NO(), wide=True)),
        navigation=navigation(scene, stop),
        numbered=True,
        yes_no=True,
    )


def _count(scene: Scene, stop: Count, notes: tuple[Text, ...]) -> Screen:
    """The stated number of children and the filled one differ: correct the number, add one or remove one."""
    repeat = stop.section.repeat
    blocks, stated = scene.path.blocks[repeat.id], scene.path.known[repeat.count]
    options = [Option("ci", texts.COUNT_IS(count=len(blocks)), wide=True)]
    if len(blocks) < stated:
        options.append(Option(f"add.{repeat.id}", texts.COUNT_ADD(), wide=True))
    else:
        options += [
            Option(f"rm.{block.path}", texts.COUNT_REMOVE(name=child_name(block)), wide=True) for block in blocks
        ]
    return Screen(
        path=scene.draft.cursor,
        revision=scene.draft.revision,
        paragraphs=(*notes, texts.COUNT_MISMATCH(stated=stated, filled=len(blocks))),
        options=tuple(options),
        navigation=navigation(scene, stop),
        numbered=True,
    )
