"""The second errand of the region: what coordinators decide, count, enter for others and tell everybody."""

from datetime import timedelta

from tests.e2e.region import FAMILIES, NUMBERS, Region

AIGUL, OLGA, SAULE = (NUMBERS[who] for who in ("aigul", "olga", "saule"))
REFUSAL, OBJECTION = "Вы получили всё в мае", "В мае дали только сапоги"
WHITHER = "Там живёт бабушка"
THROUGH_DESK = "100004-4"
PHONE = "+77770000777"
KK, RU, AGAIN = "Ертең қоймада кездесеміз", "Завтра встречаемся на складе", "Склад закрыт на обед"


async def play(region: Region) -> None:
    """A day of the desk and the morning after it."""
    await stock_runs_out_and_comes_again(region)
    await a_refusal_is_objected_to(region)
    await requests_go_elsewhere(region)
    await a_family_without_telegram_is_entered(region)
    await everybody_is_told(region)
    await an_announcement_is_stopped(region)
    await the_morning_comes(region)


async def stock_runs_out_and_comes_again(region: Region) -> None:
    """Nothing is left, and all three wait on the list; what comes is enough for two."""
    await region.gulnar.say("/stock")
    for thing in ("🎒", "👔", "👞"):
        await region.gulnar.press(thing, "stock-none-left")
    await region.later(timedelta(minutes=2))
    for thing in ("🎒", "👔", "👞"):
        await region.gulnar.press(thing)
        await region.gulnar.say("4")
    await region.later(timedelta(minutes=2))


async def a_refusal_is_objected_to(region: Region) -> None:
    """Sergey refuses in his own words, Olga writes why not, and Gülnar decides otherwise."""
    await region.sergey.say(f"/review {OLGA}")
    await region.sergey.press("review-decline", "review-decline-other")
    await region.sergey.say(REFUSAL)
    await region.sergey.press("review-decline-send")
    await region.olga.press("declined-object")
    await region.olga.say(OBJECTION)
    await region.gulnar.say(f"/review {OLGA}")
    await region.gulnar.press("review-admit")


async def requests_go_elsewhere(region: Region) -> None:
    """Aigul's to Daniyar, who has some of it handed over; Saule's to another district, for a reason in words."""
    await region.gulnar.say(f"/review {AIGUL}")
    await region.gulnar.press("review-assign", "Данияр", "assign-yes")
    await region.daniyar.press("card-done")
    await region.aigul.press("family-got")
    await region.sergey.say(f"/review {SAULE}")
    await region.sergey.press("review-move", "Отрарский район", "move-why-other")
    await region.sergey.say(WHITHER)


async def a_family_without_telegram_is_entered(region: Region) -> None:
    """By Sergey, on the phone."""
    sergey, family = region.sergey, FAMILIES["olga"]
    await sergey.say("/intake")
    await sergey.press("intake-phone", "intake-language-ru", "intake-consent-aloud", family.words.school, "📞")
    await sergey.say(PHONE)
    await sergey.press(family.region, family.district, family.words.submit)


async def everybody_is_told(region: Region) -> None:
    """Families with open requests, in their own language, one after another."""
    await _write(region, "announce-audience-applicants")
    for _ in range(4):
        await region.later(timedelta(minutes=10))


async def an_announcement_is_stopped(region: Region) -> None:
    """The second one, to volunteers, after the first of them."""
    await _write(region, "announce-audience-volunteers")
    await region.sergey.press("announce-stop")
    await region.later(timedelta(minutes=10))


async def _write(region: Region, whom: str) -> None:
    sergey = region.sergey
    await sergey.say("/announce")
    await sergey.press(whom, "announce-whole")
    for text in (KK, RU):
        await sergey.say(text)
    await sergey.press("announce-send")


async def the_morning_comes(region: Region) -> None:
    """Everybody who leads hears how things stand, once."""
    await region.later(timedelta(hours=21))
    await region.later(timedelta(hours=1))
