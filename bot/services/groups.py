"""What is said in a group: in its language, in its topic, without a sound at night, and never of a person."""

from datetime import timedelta

from bot.core.speech import Action, Button, Language, Message, Row, Text
from bot.services import cards
from bot.services.unit import Unit
from bot.store import groups as store
from bot.store import messages, outbox, timers
from bot.store.groups import Group
from bot.store.messages import Sent
from bot.store.outbox import Rank

CARD = "group"
"""What a card in a group is recorded as, with the request's id."""

DIGEST = "group-digest"
"""What the live message of a group is recorded as: requests that wait there without a card of their own."""

BIND = "bind"
"""What the answer to /bind is recorded as, with the id of the person who asked: nobody else's press counts."""

TIMER = "group"
"""The timer that brings the live message up to date, with the chat's id."""

LOST = "lost"
"""The timer that tells coordinators of a group where nothing can be said any more, with the chat's id."""


def action(code: str, *args: str | int) -> Action:
    """What a button in a group does."""
    return Action("g", (code, *args))


def private(unit: Unit, label: str, payload: str) -> Button:
    """A button that opens the private chat with the bot."""
    return Button(Text(label), url=f"https://t.me/{unit.asar.username}?start={payload}")


async def say(
    unit: Unit, group: Group, message: Message, *, what: str | None = None, ref: int = 0, rank: Rank = Rank.NOTICE
) -> None:
    """Append a message to a group; `what` and `ref` record it for later edits."""
    payload = unit.asar.render(message, group.language)
    if group.topic is not None:
        payload["message_thread_id"] = group.topic
    if unit.waking() != unit.now:
        payload["disable_notification"] = True
    record = None if what is None else await messages.add(unit, group.chat_id, what, ref)
    await outbox.append(unit, chat_id=group.chat_id, rank=rank, method="sendMessage", payload=payload, message=record)


async def say_in_both(unit: Unit, chat_id: int, topic: int | None, *texts: Text, rows: tuple[Row, ...] = ()) -> None:
    """Say something, Kazakh first, where nobody has chosen a language yet."""
    order: tuple[Language, ...] = ("kk", "ru")
    said = [unit.asar.render(Message(texts, rows if language == "kk" else ()), language) for language in order]
    payload = {**said[0], "text": "\n\n".join(one["text"] for one in said)}
    if topic is not None:
        payload["message_thread_id"] = topic
    await outbox.append(unit, chat_id=chat_id, rank=Rank.REPLY, method="sendMessage", payload=payload)


async def edit(unit: Unit, group: Group, sent: Sent, message: Message, rank: Rank = Rank.NOTICE) -> None:
    """Let a recorded message of a group say something else; one that is gone stays gone."""
    await outbox.append(
        unit,
        chat_id=sent.chat_id,
        rank=rank,
        method="editMessageText",
        payload=unit.asar.render(message, group.language),
        message=sent.id,
        otherwise="drop",
    )


async def close(unit: Unit, group: Group, sent: Sent, message: Message) -> None:
    """Let a recorded message say this for good; one that was never sent is taken back instead."""
    if sent.message_id is None:
        await cards.take_back(unit, sent)
    else:
        await edit(unit, group, sent, message)
        await messages.retire(unit, sent.id)


async def clear(unit: Unit, group: Group) -> None:
    """Nothing of Asar's in this group is live any more: it was unbound, or is about to show another area."""
    for what in (CARD, DIGEST):
        for sent in await messages.in_chat(unit, what, group.chat_id):
            if sent.live:
                await (cards.take_back(unit, sent) if sent.message_id is None else unit.strip(sent))
    await timers.drop(unit, TIMER, group.chat_id)


async def give_up(unit: Unit, group: Group) -> None:
    """Nothing can be said or edited there: what waits is cancelled, what was said is forgotten."""
    await outbox.forget(unit, group.chat_id)
    await messages.retire_all(unit, group.chat_id)
    await timers.drop(unit, TIMER, group.chat_id)


def is_fresh(unit: Unit, sent: Sent, span: timedelta) -> bool:
    """Whether a message was said within that span."""
    return sent.created_at is None or unit.now - sent.created_at <= span


async def bound(unit: Unit, *areas: str | None) -> list[Group]:
    """The groups bound to any of these areas in which something can be said."""
    found = await store.of_areas(unit, [area for area in areas if area is not None])
    return [group for group in found if group.lost is None]
