"""The first errand of the region: a card in the group, letters, a note, a complaint, a handover in part."""

from datetime import timedelta

from tests.e2e.region import NUMBERS, Region

OLGA = NUMBERS["olga"]
QUESTION, ANSWER, CAPTION = "Можно приехать в среду?", "Да, после шести", "Вот наш подъезд"
NOTE, GRIEVANCE, OUTCOME = "Собака во дворе", "Разговаривал грубо", "Поговорили с обоими"
MISSING = "Портфели кончились"


async def play(region: Region) -> None:
    """From /bind to the family's word, and what can happen to a group."""
    await group_is_bound(region)
    await letters_go_both_ways(region)
    await somebody_complains(region)
    await a_part_is_handed_over(region)
    await group_becomes_another(region)
    await bot_is_removed(region)


async def group_is_bound(region: Region) -> None:
    """What waits already is one message; Daniyar gives Olga's back, it gets a card, and Anna takes it from there."""
    await region.gulnar.say("/bind", chat=region.group)
    await region.gulnar.press("group-done", chat=region.group)
    await region.daniyar.say(f"/accept {OLGA}")
    await region.daniyar.press("card-release", "volunteer-reason-far")
    await region.anna.press("volunteer-accept", chat=region.group, about=OLGA)


async def letters_go_both_ways(region: Region) -> None:
    """A question, its answer, a picture with words of the family's, an album of the volunteer's, a note."""
    anna, olga = region.anna, region.olga
    await anna.say(f"/ask {OLGA} {QUESTION}")
    await olga.press("letter-reply")
    await olga.say(ANSWER)
    await olga.press("letter-reply")
    await olga.photo(CAPTION)
    await anna.press("letter-reply")
    await region.pause()
    await anna.person.send_album(2)
    await anna.say(f"/note {OLGA} {NOTE}")


async def somebody_complains(region: Region) -> None:
    """The family, with words; Gülnar reads it and closes it, with words for the team."""
    olga, gulnar = region.olga, region.gulnar
    await olga.press("complaint-button", "complaint-kind-abuse")
    await olga.say(GRIEVANCE)
    await gulnar.press("complaint-open", "complaint-close", "complaint-outcome-settled")
    await gulnar.say(OUTCOME)


async def a_part_is_handed_over(region: Region) -> None:
    """Everything but the bag; a photo of it; the family says that this came."""
    anna = region.anna
    await anna.say(f"/show {OLGA}")
    await anna.press("card-part", "✅ 🎒", "handing-next", "item-why-other")
    await anna.say(MISSING)
    await anna.press("handing-end")
    await anna.photo("чужие слова")
    await region.olga.press("family-got")


async def group_becomes_another(region: Region) -> None:
    """A supergroup: what waits is shown anew; Saule's becomes urgent and gets a card, from which Daniyar takes it."""
    await region.pause()
    region.group = await region.group.migrate(told_of_bot="before")
    await region.later(timedelta(minutes=2))
    await region.sergey.say(f"/review {NUMBERS['saule']}")
    await region.sergey.press("review-urgent", "review-urgent-up-health")
    await region.daniyar.press("volunteer-accept", chat=region.group, about=NUMBERS["saule"])


async def bot_is_removed(region: Region) -> None:
    """Its coordinators are told, once."""
    await region.pause()
    await region.group.bot_status("kicked")
    await region.later(timedelta(minutes=2))
