"""What the local Telegram knows: accounts, chats, messages, presses, files, calls."""

from dataclasses import dataclass, field
from random import Random
from secrets import token_hex
from typing import Any

from bot.playground.clock import Clock, Pulse
from bot.playground.faults import Faults
from bot.playground.limits import Limits
from bot.playground.updates import Updates

Json = dict[str, Any]


@dataclass(slots=True)
class Account:
    """A person, or the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    phone: str = ""
    is_bot: bool = False
    deactivated: bool = False
    label: str = ""  # for whoever looks at the page: who this is, and where; the bot is not told
    place: str = ""
    offline_since: int | None = None  # the number of the last event their phone has seen
    aside: bool = False  # a neighbour whose phone the page keeps in a drawer until somebody asks for it

    def user(self) -> Json:
        """As the type User."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                user[name] = value
        return user


@dataclass(slots=True)
class Message:
    """A message and everything it ever was: `versions` are whole Message objects, the last is the present one."""

    id: int
    by_bot: bool
    versions: list[Json]
    keyboard: Json | None = None  # a reply keyboard, its removal or a forced reply that came with it
    options: Json = field(default_factory=dict)
    deleted_at: float | None = None

    @property
    def data(self) -> Json:
        """The present version."""
        return self.versions[-1]


@dataclass(slots=True)
class Chat:
    """A private chat (id of the person) or a group. `keyboard` is what the people see below the input field."""

    id: int
    type: str
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    started: bool = False
    blocked: bool = False
    bot_status: str = "member"
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    keyboard: Json | None = None
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    deleted: bool = False
    is_forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)  # of a forum: names by message_thread_id
    closed_topics: list[int] = field(default_factory=list)
    silenced: bool = False  # members may not write there, the bot among them; it is not told
    events: list[Json] = field(default_factory=list)

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person."""
        return self.type == "private"

    def brief(self) -> Json:
        """As the type Chat."""
        brief: Json = {"id": self.id, "type": self.type}
        for name in ("title", "first_name", "last_name", "username"):
            if value := getattr(self, name):
                brief[name] = value
        if self.is_forum:
            brief["is_forum"] = True
        return brief


@dataclass(slots=True)
class Press:
    """A press of an inline button; `answer` is what the person saw of answerCallbackQuery."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    at: float
    answer: Json | None = None


@dataclass(slots=True)
class StoredFile:
    """A file that was uploaded by the bot or sent by a person."""

    id: str
    unique_id: str
    path: str
    data: bytes
    kind: str
    name: str = ""
    mime: str = ""
    size: int = 0
    width: int = 0
    height: int = 0


@dataclass(slots=True)
class Call:
    """One call of the Bot API. `no` orders calls and chat events in one row; `at` is virtual Unix time."""

    no: int
    method: str
    params: Json
    at: float
    ok: bool
    code: int
    result: Any = None
    description: str = ""
    fault: str = ""


@dataclass(slots=True)
class Profile:
    """What the bot tells about itself, by language code ("" is the default)."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # (name | description | short_description, language)
    menu_buttons: dict[int, Json] = field(default_factory=dict)  # chat id, 0 for the default


class World:
    """The whole state of one local Telegram with one bot. `seed` makes ids repeatable."""

    def __init__(
        self, token: str, bot_name: str = "Asar", username: str = "asar_local_bot", seed: int | None = None
    ) -> None:
        self.token = token
        self.epoch = token_hex(8)  # names this world: what a page knew of another one is void
        self.random = Random(seed)  # noqa: S311 - ids of an invented town are no secrets
        self.clock = Clock()
        self.pulse = Pulse()
        self.updates = Updates(self.clock, self.pulse, self.random)
        self.faults = Faults()
        self.limits = Limits(self.clock)
        number = token.partition(":")[0]
        self.bot = Account(int(number) if number.isdigit() else 1, bot_name, username=username, is_bot=True)
        self.people: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files: dict[str, StoredFile] = {}
        self.calls: list[Call] = []
        self.profile = Profile()
        self.webhook: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        self.webhook_secret = ""
        self.revoked = False
        self.reads_all_groups = False
        self.in_flight = 0
        self.contradictions: list[str] = []  # results that are not what the schema promises
        self._number = 0
        self._message_id = 0

    def number(self) -> int:
        """The next place in the row of everything that happens."""
        self._number += 1
        return self._number

    @property
    def happened(self) -> int:
        """The number given last."""
        return self._number

    def next_message_id(self, chat: Chat) -> int:
        """Private chats and basic groups share one row of ids, every supergroup has its own."""
        if chat.type == "supergroup":
            chat.last_id += 1
            return chat.last_id
        self._message_id += 1
        return self._message_id

    def event(self, chat: Chat, kind: str, **fields: Any) -> None:
        """Note something people could see in the chat."""
        chat.events.append({"no": self.number(), "at": self.clock.now(), "kind": kind, **fields})
        self.pulse.beat()
