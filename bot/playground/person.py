"""People and groups of the town, as a test or a demo moves them."""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.playground.seen import Button, Seen

if TYPE_CHECKING:
    from bot.playground.client import Town

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Toast:
    """What a person saw of the answer to a press: `alert` has to be closed, `text` may be empty."""

    text: str
    alert: bool
    url: str


@dataclass(slots=True)
class Group:
    """A group chat."""

    town: "Town"
    id: int
    title: str = ""

    async def messages(self, *, deleted: bool = False) -> list[Seen]:
        """All messages, oldest first."""
        return await self.town.messages(self.id, deleted=deleted)

    async def bot_status(self, status: str) -> None:
        """Make the bot a member, administrator, restricted, left or kicked."""
        await self.town.act("bot_status", chat=self.id, status=status)

    async def migrate(self, told_of_bot: str = "") -> "Group":
        """Upgrade to a supergroup; the new group. told_of_bot: see `group_acts.migrate`."""
        return Group(self.town, (await self.town.act("migrate", chat=self.id, told_of_bot=told_of_bot))["id"])

    async def heard(self) -> list[Seen]:
        """What the bot wrote there, oldest first."""
        return [message for message in await self.messages() if message.by_bot]

    async def last(self) -> Seen:
        """The last message of the bot. Raises AssertionError when there is none."""
        heard = await self.heard()
        if not heard:
            raise AssertionError("the bot has written nothing to the group")
        return heard[-1]

    async def topic(self, person: "Person", name: str) -> int:
        """Let somebody open a topic of a forum; its id."""
        opened = await self.town.act("add_topic", chat=self.id, person=person.id, name=name)
        return int(opened["message_thread_id"])


@dataclass(slots=True)
class Person:
    """Somebody with a phone. `chat` arguments name a group; without one it is the private chat with the bot."""

    town: "Town"
    id: int
    name: str
    phone: str

    # -- writing

    async def say(
        self, text: str, *, chat: Group | None = None, reply_to: Seen | None = None, topic: int | None = None
    ) -> Json:
        """Write a text or a command, in a topic of a forum if one is named; the Message."""
        return await self._act(
            "say", text=text, chat=_id(chat), reply_to=reply_to.id if reply_to else None, topic=topic
        )

    async def start(self, payload: str = "") -> Json:
        """Open the bot's link t.me/<bot>?start=<payload>."""
        return await self._act("start", payload=payload)

    async def tap(self, label: str, *, latitude: float | None = None, longitude: float | None = None) -> Json:
        """Press a button below the input field: exact label, else the only one that begins so."""
        labels = [label_ for row in await self.keyboard() for label_ in row]
        starts = [known for known in labels if known.startswith(label)]
        exact = label if label in labels else starts[0] if len(starts) == 1 else None
        if exact is None:
            raise AssertionError(f"no single button {label!r} below the input field; there are: {labels}")
        return await self._act("tap", label=exact, latitude=latitude, longitude=longitude)

    async def share_contact(
        self, phone: str | None = None, *, of: "Person | None" = None, foreign: bool = False
    ) -> Json:
        """Share one's own phone, somebody's, or (foreign) a contact without Telegram."""
        return await self._act("share_contact", phone=phone, of=of.id if of else None, foreign=foreign)

    async def share_location(self, latitude: float, longitude: float) -> Json:
        """Share a point on the map."""
        return await self._act("share_location", latitude=latitude, longitude=longitude)

    async def send_photo(self, data: bytes | None = None, *, caption: str = "") -> Json:
        """Send a photo; a small real one when no bytes are given."""
        return await self.send("photo", data, caption=caption)

    async def send_voice(self) -> Json:
        """Send a voice message."""
        return await self.send("voice")

    async def send_sticker(self) -> Json:
        """Send a sticker."""
        return await self.send("sticker")

    async def send_video(self) -> Json:
        """Send a video."""
        return await self.send("video")

    async def send_document(
        self, data: bytes | None = None, *, name: str = "file.pdf", size: int | None = None
    ) -> Json:
        """Send a file; `size` may claim more bytes than there are."""
        return await self.send("document", data, name=name, size=size)

    async def send_album(self, count: int = 2) -> list[Json]:
        """Send several photos at once."""
        sent: list[Json] = await self.town.act("send_album", person=self.id, count=count)
        return sent

    async def send(self, kind: str, data: bytes | None = None, **fields: Any) -> Json:
        """Send media of any kind."""
        return await self._act(
            "send_media", kind=kind, data=base64.b64encode(data).decode() if data else None, **fields
        )

    async def edit(self, message: Seen | Json, text: str) -> Json:
        """Edit one's own message."""
        message_id = message.id if isinstance(message, Seen) else message["message_id"]
        return await self._act("edit", message_id=message_id, text=text)

    async def forward(self, message: Seen, *, source: "Group | None" = None) -> Json:
        """Forward a message to the bot."""
        return await self._act("forward", message_id=message.id, source=_id(source))

    # -- pressing

    async def press(self, label: str, *, on: Seen | None = None) -> Json:
        """Press an inline button of the screen, or of an older message as it was seen then. Raises AssertionError."""
        message = on or await self.screen()
        button = message.button(label)
        if button.data is None:
            raise AssertionError(f"the button {label!r} tells the bot nothing: {button}")
        return await self.press_data(button.data, on=message, forged=False)

    async def press_data(self, data: str, *, on: Seen | None = None, forged: bool = True) -> Json:
        """Send any data as if a button of the message held it (a changed client can)."""
        message = on or await self.screen()
        chat = message.chat_id if message.chat_id < 0 else None
        return await self._act("press", message_id=message.id, data=data, chat=chat, forged=forged)

    # -- manners

    async def block(self) -> None:
        """Stop the bot."""
        await self._act("block")

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self._act("unblock")

    async def deactivate(self) -> None:
        """Delete the account."""
        await self._act("deactivate")

    # -- reading

    async def messages(self, *, deleted: bool = False) -> list[Seen]:
        """The private chat, oldest first."""
        return await self.town.messages(self.id, deleted=deleted)

    async def heard(self) -> list[Seen]:
        """What the bot wrote, oldest first."""
        return [message for message in await self.messages() if message.by_bot]

    async def last(self) -> Seen:
        """The last message of the bot. Raises AssertionError when there is none."""
        heard = await self.heard()
        if not heard:
            raise AssertionError(f"the bot has written nothing to {self.name}")
        return heard[-1]

    async def screen(self) -> Seen:
        """The last message of the bot that has inline buttons, else its last message."""
        heard = await self.heard()
        return next((message for message in reversed(heard) if message.rows), None) or await self.last()

    async def buttons(self) -> list[Button]:
        """The inline buttons of the screen."""
        return (await self.screen()).buttons

    async def keyboard(self) -> list[list[str]]:
        """The labels below the input field, row by row."""
        keyboard = (await self.town.do("messages", chat=self.id))["keyboard"] or {}
        return [[button["text"] for button in row] for row in keyboard.get("keyboard", [])]

    async def toasts(self) -> list[Toast]:
        """The answers to presses, oldest first; an empty text only stopped the clock on the button."""
        presses = await self.town.do("presses", person=self.id)
        return [Toast(p["answer"]["text"], p["answer"]["alert"], p["answer"]["url"]) for p in presses if p["answer"]]

    async def unanswered(self) -> int:
        """How many presses got no answer."""
        return sum(press["answer"] is None for press in await self.town.do("presses", person=self.id))

    async def menu(self) -> list[tuple[str, str]]:
        """The commands the person is offered, with their descriptions."""
        return [(c["command"], c["description"]) for c in await self.town.do("commands", person=self.id)]

    async def transcript(self) -> str:
        """The private chat as readable text."""
        return await self.town.transcript(self.id)

    async def _act(self, act: str, **arguments: Any) -> Json:
        answer: Json = await self.town.act(act, person=self.id, **arguments)
        return answer


def _id(chat: Group | None) -> int | None:
    return chat.id if chat else None
