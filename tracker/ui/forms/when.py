"""When something was or will be: day, start, end and length that keep each other right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tracker.domain.instants import Moment, WallTimeGap, day_of, is_ambiguous
from tracker.domain.study import Pause
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms.inputs import Input
from tracker.ui.forms.spec import FieldSpec, FormContext, Values
from tracker.ui.numbers import day_short, weekday_short
from tracker.ui.parts.fields import FieldFrame
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.typed import ClockField, DayField, LengthField, TypedField


class GroupInput(Input):
    """Several lines that answer together, each under its name; what is wrong stands below all."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """An empty row."""
        super().__init__(spec, context, parent)
        self.frames: dict[str, FieldFrame] = {}
        self._cells: list[tuple[FieldFrame, int, int]] = []
        self.row = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.GAP)
        self._problem = Notice("", "bad")
        column = QVBoxLayout(self.row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addLayout(self._grid)
        column.addWidget(self._problem)

    def put(
        self,
        label: str,
        line: TypedField[Any],
        names: tuple[str, ...],
        share: int = 1,
        narrow: int = 1,
    ) -> FieldFrame:
        """Add a line under `label` that stands for the draft's fields `names`.

        `share` is its part of the width beside the others; where there is little room the lines
        stand by two, and it takes `narrow` of both columns.
        """
        frame = FieldFrame(label, line)
        for name in names:
            self.frames[name] = frame
        self._cells.append((frame, share, narrow))
        line.installEventFilter(self)
        self.arrange(is_narrow=False)
        return frame

    def arrange(self, *, is_narrow: bool) -> None:
        """Beside one another, or by two."""
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        row, at = 0, 0
        for frame, share, narrow in self._cells:
            wide = narrow if is_narrow else 1
            if is_narrow and at + wide > 2:
                row, at = row + 1, 0
            self._grid.addWidget(frame, row, at, 1, wide)
            self._grid.setColumnStretch(at, 1 if is_narrow else share)
            at += wide

    def show_problem(self, name: str, text: str) -> None:
        """Say what is wrong, and mark the line that answers `name`."""
        frame = self.frames.get(name) or next(iter(self.frames.values()))
        frame.set_problem(text, is_told=False)
        if not self._problem.text():
            self._problem.say(text)

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        for frame in self.frames.values():
            if frame.problem():
                frame.set_problem("")
        self._problem.say("")

    def problem(self) -> str:
        """What is said to be wrong."""
        return self._problem.text()


class WhenInput(GroupInput):
    """Day, from, to and length of a study session or of a planned block.

    Two of start, end and length give the third while they are typed. A length without a time is
    a length on a day; with a time the day is the one on the calendar.
    """

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """Today, nothing else."""
        super().__init__(spec, context, parent)
        self.day = DayField(context.today)
        self.start, self.end = ClockField(), ClockField()
        self.length = LengthField()
        self._zone = context.zone
        self._pauses: tuple[Pause, ...] = ()
        # Whether the start was worked out: then it follows an end that is typed on.
        self._is_start_derived = False
        self._held: tuple[Moment | None, date | None] = (None, None)
        self.hold(self.row, self.length)
        self.put(_("Day"), self.day, ("day",), 4, narrow=2)
        self._from = self.put(_("From"), self.start, ("start",), 2)
        self.put(_("To"), self.end, ("end",), 2)
        self.put(_("Length"), self.length, ("seconds", "pauses"), 3, narrow=2)
        for line, change in (
            (self.day, self._tell_hint),
            (self.start, self._start_changed),
            (self.end, self._end_changed),
            (self.length, self._length_changed),
        ):
            line.edited.connect(change)
            line.edited.connect(self.tell)
        self.day.set_value(context.today)

    def read(self) -> Values:
        """Seconds, the start and the day; what the draft does not have is not among them."""
        start = self._moment()
        values: Values = {"seconds": self.length.value(), "start": start}
        if "day" in self.spec.answers:
            held_start, held_day = self._held
            # A recorded session keeps its day, whatever the settings say by now.
            is_moved = start is not None and start != held_start
            values["day"] = None if is_moved else (held_day if start else self.day.value())
        if "pauses" in self.spec.answers:
            values["pauses"] = self._moved_pauses(start)
        return values

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show start, length and the end that follows from them."""
        if "pauses" in values:
            self._pauses = tuple(values["pauses"])
        start: Moment | None = values.get("start")
        if "start" in values:
            self._is_start_derived = False
            self._held = (start, values.get("day"))
            self._zone = start.zone if start else self.context.zone
            self.start.set_value(start.wall.time() if start else None)
        if start is not None:
            self.day.set_value(start.wall.date())
        elif values.get("day") is not None:
            self.day.set_value(values["day"])
        if "seconds" in values:
            self.length.set_value(values["seconds"] or None)
        self._put_end()
        self._tell_hint()

    def faults(self) -> dict[str, str]:
        """What can't be read, and a time that the clocks never showed."""
        lines = {"day": self.day, "start": self.start, "end": self.end, "seconds": self.length}
        found = {name: line.fault() for name, line in lines.items() if line.fault()}
        if "day" not in found and self.day.value() is None:
            found["day"] = _("The day is empty.")
        if self.end.value() and not self.start.value() and "start" not in found:
            found["start"] = _("An end needs a start or a length.")
        if "day" not in self.spec.answers and self.start.is_blank():
            found["start"] = _("The start is empty.")
        if not found:
            try:
                self._moment(is_strict=True)
            except TrackerError as error:
                found["start"] = str(error)
        if "seconds" not in found and self.length.value() is None:
            found["seconds"] = _("The length is empty.")
        return found

    def is_blank(self) -> bool:
        """Whether neither a time nor a length is typed."""
        return self.start.is_blank() and self.length.is_blank()

    def _paused(self) -> int:
        return sum(pause.seconds for pause in self._pauses)

    def _moved_pauses(self, start: Moment | None) -> tuple[Pause, ...]:
        """The recorded pauses, moved along with the start."""
        held = self._held[0]
        if start is None or held is None or start == held:
            return self._pauses if start is not None else ()
        by = start.at - held.at
        return tuple(Pause(one.started_at + by, one.ended_at + by) for one in self._pauses)

    def _moment(self, *, is_strict: bool = False) -> Moment | None:
        day, at = self.day.value(), self.start.value()
        if day is None or at is None:
            return None
        wall, held = datetime.combine(day, at), self._held[0]
        if held is not None and wall == held.wall:
            return held
        try:
            return Moment.from_wall(wall, self._zone)
        except (WallTimeGap, TrackerError):
            if is_strict:
                raise
            return None

    def _start_changed(self) -> None:
        self._is_start_derived = False
        if self.length.value() is not None:
            self._put_end()
        elif self.end.value() is not None:
            self._put_length()
        self._tell_hint()

    def _end_changed(self) -> None:
        if self.end.value() is None:
            return
        if self.start.value() is not None and not self._is_start_derived:
            self._put_length()
        elif self.length.value() is not None:
            self._put_start()
        self._tell_hint()

    def _length_changed(self) -> None:
        if self.start.value() is not None and not self._is_start_derived:
            self._put_end()
        elif self.end.value() is not None and self.length.value() is not None:
            self._put_start()
        self._tell_hint()

    def _put_end(self) -> None:
        start, seconds = self._moment(), self.length.value()
        if start is None or seconds is None or seconds > 7 * 86400:
            self.end.set_value(None)
            return
        self.end.set_value(start.after(seconds + self._paused()).wall.time())

    def _put_length(self) -> None:
        """The length up to the next time that clocks show the end."""
        start, end, day = self._moment(), self.end.value(), self.day.value()
        if start is None or end is None or day is None:
            return
        wall = datetime.combine(day, end)
        if wall <= start.wall:
            wall += timedelta(days=1)
        try:
            until = Moment.from_wall(wall, self._zone)
        except TrackerError:
            return
        seconds = int((until.at - start.at).total_seconds()) - self._paused()
        self.length.set_value(max(seconds, 0) or None)

    def _put_start(self) -> None:
        end, seconds, day = self.end.value(), self.length.value(), self.day.value()
        if end is None or seconds is None or day is None or seconds > 86400:
            return
        try:
            until = Moment.from_wall(datetime.combine(day, end), self._zone)
        except TrackerError:
            return
        start = until.after(-seconds).wall
        # The day typed is that of the start: an evening's study may end after midnight.
        self.start.set_value(start.time())
        self._is_start_derived = True

    def _tell_hint(self) -> None:
        """Say what is not seen in the fields: another day, another zone, a time that was twice."""
        start = self._moment()
        self._from.set_hint(self._hint_of(start) if start else "")

    def _hint_of(self, start: Moment) -> str:
        day = day_of(start, self.context.settings.day_starts_at)
        if start == self._held[0] and self._held[1] is not None:
            day = self._held[1]
        if day != start.wall.date():
            return _("counts for {weekday} {day}").format(
                weekday=weekday_short(day), day=day_short(day, self.context.today)
            )
        if is_ambiguous(start.wall, start.zone):
            return _("the first of two such times") if not start.fold else _("the second such time")
        return start.zone if start.zone != self.context.zone else ""


class ExamInput(GroupInput):
    """The day of the next exam, with its time where that is known."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """Not known."""
        super().__init__(spec, context, parent)
        self.day, self.time = DayField(context.today), ClockField()
        self.hold(self.row, self.day)
        self.put(_("Exam on"), self.day, ("exam_on",), 3)
        self.put(_("At"), self.time, ("exam_at",), 2)
        for line in (self.day, self.time):
            line.edited.connect(self.tell)

    def read(self) -> Values:
        """Day and instant; the instant None where no time is typed."""
        return {"exam_on": self.day.value(), "exam_at": self._instant()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the day and, in the person's zone, the time."""
        if "exam_on" in values:
            self.day.set_value(values["exam_on"])
        if "exam_at" in values:
            at: datetime | None = values["exam_at"]
            wall = Moment.of(at, self.context.zone).wall if at else None
            self.time.set_value(wall.time() if wall else None)
            if wall is not None:
                self.day.set_value(wall.date())

    def faults(self) -> dict[str, str]:
        """What can't be read, and a time without a day."""
        found = {
            name: line.fault()
            for name, line in (("exam_on", self.day), ("exam_at", self.time))
            if line.fault()
        }
        if not found and self.time.value() is not None and self.day.value() is None:
            found["exam_on"] = _("A time needs its day.")
        if not found and self.time.value() is not None:
            try:
                Moment.from_wall(self._wall(), self.context.zone)
            except TrackerError as error:
                found["exam_at"] = str(error)
        return found

    def _wall(self) -> datetime:
        return datetime.combine(self.day.value() or date.min, self.time.value() or time())

    def _instant(self) -> datetime | None:
        if self.day.value() is None or self.time.value() is None:
            return None
        try:
            return Moment.from_wall(self._wall(), self.context.zone).at.astimezone(UTC)
        except TrackerError:
            return None
