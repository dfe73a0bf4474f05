"""What one text of a Fluent file uses, and what is wrong with it: whole sentences, fields and plural forms only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What is wrong in a text file, where, and what to do."""

    file: str
    place: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file} › {self.place}\n  {self.cause}\n  {self.remedy}"


@dataclass(frozen=True, slots=True)
class Use:
    """How a text uses its fields: which there are, and which of them choose a variant, by number or by word."""

    fields: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def __or__(self, other: "Use") -> "Use":
        return Use(self.fields | other.fields, self.numbers | other.numbers, self.words | other.words)


class Reading(Visitor):
    """Collects what one message uses."""

    def __init__(self) -> None:
        self.fields: set[str] = set()
        self.numbers: set[str] = set()
        self.words: set[str] = set()
        self.messages: set[str] = set()
        self.refused: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """A field."""
        self.fields.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        """Another text."""
        self.messages.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        """A term, which is not used here."""
        self.refused.add(f"the term -{node.id.name}")

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        """A function, which is not used here."""
        self.refused.add(f"the function {node.id.name}()")

    def visit_Attribute(self, node: ast.Attribute) -> None:  # noqa: N802
        """An attribute, which is not used here."""
        self.refused.add(f"the attribute .{node.id.name}")

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        """A choice of variants, by a number or by a word."""
        if isinstance(node.selector, ast.VariableReference):
            keys = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
            by_number = keys <= PLURAL_FORMS or len(keys) < len(node.variants)
            (self.numbers if by_number else self.words).add(node.selector.id.name)
        else:
            self.refused.add("a choice by something that is not a field")
        self.generic_visit(node)


def unusable(entry: Any, file: str, source: str, places: Mapping[str, str]) -> TextProblem | None:
    """Why an entry of a file is no text that can be said; `places` has the files of the texts before it."""
    if isinstance(entry, ast.Junk):
        place = f"line {source.count(chr(10), 0, entry.span.start if entry.span else 0) + 1}"
        cause = "; ".join(f"{note.code}: {note.message}" for note in entry.annotations)
        return TextProblem(file, place, cause, "Write it as `id = text`, further lines indented; every { needs its }.")
    if isinstance(entry, ast.Term):
        return TextProblem(file, f"-{entry.id.name}", "Terms are not used here.", "Write the words themselves.")
    if not isinstance(entry, ast.Message):
        return None
    if entry.id.name in places:
        cause = f"The text exists already, in {places[entry.id.name]}."
        return TextProblem(file, entry.id.name, cause, "Remove or rename one of the two.")
    if entry.value is None:
        return TextProblem(file, entry.id.name, "The text has no words.", "Write them after the = sign.")
    return None


def misuses(text_id: str, reading: Reading, readings: Mapping[str, Reading], file: str) -> Iterator[TextProblem]:
    """What a text uses that is not used here or does not exist."""
    for what in sorted(reading.refused):
        yield TextProblem(file, text_id, f"It uses {what}.", "Use whole sentences, fields and plural forms only.")
    for name in sorted(reading.messages - readings.keys()):
        yield TextProblem(file, text_id, f"It refers to {name}, which does not exist.", "Correct the name or write it.")
    if text_id in _reached(text_id, readings):
        yield TextProblem(file, text_id, "It refers to itself.", "Break the circle of references.")


def _reached(text_id: str, readings: Mapping[str, Reading]) -> set[str]:
    """The texts that a text refers to, directly or through others."""
    reached: set[str] = set()
    ahead = [text_id]
    while ahead:
        new = (readings[ahead.pop()].messages & readings.keys()) - reached
        reached |= new
        ahead.extend(new)
    return reached


def whole(text_id: str, readings: Mapping[str, Reading]) -> Use:
    """What a text uses, the texts it refers to included."""
    use = Use()
    for name in {text_id} | _reached(text_id, readings):
        reading = readings[name]
        use |= Use(frozenset(reading.fields), frozenset(reading.numbers), frozenset(reading.words))
    return use
