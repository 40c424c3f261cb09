"""The one-line field of the top bar: a line of study or spending, read while it is typed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tracker.domain.changes import Changes, Kind
from tracker.domain.instants import Moment
from tracker.errors import TrackerError
from tracker.i18n import _, language
from tracker.ui.dialogs.question import Answer, Question, do_asking
from tracker.ui.oneline.field import KEYS, CommandLine
from tracker.ui.oneline.panel import LinePanel
from tracker.ui.oneline.reading import Understood, understand
from tracker.ui.parts.picklist import Pick
from tracker.ui.reading import day_first, decimal_comma

if TYPE_CHECKING:
    from tracker.formats.line.model import LineContext
    from tracker.record import Record
    from tracker.ui.desk import Desk

# What the meaning of a line depends on.
_DEPENDS = frozenset(
    {Kind.CREDENTIAL, Kind.ISSUER, Kind.STUDY_SESSION, Kind.RECORD_SETTING, Kind.STUDY_SHARE}
)


@dataclasses.dataclass(frozen=True, slots=True)
class _Known:
    """What lines can mean, and those that say again what was studied last, newest first."""

    context: LineContext
    recent: tuple[str, ...]


class OneLine(QWidget):
    """The field with its panel. Enter records, Shift+Enter starts the timer, Esc goes back.

    Up or Down in an empty field offers what was studied last. A line stays where it is until what
    it says is recorded.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Asks the record at once what lines can mean."""
        super().__init__(parent)
        self._desk = desk
        self._clock = desk.record.ground.clock
        self._context: LineContext | None = None
        self._understood: Understood | None = None
        self._panel: LinePanel | None = None
        self._recent: tuple[str, ...] = ()
        self._is_busy = False
        self.line = CommandLine()
        # Not only what is typed: dictation and screen readers set the whole text.
        self.line.textChanged.connect(self._typed)
        self.line.cursorPositionChanged.connect(self._moved)
        self.line.pressed.connect(self._pressed)
        self.line.left.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        desk.keys.bind(self, "line", (KEYS,), self._focus)
        self.line.follow(desk.keys)
        desk.changed.connect(self._changed)
        self._gather()

    def is_ready(self) -> bool:
        """Whether the record has said what lines can mean."""
        return self._context is not None

    def understood(self) -> Understood | None:
        """What the line says now; None where it is empty."""
        return self._understood

    def panel(self) -> LinePanel | None:
        """The panel, once it was opened."""
        return self._panel

    def submit(self) -> None:
        """Record what the line says, after asking what must be asked."""
        said = self._read()
        if said is None or self._is_busy:
            return
        if not said.is_ready:
            self._show(is_asked=True)
            return
        rows = self._panel.list.rows() if self._panel else []
        if any(row.id.startswith("choice:") for row in rows) and self._panel is not None:
            self._panel.list.choose(0)
            return
        asked = [one.message for one in said.asks if one.code != "long"]
        if asked:
            self._ask(asked)
        else:
            self._record(said)

    def start_timer(self) -> None:
        """Start the timer for what the line says."""
        said = self._read()
        if said is None or said.is_spending or self._is_busy:
            return
        draft = getattr(said.line, "timer", None)
        if draft is None:
            return
        self._is_busy = True
        self._desk.do(lambda record: record.timer.start(draft), self._done, self._failed)

    def _gather(self) -> None:
        self._desk.ask(_known_of, self._take, key=(self, "context"))

    def _take(self, known: _Known) -> None:
        self._context, self._recent = known.context, known.recent
        if self.line.text():
            self._read()

    def _changed(self, changes: Changes) -> None:
        if changes.touches(_DEPENDS):
            self._gather()

    def _typed(self) -> None:
        self._show(is_asked=False)

    def _moved(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._show(is_asked=False)

    def _read(self) -> Understood | None:
        text = self.line.text()
        if self._context is None or not text.strip():
            self._understood = None
            return None
        now = Moment.of(self._clock.now(), self._context.now.zone)
        # The candidates stay the same tuple, by which the parser keeps its index.
        self._context = dataclasses.replace(self._context, now=now)
        self._understood = understand(text, self._context)
        return self._understood

    def _show(self, *, is_asked: bool) -> None:
        said = self._read()
        if said is None:
            self.line.setAccessibleDescription("")
            self._hide()
            return
        self._open().show_line(said, self._rows(said), is_asked=is_asked)
        words = said.preview or " ".join(said.problems)
        if self.line.accessibleDescription() != words:
            self.line.setAccessibleDescription(words)

    def _open(self) -> LinePanel:
        if self._panel is None:
            self._panel = LinePanel(self.line)
            self._panel.picked.connect(self._pick)
        return self._panel

    def _show_recent(self) -> None:
        """Offer what was studied last, to write it into the line."""
        rows = [Pick(f"line:{text}", text, _("again")) for text in self._recent]
        if rows:
            panel = self._open()
            panel.show_recent(rows)
            panel.list.choose(0)

    def _rows(self, said: Understood) -> list[Pick]:
        """The answers to a question about a name, else what may complete the word."""
        from tracker.formats.line import complete

        for place, matches in enumerate(said.line.matches):
            titles = tuple(match.title for match in matches)
            if any(one.code == "ambiguous" and one.choices == titles for one in said.asks):
                return [
                    Pick(f"choice:{place}:{match.candidate_id}", match.title, _("credential"))
                    for match in matches
                ]
        if self._context is None:
            return []
        cursor = self.line.cursorPosition()
        found = complete(said.text, cursor, self._context, is_spending=said.is_spending)
        kinds = {
            "credential": _("credential"),
            "day": _("day"),
            "activity": _("activity"),
            "tag": _("tag"),
            "expense_kind": _("kind of expense"),
        }
        return [
            Pick(f"insert:{one.start}:{one.end}:{one.insert}", one.shown, kinds.get(one.kind, ""))
            for one in found
        ]

    def _pick(self, ident: str) -> None:
        """Write a row into the line."""
        if ident.startswith("line:"):
            self.line.setText(ident.removeprefix("line:"))
            self.line.setFocus()
            self._show(is_asked=False)
            return
        said, context = self._understood, self._context
        if said is None or context is None:
            return
        what, rest = ident.split(":", 1)
        if what == "choice":
            from tracker.formats.line import name_to_type, replace_phrase

            phrase, number = (int(part) for part in rest.split(":"))
            one = next(one for one in context.candidates if one.id == number)
            text = replace_phrase(said.line, phrase, name_to_type(one, context)).rstrip() + " "
            cursor = len(text)
        else:
            start, end, insert = rest.split(":", 2)
            head, tail = said.text[: int(start)] + insert, said.text[int(end) :]
            # A space behind it, so that the next word can be typed at once.
            gap = "" if tail.startswith(" ") else " "
            text, cursor = head + gap + tail, len(head) + 1
        self.line.setText(text)
        self.line.setCursorPosition(cursor)
        self.line.setFocus()
        self._show(is_asked=False)

    def _pressed(self, key: str) -> None:
        panel = self._panel if self._panel is not None and self._panel.isVisible() else None
        chosen = panel.list.chosen() if panel else None
        if key == "timer":
            self.start_timer()
        elif key == "enter":
            self._pick(chosen.id) if chosen else self.submit()
        elif key == "escape":
            self._hide() if panel else self.line.clearFocus()
        elif panel is not None and panel.list.rows():
            if key == "tab":
                self._pick((chosen or panel.list.rows()[0]).id)
            else:
                panel.list.step(1 if key == "down" else -1)
        elif key == "tab":
            self.line.focusNextPrevChild(True)
        elif key == "down" and self.line.text():
            self._show(is_asked=True)
        elif not self.line.text().strip():
            self._show_recent()

    def _ask(self, sentences: list[str]) -> None:
        question = Question(
            _("Log it all the same?"),
            sentences,
            [
                Answer("sure", _("Yes, that is right"), _("Y"), "primary"),
                Answer("back", _("Go back to the line"), _("B")),
            ],
            refusal="back",
        )
        question.answered.connect(self._answered)
        question.present()

    def _answered(self, answer: str) -> None:
        said = self._read()
        if answer == "sure" and said is not None:
            self._record(said)
        else:
            self.line.setFocus()

    def _record(self, said: Understood) -> None:
        self._is_busy = True
        line, draft = said.line, said.line.draft
        self._hide()

        def operate(record: Record, is_sure: bool) -> Changes:
            from tracker.domain.spending import ExpenseDraft
            from tracker.domain.study import StudyDraft

            if isinstance(draft, StudyDraft):
                return record.study.log(draft, is_sure=is_sure, keeps=is_sure)
            if not isinstance(draft, ExpenseDraft):
                raise TypeError(type(draft))
            refunds = getattr(line, "refunds", ())
            dated = [(one.amount_minor, one.day or draft.day) for one in refunds]
            return record.spending.add(draft, refunds=dated)

        do_asking(self._desk, operate, self._done, self._failed, self._back)

    def _done(self, _changes: Changes) -> None:
        self._is_busy = False
        self._understood = None
        self.line.clear()
        self._hide()

    def _back(self) -> None:
        self._is_busy = False
        self.line.setFocus()

    def _failed(self, error: BaseException) -> None:
        """The line stays; what went wrong is said under it."""
        self._is_busy = False
        self.line.setFocus()
        if not isinstance(error, TrackerError):
            self._desk.failed.emit(error)
            return
        self._show(is_asked=True)
        if self._panel is not None:
            self._panel.problem.say(str(error))
            self._panel.place()

    def _hide(self) -> None:
        if self._panel is not None:
            self._panel.hide()

    def _leave(self) -> None:
        self._hide()

    def _focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()


def _known_of(record: Record) -> _Known:
    from tracker.services.lines import line_context, recent_lines

    context = line_context(
        record.ground,
        day_first=day_first(),
        decimal_comma=decimal_comma(),
        language=language(),
    )
    # The parser's tables and the index of names are made here, off the thread that types.
    understand("1h a", context)
    understand("1 EUR a", context)
    return _Known(context, recent_lines(record.ground, context))
