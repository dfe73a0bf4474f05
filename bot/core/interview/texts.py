"""Every text the interview itself says, by id, with the fields it hands over.

The words are in `locales/`; a test compares them with this list. The texts of a programme are not here, their ids
follow from its file: see `bot.core.form_texts`.
"""

from dataclasses import dataclass

from bot.core.speech import Field, Text


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text id and the names of its fields; call it with the fields to say it."""

    id: str
    fields: tuple[str, ...] = ()

    def __call__(self, **fields: Field) -> Text:
        """The text, ready to be rendered."""
        return Text(self.id, fields)


# On every question screen.
PROGRESS = Phrase("interview-progress", ("step", "total"))
YOUR_ANSWER = Phrase("interview-your-answer", ("answer",))  # shown when an answered question is reached again
NO_LONGER_FITS = Phrase("interview-no-longer-fits", ("answer",))  # an earlier answer contradicts a later correction
CHILD_OF = Phrase("interview-child-of", ("number", "total", "name"))  # a line above each question about a child
CHILD_NUMBER = Phrase("interview-child-number", ("number", "total"))  # the same while the name is not known yet

# Navigation: buttons, keys and what people type instead of pressing them.
BACK = Phrase("interview-back")
NEXT = Phrase("interview-next")  # keep the answer shown and go on
SKIP = Phrase("interview-skip")
DONE = Phrase("interview-done")  # end of a question with several answers
CALL_ME = Phrase("interview-call-me")  # I cannot write, call me
FULL_FORM = Phrase("interview-full-form")  # answer the questions after all

# Options and how answers are shown.
UNSAID = Phrase("interview-unsaid")  # I prefer not to say
UNKNOWN = Phrase("interview-unknown")  # I don't know
SKIPPED = Phrase("interview-skipped")  # shown as the answer of a skipped question
YES = Phrase("interview-yes")
NO = Phrase("interview-no")
CHOSEN = Phrase("interview-chosen", ("label",))  # a ticked choice: "✅ { $label }"
OTHER = Phrase("interview-other")  # a line: or type your own answer
SEVERAL = Phrase("interview-several")  # a line: choose all that fit, then press Done
GRADE = Phrase("interview-grade", ("grade",))  # 0 is the pre-school class
HEIGHT = Phrase("interview-height", ("cm",))
SHOE = Phrase("interview-shoe", ("size",))
FOOT = Phrase("interview-foot", ("cm", "size"))  # the length of a foot, "22,5", and the shoe size that usually fits

# Consent.
CONSENT_AGREE = Phrase("interview-consent-agree")
CONSENT_REFUSE = Phrase("interview-consent-refuse")
CONSENT_WHOLE = Phrase("interview-consent-whole")  # button: read the whole text
CONSENT_SHORT = Phrase("interview-consent-short")  # button: back to the short text
CONSENT_GIVEN = Phrase("interview-consent-given")  # the answer as shown: "agreed"

# Place and address.
PLACE_REGION = Phrase("interview-place-region")  # a line under the question: choose the region or type where you live
PLACE_DISTRICT = Phrase("interview-place-district", ("region",))
PLACE_UNKNOWN = Phrase("interview-place-unknown")  # I don't know the district
PLACE_FOUND = Phrase("interview-place-found", ("region",))  # by location; wrong? press Back
PLACE_DID_YOU_MEAN = Phrase("interview-place-did-you-mean")
PLACE_IN = Phrase("interview-place-in", ("district", "region"))  # a place with its region: on a button, as an answer
PLACE_LIST = Phrase("interview-place-list")  # button: none of these, show the list
PLACE_LOCATION = Phrase("interview-place-location")  # button and key: send my location
PLACE_LOCATION_ASK = Phrase("interview-place-location-ask")  # press the key below, or type the place
PLACE_LOCATION_OUTSIDE = Phrase("interview-place-location-outside")
ADDRESS_LOCATION_ASK = Phrase("interview-address-location-ask")  # press the key below, or type the address
ADDRESS_LOCATION_SAVED = Phrase("interview-address-location-saved")  # add street and house, or press Next
ADDRESS_ON_MAP = Phrase("interview-address-on-map")  # the answer as shown, when only a location was sent

# Phone.
PHONE_SHARE = Phrase("interview-phone-share")  # key: send my number
PHONE_FOREIGN = Phrase("interview-phone-foreign", ("phone",))  # a soft note: saved, though not of Kazakhstan
PHONE_SAVED = Phrase("interview-phone-saved", ("phone",))

# Photos.
PHOTO_SEND = Phrase("interview-photo-send", ("most",))
PHOTO_SAVED = Phrase("interview-photo-saved", ("count", "most"))
PHOTO_COUNT = Phrase("interview-photo-count", ("count",))  # the answer as shown
PHOTO_AGAIN = Phrase("interview-photo-again")  # button: drop these and send others

# One child after another.
SAME = Phrase("interview-same", ("name", "summary"))  # as for { $name }: { $summary }. The same for this child?
SAME_YES = Phrase("interview-same-yes")
SAME_NO = Phrase("interview-same-no")
COUNT_MISMATCH = Phrase("interview-count-mismatch", ("stated", "filled"))
COUNT_ADD = Phrase("interview-count-add")
COUNT_IS = Phrase("interview-count-is", ("count",))
COUNT_REMOVE = Phrase("interview-count-remove", ("name",))

# Review.
REVIEW_LINES = Phrase("interview-review-lines", ("lines",))  # the lines below, one under another: "{ $lines }"
REVIEW_HEAD = Phrase("interview-review-head")
REVIEW_HEAD_CALL = Phrase("interview-review-head-call")  # when we only need to call
REVIEW_HEAD_SAVE = Phrase("interview-review-head-save")  # when a submitted request is being corrected
REVIEW_LINE = Phrase("interview-review-line", ("label", "answer"))
REVIEW_CHILD = Phrase("interview-review-child", ("number", "name", "answers"))
REVIEW_EDIT = Phrase("interview-review-edit")  # button: change something
REVIEW_WHAT = Phrase("interview-review-what")  # what would you like to change?
REVIEW_WHAT_CHILD = Phrase("interview-review-what-child", ("name",))
REVIEW_CHILD_NAMED = Phrase("interview-review-child-named", ("number", "name"))  # button: this child
REVIEW_BACK = Phrase("interview-review-back")  # button: back to the review
ADD_CHILD = Phrase("interview-review-add-child")
REMOVE_CHILD = Phrase("interview-review-remove-child", ("name",))
REMOVE_SURE = Phrase("interview-review-remove-sure", ("name",))
REMOVE_YES = Phrase("interview-review-remove-yes")
REMOVE_NO = Phrase("interview-review-remove-no")
NAMELESS = Phrase("interview-nameless", ("number",))  # a child whose name is not known yet, e.g. "child 2"
SUBMIT = Phrase("interview-review-submit")
SAVE = Phrase("interview-review-save")

# Answers to what is no answer. `Unusable.kind` is the last word of the id.
UNUSABLE = {
    kind: Phrase(f"interview-not-text-{kind}")
    for kind in ("voice", "sticker", "media", "album", "edited", "contact", "location", "photo")
}
CONTACT_FOREIGN = Phrase("interview-not-text-contact-foreign")  # somebody else's contact: type it if it is right
PRESS_A_BUTTON = Phrase("interview-press-a-button")  # typed text on a screen that only has buttons
STALE = Phrase("interview-stale")  # for the caller: an outdated button
UNDERSTOOD = Phrase("interview-understood")  # a short "all right": the message that takes the keyboard away

# Errors the engine adds to those of `bot.core.answers.CODES`; a programme may override any code for one question with
# `<question text id>-error-<code>`.
ERRORS = {
    "number.more-than-answer": ("at_most",),  # more than an earlier answer allows
    "date.too-young": ("at_least",),  # full years
    "date.too-old": ("at_most",),
    "choice.none": (),  # Done without a choice
    "place.not-found": (),
    "consent.needed": (),  # neither yes nor no
    "photo.needed": (),
}

PHRASES: tuple[Phrase, ...] = (
    *(value for value in list(globals().values()) if isinstance(value, Phrase)),
    *UNUSABLE.values(),
    *(Phrase(f"error-{code.replace('.', '-')}", fields) for code, fields in ERRORS.items()),
)
