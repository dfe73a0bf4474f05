"""What must hold in a programme beyond the shape of its file. Each check names place, cause and remedy."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.core.conditions import UNKNOWN, Condition, Test, each_test
from bot.core.form_model import (
    Ages,
    Bounds,
    Choice,
    Choices,
    Consent,
    Date,
    Grade,
    Integer,
    Money,
    Programme,
    Repeat,
    Simple,
    Size,
    YesNo,
)

ID = re.compile(r"[a-z][a-z0-9_]{0,19}")
# Words that stand for other things in the place an interview has reached, in answers or in text ids.
RESERVED = frozenset({"review", "count", "same", "region", "district", "together", "title", "whole", "short", "hint"})
MOST_BUTTONS = 90  # Telegram takes 100; the rest is for navigation
LONGEST_CODE = 40  # bytes of Telegram's 64 that name a choice or question; draft id, revision and verb need the others


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a programme cannot be used: `path` is the place in the file as ids, `remedy` says what to do."""

    code: str
    file: str
    path: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        where = " › ".join(part for part in (self.file, self.path) if part)
        return f"{where}\n  {self.code}  {self.cause}\n        {self.remedy}"


@dataclass(slots=True)
class Check:
    """One reading of the programme from its first question on; `seen` are the questions an answer may come from."""

    programme: Programme
    file: str
    found: list[Problem] = field(default_factory=list)
    seen: dict[str, Simple] = field(default_factory=dict)

    def report(self, code: str, path: str, cause: str, remedy: str) -> None:
        """Add a problem at this place."""
        self.found.append(Problem(code, self.file, path, cause, remedy))

    def refer(self, name: str, where: str, known: frozenset[str]) -> Simple | None:
        """The earlier question called `name`, or None and a problem."""
        if name in self.seen:
            return self.seen[name]
        if name in known:
            self.report(
                "P016", where, f'"{name}" is not answered yet at this point.', "Refer to an earlier question only."
            )
        else:
            self.report("P017", where, f'There is no question "{name}".', f"Use one of: {', '.join(self.seen)}.")
        return None


def problems(programme: Programme, file: str) -> tuple[Problem, ...]:
    """Every problem of a programme whose file has the right shape; none: it can be used."""
    check = Check(programme, file)
    _ids(check, "", [programme.id, *(question.id for question in programme.questions)])
    _consent(check)
    _calls(check)
    later = _references(programme)
    for question in programme.questions:
        if isinstance(question, Repeat):
            _repeat(check, question, later)
        else:
            _question(check, question, question.id, later)
            check.seen[question.id] = question
    return tuple(check.found)


def _references(programme: Programme) -> frozenset[str]:
    """How every question may be called: `reach`, `child/needs`."""
    inner = (f"{r.id}/{q.id}" for r in programme.questions if isinstance(r, Repeat) for q in r.questions)
    return frozenset((*(q.id for q in programme.questions if not isinstance(q, Repeat)), *inner))


def _ids(check: Check, path: str, ids: Iterable[str]) -> None:
    for name, times in Counter(ids).items():
        where = " › ".join(part for part in (path, name) if part)
        if not ID.fullmatch(name):
            check.report(
                "P003",
                where,
                f'"{name}" is no id.',
                "Use a small Latin letter, then letters, digits or _, at most 20 in all.",
            )
        if times > 1:
            check.report("P004", where, f'The id "{name}" is given {times} times.', "Give each its own id.")
        if name in RESERVED:
            check.report("P005", where, f'The id "{name}" has a meaning of its own.', "Choose another id.")


def _consent(check: Check) -> None:
    first, *others = check.programme.questions
    if not isinstance(first, Consent):
        check.report("P006", first.id, "The first question is not the consent.", 'Begin with kind = "consent".')
    for question in others:
        if isinstance(question, Consent):
            check.report("P006", question.id, "A second consent.", "Ask for consent once, at the beginning.")


def _calls(check: Check) -> None:
    called = [q for q in check.programme.questions if not isinstance(q, Repeat) and q.call]
    for kind in ("consent", "phone", "place"):
        if not any(question.kind == kind for question in called):
            check.report(
                "P007",
                "",
                f"Someone who only wants to be called is not asked for: {kind}.",
                f'Write call = true at a question of kind "{kind}".',
            )
    for question in called:
        if question.relevant is not None:
            check.report(
                "P007",
                question.id,
                "A question with call = true depends on a condition.",
                "Ask it always, because nothing else is asked of someone who only wants to be called.",
            )


def _repeat(check: Check, repeat: Repeat, known: frozenset[str]) -> None:
    _ids(check, repeat.id, [question.id for question in repeat.questions])
    count = check.seen.get(repeat.count)
    if not isinstance(count, Integer):
        check.report(
            "P008",
            f"{repeat.id} › count",
            f'"{repeat.count}" is no whole-number question before this repeat.',
            'Ask how many there are before, with kind = "integer".',
        )
    elif count.constraint.le is None or count.constraint.le > repeat.at_most:
        check.report(
            "P009",
            f"{repeat.id} › at_most",
            f'"{repeat.count}" may be more than {repeat.at_most}.',
            f"Write constraint = {{ le = {repeat.at_most} }} at {repeat.count}, or raise at_most.",
        )
    inner = {question.id: question for question in repeat.questions}
    for key, names in (("title", (repeat.title,)), ("same", repeat.same)):
        for name in names:
            if name not in inner:
                check.report(
                    "P010",
                    f"{repeat.id} › {key}",
                    f'"{name}" is no question of this repeat.',
                    f"Use one of: {', '.join(inner)}.",
                )
    if (title := inner.get(repeat.title)) and (title.kind not in {"name", "text"} or title.relevant is not None):
        check.report(
            "P010",
            f"{repeat.id} › title",
            f'"{repeat.title}" cannot name a block.',
            'Use a question of kind "name" or "text" that is always asked.',
        )
    _condition(check, repeat.relevant, repeat.id, known)
    for question in repeat.questions:
        path = f"{repeat.id} › {question.id}"
        if question.call or isinstance(question, Consent):
            check.report("P007", path, "Consent and call = true have no place in a repeat.", "Ask it outside.")
        _question(check, question, path, known)
        check.seen[f"{repeat.id}/{question.id}"] = question
    for question in inner.values():  # a later question cannot know which block is meant
        del check.seen[f"{repeat.id}/{question.id}"]


def _question(check: Check, question: Simple, path: str, known: frozenset[str]) -> None:
    _condition(check, question.relevant, path, known)
    if isinstance(question, Choice | Choices):
        _choices(check, question, path)
    if isinstance(question, Integer | Money):
        _bounds(check, question, path, known)
    if isinstance(question, Date):
        _ages(check, question.constraint, path)
    if isinstance(question, Grade | Size) and question.birth_date is not None:
        referred = check.refer(question.birth_date, f"{path} › birth_date", known)
        if referred is not None and not isinstance(referred, Date):
            check.report(
                "P011", f"{path} › birth_date", f'"{question.birth_date}" is no date.', "Name a date question."
            )
    longest = max((len(name) for name in _named(question)), default=0)
    if max(longest, len(path)) > LONGEST_CODE:
        check.report(
            "P012",
            path,
            "Its buttons would exceed Telegram's 64 bytes.",
            "Shorten the ids of repeat, question or choice.",
        )


def _named(question: Simple) -> tuple[str, ...]:
    match question:
        case Choice(choices=choices):
            return choices
        case Choices(choices=choices, alone=alone):
            return (*choices, *alone)
        case _:
            return ()


def _choices(check: Check, question: Choice | Choices, path: str) -> None:
    names = _named(question)
    _ids(check, f"{path} › choices", names)
    if not question.choices:
        check.report("P013", f"{path} › choices", "There is nothing to choose.", "Add choices.")
    if len(names) > MOST_BUTTONS:
        check.report("P013", f"{path} › choices", f"More than {MOST_BUTTONS} choices.", "Split the question.")
    if isinstance(question, Choices):
        for name in question.together:
            if name not in question.choices:
                check.report(
                    "P019",
                    f"{path} › together",
                    f'"{name}" is none of the choices.',
                    f"Use some of: {', '.join(question.choices)}.",
                )


def _bounds(check: Check, question: Integer | Money, path: str, known: frozenset[str]) -> None:
    bounds, where = question.constraint, f"{path} › constraint"
    if bounds.ge is not None and bounds.le is not None and bounds.ge > bounds.le:
        check.report("P015", where, f"No number is both ≥ {bounds.ge} and ≤ {bounds.le}.", "Correct one of the two.")
    if bounds.le_answer is not None:
        referred = check.refer(bounds.le_answer, f"{where} › le_answer", known)
        if referred is not None and not isinstance(referred, Integer):
            check.report(
                "P011", f"{where} › le_answer", f'"{bounds.le_answer}" is no whole number.', "Name one that is."
            )
        if isinstance(referred, Integer) and not _leaves_room(bounds, referred.constraint):
            check.report(
                "P015",
                where,
                f'When "{bounds.le_answer}" has its smallest answer, no answer here is left.',
                f"Give {bounds.le_answer} a ge of at least {bounds.ge}, or lower ge here.",
            )
    if isinstance(question, Integer):
        for number in question.suggest:
            if (bounds.ge is not None and number < bounds.ge) or (bounds.le is not None and number > bounds.le):
                check.report("P015", f"{path} › suggest", f"{number} is suggested and not allowed.", "Remove it.")


def _leaves_room(bounds: Bounds, referred: Bounds) -> bool:
    return bounds.ge is None or (referred.ge is not None and referred.ge >= bounds.ge)


def _ages(check: Check, ages: Ages, path: str) -> None:
    if ages.age_ge is not None and ages.age_le is not None and ages.age_ge > ages.age_le:
        check.report(
            "P015",
            f"{path} › constraint",
            f"Nobody is both {ages.age_ge} or older and {ages.age_le} or younger.",
            "Correct it.",
        )


def _condition(check: Check, condition: Condition | None, path: str, known: frozenset[str]) -> None:
    for test in each_test(condition) if condition is not None else ():
        where = f"{path} › relevant"
        referred = check.refer(test.answer, where, known)
        if referred is not None:
            _suits(check, test, referred, where)


def _suits(check: Check, test: Test, question: Simple, where: str) -> None:
    """The test can come true: it suits the kind of the question, and what it compares with can be answered."""
    used = set(test.model_fields_set) - {"answer"}
    suitable: dict[str, set[str]] = {
        "choice": {"is_", "is_in"},
        "choices": {"has", "has_any"},
        "yes_no": {"is_", "is_in"},
        "integer": {"is_", "is_in", "ge", "le"},
        "money": {"is_", "is_in", "ge", "le"},
        "grade": {"is_", "is_in", "ge", "le"},
        "size": {"unknown", "ge", "le"},
        "place": {"unknown", "place_kind"},
    }
    fitting = suitable.get(question.kind, set())
    if used - fitting:
        allowed = ", ".join(sorted(name.rstrip("_") for name in fitting)) or "nothing"
        named = ", ".join(sorted(name.rstrip("_") for name in used - fitting))
        check.report(
            "P018",
            where,
            f'"{named}" does not suit {test.answer}, a {question.kind} question.',
            f"It can be asked for: {allowed}.",
        )
        return
    offered = _answers(question)
    for value in (test.is_, *(test.is_in or ()), test.has, *(test.has_any or ())):
        if value is not None and offered is not None and not _among(value, offered):
            cause = f'The answer "{value}" is never given: {test.answer} offers {", ".join(map(str, offered))}.'
            check.report("P014", where, cause, f"Use one of these, or add the choice to {test.answer} and its texts.")


def _among(value: bool | int | str, offered: tuple[bool | int | str, ...]) -> bool:
    return any(type(value) is type(other) and value == other for other in offered)


def _answers(question: Simple) -> tuple[bool | int | str, ...] | None:
    """Everything that can be answered, or None when that is no short list."""
    match question:
        case Choice() | Choices():
            return _named(question)
        case YesNo():
            return (True, False)
        case Size():
            return (UNKNOWN,)
        case _:
            return None
