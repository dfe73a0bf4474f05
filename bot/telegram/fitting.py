"""A text that is longer than Telegram takes, cut where it ends well: a message that says less is better than none.

What may become long is paged or clipped where it is written; this is for what nobody foresaw.
"""

import re

MOST = 4096
"""UTF-16 units of a message as it is shown: tags do not count, and `&lt;` counts as one."""

MORE = "…"

_PIECES = re.compile(r"<(/?)([a-z-]+)[^>]*>|&[a-z]+;|&#\d+;|[^<&]", re.DOTALL)


def shown(html: str) -> int:
    """How long a text is when it is shown, in UTF-16 units."""
    return sum(_size(piece) for piece in _PIECES.finditer(html))


def fit(html: str) -> str:
    """The text itself, or the beginning of it to the last whole line that fits, with its tags closed.

    >>> fit("<b>Көмек</b> &lt;3")
    '<b>Көмек</b> &lt;3'
    """
    # No text is longer shown than written, save that an emoji is one character and two units.
    if 2 * len(html) <= MOST or shown(html) <= MOST:
        return html
    room, opened = MOST - len(MORE), list[str]()
    whole, closing = 0, ""  # the end of the last line that fits, and what closes its tags
    for piece in _PIECES.finditer(html):
        if piece[0] == "\n":
            whole, closing = piece.start(), _closed(opened)
        room -= _size(piece)
        if room < 0:
            # One endless line is cut within.
            end, tags = (whole, closing) if 2 * whole > piece.start() else (piece.start(), _closed(opened))
            return html[:end] + MORE + tags
        if piece[2] is not None:
            opened.pop() if piece[1] else opened.append(piece[2])
    return html


def _size(piece: re.Match[str]) -> int:
    if piece[2] is not None:
        return 0
    return 2 if piece[0] > "\uffff" else 1


def _closed(opened: list[str]) -> str:
    return "".join(f"</{tag}>" for tag in reversed(opened))
