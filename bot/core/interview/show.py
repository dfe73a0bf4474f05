"""The screen of a scene, whichever part of the interview it is in."""

from bot.core.interview.asking import Scene, stop_screen
from bot.core.interview.review import review_screen
from bot.core.interview.screens import Screen
from bot.core.speech import Text


def show(scene: Scene, notes: tuple[Text, ...] = ()) -> Screen:
    """What a person sees where the cursor is, notes first."""
    stop = scene.stop
    return review_screen(scene, notes) if stop is None else stop_screen(scene, stop, notes)
