"""What is told to the person when something is at fault.

Two families, as everywhere in Cairn: a `TrackerError` means the world or the input is at fault
(a full disk, a file of a newer version, a typing slip); it is shown with its three texts and
nothing is lost. Any other exception is our own fault. Problems with typed or imported input are
no exceptions at all: they are `Problem` values that stand beside a field or name a line.
"""

from __future__ import annotations

from dataclasses import dataclass


class TrackerError(Exception):
    """The world or the input is at fault; carries what to tell the person.

    `title` names what could not be done, `message` says in one sentence what went wrong and
    where, `hint` says what can be done about it (may be empty).
    """

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        """Keep the three texts."""
        super().__init__(title, message, hint)
        self.title = title
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """One line: the message and, where there is one, the hint."""
        return f"{self.message} {self.hint}".strip()


class QuestionError(TrackerError):
    """Something has to be answered before anything is written.

    `choices` are the answers that can be given, each as typed on the command line. Nothing was
    written when this is raised.
    """

    def __init__(
        self, title: str, message: str, hint: str = "", choices: tuple[str, ...] = ()
    ) -> None:
        """Keep the texts and the possible answers."""
        super().__init__(title, message, hint)
        self.choices = choices


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person must know about what they typed or imported.

    `field` names the draft's field, `line` the line (from 1) of a file; both may be unknown.
    """

    message: str
    field: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """The message, led by its line where there is one."""
        return self.message if self.line is None else f"{self.line}: {self.message}"
