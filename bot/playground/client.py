"""The town of a local Telegram, for tests and demos: people who write, press and read.

    async with Town(telegram.url, settle=0.05) as town:
        mother = await town.person("Айгүл", language="kk")
        await mother.say("/start")
        await mother.press("Қазақша")
        assert (await mother.screen()).text.startswith(...)

With `settle` every act waits until the bot has taken all updates and has been quiet for that many real seconds; without
it acts return at once (races, crash tests) and `town.settled()` waits when asked.
"""

from datetime import timedelta
from typing import Any, Self

import aiohttp

from bot.playground.person import Group, Person
from bot.playground.seen import Seen, seen
from bot.playground.transcript import transcript

Json = dict[str, Any]


class Town:
    """A local Telegram seen from outside, over HTTP."""

    def __init__(self, url: str, *, settle: float | None = None, patience: float = 10.0) -> None:
        self.url = url.rstrip("/")
        self.settle = settle
        self.patience = patience
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do(self, act: str, **arguments: Any) -> Any:
        """Any act of the control interface. Raises AssertionError with its words when it refuses."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120))
        async with self._session.post(f"{self.url}/control/{act}", json=arguments) as response:
            answer = await response.json()
        if response.status != 200:
            raise AssertionError(answer["error"])
        return answer

    async def act(self, act: str, **arguments: Any) -> Any:
        """An act the bot will answer: waits for stillness after it when the town settles."""
        answer = await self.do(act, **arguments)
        if self.settle is not None:
            await self.settled(quiet=self.settle)
        return answer

    # -- people and groups

    async def person(
        self,
        first_name: str = "Айгүл",
        *,
        language: str = "kk",
        last_name: str = "",
        username: str = "",
        phone: str = "",
        id: int | None = None,  # noqa: A002
        label: str = "",
        place: str = "",
        aside: bool = False,
    ) -> Person:
        """Somebody moves in; they have not written to the bot yet."""
        user = await self.do(
            "add_person",
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language,
            phone=phone,
            id=id,
            label=label,
            place=place,
            aside=aside,
        )
        return Person(self, user["id"], first_name, user["phone"])

    async def group(
        self,
        title: str,
        *members: Person,
        type: str = "supergroup",  # noqa: A002
        bot: str = "member",
        forum: bool = False,
    ) -> "Group":
        """A group of these people and the bot; the first owns it."""
        ids = [person.id for person in members]
        chat = await self.act("add_group", title=title, members=ids, type=type, bot=bot, forum=forum)
        return Group(self, chat["id"], title)

    # -- time and stillness

    async def settled(self, timeout: float | None = None, *, quiet: float | None = None) -> None:  # noqa: ASYNC109
        """Wait until every update is confirmed and the bot was quiet for `quiet` real seconds. Raises TimeoutError."""
        quiet = quiet if quiet is not None else self.settle if self.settle is not None else 0.05
        answer = await self.do("settled", quiet=quiet, timeout=timeout if timeout is not None else self.patience)
        if not answer["settled"]:
            raise TimeoutError(
                f"the bot did not come to rest: {answer['pending']} updates unconfirmed, "
                f"{answer['in_flight']} calls under way"
            )

    async def wait(self, after: int, timeout: float = 10.0) -> Json:  # noqa: ASYNC109
        """Wait until anything happens after the number `after` (see `status`)."""
        answer: Json = await self.do("wait", after=after, timeout=timeout)
        return answer

    async def status(self) -> Json:
        """`now`, `happened` (number of the last event), `pending` updates, calls `in_flight`, `contradictions`."""
        answer: Json = await self.do("status")
        return answer

    async def advance(self, span: timedelta | None = None, **units: float) -> None:
        """Move the virtual clock forward: `advance(hours=25)` or `advance(timedelta(days=1))`."""
        await self.act("advance", seconds=(span or timedelta(**units)).total_seconds())

    # -- faults and records

    async def fault(self, kind: str, **fields: Any) -> None:
        """Put a fault in force: kind error, flood, html, reset, lost, late, hang; see `faults.Fault` for the fields."""
        await self.do("fault", kind=kind, **fields)

    async def clear_faults(self) -> None:
        """End all faults."""
        await self.do("clear_faults")

    async def calls(
        self, method: str | None = None, *, chat_id: int | None = None, after: int = 0, ok: bool | None = None
    ) -> list[Json]:
        """The bot's calls, oldest first, without getUpdates unless it is named."""
        found: list[Json] = await self.do("calls", method=method, chat_id=chat_id, after=after, ok=ok)
        return found

    async def redeliver(self, ids: list[int] | None = None, *, last: int | None = None) -> list[int]:
        """Hand confirmed updates out once more with their old ids: these, the last so many, or all."""
        answer = await self.act("redeliver", ids=ids, last=last)
        found: list[int] = answer["update_ids"]
        return found

    async def inject(self, update: Json) -> None:
        """Queue a raw update."""
        await self.act("inject", update=update)

    async def reset(self) -> None:
        """Empty the town."""
        await self.do("reset")

    async def messages(self, chat_id: int, *, deleted: bool = False) -> list[Seen]:
        """All messages of a chat, oldest first."""
        records = (await self.do("messages", chat=chat_id))["messages"]
        return [message for message in map(seen, records) if deleted or not message.deleted]

    async def transcript(self, chat: Person | Group | int, *, ids: bool = False) -> str:
        """A conversation as readable text."""
        chat_id = chat if isinstance(chat, int) else chat.id
        return transcript(await self.do("story", chat=chat_id), ids=ids)
