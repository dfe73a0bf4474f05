"""Groups as their members and the page see them: who sees what, who may what, topics, and moving to a supergroup."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import aiohttp
import pytest

from bot.playground import Group, LocalTelegram, Person, Town
from bot.playground.morning import until_morning

from .conftest import TOKEN, Api

ACCEPT = {"inline_keyboard": [[{"text": "✅ Қабылдау", "callback_data": "a:1"}]]}


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(TOKEN, seed=7, check=True, page=True) as local:
        yield local
        assert local.world.contradictions == []


@pytest.fixture
async def yerlan(town: Town) -> Person:
    return await town.person("Ерлан", language="kk", label="coordinator")


@pytest.fixture
async def anna(town: Town) -> Person:
    return await town.person("Анна", language="ru")


@pytest.fixture
async def group(town: Town, yerlan: Person, anna: Person) -> Group:
    return await town.group("Еріктілер", yerlan, anna)


async def page(town: Town) -> Any:
    async with aiohttp.ClientSession() as session, session.get(f"{town.url}/page/town") as response:
        return await response.json()


async def test_the_page_is_told_who_is_in_a_group_and_who_said_what(
    town: Town, api: Api, group: Group, yerlan: Person, anna: Person
) -> None:
    await yerlan.say("Сәлем!", chat=group)
    await api.ok("sendMessage", chat_id=group.id, text="№ 100001-1", reply_markup=ACCEPT)
    told = await page(town)
    (shown,) = told["town"]["groups"]
    assert (shown["id"], shown["title"], shown["bot"], shown["gone"]) == (group.id, "Еріктілер", "member", False)
    assert [(one["id"], one["status"]) for one in shown["members"]] == [(yerlan.id, "creator"), (anna.id, "member")]
    chat = told["chats"][str(group.id)]["messages"]
    assert [message["by"] for message in chat] == [yerlan.id, told["town"]["bot"]["id"]]
    assert chat[1]["data"]["reply_markup"] == ACCEPT


async def test_an_answer_to_a_press_is_for_whoever_pressed(
    telegram: LocalTelegram, api: Api, group: Group, yerlan: Person, anna: Person
) -> None:
    await api.ok("sendMessage", chat_id=group.id, text="№ 100001-1", reply_markup=ACCEPT)
    card = (await group.messages())[-1]
    await yerlan.press("✅", on=card)
    await anna.press("✅", on=card)
    presses = [u["callback_query"] for u in await api.ok("getUpdates") if "callback_query" in u]
    assert [(press["from"]["id"], press["message"]["chat"]["id"]) for press in presses] == [
        (yerlan.id, group.id),
        (anna.id, group.id),
    ]
    await api.ok("answerCallbackQuery", callback_query_id=presses[1]["id"], text="Опоздали", show_alert=True)
    await api.ok("answerCallbackQuery", callback_query_id=presses[0]["id"], text="Сіздікі")
    assert [toast.text for toast in await anna.toasts()] == ["Опоздали"]
    assert [(toast.text, toast.alert) for toast in await yerlan.toasts()] == [("Сіздікі", False)]
    shown = [event for event in telegram.world.chats[group.id].events if event["kind"] == "toast"]
    assert [(event["by"], event["alert"]) for event in shown] == [(anna.id, True), (yerlan.id, False)]


async def test_only_members_write_and_press(town: Town, api: Api, group: Group, yerlan: Person, anna: Person) -> None:
    stranger = await town.person("Болат")
    await api.ok("sendMessage", chat_id=group.id, text="№ 100001-1", reply_markup=ACCEPT)
    card = (await group.messages())[-1]
    with pytest.raises(AssertionError, match="not in the group"):
        await stranger.press("✅", on=card)
    await town.do("member_status", chat=group.id, person=stranger.id, status="member")
    await stranger.press("✅", on=card)
    await town.do("member_status", chat=group.id, person=anna.id, status="left")
    with pytest.raises(AssertionError, match="not in the group"):
        await anna.say("Я ещё здесь?", chat=group)
    with pytest.raises(AssertionError, match="private chat"):
        await yerlan._act("say", text="сәлем", chat=anna.id)
    (shown,) = (await page(town))["town"]["groups"]
    assert {one["id"] for one in shown["members"]} == {yerlan.id, stranger.id}
    service = [message.data for message in await group.messages()][1:]
    assert service[0]["new_chat_members"][0]["id"] == stranger.id
    assert service[1]["left_chat_member"]["id"] == anna.id


async def test_members_see_the_commands_of_groups_and_administrators_see_theirs(
    town: Town, api: Api, group: Group
) -> None:
    async def menus() -> list[list[str]]:
        (shown,) = (await page(town))["town"]["groups"]
        return [[command["command"] for command in one["menu"]] for one in shown["members"]]

    async def offer(command: str, scope: dict[str, Any]) -> None:
        await api.ok("setMyCommands", commands=[{"command": command, "description": command}], scope=scope)

    assert await menus() == [[], []]
    await offer("help", {"type": "default"})
    await offer("apply", {"type": "all_private_chats"})
    assert await menus() == [["help"], ["help"]]
    await offer("queue", {"type": "all_group_chats"})
    await offer("bind", {"type": "all_chat_administrators"})
    assert await menus() == [["bind"], ["queue"]]
    await offer("next", {"type": "chat", "chat_id": group.id})
    assert await menus() == [["next"], ["next"]]
    await offer("unbind", {"type": "chat_administrators", "chat_id": group.id})
    assert await menus() == [["unbind"], ["next"]]


async def test_a_group_that_became_a_supergroup_is_shown_once(town: Town, api: Api, yerlan: Person) -> None:
    small = await town.group("Еріктілер", yerlan, type="group")
    await api.ok("sendMessage", chat_id=small.id, text="ескі", reply_markup=ACCEPT)
    card = (await small.messages())[-1]
    moved = await small.migrate()
    told = await page(town)
    assert [(shown["id"], shown["was"]) for shown in told["town"]["groups"]] == [(moved.id, small.id)]
    assert str(small.id) not in told["chats"]
    assert "migrate_from_chat_id" in told["chats"][str(moved.id)]["messages"][0]["data"]
    await yerlan.press("✅", on=card)
    press = (await api.ok("getUpdates"))[-1]["callback_query"]
    assert press["message"]["chat"]["id"] == small.id, "an old card can still be pressed, in the group that was"


async def test_a_forum_has_topics(town: Town, api: Api, yerlan: Person, telegram: LocalTelegram) -> None:
    forum = (await town.do("add_group", title="Форум", members=[yerlan.id], forum=True))["id"]
    topic = (await town.do("add_topic", chat=forum, person=yerlan.id, name="Сауран"))["message_thread_id"]
    said = await town.do("say", person=yerlan.id, chat=forum, text="/bind", topic=topic)
    assert (said["message_thread_id"], said["chat"]["is_forum"]) == (topic, True)
    sent = await api.ok("sendMessage", chat_id=forum, text="№ 100001-1", message_thread_id=topic, reply_markup=ACCEPT)
    assert sent["message_thread_id"] == topic
    (shown,) = (await page(town))["town"]["groups"]
    assert (shown["forum"], shown["topics"]) == (True, {str(topic): "Сауран"})
    with pytest.raises(AssertionError, match="only a forum"):
        await town.do("add_topic", chat=(await town.group("Топ", yerlan)).id, person=yerlan.id, name="Сауран")


@pytest.mark.parametrize(
    ("now", "hours"),
    [("2026-08-20T03:33:00+00:00", 24.0), ("2026-08-20T03:03:00+00:00", 0.5), ("2026-08-20T19:33:00+00:00", 8.0)],
)
def test_the_next_morning_is_in_kazakhstan(now: str, hours: float) -> None:
    assert until_morning(datetime.fromisoformat(now).timestamp()) == hours * 3600


async def test_what_happens_in_groups_reaches_the_page(town: Town, group: Group, anna: Person) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{town.url}/page/events") as response:
        await town.do("offline", person=anna.id)
        await anna.say("из леса", chat=group)
        async for line in response.content:
            if line.startswith(b"data: ") and "из леса".encode() in line:
                return


async def test_a_bot_that_may_not_write_or_whose_topic_is_closed_is_refused(
    town: Town, api: Api, yerlan: Person
) -> None:
    forum = await town.group("Форум", yerlan, forum=True)
    topic = await forum.topic(yerlan, "Сауран")
    there = {"chat_id": forum.id, "text": "a", "message_thread_id": topic}
    sent = await api.ok("sendMessage", **there)
    await town.act("close_topic", chat=forum.id, person=yerlan.id, topic=topic)
    assert await api.refused("sendMessage", **there) == (400, "Bad Request: TOPIC_CLOSED")
    await town.act("close_topic", chat=forum.id, person=yerlan.id, topic=topic, closed=False)
    await api.ok("sendMessage", **there)
    rights = (400, "Bad Request: not enough rights to send text messages to the chat")
    await town.act("silence", chat=forum.id)
    assert await api.refused("sendMessage", **there) == rights
    await town.act("silence", chat=forum.id, on=False)
    await forum.bot_status("restricted")
    assert await api.refused("sendMessage", **there) == rights
    await forum.bot_status("member")
    await town.act("delete_topic", chat=forum.id, topic=topic)
    assert await api.refused("sendMessage", **there) == (400, "Bad Request: message thread not found")
    edit = {"chat_id": forum.id, "message_id": sent["message_id"], "text": "b"}
    assert await api.refused("editMessageText", **edit) == (400, "Bad Request: message to edit not found")


async def test_a_group_that_becomes_a_supergroup_may_seem_left_first(town: Town, api: Api, yerlan: Person) -> None:
    group = await town.group("Ескі", yerlan, type="group")
    await api.ok("getUpdates", offset=-1)
    new = await group.migrate(told_of_bot="before")
    updates = await api.ok("getUpdates", offset=-4)
    changes = [u["my_chat_member"] for u in updates if "my_chat_member" in u]
    assert [(c["chat"]["id"], c["new_chat_member"]["status"]) for c in changes] == [
        (group.id, "left"),
        (new.id, "member"),
    ]
