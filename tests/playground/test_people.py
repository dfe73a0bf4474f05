"""What people do and see: presses, blocks, groups, transcripts; the client's manners."""

import asyncio
import json
import signal
import sys
from itertools import count
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.playground import LocalTelegram, Person, Town

from .conftest import Api

OFFSETS = count(100)
YES_NO = {
    "inline_keyboard": [
        [{"text": "Иә", "callback_data": "y"}, {"text": "Жоқ", "callback_data": "n"}],
        [{"text": "egov", "url": "https://egov.kz/"}],
    ]
}


@pytest.fixture
async def mother(town: Town) -> Person:
    person = await town.person("Айгүл", username="aigul_ana", last_name="Серікова")
    await person.say("/start")
    return person


async def updates(api: Api) -> list[dict[str, Any]]:
    # A new offset each time: read again at once under the same one, there would be a single update.
    found: list[dict[str, Any]] = await api.ok("getUpdates", offset=-next(OFFSETS))
    return found


async def test_nobody_is_written_to_before_they_wrote(api: Api, town: Town) -> None:
    stranger = await town.person("Ержан")
    assert await api.refused("sendMessage", chat_id=stranger.id, text="a") == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    await stranger.start("school_12")
    assert (await updates(api))[0]["message"]["text"] == "/start school_12"
    await api.ok("sendMessage", chat_id=stranger.id, text="a")


async def test_blocking_and_coming_back(api: Api, mother: Person) -> None:
    await mother.block()
    words = "Forbidden: bot was blocked by the user"
    assert await api.refused("sendMessage", chat_id=mother.id, text="a") == (403, words)
    await mother.say("a")
    await api.ok("sendMessage", chat_id=mother.id, text="b")
    changes = [u["my_chat_member"] for u in await updates(api) if "my_chat_member" in u]
    assert [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    await mother.deactivate()
    assert await api.refused("sendMessage", chat_id=mother.id, text="a") == (403, "Forbidden: user is deactivated")
    with pytest.raises(AssertionError, match="deleted the account"):
        await mother.say("a")


async def test_presses_and_what_came_of_them(api: Api, town: Town, mother: Person) -> None:
    await api.ok("sendMessage", chat_id=mother.id, text="Келісесіз бе?", reply_markup=YES_NO)
    old = await mother.screen()
    await mother.press("И")
    with pytest.raises(
        AssertionError, match=r"no button 'Мүмкін' under 'Келісесіз бе\?'; there are: \[\['Иә', 'Жоқ'\], \['egov'\]\]"
    ):
        await mother.press("Мүмкін")
    with pytest.raises(AssertionError, match="tells the bot nothing"):
        await mother.press("egov")
    query = (await updates(api))[-1]["callback_query"]
    assert (query["data"], query["message"]["text"], query["from"]["id"]) == ("y", "Келісесіз бе?", mother.id)
    assert await mother.unanswered() == 1
    await api.ok("answerCallbackQuery", callback_query_id=query["id"], text="Рақмет", show_alert=True)
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api.refused("answerCallbackQuery", callback_query_id=query["id"]) == (400, late)
    assert [(t.text, t.alert) for t in await mother.toasts()] == [("Рақмет", True)]
    await api.ok("editMessageText", chat_id=mother.id, message_id=old.id, text="Аты-жөніңіз?")
    assert (await mother.press("Жоқ", on=old))["callback_query_id"]
    query = (await updates(api))[-1]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("n", "Аты-жөніңіз?")
    await town.advance(seconds=151)
    assert await api.refused("answerCallbackQuery", callback_query_id=query["id"]) == (400, late)


async def test_forged_presses(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="a", reply_markup=YES_NO)
    shown = await mother.screen()
    await mother.press_data("claim:1' OR 1=1", on=shown)
    assert (await updates(api))[-1]["callback_query"]["data"] == "claim:1' OR 1=1"
    await api.ok("deleteMessage", chat_id=mother.id, message_id=sent["message_id"])
    with pytest.raises(AssertionError, match="deleted"):
        await mother.press("Иә", on=shown)
    await mother.press_data("y", on=shown)
    message = (await updates(api))[-1]["callback_query"]["message"]
    assert message == {"chat": message["chat"], "message_id": sent["message_id"], "date": 0}


async def test_everything_a_person_can_send(api: Api, town: Town, mother: Person) -> None:
    neighbour = await town.person("Гүлнар")
    await mother.share_contact(of=neighbour)
    await mother.share_contact("+77001112233", foreign=True)
    await mother.share_location(43.2, 76.9)
    await mother.send_photo(caption="фото")
    await mother.send_voice()
    await mother.send_sticker()
    await mother.send_video()
    await mother.send_document(b"abc", name="a.pdf")
    await mother.send_album(3)
    for kind in ("audio", "animation", "video_note"):
        await mother.send(kind)
    message = await mother.say("бір")
    await mother.edit(message, "екі")
    sent = await api.ok("sendMessage", chat_id=mother.id, text="a")
    await mother.forward(next(m for m in await mother.messages() if m.id == sent["message_id"]))
    found = (await updates(api))[1:]
    kinds = [next(k for k in u if k != "update_id") for u in found]
    assert kinds == ["message"] * 15 + ["edited_message", "message"]
    assert [found[n]["message"]["contact"].get("user_id") for n in (0, 1)] == [neighbour.id, None]
    assert len({u["message"]["media_group_id"] for u in found[8:11]}) == 1
    assert found[-2]["edited_message"]["text"] == "екі"
    assert found[-1]["message"]["forward_origin"]["sender_user"]["is_bot"] is True


async def test_groups_privacy_and_moving(api: Api, town: Town, mother: Person) -> None:
    group = await town.group("Ата-аналар", mother, type="group")
    await mother.say("жай сөз", chat=group)
    await mother.say("/help@asar_local_bot", chat=group)
    sent = await api.ok("sendMessage", chat_id=group.id, text="a", reply_markup=YES_NO)
    assert await api.refused(
        "sendMessage", chat_id=group.id, text="a", reply_markup={"keyboard": [[{"text": "a", "request_contact": True}]]}
    ) == (400, "Bad Request: phone number can be requested in private chats only")
    await mother.press("Иә", on=(await group.messages())[-1])
    kinds = [next(k for k in u if k != "update_id") for u in await updates(api)]
    assert kinds == ["message", "my_chat_member", "message", "callback_query"]
    await group.bot_status("administrator")
    await mother.say("жай сөз", chat=group)
    assert (await updates(api))[-1]["message"]["text"] == "жай сөз"
    assert (await api.ok("getChatMember", chat_id=group.id, user_id=mother.id))["status"] == "creator"
    moved = await group.migrate()
    status, answer = await api.raw("sendMessage", chat_id=group.id, text="a")
    assert (status, answer["description"]) == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert answer["parameters"] == {"migrate_to_chat_id": moved.id}
    assert [
        u["message"].get("migrate_to_chat_id") or u["message"]["migrate_from_chat_id"]
        for u in (await updates(api))[-2:]
    ] == [moved.id, group.id]
    assert (await api.ok("sendMessage", chat_id=moved.id, text="a"))["message_id"] != sent["message_id"]
    await moved.bot_status("kicked")
    assert await api.refused("sendMessage", chat_id=moved.id, text="a") == (
        403,
        "Forbidden: bot was kicked from the supergroup chat",
    )
    await moved.bot_status("member")
    await api.ok("leaveChat", chat_id=moved.id)
    assert await api.refused("sendMessage", chat_id=moved.id, text="a") == (
        403,
        "Forbidden: bot is not a member of the supergroup chat",
    )
    await town.do("delete_group", chat=moved.id)
    assert await api.refused("sendMessage", chat_id=moved.id, text="a") == (
        403,
        "Forbidden: the group chat was deleted",
    )


async def test_a_transcript_reads_like_the_chat(api: Api, town: Town, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="Келісесіз бе?\nОқып шығыңыз.", reply_markup=YES_NO)
    await mother.press("Иә")
    await api.ok(
        "answerCallbackQuery", callback_query_id=(await updates(api))[-1]["callback_query"]["id"], text="Рақмет"
    )
    await api.ok("editMessageReplyMarkup", chat_id=mother.id, message_id=sent["message_id"])
    await api.ok("editMessageText", chat_id=mother.id, message_id=sent["message_id"], text="Нөміріңіз?")
    await api.ok(
        "sendMessage",
        chat_id=mother.id,
        text="Төменде",
        reply_markup={"keyboard": [[{"text": "📱", "request_contact": True}]]},
    )
    await mother.tap("📱")
    await api.ok("deleteMessage", chat_id=mother.id, message_id=sent["message_id"])
    expected = f"""\
Айгүл: /start

Asar: Келісесіз бе?
    Оқып шығыңыз.
    [ Иә ] [ Жоқ ]
    [ egov ↗ https://egov.kz/ ]

Айгүл ▸ [ Иә ]

    💬 Рақмет

Asar ✎ (buttons gone) Келісесіз бе?

Asar ✎ Нөміріңіз?

Asar: Төменде
    ⌨ ⟦ 📱 ⟧

Айгүл: (contact: {mother.phone} Айгүл)

    ✗ message deleted
"""
    assert await mother.transcript() == expected


async def test_settled_waits_for_confirmation_and_quiet(api: Api, town: Town, mother: Person) -> None:
    with pytest.raises(TimeoutError, match="1 updates unconfirmed"):
        await town.settled(0.1)

    async def bot() -> None:
        (update,) = await api.ok("getUpdates", timeout=5)
        await asyncio.sleep(0.1)
        await api.ok("getUpdates", offset=update["update_id"] + 1)
        await asyncio.sleep(0.05)
        await api.ok("sendMessage", chat_id=mother.id, text="a")

    working = asyncio.create_task(bot())
    await town.settled(5, quiet=0.2)
    assert (await mother.last()).text == "a"
    await working


async def test_waiting_for_anything_new(api: Api, town: Town, mother: Person) -> None:
    happened = (await town.status())["happened"]
    assert (await town.wait(happened, timeout=0.05))["happened"] == happened
    waiting = asyncio.create_task(town.wait(happened))
    await asyncio.sleep(0.02)
    await api.ok("sendMessage", chat_id=mother.id, text="a")
    assert (await asyncio.wait_for(waiting, 2))["happened"] > happened
    assert [c["params"]["text"] for c in await town.calls("sendMessage", chat_id=mother.id, after=happened)] == ["a"]
    assert await town.do("count") == {"sendMessage": 1}


async def test_acts_nobody_could_do_are_refused(town: Town, mother: Person) -> None:
    with pytest.raises(AssertionError, match="there is no act fly; there are: "):
        await town.do("fly")
    with pytest.raises(AssertionError, match="missing a required argument"):
        await town.do("say", person=mother.id)
    with pytest.raises(AssertionError, match="empty text"):
        await mother.say(" ")
    with pytest.raises(AssertionError, match="written nothing to Айгүл"):
        await mother.last()
    with pytest.raises(AssertionError, match="id"):
        await town.person("Гүлнар", id=mother.id)


async def test_webhooks_are_posted_in_order_and_again_until_taken(api: Api, town: Town, mother: Person) -> None:
    got: list[tuple[str, str]] = []

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        got.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], update["message"]["text"]))
        if len(got) == 1:
            return web.Response(status=500)
        return web.json_response(
            {"method": "sendMessage", "chat_id": mother.id, "text": f"re: {update['message']['text']}"}
        )

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        await mother.say("a")
        await api.ok(
            "setWebhook", url=f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s-1", max_connections=2
        )
        await mother.say("b")
        await town.settled(5)
        assert got == [("s-1", "/start"), ("s-1", "/start"), ("s-1", "a"), ("s-1", "b")]
        assert [m.text for m in await mother.heard()] == ["re: /start", "re: a", "re: b"]
        info = await api.ok("getWebhookInfo")
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://asar.example/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://asar.example:81/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://asar.example/", "secret_token": "a" * 257}, "secret token is too long"),
        ({"url": "https://asar.example/", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_refused_webhooks(api: Api, params: dict[str, Any], words: str) -> None:
    assert await api.refused("setWebhook", **params) == (400, f"Bad Request: {words}")


async def test_the_server_as_a_process() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.playground", "--token", "1:a", "--check", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    url = json.loads(await process.stdout.readline())["url"]
    async with Town(url) as town, aiohttp.ClientSession() as session:
        mother = await town.person("Айгүл")
        await mother.say("/start")
        async with session.post(f"{url}/bot1:a/getUpdates") as response:
            assert len((await response.json())["result"]) == 1
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 5) == 0


async def test_results_are_held_against_the_types(telegram: LocalTelegram, api: Api) -> None:
    telegram.world.bot.first_name = 5  # type: ignore[assignment]
    await api.ok("getMe")
    assert telegram.world.contradictions == ['Field "getMe.first_name" must be of type String']
    telegram.world.contradictions.clear()
