"""What the interview needs from outside: places, words, the day, and what a consent names of the organisation."""

from collections.abc import Iterable
from datetime import date

from bot.core.form import Programme
from bot.core.form_model import text_id
from bot.core.interview import World
from bot.core.places import Places
from bot.core.speech import Field, Joined, Phone
from bot.i18n import Texts
from bot.organisation import Organisation

SCHOOL_YEAR_FROM = 6
"""The month from which grades are those of the coming September (docs/SOURCES.md#grades)."""


def world(
    places: Places, texts: Texts, organisation: Organisation, programmes: Iterable[Programme], today: date
) -> World:
    """The world on `today`, a day of Kazakhstan."""
    return World(
        places=places,
        labels=texts.label,
        has_text=lambda name: texts.has("kk", name),
        today=today,
        school_year_start=date(today.year if today.month >= SCHOOL_YEAR_FROM else today.year - 1, 9, 1),
        facts={name: facts(texts, organisation, name) for programme in programmes for name in consent_texts(programme)},
    )


def consent_texts(programme: Programme) -> tuple[str, ...]:
    """The texts of a programme's consent: the short one of the screen, then the whole; none, if it asks for none."""
    return tuple(
        name
        for question in programme.questions
        if question.kind == "consent"
        for name in (text_id(programme.id, question.id), text_id(programme.id, question.id, "whole"))
    )


def facts(texts: Texts, organisation: Organisation, name: str) -> dict[str, Field]:
    """Who processes the data, where and how long, as far as the text `name` says it (docs/SOURCES.md#consent)."""
    operator, kept = organisation.operator, organisation.data
    phone = () if operator.contact.phone is None else (Phone(operator.contact.phone),)
    email = () if operator.contact.email is None else (operator.contact.email,)
    known: dict[str, Field] = {
        "operator": operator.name,
        "bin": operator.bin,
        "contact": Joined((*phone, *email)),
        "responsible": operator.responsible,
        "place": kept.place,
        "retention_days": kept.retention_days,
    }
    return {field: known[field] for field in texts.fields("kk", name) if field in known}
