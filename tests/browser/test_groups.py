"""A group on the page: who speaks is chosen below it, answers are for who pressed, groups are made and left."""

from .conftest import Desk, Pages

GROUP = "Асар · Түркістан облысы"


async def opened(desk: Desk, title: str = GROUP) -> None:
    await desk.page.locator(".tab", has_text=title).click()
    await desk.page.locator(".phone.group.active").wait_for()


async def test_members_take_turns_and_answers_are_for_who_pressed(pages: Pages) -> None:
    desk = await pages.open("ru")
    await opened(desk)
    group = desk.page.locator(".phone.group.active")
    await group.locator(".speaker", has_text="Анна").click()
    await group.locator("textarea").fill("Кто-нибудь едет в Туркестан?")
    await group.locator("textarea").press("Enter")
    said = group.locator(".row", has_text="Кто-нибудь едет").last
    assert await said.locator(".author").inner_text() == "Анна"
    await group.locator(".speaker", has_text="Данияр").locator("input").focus()
    await desk.page.keyboard.press("ArrowLeft")
    assert await group.locator(".speaker:has(:checked)").inner_text() != "Анна", "the arrows choose too"
    await group.locator(".speaker", has_text="Данияр").click()
    assert await group.locator(".row.own", has_text="Кто-нибудь едет").count() == 0

    await group.locator(".keys button", has_text="Қабылдау").last.click()
    await group.locator(".toast", has_text="видит только Данияр").wait_for()
    await group.locator(".words", has_text="қабылданды").last.wait_for()
    daniyar = await desk.hand("Данияр")
    await daniyar.phone.locator(".words", has_text="+7 700").last.wait_for()
    await desk.picture("group")


async def test_a_group_is_made_changed_and_left(pages: Pages) -> None:
    desk = await pages.open("ru", 360, 740)
    await desk.page.locator(".tab", has_text="Ерлан").click()
    yerlan = await desk.hand("Ерлан")
    await yerlan.phone.locator("header button").click()
    await desk.page.get_by_role("menuitem", name="Новая группа с ботом").click()
    dialog = desk.page.get_by_role("dialog")
    await dialog.locator("[name=title]").fill("Ордабасы")
    await dialog.locator("[name=kind]").select_option("group")
    await dialog.locator(".check", has_text="Данияр").click()
    await dialog.locator("button.primary").click()
    await dialog.wait_for(state="detached")
    group = desk.page.locator(".phone.group.active", has_text="Ордабасы")
    await group.locator(".words", has_text="/bind").last.wait_for()
    await desk.picture("group_360")
    assert await desk.page.evaluate("document.documentElement.scrollWidth") == 360

    async def choose(item: str) -> None:
        await group.locator("header button").click()
        await desk.page.get_by_role("menuitem", name=item).click()

    await choose("Превратить в супергруппу")
    await group.locator(".service", has_text="супергруппа").wait_for()
    await choose("Добавить участника")
    await dialog.get_by_role("button", name="Анна").click()
    await group.locator(".service", has_text="Теперь в группе: Анна").wait_for()
    await choose("Удалить бота из группы")
    await group.locator(".state.blocked").wait_for()
    await choose("Добавить бота")
    await group.locator(".state").wait_for(state="hidden")
    await choose("Кто-то уходит")
    await dialog.get_by_role("button", name="Анна").click()
    await group.locator(".speaker", has_text="Анна").wait_for(state="detached")


async def test_a_neighbour_s_phone_is_taken_out_of_the_drawer(pages: Pages) -> None:
    desk = await pages.open("ru")
    assert await desk.page.locator(".phone", has_text="Бибігүл").count() == 0
    await desk.page.locator("#aside").click()
    await desk.page.get_by_role("menuitem", name="Бибігүл").click()
    bibigul = await desk.hand("Бибігүл")
    await bibigul.phone.wait_for()
    await desk.page.reload()
    await bibigul.phone.wait_for()
