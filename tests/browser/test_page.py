"""What the page does with what the local Telegram can: looks, languages, keyboard, networks, edits, links, stories."""

import re

import pytest

from bot.playground.morning import until_morning

from .conftest import Demo, Hand, Pages


async def test_phones_and_a_group_stand_side_by_side_and_speak_three_languages(pages: Pages) -> None:
    desk = await pages.open("en")
    assert await desk.page.locator(".phone h2 span:first-child").all_inner_texts() == [
        "Айгүл", "Ольга", "Данияр", "Анна", "Ерлан", "Админ", "Асар · Түркістан облысы",
    ]  # fmt: skip
    for language, words in (("Қазақша", "Көрсету"), ("Русский", "Показать"), ("English", "Show me")):
        await desk.page.locator("#language").click()
        await desk.page.get_by_role("menuitem", name=language).click()
        await desk.page.locator("#show-me", has_text=words).wait_for()
    await desk.page.locator("#language").click()
    await desk.page.get_by_role("menuitem", name="Қазақша").click()
    await desk.page.reload()
    await desk.page.locator("#show-me", has_text="Көрсету").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (360, 740)])
async def test_it_looks_right(pages: Pages, scheme: str, width: int, height: int) -> None:
    desk = await pages.open("kk", width, height, scheme)
    await desk.picture(f"{scheme}_{width}")
    assert await desk.page.evaluate("document.documentElement.scrollWidth") == width
    shown = [await phone.is_visible() for phone in await desk.page.locator(".phone").all()]
    assert shown.count(True) == (len(shown) if width > 760 else 1)
    ground = await desk.page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = sum(map(int, re.findall(r"\d+", ground)[:3])) / 3
    assert brightness < 60 if scheme == "dark" else brightness > 200


async def test_on_a_narrow_phone_tabs_lead_from_chat_to_chat(pages: Pages) -> None:
    desk = await pages.open("ru", 360, 740)
    olga = await desk.hand("Ольга")
    await desk.page.locator(".tab", has_text="Ольга").click()
    await olga.phone.wait_for()
    assert await desk.page.locator(".phone:visible").count() == 1
    await desk.page.locator(".tab", has_text="Анна").click()
    await olga.person.say("/help")
    await desk.page.locator(".tab", has_text="Ольга").locator(".badge").wait_for()
    await desk.page.locator(".tab", has_text="Ольга").click()
    await olga.phone.locator(".unread").wait_for()
    assert await desk.page.locator(".tab", has_text="Ольга").locator(".badge").is_hidden()


async def test_everything_can_be_done_with_the_keyboard(pages: Pages) -> None:
    desk = await pages.open("ru")
    anna = await desk.hand("Анна")
    field = anna.phone.locator("textarea")
    await field.press("/")
    options = anna.phone.locator(".commands [role=option]")
    await options.first.wait_for()
    commands = [command for command, _ in await anna.person.menu()]
    assert await options.locator("b").all_inner_texts() == [f"/{command}" for command in commands]
    for key in "mine":
        await field.press(key)
    assert await options.count() == 1
    await field.press("Enter")
    await anna.shows("/mine")
    await field.press("ArrowUp")
    assert await field.input_value() == "/mine"
    await field.press("Escape")
    assert await field.input_value() == ""
    await anna.phone.locator("header button").focus()
    await desk.page.keyboard.press("Enter")
    await desk.page.keyboard.press("ArrowDown")
    assert await desk.page.evaluate("document.activeElement.role") == "menuitem"
    await desk.page.keyboard.press("Escape")
    assert await desk.page.evaluate("document.activeElement.ariaLabel") == "Что может сделать Анна"


async def attach(hand: Hand, name: str) -> None:
    await hand.phone.get_by_role("button", name="Отправить другое").click()
    await hand.page.get_by_role("menuitem", name=name, exact=True).click()


async def test_all_that_can_be_sent_arrives(pages: Pages) -> None:
    desk = await pages.open("ru")
    anna = await desk.hand("Анна")
    for name, kind in (("Фото", "photo"), ("Голосовое сообщение", "voice"), ("Стикер", "sticker"), ("Файл", "document"),
                       ("Свой номер", "contact")):  # fmt: skip
        await attach(anna, name)
        await desk.town.settled()
        sent = [message for message in await anna.person.messages() if not message.by_bot][-1]
        assert kind in sent.data, kind
    picture = anna.phone.locator("img.photo").last
    await picture.scroll_into_view_if_needed()
    assert await picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 480
    await attach(anna, "Место")
    await desk.page.get_by_role("dialog").get_by_role("button", name="Шымкент").click()
    await anna.phone.locator(".card", has_text="Шымкент").wait_for()
    await attach(anna, "Чужой контакт")
    await desk.page.get_by_role("dialog").get_by_role("button", name="Ольга").click()
    await anna.phone.locator(".card", has_text="Ольга").wait_for()


async def test_without_a_network_nothing_comes_and_what_is_typed_waits(pages: Pages) -> None:
    desk = await pages.open("ru")
    olga = await desk.hand("Ольга")
    await olga.phone.locator("header button").click()
    await desk.page.get_by_role("menuitem", name="Отключить связь").click()
    await olga.phone.locator(".state.offline").wait_for()
    await olga.phone.locator("textarea").fill("/status")
    await olga.phone.locator("textarea").press("Enter")
    await olga.phone.locator(".waiting", has_text="/status").wait_for()
    await desk.page.reload()
    await olga.phone.locator(".waiting", has_text="/status").wait_for()
    await olga.phone.locator("header button").click()
    await desk.page.get_by_role("menuitem", name="Включить связь").click()
    await olga.phone.locator(".mine .words", has_text="/status").last.wait_for()
    await olga.phone.locator(".waiting").wait_for(state="hidden")
    await desk.town.settled()
    assert (await olga.person.messages())[-1].by_bot


async def test_who_blocked_the_bot_can_let_it_back(pages: Pages) -> None:
    desk = await pages.open("ru")
    olga = await desk.hand("Ольга")
    await olga.phone.locator("header button").click()
    await desk.page.get_by_role("menuitem", name="Заблокировать бота").click()
    await olga.phone.locator(".state.blocked").wait_for()
    await olga.phone.get_by_role("button", name="Разблокировать бота").click()
    await olga.phone.locator("textarea").wait_for()


async def test_old_buttons_can_be_pressed_and_are_answered_kindly(pages: Pages) -> None:
    desk = await pages.open("ru")
    mother = await desk.newcomer("Вера", "ru")
    await mother.say("/start")
    await mother.press("Русский")
    question = mother.phone.locator(".row.bots").first
    await question.locator(".more").click()
    await desk.page.get_by_role("menuitem", name="Показать прежние кнопки").click()
    await question.locator(".keys.old").get_by_role("button", name="Қазақша").click()
    await desk.town.settled()
    toasts = await mother.person.toasts()
    assert toasts, "every press is answered"
    if toasts[-1].text:
        await mother.phone.locator(".toast, .alert", has_text=toasts[-1].text).wait_for()


async def test_a_sent_text_can_be_edited_and_answered(pages: Pages) -> None:
    desk = await pages.open("ru")
    anna = await desk.hand("Анна")
    await anna.say("черновик")
    await anna.phone.locator(".row.mine", has_text="черновик").locator(".more").click()
    await desk.page.get_by_role("menuitem", name="Изменить").click()
    field = anna.phone.locator("textarea")
    assert await field.input_value() == "черновик"
    await field.fill("чистовик")
    await field.press("Enter")
    changed = anna.phone.locator(".row.mine", has_text="чистовик")
    await changed.locator(".meta", has_text="изменено").wait_for()
    await changed.locator(".more").click()
    await desk.page.get_by_role("menuitem", name="Ответить").click()
    await anna.say("ответ")
    await anna.phone.locator(".row.mine", has_text="ответ").locator(".quote", has_text="чистовик").wait_for()


async def test_an_invitation_is_opened_by_whom_one_chooses(pages: Pages) -> None:
    desk = await pages.open("ru")
    admin = await desk.hand("Админ")
    await admin.say("/invite")
    for label in ("🤝 Волонтёра", "Туркестанская область", "Вся область"):
        await admin.press(label)
    await admin.phone.locator("a[href*='?start=']").last.click()
    await desk.page.get_by_role("dialog").get_by_role("button", name="Новый человек").click()
    dialog = desk.page.get_by_role("dialog")
    await dialog.locator("[name=name]").fill("Рустам")
    await dialog.locator("button.primary").click()
    rustam = await desk.hand("Рустам")
    await desk.town.settled()
    await rustam.phone.locator(".mine .words", has_text="/start v_").wait_for()


async def test_a_coordinator_joins_by_a_real_link(pages: Pages) -> None:
    desk = await pages.open("ru")
    await desk.page.locator("#add").click()
    dialog = desk.page.get_by_role("dialog")
    await dialog.locator("[name=name]").fill("Болат")
    await dialog.locator("[name=role]").select_option("coordinator")
    await dialog.locator("button.primary").click()
    await dialog.wait_for(state="detached", timeout=30_000)
    bolat = await desk.hand("Болат")
    assert "team" in [command for command, _ in await bolat.person.menu()]


async def test_the_clock_brings_a_reminder_and_a_fault_delays_it(pages: Pages) -> None:
    desk = await pages.open("ru")
    mother = await desk.newcomer("Нина", "ru")
    await mother.say("/start")
    await mother.press("Русский")
    await mother.press("🎒 Подать заявку")
    before = len(await mother.heard())
    await desk.town.do("advance", seconds=until_morning((await desk.town.status())["now"]))  # nobody is woken at night
    await desk.town.settled(quiet=2)  # what the morning brings to others must not use the faults up
    await desk.page.locator("#curious").click()
    await desk.page.get_by_role("button", name="500, трижды").click()
    await desk.page.locator("#drawer .in-force", has_text="500").wait_for()
    await desk.page.locator("[data-ahead='86400']").click()
    await desk.page.locator("#drawer .calls .bad").first.wait_for()
    await mother.phone.locator(".words", has_text="Вы начали заявку").wait_for(timeout=30_000)
    assert len(await mother.heard()) > before


async def test_what_people_write_is_never_html(pages: Pages) -> None:
    desk = await pages.open("ru")
    anna = await desk.hand("Анна")
    evil = "<img src=x onerror=document.title='broken'> <b>толсто</b>"
    await anna.say(evil)
    await anna.shows("<b>толсто</b>")
    assert await anna.phone.locator(".words img").count() == 0
    assert await desk.page.title() == "Asar: попробовать"


@pytest.mark.parametrize(
    ("story", "begins", "ends"),
    [
        ("Как приходит помощь", "Мама открывает", "попробуйте сами"),
        ("Утро одной области", "Половина девятого", "утро одной области"),
    ],
)
async def test_show_me_plays_to_its_end(pages: Pages, story: str, begins: str, ends: str) -> None:
    desk = await pages.open("ru")
    await desk.page.locator("#show-me").click()
    await desk.page.get_by_role("menuitem", name=story).click()
    await desk.page.locator("#show p", has_text=begins).wait_for(timeout=60_000)
    await desk.picture("show")
    await desk.town.do("show_speed", speed=20)
    await desk.page.locator("#show p", has_text=ends).wait_for(timeout=120_000)
    assert await desk.page.locator("#show progress").evaluate("(bar) => bar.value === bar.max")
    await desk.page.locator("#show").get_by_role("button", name="Закрыть").click()
    await desk.page.locator("#show").wait_for(state="hidden")


async def test_a_page_that_was_reloaded_shows_the_same(pages: Pages, demo: Demo) -> None:
    desk = await pages.open("ru")
    chats = desk.page.locator(".phone .words")
    before = await chats.all_inner_texts()
    await desk.page.reload()
    await chats.first.wait_for()
    assert await chats.all_inner_texts() == before
    assert demo.process.poll() is None
