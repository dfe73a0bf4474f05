"""How long what waits for somebody may wait. All of it is data, with defaults: `[deadlines]` of organisation.toml."""

from datetime import time, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Hours = Annotated[int, Field(ge=1, le=24 * 60)]
Days = Annotated[int, Field(ge=1, le=365)]


class Deadlines(BaseModel):
    """Whole hours and days, as in organisation.toml; each property is the same as a span.

    Working days are Monday to Friday: public holidays only make an answer come earlier than the law asks for.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    # A request nobody has accepted: how long it waits at each stage before the next one is told.
    district_hours: Hours = 24
    region_hours: Hours = 24
    neighbour_hours: Hours = 24
    coordinator_hours: Hours = 48
    desk_hours: Hours = 24  # the desk is the last and is told again
    language_hours: Hours = 2  # cards for those who do not speak the family's language come so much later
    still_waiting_days: Days = 7  # at the desk: so often the family is told that the search goes on
    expire_days: Days = 120

    # A claim without news: its volunteer is asked, and later it returns to the queue.
    idle_days: Days = 3
    return_days: Days = 2

    # A delivery the family says nothing about: two reminders, then "delivered, not confirmed".
    confirm_days: tuple[Days, Days, Days] = (2, 3, 4)

    # What needs a coordinator: reminded, then the national desk is told.
    review_hours: Hours = 24
    review_desk_hours: Hours = 48
    complaint_hours: Hours = 24
    contacts_hours: Hours = 24  # how long a coordinator who asked for a family's contacts sees them
    objection_working_days: Days = 3  # the answer's deadline (docs/SOURCES.md#objection)
    objection_open_days: Days = 30  # how long a family may object to a refusal

    # A volunteer who does nothing is paused.
    volunteer_idle_days: Days = 14
    volunteer_returns: Annotated[int, Field(ge=1, le=20)] = 2

    # A family on the waiting list for new stock hears that it is not forgotten.
    waitlist_days: Days = 14

    # So many families' contacts one person may open within 24 hours before the coordinators are told.
    reveals_a_day: Annotated[int, Field(ge=5, le=1000)] = 40

    # A question between a family and its helper that nobody answers.
    letter_hours: Hours = 24

    # How many letters one side may write about one request, so that nobody floods the other.
    letters_a_minute: Annotated[int, Field(ge=1, le=60)] = 12
    letters_an_hour: Annotated[int, Field(ge=1, le=500)] = 40

    # What coordinators hear every morning, in the time of Kazakhstan: not before the first, and not after the second.
    morning: time = time(8, 30)
    morning_until: time = time(15)

    # Words to many people of an area at once: so many of them a day, and after so many hours nobody hears one any more.
    announcements_a_day: Annotated[int, Field(ge=1, le=50)] = 3
    announcement_hours: Annotated[int, Field(ge=1, le=48)] = 24

    @model_validator(mode="after")
    def _morning_has_a_length(self) -> Self:
        if self.morning >= self.morning_until:
            raise ValueError("the morning ends before it begins")
        return self

    @property
    def idle(self) -> tuple[timedelta, timedelta]:
        """After the first span the volunteer of a silent claim is asked, after the second it returns."""
        return timedelta(days=self.idle_days), timedelta(days=self.return_days)

    @property
    def confirm(self) -> tuple[timedelta, timedelta, timedelta]:
        """From the delivery to the first reminder, to the second, and to the end of asking."""
        first, second, last = self.confirm_days
        return timedelta(days=first), timedelta(days=second), timedelta(days=last)

    @property
    def complaint(self) -> timedelta:
        """How long a complaint may lie before its coordinators are reminded, and again before the desk is told."""
        return timedelta(hours=self.complaint_hours)

    @property
    def letter_rates(self) -> tuple[tuple[timedelta, int], ...]:
        """For each span, how many letters one side may write in it."""
        return (timedelta(minutes=1), self.letters_a_minute), (timedelta(hours=1), self.letters_an_hour)

    @property
    def expire(self) -> timedelta:
        """After this span a request nobody could take ends: data do not wait for ever."""
        return timedelta(days=self.expire_days)
