"""How the page shows what a bot sends: against a local Telegram alone, every call made by the test."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.playground import LocalTelegram, Person, Town

from .conftest import PICTURES, Desk, Hand, Pages

TOKEN = "1234567:local-telegram-of-the-browser"
HTML = (
    "<b>жирный <i>и косой</i></b> <u>под</u> <s>нет</s> <code>код</code> <tg-spoiler>тайна</tg-spoiler>\n"
    '<a href="https://egov.kz/">ссылка</a> /status asar@example.org\n<blockquote>цитата <b>в ней</b></blockquote>'
    "<pre>a &lt; b</pre> 👨‍👩‍👧 <b>после</b>"
)


class Stand:
    """A page with one phone, and the bot's calls."""

    def __init__(self, hand: Hand, session: aiohttp.ClientSession, url: str) -> None:
        self.hand = hand
        self.phone = hand.phone
        self._session = session
        self._url = f"{url}/bot{TOKEN}"

    async def call(self, method: str, **params: Any) -> Any:
        params = {"chat_id": self.hand.person.id, **params}
        async with self._session.post(f"{self._url}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]


@pytest.fixture
async def stand(browser: Any) -> AsyncIterator[Stand]:
    async with LocalTelegram(TOKEN, page=True, check=True) as telegram, Town(telegram.url) as town:
        mother = await town.person("Айгүл", label="parent")
        await mother.start()
        pages = Pages(browser, telegram.url, town)
        desk: Desk = await pages.open("ru")
        async with aiohttp.ClientSession() as session:
            yield Stand(Hand(desk.page, Person(town, mother.id, "Айгүл", mother.phone)), session, telegram.url)
        await desk.page.close()
        assert pages.complaints == []


async def test_formatting_is_that_of_telegram(stand: Stand) -> None:
    await stand.call("sendMessage", text=HTML, parse_mode="HTML")
    words = stand.phone.locator(".bots .words")
    await words.wait_for()
    assert await words.locator("b").all_inner_texts() == ["жирный и косой", "в ней", "после"]
    assert await words.locator("b > i").inner_text() == "и косой"
    for tag, text in (("u", "под"), ("s", "нет"), ("pre", "a < b"), ("blockquote", "цитата в ней")):
        assert (await words.locator(tag).inner_text()).strip() == text
    assert await words.locator("a").first.get_attribute("href") == "https://egov.kz/"
    assert await words.locator("a").first.get_attribute("rel") == "noopener noreferrer"
    assert await words.locator("a").last.get_attribute("href") == "mailto:asar@example.org"
    await words.locator(".spoiler").click()
    assert "open" in (await words.locator(".spoiler").get_attribute("class") or "")
    await words.get_by_role("button", name="/status").click()
    await stand.phone.locator(".mine .words", has_text="/status").wait_for()


async def test_answers_to_presses_are_toasts_and_alerts(stand: Stand) -> None:
    keys = {"inline_keyboard": [[{"text": "Да", "callback_data": "y"}, {"text": "Код", "copy_text": {"text": "42"}}]]}
    await stand.call("sendMessage", text="Верно?", reply_markup=keys)
    updates = await self_updates(stand, 0)
    for alert in (False, True):
        await stand.hand.key("Да").click()
        await stand.phone.locator(".keys .busy").wait_for()
        updates = await self_updates(stand, updates[-1]["update_id"] + 1)
        press = updates[-1]["callback_query"]["id"]
        await stand.call("answerCallbackQuery", callback_query_id=press, text="Спасибо!", show_alert=alert)
        await stand.phone.locator(".alert" if alert else ".toast", has_text="Спасибо!").wait_for()
        await stand.phone.locator(".keys .busy").wait_for(state="detached")
    PICTURES.mkdir(exist_ok=True)
    await stand.hand.page.screenshot(path=PICTURES / "answers.png")
    await stand.phone.get_by_role("button", name="OK").click()
    await stand.phone.locator(".alert").wait_for(state="detached")
    await stand.hand.key("Код").click()
    await stand.phone.locator(".toast", has_text="Скопировано").wait_for()


async def self_updates(stand: Stand, offset: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await stand.call("getUpdates", offset=offset, timeout=3)
    return found


async def test_the_keyboard_below_comes_folds_and_goes(stand: Stand) -> None:
    rows = [[{"text": "📱 Номер", "request_contact": True}], [{"text": "📍 Место", "request_location": True}]]
    markup = {
        "keyboard": rows,
        "resize_keyboard": True,
        "one_time_keyboard": True,
        "input_field_placeholder": "Ваш номер",
    }
    await stand.call("sendMessage", text="Телефон?", reply_markup=markup)
    keys = stand.phone.locator(".reply-keys")
    await keys.wait_for()
    assert await stand.phone.locator("textarea").get_attribute("placeholder") == "Ваш номер"
    await keys.get_by_role("button", name="Номер").click()
    await stand.phone.locator(".card", has_text="Айгүл").wait_for()
    await keys.wait_for(state="hidden")
    await stand.phone.get_by_role("button", name="Клавиатура бота").click()
    await keys.get_by_role("button", name="Место").click()
    await stand.hand.page.get_by_role("dialog").get_by_role("button", name="Тараз").click()
    await stand.phone.locator(".card", has_text="Тараз").wait_for()
    await stand.call("sendMessage", text="Спасибо", reply_markup={"remove_keyboard": True})
    await stand.phone.get_by_role("button", name="Клавиатура бота").wait_for(state="hidden")


async def test_edits_deletions_and_protection_leave_their_marks(stand: Stand) -> None:
    first = await stand.call("sendMessage", text="бір", protect_content=True, disable_notification=True)
    second = await stand.call("sendMessage", text="екі")
    await stand.call("editMessageText", message_id=first["message_id"], text="бір!")
    await stand.call("deleteMessage", message_id=second["message_id"])
    row = stand.phone.locator(".bots", has_text="бір!")
    await row.locator(".meta", has_text="изменено").wait_for()
    assert "🔒" in await row.locator(".meta").inner_text()
    assert "🔕" in await row.locator(".meta").inner_text()
    await row.locator(".more").click()
    assert await stand.hand.page.get_by_role("menuitem").all_inner_texts() == ["↩\nОтветить"]
    await stand.phone.locator(".gone", has_text="Удалённое сообщение").wait_for()


async def test_a_long_chat_follows_what_comes_until_somebody_scrolls_up(stand: Stand) -> None:
    for number in range(60):
        await stand.call("sendMessage", text=f"сообщение {number}")
    chat = stand.phone.locator(".chat")
    await stand.phone.locator(".words", has_text="сообщение 59").wait_for()
    from_end = "(chat) => chat.scrollHeight - chat.scrollTop - chat.clientHeight"
    assert await chat.evaluate(from_end) < 5
    await chat.hover()
    await stand.hand.page.mouse.wheel(0, -900)
    await stand.phone.locator(".down").wait_for()
    before = await chat.evaluate("(chat) => chat.scrollTop")
    await stand.call("sendMessage", text="внизу")
    await stand.phone.locator(".words", has_text="внизу").wait_for(state="attached")
    assert await chat.evaluate("(chat) => chat.scrollTop") == before
    await stand.phone.locator(".down").click()
    assert await chat.evaluate(from_end) < 5
