"""Credentials on a line of time, with their exams and expiries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from tracker.analytics.timeline import Course, Event, EventKind, Timeline
from tracker.charts.area import BAND, GROUND, Area
from tracker.charts.chart import Cell, Chart, Column, Mark, Table, day_cell
from tracker.charts.levels import day_labels
from tracker.charts.look import Words
from tracker.charts.plate import Plate
from tracker.i18n import _, ngettext

ROW = 30
# Over the rows the word «today» and the days, under them the days and what the signs mean.
_HEAD, _FOOT = 42, 54
# More rows than that are no picture any more; the table has them all.
_MOST = 40
# What lies further back or ahead is cut at the edge [days].
_BACK, _AHEAD, _LEAST_AHEAD = 6 * 365, 3 * 365, 45
_BAR = 12.0
# A sign with points looks smaller than a full one.
_USUAL, _LARGE = 8.0, 10.0

# Sign and tone of each event; a day of work begun needs none, its bar begins there.
_SIGNS: dict[EventKind, tuple[str, str]] = {
    EventKind.TARGET: ("o", "money"),
    EventKind.EXAM: ("D", "money"),
    EventKind.PASSED: ("D", "good"),
    EventKind.FAILED: ("X", "bad"),
    EventKind.EARNED: ("s", "good"),
    EventKind.EXPIRES: ("^", "bad"),
}


def timeline(data: Timeline, words: Words, most: int = _MOST) -> Chart:
    """Each credential with its work, the time it is held, exams, aims and expiries.

    Of more than `most` those are drawn of which something lies ahead, soonest first, then the
    newest; a mark's key is the credential's.
    """
    drawn = _chosen(data, most)
    return Chart(
        name="timeline",
        title=_("Timeline"),
        sentence=_sentence(data, words, len(drawn)),
        table=_table(data, words),
        paint=partial(_paint, data.today, drawn, words),
        tall=_HEAD + _FOOT + ROW * max(1, len(drawn)),
    )


def event_words(event: Event, today: date, words: Words) -> str:
    """An event with its day: `exam 14 Dec`, `expires 3 Mar 2027`, `expired 1 Feb`."""
    day = words.day(event.on, today)
    if event.kind is EventKind.STARTED:
        return _("started {day}").format(day=day)
    if event.kind is EventKind.TARGET:
        return _("target {day}").format(day=day)
    if event.kind is EventKind.EXAM:
        return _("exam {day}").format(day=day)
    if event.kind is EventKind.PASSED:
        return _("exam passed {day}").format(day=day)
    if event.kind is EventKind.FAILED:
        return _("exam failed {day}").format(day=day)
    if event.kind is EventKind.EARNED:
        return _("earned {day}").format(day=day)
    if event.on < today:
        return _("expired {day}").format(day=day)
    return _("expires {day}").format(day=day)


def _chosen(data: Timeline, most: int) -> tuple[Course, ...]:
    if len(data.courses) <= most:
        return data.courses

    def order(course: Course) -> tuple[bool, int]:
        ahead = course.next_event(data.today)
        if ahead is not None:
            return (False, ahead.on.toordinal())
        return (True, -course.last.toordinal())

    kept = {course.id for course in sorted(data.courses, key=order)[:most]}
    return tuple(course for course in data.courses if course.id in kept)


def _sentence(data: Timeline, words: Words, drawn: int) -> str:
    count = len(data.courses)
    if not count:
        return _("No credential has a day yet.")
    told = ngettext("{n} credential", "{n} credentials", count).format(n=words.count(count))
    parts = []
    ahead = [
        (event.on, course.title, event)
        for course in data.courses
        if (event := course.next_event(data.today)) is not None
    ]
    if ahead:
        _on, title, event = min(ahead, key=lambda one: (one[0], one[1]))
        what = event_words(event, data.today, words)
        parts.append(_("next {title}: {what}").format(title=title, what=what))
    expired = sum(course.is_expired for course in data.courses)
    if expired:
        over = ngettext("{n} expired", "{n} expired", expired)
        parts.append(over.format(n=words.count(expired)))
    if drawn < count:
        parts.append(_("{n} are drawn").format(n=words.count(drawn)))
    if data.without:
        none = ngettext("{n} without any day", "{n} without any day", data.without)
        parts.append(none.format(n=words.count(data.without)))
    for more in parts:
        told = _("{said}; {more}").format(said=told, more=more)
    return _("{said}.").format(said=told)


def _table(data: Timeline, words: Words) -> Table:
    columns = tuple(Column(title) for title in (_("Credential"), _("State"), _("What"), _("Day")))
    rows = []
    for course in data.courses:
        for event in course.events:
            what = event_words(event, data.today, words)
            rows.append(
                (
                    Cell(course.title),
                    Cell(course.state.text),
                    Cell(what),
                    day_cell(event.on, words.day(event.on, data.today)),
                )
            )
        if not course.events and course.work is not None:
            day = course.work[0]
            rows.append(
                (
                    Cell(course.title),
                    Cell(course.state.text),
                    Cell(_("planned start")),
                    day_cell(day, words.day(day, data.today)),
                )
            )
    return Table(columns, tuple(rows))


def _paint(today: date, courses: Sequence[Course], words: Words, plate: Plate) -> list[Mark]:
    if not courses:
        return []
    begun = min((one.first for one in courses), default=today)
    first = max(min(begun, today), today - timedelta(days=_BACK))
    last = min(max(one.last for one in courses), today + timedelta(days=_AHEAD))
    last = max(last, today + timedelta(days=_LEAST_AHEAD))
    told = [_told(one, today, words) for one in courses]
    start = min(plate.widest([one.title for one in courses], "body"), plate.width * 0.28)
    end = min(plate.widest(told), plate.width * 0.2)
    gap = plate.px(14)
    area = plate.area(
        start + gap,
        plate.px(_HEAD),
        plate.width - end - gap,
        plate.height - plate.px(_FOOT),
        (first.toordinal(), last.toordinal()),
        (len(courses), 0),
    )
    labels = day_labels(first, last, words)
    area.grid_across([value for value, _text in labels])
    area.grid([0, len(courses)])
    plate.labels_below(area, labels)
    # Over a tall chart as well, whose foot may be out of sight.
    plate.labels_below(area, labels, at=area.top - plate.px(5), down="bottom")
    area.upright(today.toordinal(), "ink")
    plate.write(
        _("today"),
        area.x(today.toordinal()),
        plate.px(10),
        role="chip",
        tone="ink",
        across="middle",
    )
    marks = []
    for place, (course, next_words) in enumerate(zip(courses, told, strict=True)):
        y = area.y(place + 0.5)
        plate.write(plate.cut(course.title, start + 1, "body"), 0, y, role="body", tone="ink")
        _paint_course(area, course, place, today)
        cut = plate.cut(next_words, end + 1)
        plate.write(cut, plate.width, y, across="end", tone=_told_tone(course, today))
        marks.append(_mark(area, course, place, today, words))
    _paint_events(area, courses)
    _paint_meaning(area)
    return marks


def _told(course: Course, today: date, words: Words) -> str:
    """What stands at the end of a row: what comes next, else what was last."""
    event = course.next_event(today)
    if event is None:
        past = [one for one in course.events if one.kind is not EventKind.STARTED]
        event = past[-1] if past else None
    return "" if event is None else event_words(event, today, words)


def _told_tone(course: Course, today: date) -> str:
    event = course.next_event(today)
    if event is None:
        return "muted"
    return "money" if event.kind in (EventKind.EXAM, EventKind.TARGET) else "ink"


def _paint_course(area: Area, course: Course, place: int, today: date) -> None:
    half = area.plate.px(_BAR) / 2 / (area.height / area.rows)
    top, bottom = place + 0.5 - half, place + 0.5 + half
    first, last = area.values_across
    if course.held is not None:
        begins, ends = course.held
        box = _clipped((begins.toordinal(), ends.toordinal() if ends else last), first, last)
        if box is not None:
            tone, edge = ("track", "border") if course.is_expired else ("good_soft", "good")
            is_unknown = ends is None and not course.is_lasting
            area.rounded(
                (box[0], top, box[1], bottom),
                tone,
                edge=edge,
                hatch="////" if is_unknown else "",
                over=GROUND,
            )
    if course.work is not None:
        begins, ends = course.work
        now = today.toordinal()
        done = (begins.toordinal(), min(ends.toordinal(), now))
        ahead = (max(begins.toordinal(), now), ends.toordinal())
        is_open = course.held is None
        if not course.is_planned and (box := _clipped(done, first, last)) is not None:
            area.rounded((box[0], top, box[1], bottom), "accent", over=BAND)
        if (course.is_planned or is_open) and ends.toordinal() > now:
            box = _clipped(ahead, first, last)
            if box is not None:
                area.rounded(
                    (box[0], top, box[1], bottom), "accent_soft", edge="accent", over=GROUND
                )


def _clipped(ends: tuple[float, float], first: float, last: float) -> tuple[float, float] | None:
    left, right = max(ends[0], first), min(ends[1], last)
    return None if right < left else (left, max(right, left + (last - first) / 400))


def _paint_events(area: Area, courses: Sequence[Course]) -> None:
    first, last = area.values_across
    for kind, (shape, tone) in _SIGNS.items():
        places = [
            (event.on.toordinal(), place + 0.5)
            for place, course in enumerate(courses)
            for event in course.events
            if event.kind is kind and first <= event.on.toordinal() <= last
        ]
        if places:
            xs, ys = [x for x, _y in places], [y for _x, y in places]
            size = _LARGE if shape in "X^" else _USUAL
            area.signs(xs, ys, tone, shape, size=size, is_ring=kind is EventKind.TARGET)


def _paint_meaning(area: Area) -> None:
    """What bars and signs mean, in a line at the foot; as many as fit."""
    plate = area.plate
    y = plate.height - plate.px(11)
    x = 0.0
    half = plate.px(4.5)
    entries: list[tuple[str, str, str, str]] = [
        (_("worked on"), "", "accent", ""),
        (_("held"), "", "good_soft", "good"),
        (_("exam"), "D", "money", ""),
        (_("target"), "o", "money", ""),
        (_("earned"), "s", "good", ""),
        (_("expires"), "^", "bad", ""),
    ]
    for text, shape, tone, edge in entries:
        wide = plate.measure(text)[0] + plate.px(16)
        if x + wide > plate.width:
            break
        swatch = plate.area(x, y - half, x + 2 * half, y + half, (0, 1), (0, 1))
        if shape:
            swatch.signs([0.5], [0.5], tone, shape, is_ring=shape == "o")
        else:
            swatch.rounded((0, 0, 1, 1), tone, radius=2, edge=edge)
        plate.write(text, x + plate.px(14), y)
        x += wide + plate.px(14)


def _mark(area: Area, course: Course, place: int, today: date, words: Words) -> Mark:
    plate = area.plate
    top, bottom = area.y(place), area.y(place + 1)
    box = plate.box(0, top + 1, plate.width, bottom - 1)
    lines = [_("{title}: {state}").format(title=course.title, state=course.state.text)]
    lines += [event_words(event, today, words) for event in course.events]
    if course.held is not None and course.is_lasting:
        lines.append(_("does not expire"))
    x = min(max(today.toordinal(), area.values_across[0]), area.values_across[1])
    shares = plate.place(area.x(x), (top + bottom) / 2)
    return Mark("\n".join(lines), shares[0], 1 - shares[1], box, box, course.id)
