"""Problems of a programme file, and the notebook in which its checks collect them."""

from dataclasses import dataclass, field

from bot.core.form_model import Programme, Simple


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
