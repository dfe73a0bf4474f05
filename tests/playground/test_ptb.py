"""python-telegram-bot's ExtBot takes the local Telegram for the real one."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.playground import LocalTelegram, Town


@pytest.fixture
async def bot(telegram: LocalTelegram, token: str) -> AsyncIterator[ExtBot]:
    ext = ExtBot(token, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot")
    async with ext:
        yield ext


async def test_a_conversation(bot: ExtBot, town: Town) -> None:
    mother = await town.person("Айгүл", language="kk")
    await mother.say("/start")
    (update,) = await bot.get_updates(timeout=1)
    assert isinstance(update, Update)
    assert update.message is not None
    assert update.message.entities[0].type == "bot_command"
    assert update.effective_user is not None
    assert update.effective_user.language_code == "kk"

    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton("Қазақша", callback_data="kk"), InlineKeyboardButton("Русский", callback_data="ru")]]
    )
    sent = await bot.send_message(
        mother.id, "<b>Сәлем</b> &amp; 👋 <i>қош</i>", parse_mode=ParseMode.HTML, reply_markup=keyboard
    )
    assert sent.text == "Сәлем & 👋 қош"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 5), ("italic", 11, 3)]
    assert (await mother.screen()).html == "<b>Сәлем</b> &amp; 👋 <i>қош</i>"

    await mother.press("Қаз")
    (pressed,) = await bot.get_updates(offset=update.update_id + 1, timeout=1)
    query = pressed.callback_query
    assert query is not None
    assert query.data == "kk"
    assert await query.answer("Жақсы")
    edited = await query.edit_message_text("Рақмет")
    assert edited.edit_date is not None
    assert [toast.text for toast in await mother.toasts()] == ["Жақсы"]
    assert (await mother.last()).edited == 1
    with pytest.raises(BadRequest, match="not modified"):
        await query.edit_message_text("Рақмет")

    await bot.send_message(
        mother.id, "Телефон?", reply_markup=ReplyKeyboardMarkup.from_button("Жоқ", one_time_keyboard=True)
    )
    await mother.tap("Жоқ")
    await mother.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(mother.id, "?")


async def test_commands_of_one_chat(bot: ExtBot, town: Town) -> None:
    mother = await town.person("Айгүл", language="ru")
    await mother.say("/start")
    await bot.set_my_commands([BotCommand("help", "Көмек")])
    await bot.set_my_commands([BotCommand("help", "Помощь")], language_code="ru")
    assert await mother.menu() == [("help", "Помощь")]
    await bot.set_my_commands([BotCommand("queue", "Очередь")], scope=BotCommandScopeChat(mother.id))
    assert await mother.menu() == [("queue", "Очередь")]
    assert [c.command for c in await bot.get_my_commands(scope=BotCommandScopeChat(mother.id))] == ["queue"]


async def test_files_go_both_ways(bot: ExtBot, town: Town) -> None:
    mother = await town.person()
    await mother.send_photo()
    (update,) = await bot.get_updates(timeout=1)
    assert update.message is not None
    file = await bot.get_file(update.message.photo[-1].file_id)
    data = bytes(await file.download_as_bytearray())
    assert data.startswith(b"\x89PNG")
    sent = await bot.send_photo(mother.id, data, caption="<b>a</b>", parse_mode="HTML")
    assert (sent.photo[-1].width, sent.caption) == (32, "a")
    report = await bot.send_document(mother.id, b"a;b", filename="report.csv")
    assert report.document is not None
    assert (report.document.file_name, report.document.file_size) == ("report.csv", 3)


async def test_a_town_that_settles_plays_a_whole_conversation(bot: ExtBot, telegram: LocalTelegram) -> None:
    yes = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Келісемін", callback_data="yes"))

    async def answer(update: Update) -> None:
        if update.callback_query is not None:
            with contextlib.suppress(BadRequest):  # a redelivered press: its query is used up, its edit is done
                await update.callback_query.answer("Қабылданды")
            with contextlib.suppress(BadRequest):
                await update.callback_query.edit_message_text("Атыңыз кім?")
        elif update.effective_chat is not None:
            await bot.send_message(update.effective_chat.id, "Келісесіз бе?", reply_markup=yes)

    async def work() -> None:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=10):
                await answer(update)
                offset = update.update_id + 1

    async with Town(telegram.url, settle=0.05) as town:
        mother, father = await town.person("Айгүл"), await town.person("Ержан", language="ru")
        working = asyncio.create_task(work())
        for person in (mother, father):
            await person.say("/start")
            await person.press("Келіс")
            assert (await person.screen()).text == "Атыңыз кім?"
            assert [toast.text for toast in await person.toasts()] == ["Қабылданды"]
        await town.redeliver(last=1)
        edits = await town.calls("editMessageText", chat_id=father.id)
        assert [(call["code"], call["params"]["text"]) for call in edits] == [
            (200, "Атыңыз кім?"),
            (400, "Атыңыз кім?"),
        ]
        assert edits[0]["params"]["chat_id"] == father.id
        assert not working.done()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
