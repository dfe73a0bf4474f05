"""Answers: what was typed or shared becomes a valid answer, or a text that says what is wrong with it."""

from dataclasses import dataclass, replace

from bot.core import answers as parse
from bot.core.answers import Wrong
from bot.core.form_model import Address, Phone, Photo
from bot.core.interview import changes, place, texts
from bot.core.interview.asking import Scene, ticks
from bot.core.interview.events import ContactShared, LocationShared, PhotoShared
from bot.core.interview.kinds import KINDS
from bot.core.interview.path import Stop
from bot.core.interview.state import Answers, Draft, Value
from bot.core.speech import Phone as PhoneNumber
from bot.core.speech import Text


@dataclass(frozen=True, slots=True)
class Submitted:
    """The person has sent the request (or saved the corrected one): `answers` are cleaned, ready to be stored."""

    answers: Answers


@dataclass(frozen=True, slots=True)
class Refused:
    """The person does not agree to the processing of personal data."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A draft after an event, with what to say about it; `end` when there is nothing left to ask."""

    draft: Draft
    notes: tuple[Text, ...] = ()
    end: Submitted | Refused | None = None
    on: bool = False  # go on to the first question without an answer


def answer(scene: Scene, stop: Stop, value: Value, notes: tuple[Text, ...] = ()) -> Turn:
    """Keep a valid answer and go on; of anything else say what is wrong."""
    if value is not None:
        wrong = KINDS[stop.asking.question.kind].wrong(stop.asking, value)
        if wrong is not None:
            return Turn(scene.draft, (error(scene, stop, wrong),))
    return Turn(changes.put(scene, stop, value), notes, on=True)


def done(scene: Scene, stop: Stop) -> Turn:
    """The ticks so far are the answer."""
    chosen = ticks(scene, stop)
    if not chosen:
        return Turn(scene.draft, (error(scene, stop, Wrong("choice.none")),))
    return answer(scene, stop, chosen)


def read(scene: Scene, stop: Stop, text: str) -> Turn:
    """A typed answer to a question."""
    question = stop.asking.question
    value = KINDS[question.kind].read(stop.asking, text)
    if isinstance(value, Wrong):
        return Turn(scene.draft, (error(scene, stop, value),))
    if isinstance(question, Phone):
        return answer(scene, stop, value, (_phone_note(value),))
    if isinstance(question, Address) and stop.stored and "text" not in stop.stored:
        value = {**stop.stored, **value}  # a location was sent first, this is the street and house to it
    return answer(scene, stop, value)


def read_place(scene: Scene, stop: Stop, text: str) -> Turn:
    """A typed place: taken when it can only be one, offered when it may be several."""
    value = place.read(stop.asking, stop.part, stop.stored, text)
    if isinstance(value, Wrong):
        return Turn(replace(scene.draft, offered=()), (error(scene, stop, value),))
    if isinstance(value, tuple):
        return Turn(replace(scene.draft, cursor=stop.path, offered=value))
    return answer(scene, stop, value)


def contact(scene: Scene, event: ContactShared) -> Turn:
    """A shared contact: the person's own number, or a kind word why somebody else's is not taken.

    Of who writes down what a family says it is the family's, from their phone book.
    """
    stop = scene.stop
    if not isinstance(stop, Stop) or not isinstance(stop.asking.question, Phone):
        return Turn(scene.draft, (texts.UNUSABLE["contact"](),))
    if not event.own and not scene.draft.dictated:
        return Turn(scene.draft, (texts.CONTACT_FOREIGN(),))
    number = parse.contact_phone(event.phone)
    if isinstance(number, Wrong):
        return Turn(scene.draft, (error(scene, stop, number),))
    return answer(scene, stop, number.e164, (_phone_note(number.e164),))


def location(scene: Scene, event: LocationShared) -> Turn:
    """A shared location: the region it lies in, or a point to an address."""
    draft, stop = scene.draft, scene.stop
    if isinstance(stop, Stop):
        if stop.part in {"region", "district"}:
            found = place.located(scene.world.places, event.lat, event.lon)
            if found is None:
                return Turn(replace(draft, cursor=stop.path), (texts.PLACE_LOCATION_OUTSIDE(),))
            return answer(scene, stop, found[0], (texts.PLACE_FOUND(region=found[1]),))
        if isinstance(stop.asking.question, Address):
            kept = stop.stored if isinstance(stop.stored, dict) else {}
            new = changes.put(scene, stop, {**kept, "lat": event.lat, "lon": event.lon})
            return Turn(replace(new, cursor=stop.path), (texts.ADDRESS_LOCATION_SAVED(),))
    return Turn(draft, (texts.UNUSABLE["location"](),))


def photo(scene: Scene, event: PhotoShared) -> Turn:
    """One more photo; the same one again changes nothing."""
    stop = scene.stop
    if not isinstance(stop, Stop) or not isinstance(stop.asking.question, Photo):
        return Turn(scene.draft, (texts.UNUSABLE["photo"](),))
    most = stop.asking.question.at_most
    kept = [one for one in (stop.stored or ()) if one["unique_id"] != event.unique_id] if stop.answered else []
    photos = [*kept, {"file_id": event.file_id, "unique_id": event.unique_id}][-most:]
    note = texts.PHOTO_SAVED(count=len(photos), most=most)
    return Turn(changes.put(scene, stop, photos), (note,), on=len(photos) == most)


def error(scene: Scene, stop: Stop, wrong: Wrong) -> Text:
    """What is wrong: in the words of this question if it has its own, else in those everybody shares."""
    code = wrong.code.replace(".", "-")
    own = f"{stop.asking.slot.text}-error-{code}"
    return Text(own if scene.world.has_text(own) else f"error-{code}", dict(wrong.fields))


def _phone_note(e164: str) -> Text:
    """The number is said back to be checked. +7 is shared with Russia: Kazakhstan's numbers go on with 7."""
    phone = PhoneNumber(e164)
    return texts.PHONE_SAVED(phone=phone) if e164.startswith("+77") else texts.PHONE_FOREIGN(phone=phone)
