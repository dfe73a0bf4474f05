"""The end of an interview: everything answered, what to change, and what is handed on."""

from collections.abc import Iterator

from bot.core.form_model import Consent, Programme, Section, Slot
from bot.core.interview import texts
from bot.core.interview.asking import Scene, child_name, navigation
from bot.core.interview.kind import Asking, Option
from bot.core.interview.kinds import shown
from bot.core.interview.path import Block, Path, walk
from bot.core.interview.screens import Screen
from bot.core.interview.state import KEY, REVIEW, Answers, Draft, Value, World
from bot.core.speech import Field, Joined, Text

WHAT = f"{REVIEW}/edit"  # what would you like to change?
REMOVE = "remove."  # the view "review/remove.child.2": sure?
# How much of a typed answer the review shows, in characters, by the number of children: twelve must fit one message.
SHORTENED = ((3, 120), (6, 60), (12, 30))


def review_screen(scene: Scene, notes: tuple[Text, ...]) -> Screen:
    """The screen the cursor names: the review, what to change, one child, or whether to remove it."""
    view = scene.view
    if scene.draft.cursor == WHAT:
        return _what(scene, notes)
    if view.startswith(REMOVE) and (block := scene.path.block(view.removeprefix(REMOVE))) is not None:
        return _sure(scene, block, notes)
    if (block := scene.path.block(view)) is not None:
        return _child(scene, block, notes)
    return _overview(scene, notes)


def summary(world: World, programme: Programme, answers: Answers) -> tuple[Text, ...]:
    """All answers as lines, one per question and one per child; what was not asked or not answered is left out."""
    draft = Draft(programme.id, programme.version, answers)
    return tuple(line for group in _groups(world, programme, walk(world, programme, draft)) for line in group)


def cleaned(programme: Programme, path: Path) -> Answers:
    """The answers to hand on: those of the visible path, of complete children only, each child with its key."""
    answers: dict[str, Value] = {}
    for part in programme.outline:
        if isinstance(part, Slot) and part.ref in path.known:
            answers[part.ref] = path.known[part.ref]
        elif isinstance(part, Section) and part.repeat.id in path.blocks:
            blocks = path.blocks[part.repeat.id]
            answers[part.repeat.id] = [{KEY: block.key, **block.known} for block in blocks if block.complete]
    return answers


def _overview(scene: Scene, notes: tuple[Text, ...]) -> Screen:
    draft = scene.draft
    head, send = texts.REVIEW_HEAD(), texts.SUBMIT()
    if draft.mode == "call":
        head = texts.REVIEW_HEAD_CALL()
    if draft.correcting:
        head, send = texts.REVIEW_HEAD_SAVE(), texts.SAVE()
    groups = _groups(scene.world, scene.programme, scene.path)
    return Screen(
        path=draft.cursor,
        revision=draft.revision,
        paragraphs=(*notes, head, *(texts.REVIEW_LINES(lines=Joined(tuple(group), "\n")) for group in groups)),
        options=(Option("go", send, wide=True), Option(f"e.{WHAT}", texts.REVIEW_EDIT(), wide=True)),
        navigation=navigation(scene, None),
        numbered=True,
    )


def _what(scene: Scene, notes: tuple[Text, ...]) -> Screen:
    """A button for each question, each child, and one more child."""
    options = []
    for part in scene.programme.outline:
        if isinstance(part, Slot):
            if part.ref in scene.path.known and not isinstance(part.question, Consent):
                options.append(_edit(scene, part, part.question.id))
            continue
        blocks = scene.path.blocks.get(part.repeat.id, ())
        for block in blocks:
            label = texts.REVIEW_CHILD_NAMED(number=block.number, name=child_name(block))
            options.append(Option(f"e.{REVIEW}/{block.path}", label, wide=True))
        if blocks and len(blocks) < part.repeat.at_most:
            options.append(Option(f"add.{part.repeat.id}", texts.ADD_CHILD(), wide=True))
    return Screen(
        path=scene.draft.cursor,
        revision=scene.draft.revision,
        paragraphs=(*notes, texts.REVIEW_WHAT()),
        options=tuple(options),
        navigation=(Option(f"e.{REVIEW}", texts.REVIEW_BACK()),),
        numbered=True,
    )


def _child(scene: Scene, block: Block, notes: tuple[Text, ...]) -> Screen:
    """A button for each question about one child, and one to remove it."""
    section = block.section
    options = [
        _edit(scene, slot, f"{block.path}.{slot.question.id}")
        for slot in section.slots
        if slot.question.id in block.known
    ]
    name = child_name(block)
    if len(scene.path.blocks[section.repeat.id]) > 1:
        options.append(Option(f"rm.{block.path}", texts.REMOVE_CHILD(name=name), wide=True))
    return Screen(
        path=scene.draft.cursor,
        revision=scene.draft.revision,
        paragraphs=(*notes, texts.REVIEW_WHAT_CHILD(name=name), _child_line(scene.world, block, SHORTENED[0][1])),
        options=tuple(options),
        navigation=(Option(f"e.{REVIEW}", texts.REVIEW_BACK()),),
        numbered=True,
    )


def _sure(scene: Scene, block: Block, notes: tuple[Text, ...]) -> Screen:
    return Screen(
        path=scene.draft.cursor,
        revision=scene.draft.revision,
        paragraphs=(*notes, texts.REMOVE_SURE(name=child_name(block))),
        options=(
            Option(f"ry.{block.path}", texts.REMOVE_YES(), wide=True),
            Option("rn", texts.REMOVE_NO(), wide=True),
        ),
        numbered=True,
        yes_no=True,
    )


def _edit(scene: Scene, slot: Slot, path: str) -> Option:
    stop = scene.path.find(path) or scene.path.find(f"{path}.region")
    return Option(f"e.{stop.path if stop else path}", Text(f"{slot.text}-short"))


def _groups(world: World, programme: Programme, path: Path) -> Iterator[list[Text]]:
    """The lines of the review: a group for the children, and one for the questions before and after them."""
    count = max((len(blocks) for blocks in path.blocks.values()), default=0)
    limit = next((limit for most, limit in SHORTENED if count <= most), SHORTENED[-1][1])
    lines: list[Text] = []
    for part in programme.outline:
        if isinstance(part, Section):
            children = [_child_line(world, block, limit) for block in path.blocks.get(part.repeat.id, ())]
            yield from filter(None, (lines, children))
            lines = []
        elif part.ref in path.known and not isinstance(part.question, Consent):
            answer = shown(Asking(world, part, dict(path.known)), path.known[part.ref])
            lines.append(texts.REVIEW_LINE(label=Text(f"{part.text}-short"), answer=_shortened(answer, limit)))
    if lines:
        yield lines


def _child_line(world: World, block: Block, limit: int) -> Text:
    answers = tuple(
        _shortened(shown(Asking(world, slot, dict(block.known)), block.known[slot.question.id]), limit)
        for slot in block.section.slots
        if slot.question.id in block.known and slot.question.id != block.section.repeat.title
    )
    name = _shortened(child_name(block), limit)
    return texts.REVIEW_CHILD(number=block.number, name=name, answers=Joined(answers))


def _shortened(field: Field, limit: int) -> Field:
    """Somebody's words cut to `limit` characters; they are whole when the question is opened."""
    match field:
        case str() if len(field) > limit:
            return f"{field[: limit - 1].rstrip()}…"
        case Joined(items=items, separator=separator):
            return Joined(tuple(_shortened(item, limit) for item in items), separator)
    return field
