"""What an event does to the answers; each function gives a new draft."""

from dataclasses import replace

from bot.core.form_model import Repeat
from bot.core.interview.asking import Scene, ticks
from bot.core.interview.path import Same, Stop
from bot.core.interview.state import KEY, SAME, Answers, Draft, Value, is_empty, new_block


def put(scene: Scene, stop: Stop, value: Value) -> Draft:
    """Store the answer of a stop. A stated number of children makes their blocks."""
    draft, name = scene.draft, stop.asking.question.id
    draft = replace(draft, picked={path: choices for path, choices in draft.picked.items() if path != stop.path})
    if stop.section is not None:
        return _in_block(draft, stop.section.repeat, stop.key, {name: value})
    draft = replace(draft, answers={**draft.answers, name: value})
    for section in scene.programme.sections.values():
        if section.repeat.count == name:
            draft = matched(draft, section.repeat)
    return draft


def tick(scene: Scene, stop: Stop, choice: str, *, on: bool) -> Draft:
    """A choice ticked or unticked; kept in the order of the programme, so that the order of presses leaves no trace."""
    wanted = {*ticks(scene, stop), choice} if on else {*ticks(scene, stop)} - {choice}
    choices = [name for name in stop.asking.question.choices if name in wanted]
    return replace(scene.draft, picked={**scene.draft.picked, stop.path: choices})


def same(draft: Draft, stop: Same, *, yes: bool) -> Draft:
    """The next child's answers are those of the one before, or will be asked."""
    repeat, known = stop.section.repeat, stop.like.known
    copied = {name: known[name] for name in repeat.same if name in known} if yes else {}
    return _in_block(draft, repeat, stop.key, {**copied, SAME: yes})


def matched(draft: Draft, repeat: Repeat) -> Draft:
    """As many blocks as stated, by adding empty ones or dropping trailing empty ones; filled ones are asked about."""
    stated = draft.answers.get(repeat.count)
    if type(stated) is not int:
        return draft
    while len(_blocks(draft, repeat)) < min(stated, repeat.at_most):
        draft = added(draft, repeat)
    blocks = _blocks(draft, repeat)
    while len(blocks) > max(stated, 0) and is_empty(draft, repeat, blocks[-1]):
        blocks = blocks[:-1]
    return _with_blocks(draft, repeat, blocks)


def added(draft: Draft, repeat: Repeat) -> Draft:
    """One more block, empty but for what is known beforehand."""
    return _with_blocks(draft, repeat, [*_blocks(draft, repeat), new_block(draft, repeat)])


def removed(draft: Draft, repeat: Repeat, key: int) -> Draft:
    """Without the block of this key; the others keep theirs."""
    gone = f"{repeat.id}.{key}."
    draft = replace(draft, picked={path: ticks for path, ticks in draft.picked.items() if not path.startswith(gone)})
    return _with_blocks(draft, repeat, [block for block in _blocks(draft, repeat) if block[KEY] != key])


def count_is(draft: Draft, repeat: Repeat) -> Draft:
    """The stated number corrected to the number of blocks."""
    return replace(draft, answers={**draft.answers, repeat.count: len(_blocks(draft, repeat))})


def _blocks(draft: Draft, repeat: Repeat) -> list[dict[str, Value]]:
    return list(draft.answers.get(repeat.id, ()))


def _with_blocks(draft: Draft, repeat: Repeat, blocks: list[dict[str, Value]]) -> Draft:
    return replace(draft, answers={**draft.answers, repeat.id: blocks})


def _in_block(draft: Draft, repeat: Repeat, key: int | None, changes: Answers) -> Draft:
    blocks = [{**block, **changes} if block[KEY] == key else block for block in _blocks(draft, repeat)]
    return _with_blocks(draft, repeat, blocks)
