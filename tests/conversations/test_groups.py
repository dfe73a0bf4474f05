"""Groups in real conversations: binding, cards, strangers, floods, and everything that can happen to a group."""

import asyncio
import time
from dataclasses import replace
from typing import Any

import pytest

from bot.core.requests import State
from bot.playground.person import Group, Person
from bot.playground.stories import PETROVA, SADYKOVA, Family, Volunteer, invite
from bot.store import groups, people
from bot.store.groups import Group as Stored
from tests.conftest import Asar
from tests.conversations import golden
from tests.conversations.test_apply import applicant
from tests.conversations.test_help_arrives import NUMBER, stored

REGION, DISTRICT = "610000000", "615500000"
TURKISTAN = "Туркестанская область"
SECRETS = (
    *(word for family in (PETROVA, SADYKOVA) for word in (family.name, *family.name.split(), family.school)),
    *(child.name for family in (PETROVA, SADYKOVA) for child in family.children),
    "0000001",
)


async def coordinator(asar: Asar, name: str = "Ерлан", *, kazakh: bool = False) -> Person:
    if not hasattr(asar, "_admin"):
        asar._admin = await asar.admin()
    led = Volunteer(await asar.town.person(name, language="kk" if kazakh else "ru"), kazakh=kazakh)
    await led.join(await invite(asar._admin, TURKISTAN, role="coordinator"))
    return led.person


async def bound(asar: Asar, *members: Person, kazakh: bool = False, **options: Any) -> tuple[Person, Group]:
    """A coordinator, and a group of theirs that shows the requests of the whole region."""
    lead = await coordinator(asar, kazakh=kazakh)
    group = await asar.town.group("Асар тобы", lead, *members, **options)
    await lead.say("/bind", chat=group)
    await lead.press("👌", on=await group.last())
    return lead, group


async def reads(where: Group | Person, words: str) -> None:
    """Wait until a message of the bot says this there: a busy machine may take its time."""
    deadline = time.monotonic() + 10
    while not any(words in said.text for said in await where.heard()):
        assert time.monotonic() < deadline, (await where.last()).text
        await asyncio.sleep(0.05)


async def kept(asar: Asar, group: Group) -> Stored | None:
    async with asar.reading() as tx:
        return await groups.find(tx, group.id)


async def apply(asar: Asar, family: Family = PETROVA) -> Person:
    mother = await applicant(asar, family)
    await mother.apply()
    return mother.person


def nothing_personal(calls: list[dict[str, Any]]) -> None:
    for call in calls:
        assert [word for word in SECRETS if word in str(call["params"])] == []


@pytest.mark.parametrize(("language", "family"), [("ru", PETROVA), ("kk", SADYKOVA)])
async def test_from_bind_to_the_family_s_word(asar: Asar, language: str, family: Family) -> None:
    kazakh = language == "kk"
    stranger = await asar.town.person("Сауле", language=language)
    lead = await coordinator(asar, kazakh=kazakh)
    volunteer = await asar.volunteer(TURKISTAN, kazakh=kazakh)
    group = await asar.town.group("Асар тобы", lead, volunteer.person, stranger)
    await lead.say("/bind@asar_local_bot", chat=group)
    await lead.press("👌", on=await group.last())
    await apply(asar, family)
    accept = "✅ Қабылдау" if kazakh else "✅ Принять"
    await stranger.press(accept, on=await group.last())
    assert (await stranger.toasts())[-1].alert
    await volunteer.person.press(accept, on=await group.last())
    assert (await stored(asar)).state is State.CLAIMED
    assert any(family.name in said.text for said in await volunteer.person.heard())
    await volunteer.deliver()
    code = (await stored(asar)).code_word or ""
    golden.compare(f"group_{language}", (await asar.town.transcript(group)).replace(code or "\ue000", "…"))
    nothing_personal(await asar.town.calls(chat_id=group.id))
    async with asar.reading() as tx:
        assert await people.by_telegram(tx, stranger.id) is None
    assert asar.telegram.world.contradictions == []


async def test_two_accept_at_once_in_the_group_and_in_private(asar: Asar) -> None:
    first = await asar.volunteer(TURKISTAN, name="Анна")
    second = await asar.volunteer(TURKISTAN, name="Данияр", kazakh=True)
    third = await asar.volunteer(TURKISTAN, name="Борис")
    _, group = await bound(asar, first.person, second.person)
    await apply(asar)
    await third.open(NUMBER)
    card = await group.last()
    await asyncio.gather(
        first.person.press("✅ Принять", on=card), second.person.press("✅ Принять", on=card), third.accept()
    )
    await asar.town.settled()
    shown = [sum(PETROVA.name in said.text for said in await one.person.heard()) for one in (first, second, third)]
    assert sorted(shown) == [0, 0, 1]
    for one in (first, second):
        assert await one.person.unanswered() == 0
        assert (await one.person.toasts())[-1].text
    assert "принята" in (await group.last()).text
    assert (await group.last()).rows == ()


async def test_only_bind_is_answered_in_a_group(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    neighbour = await asar.town.person("Сауле", language="kk")
    group = await asar.town.group("Ата-аналар", neighbour, mother.person, bot="administrator")
    hello = await group.heard()
    assert len(hello) == 1  # who can bind it, once
    assert "координатор" in hello[0].text
    assert "үйлестіруші" in hello[0].text
    before, status = len(await mother.person.heard()), (await asar.town.status())["happened"]
    for words in (
        "Помогите, пожалуйста",
        "3",
        "/apply",
        "/start@asar_local_bot",
        "/status",
        "/delete",
        "/bind",
        "/unbind",
    ):
        await mother.person.say(words, chat=group)
    written = await mother.person.say("Салем", chat=group)
    await asar.town.act("edit", person=mother.person.id, message_id=written["message_id"], text="/apply", chat=group.id)
    await mother.person.say("/apply@some_other_bot", chat=group)
    await mother.person.press_data("v:a:1:1", on=hello[0])
    await mother.person.press_data("x:yes", on=hello[0])
    await neighbour.press_data("g:a:1:1", on=hello[0])
    await neighbour.press_data("g:bu", on=hello[0])
    assert len(await group.heard()) == 1
    assert len(await mother.person.heard()) == before  # and nothing in private because of it
    assert await mother.person.unanswered() == await neighbour.unanswered() == 0
    assert await asar.town.calls(after=status, ok=False) == []
    await mother.press(PETROVA.words.school)  # the form goes on where it was
    await asar.advance(hours=25)
    await mother.person.say("/apply", chat=group)
    hint = (await group.heard())[-1]
    assert "лично" in hint.text
    assert hint.buttons[0].url == "https://t.me/asar_local_bot?start=group"
    async with asar.reading() as tx:
        assert await people.by_telegram(tx, neighbour.id) is None


async def test_channels_anonymous_admins_and_other_bots_get_nothing(asar: Asar) -> None:
    lead = await coordinator(asar)
    group = await asar.town.group("Асар тобы", lead)
    before, status = len(await group.heard()), (await asar.town.status())["happened"]
    chat = {"id": group.id, "type": "supergroup", "title": "Асар тобы"}
    channel = {"id": -100777, "type": "channel", "title": "Жаңалық"}
    command = {"entities": [{"type": "bot_command", "offset": 0, "length": 5}], "text": "/bind", "date": 1_770_000_000}
    lead_user = {"id": lead.id, "is_bot": False, "first_name": "Ерлан"}
    bot_user = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    parts: list[dict[str, Any]] = [
        {"message": {**command, "message_id": 900, "chat": chat, "from": bot_user, "sender_chat": chat}},
        {"message": {**command, "message_id": 901, "chat": chat, "from": lead_user, "sender_chat": channel}},
        {"message": {**command, "message_id": 902, "chat": chat, "from": lead_user, "via_bot": bot_user}},
        {"edited_message": {**command, "message_id": 903, "chat": chat, "from": lead_user, "edit_date": 1_770_000_001}},
        {"channel_post": {**command, "message_id": 904, "chat": channel}},
        {"message": {"message_id": 905, "date": 1_770_000_000, "chat": chat, "text": "сәлем"}},
    ]
    for number, part in enumerate(parts):
        await asar.town.inject({"update_id": 880_000_000 + number, **part})
    assert len(await group.heard()) == before
    assert await asar.town.calls(after=status, ok=False) == []
    stored_ = await kept(asar, group)
    assert stored_ is None or stored_.area is None


async def test_a_flood_is_one_message_that_opens_the_queue(asar: Asar) -> None:
    rule = asar.parts.organisation.groups.model_copy(update={"cards": 0})
    asar.parts = replace(asar.parts, organisation=asar.parts.organisation.model_copy(update={"groups": rule}))
    await asar.restart()
    volunteer = await asar.volunteer(TURKISTAN)
    _, group = await bound(asar, volunteer.person)
    await apply(asar)
    before = len(await group.heard())
    await asar.advance(minutes=1)
    await reads(group, "ждёт ещё 1 семья")
    digest = await group.last()
    assert len(await group.heard()) == before + 1
    (button,) = digest.buttons
    assert button.url == "https://t.me/asar_local_bot?start=queue"
    await volunteer.person.start("queue")
    assert "В Вашей очереди ждёт 1 семья" in (await volunteer.person.last()).text
    await volunteer.person.say(f"/accept {NUMBER}")
    await asar.advance(minutes=1)
    await reads(group, "Все эти заявки приняты")
    assert len(await group.heard()) == before + 1  # edited, not sent anew
    nothing_personal(await asar.town.calls(chat_id=group.id))


async def test_a_supergroup_keeps_the_binding_in_any_order(asar: Asar) -> None:
    volunteer = await asar.volunteer(TURKISTAN)
    lead, group = await bound(asar, volunteer.person, type="group")
    await apply(asar)
    old_card = await group.last()
    for told in ("before", "after", ""):
        new = await group.migrate(told_of_bot=told)
        found = await kept(asar, new)
        assert found is not None
        assert (found.area, found.lost) == (REGION, None)
        assert await kept(asar, group) is None
        await asar.advance(minutes=2)
        await reads(new, "ждёт ещё 1 семья")
        assert not [said for said in await lead.heard() if "больше не приходят" in said.text]  # nobody was alarmed
        if told != "":
            group = await asar.town.group("Асар тобы", lead, volunteer.person, type="group")
            await lead.say("/bind", chat=group)
            await lead.press("👌", on=await group.last())
    await volunteer.person.press("✅ Принять", on=old_card)  # in the history of a group that is no more
    assert "устарела" in (await volunteer.person.toasts())[-1].text
    assert (await stored(asar)).state is State.QUEUED


async def test_a_refusal_alone_tells_of_the_new_id(asar: Asar) -> None:
    _, group = await bound(asar, type="group")
    await asar.town.fault(
        "error",
        method="sendMessage",
        chat_id=group.id,
        code=400,
        description="Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": -1_001_234_567_890},
    )
    await apply(asar)
    async with asar.reading() as tx:
        assert await groups.find(tx, group.id) is None
        found = await groups.find(tx, -1_001_234_567_890)
    assert found is not None
    assert found.area == REGION


async def test_thrown_out_told_once_and_back_again(asar: Asar) -> None:
    volunteer = await asar.volunteer(TURKISTAN)
    lead, group = await bound(asar, volunteer.person)
    await group.bot_status("kicked")
    await asar.advance(minutes=2)
    await reads(lead, "удалили из группы")
    await apply(asar)
    await asar.advance(days=1)
    assert sum("больше не приходят" in said.text for said in await lead.heard()) == 1
    await lead.say("/bind")
    assert "удалили" in (await lead.last()).text
    await group.bot_status("member")
    await asar.advance(minutes=2)
    await reads(group, "ждёт ещё 1 семья")
    texts = [said.text for said in await group.heard()]
    assert "Я снова здесь" in texts[-2]
    await lead.say("/bind")
    await lead.press("✖️ Отвязать")
    assert "Ни одна группа" in (await lead.last()).text
    assert "отвязана" in (await group.last()).text


LOSSES = {
    "silence": ("Боту не дают писать", {}),
    "restricted": ("Боту не дают писать", {}),
    "delete_group": ("Группы больше нет", {}),
    "close_topic": ("Тема закрыта или удалена", {"forum": True}),
    "delete_topic": ("Тема закрыта или удалена", {"forum": True}),
}


@pytest.mark.parametrize("how", LOSSES)
async def test_lost_rights_topics_and_groups_are_noticed_and_mended(asar: Asar, how: str) -> None:
    words, options = LOSSES[how]
    lead = await coordinator(asar)
    group = await asar.town.group("Асар тобы", lead, **options)
    topic = await group.topic(lead, "Сауран") if options else None
    await lead.say("/bind", chat=group, topic=topic)
    assert (await group.last()).data.get("message_thread_id") == topic
    if how == "restricted":
        await group.bot_status("restricted")
    elif how == "close_topic":
        await asar.town.act(how, chat=group.id, person=lead.id, topic=topic)
    elif how == "delete_topic":
        await asar.town.act(how, chat=group.id, topic=topic)
    else:
        await asar.town.act(how, chat=group.id)
    await apply(asar)
    await asar.advance(minutes=2)
    await reads(lead, words)
    assert sum(words in said.text for said in await lead.heard()) == 1
    found = await kept(asar, group)
    assert found is not None
    assert found.lost is not None
    if how == "delete_group":
        return
    if how == "silence":
        await asar.town.act(how, chat=group.id, on=False)
        await lead.say("/bind", chat=group)
    elif how == "restricted":
        await group.bot_status("member")
    elif how == "close_topic":
        await asar.town.act(how, chat=group.id, person=lead.id, topic=topic, closed=False)
    else:
        await lead.say("/bind", chat=group, topic=await group.topic(lead, "Жаңа"))
    await asar.advance(minutes=2)
    await reads(group, "ждёт ещё 1 семья")


async def test_the_menu_offers_bind_to_administrators_only(asar: Asar) -> None:
    await asar.admin()
    commands = asar.telegram.world.profile.commands
    for code in ("", "kk", "ru"):
        assert [one["command"] for one in commands["all_chat_administrators", code]] == ["bind"]
    assert not any(scope in ("all_group_chats", "default") for scope, _ in commands)


async def test_a_restart_keeps_group_cards_alive(asar: Asar) -> None:
    volunteer = await asar.volunteer(TURKISTAN, "район Сауран")
    _, group = await bound(asar, volunteer.person)
    await apply(asar)
    await asar.restart()
    await volunteer.person.press("✅ Принять", on=await group.last())
    assert "принята" in (await group.last()).text
    await volunteer.person.say(f"/release {NUMBER} уезжаю на месяц")
    assert (await group.last()).labels == [["✅ Принять"]]


async def test_the_link_that_adds_the_bot_binds_the_group_at_once(asar: Asar) -> None:
    lead = await coordinator(asar, kazakh=True)
    await lead.say("/bind")
    listed = await lead.last()
    assert "Топ қалай қосылады" in listed.text
    assert listed.button("➕ Топқа қосу").url == "https://t.me/asar_local_bot?startgroup=bind"
    group = await asar.town.group("Асар тобы", lead)
    await lead.say("/start@asar_local_bot bind", chat=group)
    await reads(group, "Топ қосылды")
    found = await kept(asar, group)
    assert found is not None
    assert (found.area, found.language) == (REGION, "kk")
    await lead.say("/bind")
    await reads(lead, "Асар тобы")
    await lead.say("/unbind", chat=group)
    await reads(group, "Топ ажыратылды")
