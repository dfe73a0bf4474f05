"""Choosing several things by buttons: what is ticked travels in the buttons, as a bit mask in hexadecimal."""

import re
from collections.abc import Collection, Sequence

from bot.core.speech import Field, Text


def chosen(codes: Sequence[str], mask: str) -> tuple[str, ...] | None:
    """Those of `codes`, in their order, whose bits the mask has; None for a mask that no button of ours has."""
    if not re.fullmatch(r"[0-9a-f]{1,12}", mask) or int(mask, 16) >= 1 << len(codes):
        return None
    return tuple(code for at, code in enumerate(codes) if int(mask, 16) >> at & 1)


def mask(codes: Sequence[str], ticked: Collection[str]) -> str:
    """The mask of those that are ticked."""
    return f"{sum(1 << at for at, code in enumerate(codes) if code in ticked):x}"


def label(name: Field, *, on: bool) -> Field:
    """What the button of one of them says."""
    return Text("team-ticked", {"label": name}) if on else name
