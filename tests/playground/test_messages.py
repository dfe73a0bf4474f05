"""Sending, editing, deleting: limits and words of the real server."""

from typing import Any

import aiohttp
import pytest

from bot.playground import LocalTelegram, Person, Town

from .conftest import Api

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


@pytest.fixture
async def mother(town: Town) -> Person:
    person = await town.person("Айгүл")
    await person.say("/start")
    return person


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def data(text: str = "Иә", callback_data: str = "x") -> dict[str, Any]:
    return {"text": text, "callback_data": callback_data}


@pytest.mark.parametrize(
    ("params", "code", "words"),
    [
        ({"text": "a", "chat_id": None}, 400, "Bad Request: chat_id is empty"),
        ({"text": "a", "chat_id": 5}, 400, "Bad Request: chat not found"),
        ({"text": "a", "chat_id": "@nobody_here"}, 400, "Bad Request: chat not found"),
        ({}, 400, "Bad Request: message text is empty"),
        ({"text": " \u200b\n"}, 400, "Bad Request: message text is empty"),
        ({"text": "ә" * 4097}, 400, "Bad Request: message is too long"),
        ({"text": "👋" * 2049}, 400, "Bad Request: message is too long"),
        ({"text": "ә" * 20000}, 400, "Bad Request: text is too long"),
        ({"text": "a", "parse_mode": "Markdown"}, 400, "Bad Request: unsupported parse_mode"),
        ({"text": "a", "reply_markup": "{"}, 400, "Bad Request: can't parse reply keyboard markup JSON object"),
        ({"text": "a", "reply_parameters": {"message_id": 99999}}, 400, "Bad Request: message to be replied not found"),
        ({"text": "a", "reply_parameters": {}}, 400, 'Bad Request: Can\'t find field "message_id"'),
        ({"text": ["a"]}, 400, 'Bad Request: field "text" must be of type String'),
        ({"text": "a", "message_thread_id": 5}, 400, "Bad Request: message thread not found"),
    ],
)
async def test_refused_texts(api: Api, mother: Person, params: dict[str, Any], code: int, words: str) -> None:
    assert await api.refused("sendMessage", **{"chat_id": mother.id, **params}) == (code, words)


PLACEHOLDER = "input field placeholder is too long"
BUTTON = "Bad Request: can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (inline([{"text": "a"}]), BUTTON + "Text buttons are unallowed in the inline keyboard"),
        (inline([{"callback_data": "a"}]), BUTTON + 'Can\'t find field "text"'),
        (inline([data(" ")]), "Bad Request: inline keyboard button text must be non-empty"),
        (inline([data(callback_data="қ" * 33)]), "Bad Request: BUTTON_DATA_INVALID"),
        (inline([data(callback_data="")]), "Bad Request: BUTTON_DATA_INVALID"),
        (inline(*[[data()]] * 101), "Bad Request: reply markup is too long"),
        (inline(*[[data("ұзақ мәтін " * 10, "x" * 64)]] * 40), "Bad Request: reply markup is too long"),
        (inline([{"text": "a", "url": "x"}]), "Bad Request: inline keyboard button URL 'x' is invalid: Wrong HTTP URL"),
        (inline([{"text": "a", "copy_text": {"text": ""}}]), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        (
            {"inline_keyboard": [data()]},
            'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ({"keyboard": [[{"text": ""}]]}, "Bad Request: keyboard button text must be non-empty"),
        ({"keyboard": [["a"]], "input_field_placeholder": "a" * 65}, f"Bad Request: {PLACEHOLDER}"),
        ([], "Bad Request: object expected as reply markup"),
    ],
)
async def test_refused_keyboards(api: Api, mother: Person, markup: Any, words: str) -> None:
    assert await api.refused("sendMessage", chat_id=mother.id, text="a", reply_markup=markup) == (400, words)


async def test_the_largest_that_is_taken(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="<b>" + "ә" * 4096 + "</b>", parse_mode="html")
    assert len(sent["text"]) == 4096
    await api.ok("sendMessage", chat_id=mother.id, text="a", reply_markup=inline(*[[data("б", "қ" * 32)]] * 100))
    assert [len(row) for row in (await mother.screen()).rows] == [1] * 100


async def test_every_kind_of_button_comes_back(api: Api, mother: Person) -> None:
    row = [
        data() | {"style": "success"},
        {"text": "u", "url": "https://egov.kz"},
        {"text": "c", "copy_text": {"text": "Абай 1"}},
        {"text": "s", "switch_inline_query_current_chat": ""},
    ]
    sent = await api.ok("sendMessage", chat_id=mother.id, text="a", reply_markup=inline(row, []))
    row[1]["url"] = "https://egov.kz/"
    assert sent["reply_markup"] == inline(row)
    assert [b.copy for b in (await mother.screen()).buttons] == [None, None, "Абай 1", None]


async def test_what_is_asked_for_is_stored(api: Api, mother: Person) -> None:
    first = await api.ok("sendMessage", chat_id=mother.id, text="a")
    sent = await api.ok(
        "sendMessage", chat_id=str(mother.id), text="b https://egov.kz", disable_notification="true", protect_content=1,
        link_preview_options={"is_disabled": True}, reply_parameters={"message_id": first["message_id"]}, unheard_of=1,
    )  # fmt: skip
    assert sent["has_protected_content"] is True
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert sent["reply_to_message"]["text"] == "a"
    assert (await mother.last()).silent
    lost = {"message_id": 999999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api.ok("sendMessage", chat_id=mother.id, text="c", reply_parameters=lost)


async def test_edits_and_their_history(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="a", reply_markup=inline([data()]))
    where = {"chat_id": mother.id, "message_id": sent["message_id"]}
    same = {"text": "a", "reply_markup": inline([data()])}
    assert await api.refused("editMessageText", **where, **same) == (400, NOT_MODIFIED)
    edited = await api.ok("editMessageText", **where, text="<b>b</b>", parse_mode="HTML")
    assert "reply_markup" not in edited
    assert edited["entities"] == [{"offset": 0, "length": 1, "type": "bold"}]
    await api.ok("editMessageReplyMarkup", **where, reply_markup=inline([data("Жоқ", "n")]))
    assert await api.refused("editMessageReplyMarkup", **where, reply_markup=inline([data("Жоқ", "n")])) == (
        400,
        NOT_MODIFIED,
    )
    assert "entities" not in await api.ok("editMessageText", **where, text="b")
    message = await mother.last()
    assert [(v["text"], bool(v.get("reply_markup"))) for v in message.versions] == [
        ("a", True),
        ("b", False),
        ("b", True),
        ("b", False),
    ]
    assert message.edited == 3
    assert "reply_markup" in sent, "an answer given is not changed by later edits"


async def test_what_cannot_be_edited(api: Api, mother: Person) -> None:
    own = (await mother.messages())[0]
    keyed = await api.ok("sendMessage", chat_id=mother.id, text="a", reply_markup={"keyboard": [["Иә"]]})
    cases = [
        (999999, "message to edit not found"),
        (own.id, "message can't be edited"),
        (keyed["message_id"], "message can't be edited"),
        (0, "message identifier is not specified"),
    ]
    for message_id, words in cases:
        assert await api.refused("editMessageText", chat_id=mother.id, message_id=message_id, text="b") == (
            400,
            f"Bad Request: {words}",
        )
    point = await api.ok("sendLocation", chat_id=mother.id, latitude=51.1, longitude="71.4")
    where = {"chat_id": mother.id, "message_id": point["message_id"]}
    assert await api.refused("editMessageText", **where, text="b") == (
        400,
        "Bad Request: there is no text in the message to edit",
    )
    assert await api.refused("editMessageCaption", **where, caption="b") == (
        400,
        "Bad Request: there is no caption in the message to edit",
    )
    assert await api.refused("editMessageText", **where, text="b", reply_markup={"keyboard": [["a"]]}) == (
        400,
        "Bad Request: inline keyboard expected",
    )


async def test_deleting(api: Api, town: Town, mother: Person) -> None:
    ids = [(await api.ok("sendMessage", chat_id=mother.id, text=str(n)))["message_id"] for n in range(4)]
    assert await api.ok("deleteMessage", chat_id=mother.id, message_id=ids[0]) is True
    assert await api.refused("deleteMessage", chat_id=mother.id, message_id=ids[0]) == (
        400,
        "Bad Request: message to delete not found",
    )
    assert await api.ok("deleteMessages", chat_id=mother.id, message_ids=[ids[0], ids[1]]) is True
    assert [m.text for m in await mother.heard()] == ["2", "3"]
    assert len([m for m in await mother.messages(deleted=True) if m.deleted]) == 2
    await town.advance(hours=49)
    assert await api.refused("deleteMessage", chat_id=mother.id, message_id=ids[2]) == (
        400,
        "Bad Request: message can't be deleted",
    )


async def test_reply_keyboards_and_the_person_below_them(api: Api, mother: Person) -> None:
    keyboard = {
        "keyboard": [
            [{"text": "📱 Нөмір", "request_contact": True}, {"text": "📍 Орын", "request_location": True}],
            ["Жоқ"],
        ],
        "one_time_keyboard": True,
        "resize_keyboard": True,
    }
    sent = await api.ok("sendMessage", chat_id=mother.id, text="?", reply_markup=keyboard)
    assert "reply_markup" not in sent
    assert await mother.keyboard() == [["📱 Нөмір", "📍 Орын"], ["Жоқ"]]
    contact = (await mother.tap("📱"))["contact"]
    assert contact == {"phone_number": mother.phone, "first_name": "Айгүл", "user_id": mother.id}
    place = (await mother.tap("📍", latitude=51.13, longitude=71.43))["location"]
    assert place == {"latitude": 51.13, "longitude": 71.43}
    assert (await mother.tap("Жоқ"))["text"] == "Жоқ"
    with pytest.raises(AssertionError, match="Иә"):
        await mother.tap("Иә")
    await api.ok("sendMessage", chat_id=mother.id, text="!", reply_markup={"remove_keyboard": True})
    assert await mother.keyboard() == []


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "AgAC"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {}, "there is no document in the request"),
        ("sendLocation", {"latitude": 1}, "longitude is empty"),
        ("sendContact", {"first_name": "A"}, "phone_number is empty"),
        ("sendContact", {"first_name": "A", "phone_number": "1", "vcard": "x" * 2049}, "VCARD_INVALID"),
        ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
        ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
        ("copyMessage", {"message_id": 7777}, "chat_id is empty"),
        ("setMyCommands", {}, "commands is empty"),
        ("setMyCommands", {"commands": [{"command": "Start", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "a"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [{"command": "a"}]}, 'Can\'t find field "description"'),
        ("setMyDescription", {"description": "a" * 513}, "description is too long"),
        ("setMyShortDescription", {"short_description": "a" * 121}, "short description is too long"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, TOO_OLD),
        ("answerCallbackQuery", {"text": "a" * 201}, "MESSAGE_TOO_LONG"),
    ],
)  # fmt: skip
async def test_other_refusals(api: Api, mother: Person, method: str, params: dict[str, Any], words: str) -> None:
    assert await api.refused(method, chat_id=mother.id, **params) == (400, f"Bad Request: {words}")


async def test_texts_about_the_bot(api: Api) -> None:
    await api.ok("setMyName", name="Асар")
    await api.ok("setMyDescription", description="Көмек", language_code="kk")
    assert await api.ok("getMyName", language_code="ru") == {"name": "Асар"}
    assert await api.ok("getMyDescription", language_code="kk") == {"description": "Көмек"}
    assert await api.ok("getMyShortDescription") == {"short_description": ""}
    await api.ok("setChatMenuButton", menu_button={"type": "commands"})
    me = await api.ok("getMe")
    assert (me["is_bot"], me["id"]) == (True, 1234567)


async def test_forms_queries_and_uploads_are_read_alike(
    telegram: LocalTelegram, api: Api, mother: Person, token: str
) -> None:
    url = f"{telegram.url}/bot{token}"
    async with api.session.get(f"{url}/SENDMESSAGE", params={"chat_id": mother.id, "text": "a b"}) as response:
        assert (await response.json())["result"]["text"] == "a b"
    async with api.session.post(f"{url}/sendMessage", data={"chat_id": f"{mother.id}", "text": "Иә & жоқ"}) as response:
        assert (await response.json())["result"]["text"] == "Иә & жоқ"
    form = aiohttp.FormData({"chat_id": str(mother.id), "document": "attach://one", "caption": "c"}, quote_fields=False)
    form.add_field("one", b"123", filename="есеп.csv", content_type="text/csv")
    async with api.session.post(f"{url}/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert (document["file_name"], document["file_size"], document["mime_type"]) == ("есеп.csv", 3, "text/csv")
    again = await api.ok("sendDocument", chat_id=mother.id, document=document["file_id"])
    assert again["document"] == document
    path = (await api.ok("getFile", file_id=document["file_id"]))["file_path"]
    async with api.session.get(f"{telegram.url}/file/bot{token}/{path}") as response:
        assert await response.read() == b"123"
    form = aiohttp.FormData({"chat_id": str(mother.id)})
    form.add_field("photo", b"no picture", filename="a.jpg")
    async with api.session.post(f"{url}/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    async with api.session.post(
        f"{url}/sendMessage", data=b"[1", headers={"Content-Type": "application/json"}
    ) as response:
        assert response.status == 400


async def test_large_files_are_not_given_out(api: Api, mother: Person) -> None:
    sent = await mother.send_document(size=20 * 2**20 + 1)
    assert await api.refused("getFile", file_id=sent["document"]["file_id"]) == (400, "Bad Request: file is too big")


async def test_copies_forwards_and_pins(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="<b>a</b>", parse_mode="HTML")
    source = {"chat_id": mother.id, "from_chat_id": mother.id, "message_id": sent["message_id"]}
    copied = await api.ok("copyMessage", **source)
    assert (await mother.last()).id == copied["message_id"]
    assert (await mother.last()).html == "<b>a</b>"
    assert (await api.ok("forwardMessage", **source))["forward_origin"]["type"] == "user"
    await api.ok("pinChatMessage", chat_id=mother.id, message_id=sent["message_id"])
    assert (await api.ok("getChat", chat_id=mother.id))["pinned_message"]["text"] == "a"
    await api.ok("unpinChatMessage", chat_id=mother.id)
    assert "pinned_message" not in await api.ok("getChat", chat_id=mother.id)


async def test_tokens_paths_and_unknown_methods(telegram: LocalTelegram, api: Api, town: Town) -> None:
    async def get(path: str) -> tuple[int, str]:
        async with api.session.get(telegram.url + path) as response:
            return response.status, (await response.json())["description"]

    assert await get("/") == (404, "Not Found")
    assert await get("/botnonsense/getMe") == (401, "Unauthorized: invalid token specified")
    assert await get("/bot1:other/getMe") == (401, "Unauthorized")
    assert await get("/file/bot1:other/x") == (401, "Unauthorized")
    assert await api.refused("noSuchThing") == (404, "Not Found: method not found")
    assert await api.refused("sendDice") == (404, "Not Found: method not found")
    await town.do("revoke")
    assert await api.refused("getMe") == (401, "Unauthorized")
