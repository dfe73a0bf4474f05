"""A part of the help comes first, the rest later or never: what the family reads of it, in both languages."""

import pytest

from bot.core.requests import Event, State
from bot.playground.stories import PETROVA, SADYKOVA
from bot.store import stocks, timers
from bot.store.database import Tx
from tests.conftest import Asar
from tests.conversations import golden
from tests.conversations.test_apply import applicant
from tests.conversations.test_help_arrives import NUMBER, events, stored


@pytest.mark.parametrize(
    ("language", "family", "part", "bag", "further", "why", "later", "end"),
    [
        (
            "kk",
            SADYKOVA,
            "🟡 Бәрі берілген жоқ",
            "🎒",
            "➡️ Әрі қарай",
            "қазір қолда жоқ",
            "🔁 Қалғанын кейін жеткіземін",
            "🏁 Басқа ештеңе бере алмаймын",
        ),
        (
            "ru",
            PETROVA,
            "🟡 Передано не всё",
            "🎒",
            "➡️ Дальше",
            "нет в наличии",
            "🔁 Остальное привезу позже",
            "🏁 Больше передать не смогу",
        ),
    ],
)
async def test_first_a_part_and_then_as_far_as_possible(
    asar: Asar, language, family, part, bag, further, why, later, end
):
    volunteer = await asar.volunteer("Туркестанская область", "район Сауран", kazakh=language == "kk")
    mother = await applicant(asar, family)
    await mother.apply()
    await volunteer.person.say(f"/accept {NUMBER}")
    word = (await stored(asar)).code_word or ""
    for last in (later, end):
        await volunteer.person.press(part)
        ticks = await volunteer.person.screen()
        tick = next(one.label for one in ticks.buttons if bag in one.label)
        if last == later:
            await volunteer.person.press(tick)
        else:
            assert tick.startswith("❌")  # still owed, so it need not be marked again
        await volunteer.person.press(further)
        await volunteer.person.press(why)
        await volunteer.person.press(last)
        if last == later:
            assert (await stored(asar)).state is State.CLAIMED
            await volunteer.person.say(f"/show {NUMBER}")
    assert (await stored(asar)).state is State.DELIVERED
    assert (await events(asar)).count(Event.GIVEN) == 2
    told = (await mother.person.transcript()).partition(NUMBER)[2].replace(word, "…")
    golden.compare(f"in_part_mother_{language}", told)


@pytest.mark.parametrize(("family", "language"), [(SADYKOVA, "kk"), (PETROVA, "ru")])
async def test_a_family_on_the_waiting_list_reads_why_and_its_turn(asar: Asar, family, language):
    await asar.volunteer("Туркестанская область", "район Сауран")
    await _stock(asar, 0)
    mother = await applicant(asar, family)
    await mother.apply()
    assert (await stored(asar)).waitlisted_at is not None
    await mother.person.say("/status")
    await asar.advance(days=15)
    await _stock(asar, 5)
    await asar.advance(minutes=2)
    assert (await stored(asar)).waitlisted_at is None
    golden.compare(f"waiting_list_mother_{language}", (await mother.person.transcript()).partition(NUMBER)[2])


async def _stock(asar: Asar, amount: int) -> None:
    """Count every thing of the programme in the region, as a coordinator does."""
    async with asar.database.write() as connection:
        tx = Tx(connection, asar.vault, asar.now())
        await timers.put(tx, "stock", 610000000, asar.now())
        for item in ("bag", "uniform", "shoes", "sports", "warm"):
            await stocks.put(tx, "school_aid", "610000000", item, amount, 1)
