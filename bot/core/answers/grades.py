"""School grades, 0 (the pre-school class) to 11."""

import datetime
import re

from bot.core.answers.words import spoken
from bot.core.answers.wrong import Wrong
from bot.core.matching import fold, tidy

FIRST, LAST = 0, 11
_FIRST_GRADE_AGE = 6  # turned by the end of the calendar year in which school starts; DOMAIN.md section 5
_PRESCHOOL = re.compile(r"\b(?:подготов|предшкол|нулев|нулик|нолев|мекте[пб]алд|мектеп алд|мектепке деи|даиарл|кпп?\b)")
_AGE = re.compile(r"\b(?:лет|год|года|годик|жас\w*)\b")
_STEMS = fold("перв втор трет четверт пят шест седьм восьм девят десят одиннадцат").split()
_ENDING = r"(?:и|аиа|ои|ого|ом|ому|уиу|иа|иеи|иего|ием|его|ем|ему|еи|иу|иеиу)"
# What is left of "алтыншы" without its ending is not always the number's own word.
_CARDINALS = {fold(stem): word for stem, word in {"алт": "алты", "жет": "жеті", "ек": "екі", "нөл": "нөл"}.items()}
_KAZAKH_ENDING = re.compile(r"\b(\w{2,}?)(?:инши|унши|нши)\w*\b")


def grade(text: str) -> int | Wrong:
    """A school grade in digits, words or ordinals; the letter of the class is left out.

    >>> grade("5 «А» класс"), grade("7-сынып"), grade("бесінші"), grade("в пятом"), grade("предшкола")
    (5, 7, 5, 5, 0)
    """
    typed = tidy(text)
    folded = fold(re.sub(r"\d+", " ", typed))
    if _AGE.search(folded):
        return Wrong("grade.unknown")
    digits = {int(found) for found in re.findall(r"\d+", typed)}
    found = digits or _ordinals(folded) or set(spoken(folded))
    if not found and _PRESCHOOL.search(folded):
        return 0
    if not found:
        return Wrong("grade.unknown")
    if len(found) > 1:
        return Wrong("grade.several")
    one = found.pop()
    return one if FIRST <= one <= LAST else Wrong("grade.out-of-range")


def grade_for(birth_date: datetime.date, school_year_start: datetime.date) -> int | None:
    """The grade that fits a child at a school year's start, 0 to 11; None for one too young or too old for school.

    A child starts in the calendar year of the sixth birthday. A hint to be confirmed: families may start a year later.

    >>> grade_for(datetime.date(2016, 11, 3), datetime.date(2026, 9, 1))
    5
    """
    fitting = school_year_start.year - birth_date.year - _FIRST_GRADE_AGE + 1
    return fitting if FIRST <= fitting <= LAST else None


def _ordinals(folded: str) -> set[int]:
    words = folded.split()
    russian = {
        number for number, stem in enumerate(_STEMS, start=1) for word in words if re.fullmatch(stem + _ENDING, word)
    }
    if russian:
        return russian
    cardinal = _KAZAKH_ENDING.sub(lambda found: _CARDINALS.get(found[1], found[1]), folded)
    return set(spoken(cardinal)) if cardinal != folded else set()
