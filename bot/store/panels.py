"""What each one's live queue message shows: a page, a choice of requests, ticks, or a menu. Remembered per person."""

from dataclasses import asdict, dataclass, fields, replace

from sqlalchemy import bindparam, delete, insert, select, update

from bot.store.database import Tx
from bot.store.filters import ANY, Filter
from bot.store.schema import panels

_GET = select(panels).where(panels.c.person_id == bindparam("key"))
_ADD = insert(panels)
_CHANGED = [name for name in panels.c.keys() if name not in ("person_id", "revision")]  # noqa: SIM118 - columns, no dict
_SET = (
    update(panels)
    .where(panels.c.person_id == bindparam("key"), panels.c.revision == bindparam("seen"))
    .values(revision=panels.c.revision + 1, **{name: bindparam(f"new_{name}") for name in _CHANGED})
)
_FORGET = delete(panels).where(panels.c.person_id == bindparam("key"))


@dataclass(frozen=True, slots=True)
class Panel:
    """`open` is what is shown instead of the queue; `ticked` are (request, its revision); revision 0 is not stored."""

    revision: int = 0
    page: int = 0
    open: str | None = None
    chosen: Filter = ANY
    ticked: tuple[tuple[int, int], ...] = ()


async def get(tx: Tx, person_id: int) -> Panel:
    """What this person's message shows."""
    row = (await tx.execute(_GET, {"key": person_id})).first()
    if row is None:
        return Panel()
    chosen = Filter(**{field.name: getattr(row, field.name) for field in fields(Filter)})
    return Panel(row.revision, row.page, row.open, chosen, tuple((key, revision) for key, revision in row.ticked))


async def put(tx: Tx, person_id: int, panel: Panel) -> Panel | None:
    """Let it show this; None: something else has changed it since it was read."""
    columns = {"page": panel.page, "open": panel.open, "ticked": [list(one) for one in panel.ticked]}
    columns |= asdict(panel.chosen)
    if panel.revision == 0:
        await tx.execute(_ADD, {"person_id": person_id, "revision": 1, **columns})
        return replace(panel, revision=1)
    new = {f"new_{name}": value for name, value in columns.items()}
    done = await tx.execute(_SET, {"key": person_id, "seen": panel.revision, **new})
    return replace(panel, revision=panel.revision + 1) if done.rowcount == 1 else None


async def forget(tx: Tx, person_id: int) -> None:
    """Nothing is remembered for this person."""
    await tx.execute(_FORGET, {"key": person_id})
