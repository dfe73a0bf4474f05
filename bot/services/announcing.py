"""/announce: whom, where, the words in both languages, a preview as receivers see it, and a confirmation.

The draft is a row, and what is asked next follows from what it has: after a restart, a month or another command,
/announce goes on where it was. Every button names the draft and its revision.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.core import answers
from bot.core.caution import cautions
from bot.core.form_model import text_id
from bot.core.interview.events import ContactShared, Typed
from bot.core.places import by_language
from bot.core.rights import Act
from bot.core.roles import COUNTRY
from bot.core.speech import LANGUAGES, Action, Button, Field, Flow, Joined, Language, Message, Row, Text
from bot.services import areas, broadcasting, rights
from bot.services.unit import Unit
from bot.store import announcements, audiences, people
from bot.store.announcements import Announcement, State
from bot.store.audiences import Audience, Size
from bot.store.people import PROMPT

WIZARD = "announce"
"""What the one live message is recorded as, with the draft's id; also the prompt that waits for the words."""

LONGEST = 1500
"""Characters of the words in one language, as Telegram counts them."""


async def begin(unit: Unit) -> None:
    """/announce: begin, or go on with what was begun."""
    if not rights.may_in(unit, Act.ANNOUNCE):
        await unit.reply(Text("coordinators-only"))
        return
    await _ask(
        unit, await announcements.draft_of(unit, unit.person.id) or await announcements.add(unit, unit.person.id)
    )


def _button(label: Field, row: Announcement, code: str, *more: str) -> Button:
    return Button(label, Action("a", (code, row.id, row.revision, *more)))


async def press(unit: Unit, code: str, key: int, revision: int, word: str) -> None:
    """A button of the verb "a"."""
    if code in ("off", "on"):
        await broadcasting.choose(unit, code)
        return
    row = await announcements.find(unit, key)
    if row is None or row.by_id != unit.person.id or not rights.may_in(unit, Act.ANNOUNCE):
        await unit.answer(Text("stale"))
    elif code == "pv":
        await unit.answer(Text("announce-only-preview"))
    elif code == "stop":
        await broadcasting.stop(unit, row)
    elif row.state is not State.DRAFT:
        await unit.answer(Text("stale"))
        await broadcasting.show(unit, row)
    elif row.revision != revision or not await _act(unit, row, code, word):
        await unit.answer(Text("stale"))
        await _ask(unit, row)


async def _act(unit: Unit, row: Announcement, code: str, word: str) -> bool:
    """What a button of a draft does; False: nothing, it was forged."""
    match code:
        case "au" if word in [*Audience]:
            await _put(unit, row, audience=word)
        case "rg" if any(place.code == word for place in areas.led_by(unit)):
            await _ask_district(unit, row, word)
        case "ar" if _may_there(unit, word):
            await _put(unit, row, area=word, programme="" if len(unit.asar.programmes) > 1 else None)
        case "pr" if word in unit.asar.programmes or not word:
            await _put(unit, row, programme=word or None)
        case "ag" if row.audience:
            await _put(unit, row, audience="", area="", programme=None)
        case "no" if word in LANGUAGES and any(row.texts.get(other) for other in LANGUAGES if other != word):
            await _put(unit, row, texts={**row.texts, word: ""})
        case "ed" if word in row.texts:
            await _put(unit, row, texts={name: words for name, words in row.texts.items() if name != word})
        case "x":
            await announcements.discard(unit, row)
            await unit.strip_all(row.id, WIZARD, chat_id=unit.person.telegram_id)
            await unit.reply(Text("announce-dropped"))
        case "go" if _is_whole(row):
            await _go(unit, row)
        case _:
            return False
    return True


def _may_there(unit: Unit, area: str) -> bool:
    region = COUNTRY if area == COUNTRY else areas.region_of(unit, area)
    return region is not None and rights.may_in(unit, Act.ANNOUNCE, region)


async def _put(unit: Unit, row: Announcement, **values: Any) -> None:
    changed = await announcements.change(unit, row, **values)
    if changed is None:
        await unit.answer(Text("stale"))
    else:
        await _ask(unit, changed)


def _is_whole(row: Announcement) -> bool:
    written = [row.texts.get(language) for language in LANGUAGES]
    return bool(row.audience and row.area and row.programme != "" and None not in written and any(written))


async def _ask(unit: Unit, row: Announcement) -> None:
    """What is missing first; the preview and the confirmation when nothing is."""
    led = areas.led_by(unit)
    if not row.audience:
        rows = tuple((_button(Text(f"announce-audience-{one}"), row, "au", one),) for one in Audience)
        await _show(unit, row, (Text("announce-whom"),), rows)
    elif not row.area and len(led) == 1 and not _may_there(unit, COUNTRY):
        await _ask_district(unit, row, led[0].code)
    elif not row.area:
        country: tuple[Row, ...] = (
            ((_button(Text("announce-country"), row, "ar", COUNTRY),),) if _may_there(unit, COUNTRY) else ()
        )
        regions = Flow(tuple(_button(areas.called(place), row, "rg", place.code) for place in led))
        await _show(unit, row, (*_so_far(row), Text("announce-region")), (*country, regions))
    elif row.programme == "":
        each = ((_button(Text(text_id(one, "title")), row, "pr", one),) for one in unit.asar.programmes)
        question = (*_so_far(row, *_where(unit, row)), Text("announce-programme"))
        await _show(unit, row, question, ((_button(Text("announce-all"), row, "pr", ""),), *each))
    elif not _is_whole(row):
        await _ask_words(unit, row, next(one for one in LANGUAGES if row.texts.get(one) is None))
    else:
        await _confirm(unit, row)


async def _ask_district(unit: Unit, row: Announcement, region: str) -> None:
    whole = _button(Text("announce-whole"), row, "ar", region)
    districts = by_language(unit.asar.places.districts(region), unit.language)
    flow = Flow(tuple(_button(areas.called(place), row, "ar", place.code) for place in districts))
    question = Text("announce-where", {"region": areas.name(unit, region)})
    await _show(unit, row, (*_so_far(row), question), ((whole,), flow))


def _so_far(row: Announcement, *where: Field) -> tuple[Text, ...]:
    """For whom it is being written: whoever comes back to it a day later does not remember."""
    return (Text("announce-to", {"whom": Joined((Text(f"announce-audience-{row.audience}"), *where))}),)


def _where(unit: Unit, row: Announcement) -> tuple[Field, ...]:
    """The area, and the programme if one was chosen."""
    return (areas.name(unit, row.area), *([Text(text_id(row.programme, "title"))] if row.programme else []))


async def _show(unit: Unit, row: Announcement, paragraphs: tuple[Text, ...], rows: tuple[Row, ...]) -> None:
    last: tuple[Row, ...] = ((_button(Text("announce-cancel"), row, "x"),),)
    if row.audience:
        last = ((_button(Text("announce-anew"), row, "ag"),), *last)
    await unit.show(Message(paragraphs, (*rows, *last)), what=WIZARD, ref=row.id)


async def _ask_words(unit: Unit, row: Announcement, language: Language) -> None:
    """The next text is the announcement in this language; the second language may be left out."""
    prompt = {"kind": WIZARD, "id": row.id, "language": language}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    if any(row.texts.values()):
        rows: tuple[Row, ...] = ((_button(Text(f"announce-without-{language}"), row, "no", language),),)
    else:
        rows = ()
    question = Text(f"announce-words-{language}", {"at_most": LONGEST})
    await _show(unit, row, (*_so_far(row, *_where(unit, row)), question), rows)


async def answer_prompt(unit: Unit, prompt: Mapping[str, Any], event: Typed | ContactShared) -> bool:
    """The words in one language. False: the message is no such text, or nothing waits for it any more."""
    row = await announcements.find(unit, int(prompt["id"]))
    language: Language = "ru" if prompt["language"] == "ru" else "kk"
    if row is None or row.state is not State.DRAFT or row.by_id != unit.person.id or row.texts.get(language):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    if not isinstance(event, Typed):
        return False
    words = answers.free_text(event.text, at_most=LONGEST)
    if isinstance(words, answers.Wrong):
        await unit.reply(Text("announce-long", {"at_most": LONGEST, "length": answers.utf16_length(event.text)}))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    await _put(unit, row, texts={**row.texts, language: words})
    return True


async def _confirm(unit: Unit, row: Announcement) -> None:
    """The preview in each language as receivers read it, and below it who they are and what to look at again."""
    size = await audiences.size(unit, broadcasting.scope(unit, row))
    written = [language for language in LANGUAGES if row.texts.get(language)]
    for language in written:
        await _preview(unit, row, language)
    found = [code for language in written for code in cautions(row.texts[language])]
    paragraphs = [_who(unit, row, size)]
    if len(written) == 1:
        others = size.total - size.languages[written[0]]
        paragraphs.append(Text(f"announce-only-{written[0]}", {"others": others}))
    paragraphs += [Text(f"announce-caution-{code}") for code in dict.fromkeys(found)]
    if unit.waking() != unit.now:
        paragraphs.append(Text("announce-night"))
    edit = Flow(tuple(_button(Text(f"announce-edit-{one}"), row, "ed", one) for one in LANGUAGES))
    send = ((_button(Text("announce-send", {"count": size.total}), row, "go"),),) if size.total else ()
    # Anew, below the preview.
    await unit.strip_all(row.id, WIZARD, chat_id=unit.person.telegram_id)
    await _show(unit, row, tuple(paragraphs), (*send, edit))


def _who(unit: Unit, row: Announcement, size: Size) -> Text:
    fields: dict[str, Field] = {
        "audience": Text(f"announce-audience-{row.audience}"),
        "area": Joined(_where(unit, row)),
        "count": size.total,
        "kk": size.languages["kk"],
        "ru": size.languages["ru"],
        "unreached": size.unreached,
    }
    return Text("announce-confirm", fields)


async def _preview(unit: Unit, row: Announcement, language: Language) -> None:
    """Rendered in a language that need not be the author's own; its button says that it is only a preview."""
    shown = broadcasting.letter(unit, row, language)
    only = Button(Text("announcement-off"), Action("a", ("pv", row.id, row.revision)))
    await unit.say_in(language, Message(shown.paragraphs, ((only,),)))


async def _go(unit: Unit, row: Announcement) -> None:
    """Confirmed: it runs, unless another one does in that region, or the region has had enough for a day."""
    if not broadcasting.allowed(unit, row):
        await unit.answer(Text("stale"))
        return
    await announcements.one_by_one(unit)
    problem = await _problem(unit, row)
    if problem is not None:
        await unit.reply(problem)
        return
    size = await audiences.size(unit, broadcasting.scope(unit, row))
    running = await announcements.change(
        unit, row, state=State.RUNNING, at=unit.now, total=size.total, unreached=size.unreached
    )
    if running is None:
        await unit.answer(Text("stale"))
        return
    await unit.strip_all(row.id, WIZARD, chat_id=unit.person.telegram_id)
    await broadcasting.begin(unit, running)


async def _problem(unit: Unit, row: Announcement) -> Text | None:
    def region(area: str) -> str | None:
        return COUNTRY if area == COUNTRY else areas.region_of(unit, area)

    here = region(row.area)
    recent = [(region(area), state) for area, state in await announcements.recent(unit, unit.now - timedelta(days=1))]
    if any(state is State.RUNNING and (area in (here, COUNTRY) or here == COUNTRY) for area, state in recent):
        return Text("announce-busy")
    most = unit.asar.organisation.deadlines.announcements_a_day
    if sum(area == here for area, _ in recent) >= most:
        return Text("announce-enough", {"count": most})
    return None
