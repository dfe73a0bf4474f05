"""Many people at once: several acts in one request, presses by label, waiting until everybody is answered."""

import asyncio

import pytest

from bot.playground import Town

from .conftest import Api

YES_NO = {"inline_keyboard": [[{"text": "Иә", "callback_data": "y"}, {"text": "Жоқ", "callback_data": "n"}]]}


async def crowd(town: Town, count: int) -> list[int]:
    people = [(await town.person()).id for _ in range(count)]
    await town.do("bulk", acts=[["say", {"person": person, "text": "/start"}] for person in people])
    return people


async def test_several_acts_in_one_request_answer_in_their_order(town: Town, api: Api) -> None:
    people = await crowd(town, 3)
    assert [u["message"]["from"]["id"] for u in await api.ok("getUpdates")] == people


async def test_a_button_is_pressed_by_its_label_on_the_last_message(town: Town, api: Api) -> None:
    (mother,) = await crowd(town, 1)
    await api.ok("sendMessage", chat_id=mother, text="Дұрыс па?", reply_markup=YES_NO)
    await town.do("choose", person=mother, label="Жоқ")
    assert (await api.ok("getUpdates"))[-1]["callback_query"]["data"] == "n"
    with pytest.raises(AssertionError, match="no button 'Білмеймін'"):
        await town.do("choose", person=mother, label="Білмеймін")


async def test_who_waits_is_told_apart_from_who_was_answered(town: Town, api: Api) -> None:
    first, second = await crowd(town, 2)
    after = (await town.status())["happened"]
    await api.ok("sendMessage", chat_id=first, text="Дұрыс па?", reply_markup=YES_NO)
    left = await town.do("answered", people=[first, second], labels=["Иә", "Жоқ"], after=after, timeout=0.05)
    assert left == {"waiting": [second]}
    waiting = asyncio.create_task(town.do("answered", people=[first, second], labels=["Иә", "Жоқ"], after=after))
    await api.ok("sendMessage", chat_id=second, text="Күте тұрыңыз")  # not that screen yet
    await api.ok("sendMessage", chat_id=second, text="Дұрыс па?", reply_markup=YES_NO)
    assert await waiting == {"waiting": []}
    seen = await town.do("screen", person=second)
    assert (seen["text"], seen["labels"], seen["no"] > after) == ("Дұрыс па?", ["Иә", "Жоқ"], True)
