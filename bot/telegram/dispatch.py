"""One update, inside one transaction: PTB's `Application` finds the handler, the handler calls a use case.

The application is only a dispatcher: no updater, no job queue, no persistence; nothing is kept in its memory. What a
handler needs travels in a context variable, because webhooks are dispatched in parallel.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from telegram import Chat, Update
from telegram.ext import Application, BaseHandler, CallbackContext, ContextTypes, ExtBot

from bot.core.speech import Action, Text
from bot.services import group_cards, group_life, prompts, reach, team
from bot.services.unit import Asar, Press, Unit
from bot.store import groups, people
from bot.store.database import Tx
from bot.telegram import callbacks, menus
from bot.telegram.verdicts import loss

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What Telegram shall send: everything Asar has a handler for."""

LARGEST_ID = 1 << 52
"""Telegram's ids of people have at most so many bits."""

IN_GROUP = frozenset({Chat.GROUP, Chat.SUPERGROUP})

SEEN_STEP = timedelta(hours=1)
"""How exactly it is kept when a person was last seen: a write on every update would buy nothing."""

Nothing = dict[Any, Any]

_unit: ContextVar[Unit] = ContextVar("unit")
_taken: ContextVar[list[bool]] = ContextVar("taken")


class UnhandledUpdateError(Exception):
    """No handler took the update: the last handler takes everything, so this is a bug of ours."""


class Context(CallbackContext[ExtBot[None], Nothing, Nothing, Nothing]):
    """What a handler gets: the unit of work, a command's words, a pressed button's action."""

    def __init__(self, application: Any, chat_id: int | None = None, user_id: int | None = None) -> None:
        super().__init__(application, chat_id, user_id)
        # Only a read: an exception here would end the update silently and log all of it.
        self.unit: Unit = _unit.get()

    async def refresh_data(self) -> None:
        """PTB calls this right before the one handler that takes the update."""
        _taken.get().append(True)

    @property
    def words(self) -> str:
        """Everything after the command."""
        return " ".join(self.args or ())

    @property
    def action(self) -> Action:
        """What the pressed button does; the verb is empty for data that we cannot have written."""
        return self.unit.press.action if self.unit.press else Action("")


class Dispatcher(Application[ExtBot[None], Context, Nothing, Nothing, Nothing, None]):
    """An application that lets a handler's exception out, so that the update's savepoint is rolled back."""

    async def process_error(self, update: object, error: Exception, *args: Any, **kwargs: Any) -> bool:
        """Raise what the handler raised."""
        raise error


def build(bot: ExtBot[None], handlers: list[BaseHandler[Any, Context, Any]]) -> Dispatcher:
    """The application over `bot` with the handlers in their order; the last one must take everything."""
    application: Dispatcher = (
        Application.builder()  # type: ignore[assignment]
        .application_class(Dispatcher)
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
        .build()
    )
    application.add_handlers(handlers)
    return application


class Dispatch:
    """Handles one raw update in a given transaction. `handle` and `apologise` are what the intake calls."""

    def __init__(
        self, application: Dispatcher, asar: Asar, concerns: Callable[[Update], bool] = lambda _: True
    ) -> None:
        """`concerns`: which updates of a group are anything to Asar."""
        self._application = application
        self._asar = asar
        self._concerns = concerns

    async def handle(self, tx: Tx, raw: dict[str, Any]) -> None:
        """Everything this update causes. Raises what makes it a dead letter, or a failing database's error."""
        update = Update.de_json(_lean(raw), self._application.bot)
        unit = await self._unit_of(tx, update)
        if unit is None:
            return
        unit_token, taken_token = _unit.set(unit), _taken.set([])
        try:
            await self._application.process_update(update)
            if not _taken.get():
                raise UnhandledUpdateError
        finally:
            _taken.reset(taken_token)
            _unit.reset(unit_token)
        await group_cards.follow(unit)
        await unit.answer()
        for person in (unit.person, *unit.moved):
            await menus.keep(unit, person)

    async def apologise(self, tx: Tx, raw: dict[str, Any]) -> None:
        """Tell the person, in their language, that this update could not be handled and what to do."""
        sender = _sender(raw)
        person = None if sender is None else await people.by_telegram(tx, sender)
        if person is not None:
            await Unit(tx, self._asar, person).reply(Text("apology"))

    async def unreachable(self, tx: Tx, chat_id: int, reason: str) -> None:
        """Telegram says that this chat cannot be reached: what the sender calls, in its own transaction."""
        if chat_id < 0:
            await group_life.lost(Unit(tx, self._asar, people.stranger(tx)), chat_id, loss(reason))
            return
        person = await people.by_telegram(tx, chat_id)
        if person is not None:
            unit = Unit(tx, self._asar, person)
            await reach.lost(unit, person)
            await group_cards.follow(unit)

    async def moved(self, tx: Tx, old: int, new: int) -> None:
        """Telegram says that a group has a new id: what the sender calls, in its own transaction."""
        await group_life.moved(Unit(tx, self._asar, people.stranger(tx)), old, new)

    async def _unit_of(self, tx: Tx, update: Update) -> Unit | None:
        """The unit of work of an update; None where nobody is to be answered."""
        user, chat = update.effective_user, update.effective_chat
        if user is not None and (type(user.id) is not int or not 0 < user.id < LARGEST_ID):
            raise ValueError("a person without an id")  # PTB believes whatever the JSON says
        if chat is not None and chat.type in IN_GROUP:
            return await self._unit_in_group(tx, update, chat.id) if self._concerns(update) else None
        if user is None or user.is_bot or (chat is not None and chat.type != chat.PRIVATE):
            return None  # a channel's post: nobody to answer
        return await self._unit(tx, update, user.id)

    async def _unit_in_group(self, tx: Tx, update: Update, chat_id: int) -> Unit:
        """Who never wrote in private is a stranger, of whom nothing is stored; a member's own chat is left as it is."""
        user = update.effective_user
        telegram_id = 0 if user is None or user.is_bot else user.id
        person = await people.by_telegram(tx, telegram_id) if telegram_id else None
        unit = Unit(tx, self._asar, person or people.stranger(tx, telegram_id), _press(update))
        group = await groups.find(tx, chat_id)
        if group is not None:
            unit.spoken_here = group.language
        return unit

    async def _unit(self, tx: Tx, update: Update, user_id: int) -> Unit:
        person = await people.by_telegram(tx, user_id) or await people.add(tx, user_id)
        press = _press(update)
        unit = Unit(tx, self._asar, person, press)
        new: dict[str, Any] = {}
        if update.my_chat_member is None:
            await reach.found(unit)  # who writes has not blocked us
        if update.message is not None and person.last_message is not None:
            new["last_message"] = None  # what the person wrote is the last message now
        if unit.now - person.seen_at > SEEN_STEP:
            new["seen_at"] = unit.now
        if new:
            await people.change(unit, person, **new)
        if person.sealed_prompt is not None:
            if press is not None:
                await prompts.pressed(unit, press.action)
            elif update.message is not None and (update.message.text or "")[:1] == "/":
                await prompts.interrupt(unit)
        if user_id in self._asar.admin_ids:
            await team.ensure_admin(unit)
        return unit


def _press(update: Update) -> Press | None:
    query = update.callback_query
    if query is None:
        return None
    message_id = None if query.message is None else query.message.message_id
    return Press(query.id, message_id, callbacks.decode(query.data) or Action(""))


def _lean(raw: dict[str, Any]) -> dict[str, Any]:
    """The update with no more of a pressed message than its place: PTB would make an object of every button of it."""
    query = raw.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if query is None or not isinstance(message, dict):
        return raw
    place = {name: message[name] for name in ("chat", "message_id") if name in message}
    # The date 0 is Telegram's sign for a message of which only the place is told.
    return {**raw, "callback_query": {**query, "message": {**place, "date": 0}}}


def _sender(raw: dict[str, Any]) -> int | None:
    """Who sent an update that may be odd in any way; None where no person in a private chat can be made out."""
    for part in raw.values():
        message = part.get("message", part) if isinstance(part, dict) else None
        chat = message.get("chat") if isinstance(message, dict) else None
        if isinstance(chat, dict) and chat.get("type", Chat.PRIVATE) != Chat.PRIVATE:
            return None
        sender = part.get("from") if isinstance(part, dict) else None
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            return int(sender["id"])
    return None
