"""Which of the waiting requests somebody wants to see: a choice that narrows the queue."""

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, select, true

from bot.core.localities import Kind
from bot.store.schema import localities, requests


@dataclass(frozen=True, slots=True)
class Filter:
    """A district's KATO code, hashes of a village and a school, a programme, a language, urgent ones: None is any.

    `longest` narrows nothing: the longest waiting come first then, before the urgent ones.
    """

    district: str | None = None
    village: bytes | None = None
    school: bytes | None = None
    programme: str | None = None
    language: str | None = None
    urgent: bool = False
    longest: bool = False

    @property
    def is_any(self) -> bool:
        """Whether it lets every request through."""
        return replace(self, longest=False) == ANY

    def condition(self) -> ColumnElement[bool]:
        """Whether a request is among the chosen ones."""
        return and_(
            true(),
            *(
                column == value
                for column, value in (
                    (requests.c.district, self.district),
                    (requests.c.programme, self.programme),
                    (requests.c.language, self.language),
                )
                if value is not None
            ),
            *(
                requests.c.id.in_(
                    select(localities.c.request_id).where(localities.c.kind == kind, localities.c.hash == hashed)
                )
                for kind, hashed in ((Kind.VILLAGE, self.village), (Kind.SCHOOL, self.school))
                if hashed is not None
            ),
            *((requests.c.urgency > 0,) if self.urgent else ()),
        )


ANY = Filter()
"""Everything that waits."""
