"""A request whose data are erased, at its family's word or past the retention: nothing of it stays with the team."""

from bot.core.requests import Event, State
from bot.services import cards, complaints, photos, post, review_pages, story
from bot.services.unit import Unit
from bot.store import audit, messages, outbox, people, requests
from bot.store.requests import Request

SCREENS = (review_pages.REVIEW, story.STORY)
"""Pages that may say something about any request; one that is still to be shown says nothing of this one."""


async def forget(unit: Unit, request: Request, state: State, by: int | None) -> None:
    """Forget what was said by and about the family, also what somebody of the team was about to read or to write.

    state: where the request is now. by: people.id of who asked for it; None: its time was over.
    """
    await post.forget(unit, request)
    await complaints.blank(unit, request)
    for sent in await messages.live(unit, (photos.PHOTO,), request.id):
        await post.delete(unit, sent)
    await outbox.cancel_saying(unit, cards.number(request), SCREENS)
    await people.forget_prompts(unit, request.id)
    await requests.erase(unit, request.id)
    await audit.append(unit, request.id, Event.ERASE, state, by)
