"""Golden transcripts: conversations as text that a native speaker can read; `UPDATE_TRANSCRIPTS=1` writes them anew."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "transcripts"


def compare(name: str, conversation: str) -> None:
    """Compare with the kept conversation; a difference is to be read, and then either mended or kept."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(conversation + "\n", "utf-8")
    assert path.read_text("utf-8") == conversation + "\n"
