"""/intake: a coordinator enters a request for a family without Telegram, who came or called.

Where from, in which language, the consent in the family's own language, then the programme's questions, asked in the
coordinator's chat. What is written there is taken away when it is submitted or dropped, as by a volunteer on the phone.
"""

from dataclasses import replace
from typing import get_args

from bot.core.form import Programme
from bot.core.interview import Press, Start, Submitted, new_draft, step
from bot.core.requests import Event, State
from bot.core.rights import Act
from bot.core.speech import LANGUAGES, Action, Button, Field, Language, Message, Row, Text
from bot.services import (
    cards,
    erasure,
    families,
    family_word,
    interviews,
    looking,
    on_behalf,
    programmes,
    rights,
    unfinished,
    worlds,
)
from bot.services.unit import ALMATY, Unit
from bot.store import audit, drafts, intakes, messages, people, requests
from bot.store.requests import Request

WIZARD = "intake"
"""What the one live message before the questions is recorded as."""

ORIGINS = ("walk-in", "phone")
WAYS = {"walk-in": ("paper", "aloud"), "phone": ("aloud",)}
"""How a family can agree, by where it is."""

SUBMIT = "go"
"""The engine's code of the button that submits."""


async def begin(unit: Unit) -> None:
    """/intake: forms that wait, and a new one."""
    if not rights.may_in(unit, Act.INTAKE):
        await unit.reply(Text("coordinators-only"))
        return
    open_now = [one for one in unit.asar.programmes if (await programmes.season(unit, one)).open]
    rows: list[Row] = []
    for row in await drafts.of(unit, unit.person.id):
        if row.request_id < 0:
            label = Text("intake-go-on", {"begun": f"{row.started_at.astimezone(ALMATY):%d.%m, %H:%M}"})
            rows.append((Button(label, Action("d", ("go", row.id, 0))),))
    if not open_now and not rows:
        await unit.reply(*programmes.closed(await programmes.season(unit, next(iter(unit.asar.programmes)))))
        return
    for name in open_now:
        title = programmes.title(unit.asar.programmes[name])
        for origin in ORIGINS:
            label = (
                Text(f"intake-from-{origin}", {"programme": title}) if len(open_now) > 1 else Text(f"intake-{origin}")
            )
            rows.append((_button(label, "o", name, origin),))
    await _show(unit, (Text("intake-whence"),), tuple(rows))


def _button(label: Field, code: str, *args: str) -> Button:
    return Button(label, Action("n", (code, *args)))


async def _show(unit: Unit, paragraphs: tuple[Text, ...], rows: tuple[Row, ...]) -> None:
    await unit.show(Message(paragraphs, rows), what=WIZARD, ref=unit.person.id)


async def _is_live(unit: Unit) -> bool:
    """Whether the pressed button stands under the wizard as it is now: two taps begin one form."""
    pressed = None if unit.press is None else unit.press.message_id
    sent = await messages.live(unit, (WIZARD,), unit.person.id, unit.person.telegram_id)
    return any(pressed is None or one.message_id in (None, pressed) for one in sent)


async def press(unit: Unit, code: str, args: tuple[str, ...], key: int, revision: int) -> None:
    """A button of the verb "n": of the wizard by its words, of a form or a request by id and revision."""
    if not rights.may_in(unit, Act.INTAKE):
        await unit.answer(Text("stale"))
    elif code == "sure":
        await _sure(unit, key, revision)
    elif code in WORDS:
        request = await looking.seen(unit, key, revision)
        if request is not None and await looking.may(unit, request, ACTS[code]):
            await WORDS[code](unit, request)
    elif not await _is_live(unit) or not await _wizard(unit, code, args):
        await unit.answer(Text("stale"))


async def _wizard(unit: Unit, code: str, args: tuple[str, ...]) -> bool:
    name, origin, language, way = (*args, "", "", "", "")[:4]
    programme = unit.asar.programmes.get(name)
    if programme is None or origin not in ORIGINS or not (await programmes.season(unit, name)).open:
        return False
    if code == "o":
        rows = tuple((_button(Text(f"intake-language-{one}"), "l", name, origin, one),) for one in LANGUAGES)
        await _show(unit, (Text("intake-which-language"),), rows)
        return True
    family: Language = "ru" if language == "ru" else "kk"
    if language not in get_args(Language):
        return False
    if code == "l":
        await _ask_consent(unit, programme, origin, family)
        return True
    if code not in ("c", "rf") or (code == "c" and way not in WAYS[origin]):
        return False
    await unit.strip_all(unit.person.id, WIZARD, chat_id=unit.person.telegram_id)
    if code == "rf":
        await unit.reply(Text("intake-no-consent"))
    else:
        await _go(unit, programme, origin, family, way)
    return True


async def _ask_consent(unit: Unit, programme: Programme, origin: str, language: Language) -> None:
    """The whole text in the family's language, to be read out or signed; then whether and how the family agreed."""
    whole = worlds.consent_texts(programme)[-1:]
    for name in whole:
        facts = worlds.facts(unit.asar.texts, unit.asar.organisation, name)
        await unit.say_in(language, Message((Text(name, facts),)))
    await unit.strip_all(unit.person.id, WIZARD, chat_id=unit.person.telegram_id)
    args = (programme.id, origin, language)
    ways = tuple((_button(Text(f"intake-consent-{way}"), "c", *args, way),) for way in WAYS[origin])
    refused = (_button(Text("intake-consent-no"), "rf", *args),)
    await _show(unit, (Text(f"intake-consent-{origin}"),), (*ways, refused))


async def _go(unit: Unit, programme: Programme, origin: str, language: Language, way: str) -> None:
    version = interviews.consent_version(unit, programme, language)
    key = await intakes.add(unit, unit.person.id, origin, language, way, version)
    agreed = {one.id: True for one in programme.questions if one.kind == "consent"}
    draft = replace(
        new_draft(programme, answers=agreed, dictated=True), cursor=""
    )  # the first question that has no answer yet
    draft_id = await drafts.add(unit, unit.person.id, programme.id, -key, draft.revision, draft.to_json())
    await people.change(unit, unit.person, focus=draft_id)
    await unfinished.watch(unit, draft_id)
    await unit.reply(Text("intake-begin"))
    await interviews.take(unit, draft_id, Start())


async def _sure(unit: Unit, draft_id: int, revision: int) -> None:
    """It is another family with the same phone: submit all the same."""
    found = await interviews.opened(unit, draft_id)
    if found is None or found.request_id >= 0 or found.revision != revision:
        await unit.answer(Text("stale"))
        return
    done = step(interviews.world(unit), found.programme, found.draft, Press(SUBMIT))
    if not isinstance(done.outcome, Submitted):
        await interviews.resume(unit, draft_id)
        return
    await on_behalf.submit(unit, draft_id, found.programme, found.draft.mode, done.outcome.answers, sure=True)
    await unfinished.discard(unit, draft_id)


# At the family's word, afterwards


async def _correct(unit: Unit, request: Request) -> None:
    if request.programme not in unit.asar.programmes:
        await unit.answer(Text("stale"))
        return
    await audit.append(unit, request.id, Event.REVEAL, request.state, unit.person.id)
    await interviews.correct(unit, request)


async def _ask(unit: Unit, request: Request, question: str, yes: str) -> None:
    rows = ((family_word.button(f"intake-{yes}", yes, request),), (family_word.button("intake-keep", "no", request),))
    text = Text(question, {"number": cards.number(request)})
    await unit.show(Message((text,), rows), what=family_word.WORD, ref=request.id)


async def _ask_withdraw(unit: Unit, request: Request) -> None:
    await _ask(unit, request, "intake-withdraw-sure", "wy")


async def _withdraw(unit: Unit, request: Request) -> None:
    await families.withdraw(await on_behalf.speaking(unit, request), request)
    after = await requests.get(unit, request.id)
    if after.state is not State.WITHDRAWN:
        await unit.answer(Text("stale"))
        return
    await on_behalf.note(unit, after)
    await unfinished.discard_others(unit, after)
    await unit.show(
        Message((Text("intake-withdrawn", {"number": cards.number(request)}),)), what=family_word.WORD, ref=request.id
    )


async def _ask_erase(unit: Unit, request: Request) -> None:
    await _ask(unit, request, "intake-erase-sure", "ey")


async def _erase(unit: Unit, request: Request) -> None:
    """The family withdraws its consent: the request ends, and what is kept of the family is erased."""
    await unfinished.discard_others(unit, request)
    await erasure.erase_entered(await on_behalf.speaking(unit, request))
    await on_behalf.note(unit, await requests.get(unit, request.id))
    await unit.show(
        Message((Text("intake-erased", {"number": cards.number(request)}),)), what=family_word.WORD, ref=request.id
    )


async def _keep(unit: Unit, request: Request) -> None:
    await family_word.offer(unit, request)


WORDS = {
    "co": _correct,
    "wd": _ask_withdraw,
    "wy": _withdraw,
    "er": _ask_erase,
    "ey": _erase,
    "no": _keep,
}
ACTS = {
    "co": Act.CORRECT_FOR,
    "wd": Act.WITHDRAW_FOR,
    "wy": Act.WITHDRAW_FOR,
    "er": Act.ERASE_FOR,
    "ey": Act.ERASE_FOR,
    "no": Act.ERASE_FOR,
}
"""What a person must be allowed to do for each of these buttons."""
