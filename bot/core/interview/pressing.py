"""Presses: a button does only what the current screen offers, so that a forged or leftover one does nothing.

=x  the answer x           +x, -x  tick, untick            tg  all of `together`       ok  Done
sk  skip                   un  prefer not to say           dk  don't know              no  refuse the consent
bk  Back                   kp  Next, keep the answer       cm  call me                 ff  the full form
same, diff  this child     ci  the stated number is wrong  add.child  one more child   e.<cursor>  show that
rm.child.2  remove?        ry.child.2  yes, remove         rn  no, keep it             go  submit
cl  other photos           ls  the whole list of places
"""

from dataclasses import replace

from bot.core.interview import changes
from bot.core.interview.answering import Refused, Submitted, Turn, answer, done
from bot.core.interview.asking import Scene
from bot.core.interview.path import Count, Same, Stop
from bot.core.interview.review import REMOVE, cleaned
from bot.core.interview.show import show
from bot.core.interview.state import KEY, REVIEW, is_empty


def pressed(scene: Scene, code: str) -> Turn:
    """What a press does. A tick may come twice, or after its button has turned into the opposite."""
    draft, stop, screen = scene.draft, scene.stop, show(scene)
    opposite = {"+": "-", "-": "+"}.get(code[:1])
    if opposite and isinstance(stop, Stop) and (screen.find(code) or screen.find(opposite + code[1:])):
        return Turn(changes.tick(scene, stop, code[1:], on=code[0] == "+"))
    option = screen.find(code)
    if option is None:
        return Turn(draft)
    verb, _, target = code.partition(".")
    match stop, verb:
        case Stop(), ("un" | "dk" | "sk" | "tg"):
            return answer(scene, stop, option.value)
        case Stop(), _ if code.startswith("="):
            return answer(scene, stop, option.value)
        case Stop(), "ok":
            return done(scene, stop)
        case Stop(), "cl":
            return Turn(changes.put(scene, stop, []))
        case Same(), ("same" | "diff"):
            return Turn(changes.same(draft, stop, yes=verb == "same"), on=True)
        case Count(), "ci":
            return Turn(changes.count_is(draft, stop.section.repeat), on=True)
        case _, ("e" | "rm" | "ry" | "add"):
            return _moved(scene, verb, target)
        case _, "bk":
            return _back(scene)
        case _, "no":
            return Turn(draft, end=Refused())
        case _, "go":
            return Turn(draft, end=Submitted(cleaned(scene.programme, scene.path)))
        case _, ("cm" | "ff"):
            return Turn(replace(draft, mode="call" if verb == "cm" else "full"), on=True)
        case _, "ls":
            return Turn(replace(draft, offered=()))
    return Turn(draft, on=True)  # "kp" and "rn": as it was, go on


def _moved(scene: Scene, verb: str, target: str) -> Turn:
    """To another screen, a child added or removed on the way."""
    draft = replace(scene.draft, offered=())
    if verb == "e":
        return Turn(replace(draft, cursor=target))
    if verb == "rm":
        return Turn(replace(draft, cursor=f"{REVIEW}/{REMOVE}{target}"))
    name, _, key = target.partition(".")
    repeat = scene.programme.sections[name].repeat
    if verb == "ry":
        return Turn(changes.removed(draft, repeat, int(key)), on=True)
    draft = changes.added(draft, repeat)
    return Turn(replace(draft, cursor=f"{name}.{draft.answers[name][-1][KEY]}.{repeat.questions[0].id}"))


def _back(scene: Scene) -> Turn:
    """To the question before; out of another view of a question to its usual one; an added empty child goes."""
    draft, stop = replace(scene.draft, offered=()), scene.stop
    if stop is not None and scene.view:
        return Turn(replace(draft, cursor=stop.path))
    if isinstance(stop, Stop) and stop.section is not None:
        repeat = stop.section.repeat
        block = scene.path.block(f"{repeat.id}.{stop.key}")
        surplus = len(scene.path.blocks[repeat.id]) > scene.path.known[repeat.count]
        if block is not None and surplus and is_empty(draft, repeat, block.raw):
            return Turn(changes.removed(draft, repeat, block.key), on=True)
    before = scene.path.before(REVIEW if stop is None else stop.path)
    return Turn(draft if before is None else replace(draft, cursor=before))
