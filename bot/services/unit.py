"""The transaction of one update or timer: who writes, what this Asar was given at start, and how something is said.

Saying appends rows (`store.outbox`) in the same transaction as the state it tells of; nothing here waits for the
network.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.core.form import Programme
from bot.core.letters import Kind
from bot.core.places import Places
from bot.core.speech import Action, Language, Message, Text
from bot.i18n import Texts
from bot.organisation import Organisation
from bot.store import messages, outbox, people
from bot.store.database import Tx
from bot.store.messages import Sent
from bot.store.outbox import Rank
from bot.store.people import Person

INTERVIEW = "interview"
"""What the one live message of an interview is recorded as."""

MEDIA: Mapping[Kind, tuple[str, str]] = {
    Kind.PHOTO: ("sendPhoto", "photo"),
    Kind.VOICE: ("sendVoice", "voice"),
    Kind.VIDEO: ("sendVideo", "video"),
    Kind.VIDEO_NOTE: ("sendVideoNote", "video_note"),
    Kind.ANIMATION: ("sendAnimation", "animation"),
    Kind.AUDIO: ("sendAudio", "audio"),
    Kind.DOCUMENT: ("sendDocument", "document"),
    Kind.STICKER: ("sendSticker", "sticker"),
}
"""How each kind of file is said again by its id: the method, and the field the id goes into."""

ALMATY = ZoneInfo("Asia/Almaty")
"""The one time zone of the country (docs/SOURCES.md#time-zone)."""

QUIET = (time(22), time(8))
"""Nothing that can wait is pushed between these hours of the evening and the morning."""


@dataclass(frozen=True, slots=True)
class Asar:
    """What one running Asar was given at start."""

    programmes: Mapping[str, Programme]
    places: Places
    organisation: Organisation
    texts: Texts
    render: Callable[[Message, Language], dict[str, Any]]
    admin_ids: frozenset[int]
    username: str
    max_open_claims: int = 10


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: Telegram's query id ("" if its label was typed), the message it is under, what it does."""

    query_id: str
    message_id: int | None
    action: Action


class Unit(Tx):
    """A transaction with a person in it. `person` is who wrote, or whom a timer is about."""

    __slots__ = ("answered", "asar", "moved", "person", "press", "spoken_here")

    def __init__(self, tx: Tx, asar: Asar, person: Person, press: Press | None = None) -> None:
        super().__init__(tx.connection, tx.vault, tx.now, tx.touched)
        self.asar = asar
        self.person = person
        self.press = press
        self.answered = press is None
        self.moved: list[Person] = []  # whose roles somebody else has changed
        self.spoken_here: Language = "kk"  # what somebody without a language of their own reads: a group's

    @property
    def language(self) -> Language:
        """The language of `person`; until one was chosen that of the group they are in, else Kazakh."""
        return self.person.language or self.spoken_here

    @property
    def today(self) -> date:
        """Today's date in Kazakhstan."""
        return self.now.astimezone(ALMATY).date()

    async def say(
        self,
        to: Person,
        message: Message,
        *,
        what: str | None = None,
        ref: int = 0,
        rank: Rank | None = None,
        not_before: datetime | None = None,
    ) -> int | None:
        """Append a message to somebody, rendered now in their language; `what` and `ref` record it for later edits.

        Returns the record's id (messages.id). A person who has blocked the bot is told nothing: the phone is the way.
        A message for later is not in sight yet: its buttons cannot be typed, and until it comes none is the last one.
        """
        if not to.reachable:
            return None
        later = not_before is not None and not_before > self.now
        removing = message.remove_keys or (to.keys_shown and not message.rows and not message.keys and not later)
        payload = self.asar.render(message, to.language or "kk")
        if removing:
            payload["reply_markup"] = {"remove_keyboard": True}
        record = None if what is None else await messages.add(self, to.telegram_id, what, ref)
        mine = to.id == self.person.id
        await outbox.append(
            self,
            chat_id=to.telegram_id,
            rank=rank if rank is not None else (Rank.REPLY if mine else Rank.NOTICE),
            method="sendMessage",
            payload=payload,
            message=record,
            not_before=not_before,
        )
        keys_shown = bool(message.keys) or (to.keys_shown and not removing)
        last = None if later else record
        if to.last_message != last or to.keys_shown != keys_shown:
            await people.change(self, to, last_message=last, keys_shown=keys_shown)
        if not later:
            await self._offer(to, payload, what)
        return record

    async def pass_on(
        self, to: Person, kind: Kind, file_id: str, *, what: str, ref: int, protected: bool = False
    ) -> int | None:
        """Append somebody's picture, voice or file, bare and without a sound; the record's id, as `say` returns it."""
        if not to.reachable:
            return None
        method, name = MEDIA[kind]
        payload: dict[str, Any] = {name: file_id, "disable_notification": True}
        if protected:
            payload["protect_content"] = True
        record = await messages.add(self, to.telegram_id, what, ref)
        rank = Rank.REPLY if to.id == self.person.id else Rank.NOTICE
        await outbox.append(self, chat_id=to.telegram_id, rank=rank, method=method, payload=payload, message=record)
        if to.last_message is not None:
            await people.change(self, to, last_message=None)
        return record

    async def _offer(self, to: Person, payload: dict[str, Any], what: str | None) -> None:
        """Remember the buttons, for their labels may be typed instead. An interview knows its own."""
        rows = payload.get("reply_markup", {}).get("inline_keyboard", ())
        buttons = [(one["text"], one["callback_data"]) for row in rows for one in row if "callback_data" in one]
        if what == INTERVIEW:
            if to.sealed_offered is not None:
                await people.change(self, to, sealed_offered=None)
        elif buttons:
            await people.change(self, to, sealed_offered=self.vault.seal(people.OFFERED, buttons))

    async def reply(self, *paragraphs: Text, rows: tuple[Any, ...] = (), what: str | None = None, ref: int = 0) -> None:
        """Say something to `person`."""
        await self.say(self.person, Message(paragraphs, rows), what=what, ref=ref)

    async def say_in(self, language: Language, message: Message) -> None:
        """Show `person` something in a language that need not be theirs: what others will read or hear."""
        payload = self.asar.render(message, language)
        await outbox.append(
            self, chat_id=self.person.telegram_id, rank=Rank.REPLY, method="sendMessage", payload=payload
        )
        await people.change(self, self.person, last_message=None)

    async def show(self, message: Message, *, what: str, ref: int) -> None:
        """Show `person` the one live message of this kind: edited in place while it is the last one, else sent anew."""
        old = await messages.live(self, (what,), ref, self.person.telegram_id)
        in_place = self.press is not None and not message.keys and not self.person.keys_shown
        for sent in old:
            if in_place and sent.id == self.person.last_message:
                await self.edit(sent, message, self.person)
                return
        if self.person.keys_shown and message.rows:
            # One message cannot both take the reply keyboard away and carry buttons.
            await self.say(self.person, Message((Text("keys-removed"),), remove_keys=True))
        # Without buttons there is nothing to edit or to take away later, and Telegram refuses to where there are keys.
        await self.say(self.person, message, what=what if message.rows or message.protected else None, ref=ref)
        for sent in old:
            if sent.message_id is None and what != INTERVIEW:
                # One for later would still come, with its buttons: it is taken back.
                await outbox.cancel(self, sent.id)
                await messages.retire(self, sent.id)
            else:
                await self.strip(sent)

    async def edit(
        self, sent: Sent, message: Message, to: Person, *, otherwise: Literal["send", "drop"] = "send"
    ) -> None:
        """Let a recorded message say something else; gone messages are sent anew unless `otherwise` is "drop"."""
        payload = self.asar.render(message, to.language or "kk")
        mine = to.id == self.person.id
        await outbox.append(
            self,
            chat_id=sent.chat_id,
            rank=Rank.REPLY if mine else Rank.NOTICE,
            method="editMessageText",
            payload=payload,
            message=sent.id,
            otherwise=otherwise,
        )
        if mine and (self.press is not None or sent.id == to.last_message):
            # What a timer edits further up is not what the person is looking at.
            await self._offer(to, payload, sent.what)

    async def strip(self, sent: Sent) -> None:
        """Take the buttons away from a recorded message and forget it."""
        await outbox.append(
            self,
            chat_id=sent.chat_id,
            rank=Rank.NOTICE,
            method="editMessageReplyMarkup",
            payload={},
            message=sent.id,
            otherwise="drop",
        )
        await messages.retire(self, sent.id)

    async def strip_all(self, ref: int, *whats: str, chat_id: int | None = None) -> None:
        """Take the buttons away from every recorded message of these kinds about `ref`, in one chat or everywhere."""
        for sent in await messages.live(self, whats, ref, chat_id):
            await self.strip(sent)

    async def answer(self, text: Text | None = None, *, alert: bool = False) -> None:
        """Answer the press, once: a toast, an alert or nothing at all. Without a press it does nothing.

        Whose label was typed reads the toast as a message.
        """
        if self.press is not None and not self.press.query_id and text is not None:
            await self.reply(text)
        if self.answered or self.press is None:
            return
        self.answered = True
        payload: dict[str, Any] = {"callback_query_id": self.press.query_id}
        if text is not None:
            payload["text"] = self.asar.texts.plain(text, self.language)[:200]
            payload["show_alert"] = alert
        await outbox.append(
            self, chat_id=self.person.telegram_id, rank=Rank.FAST, method="answerCallbackQuery", payload=payload
        )

    def waking(self, moment: datetime | None = None) -> datetime:
        """The moment itself, or the next eight in the morning if it falls into the quiet hours."""
        local = (moment or self.now).astimezone(ALMATY)
        evening, morning = QUIET
        if local.time() >= evening:
            local = datetime.combine(local.date() + timedelta(days=1), morning, ALMATY)
        elif local.time() < morning:
            local = datetime.combine(local.date(), morning, ALMATY)
        return local.astimezone(UTC)
