"""Hours of study by week and credential."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = 7
# As many credentials as can be told apart in one bar; the rest stands together as «other».
_MOST = 4


@dataclass(frozen=True, slots=True)
class WeekSeries:
    """The seconds of one credential in each week.

    `credential_id` is 0 for what stands together as «other» and None for study that serves no
    credential of the record; `title` is empty for both.
    """

    credential_id: int | None
    title: str
    seconds: tuple[int, ...]

    @property
    def total(self) -> int:
        """Its seconds in all weeks."""
        return sum(self.seconds)


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Seconds by week (`weeks` are their first days, in order) and credential, most first.

    «Other» stands last, with `others` credentials in it. `goal_seconds` is the goal of a week,
    None where there is none. The last week may still go on: it holds `today`.
    """

    weeks: tuple[date, ...]
    series: tuple[WeekSeries, ...]
    today: date
    goal_seconds: int | None = None
    others: int = 0

    @property
    def totals(self) -> tuple[int, ...]:
        """The seconds of each week."""
        return tuple(
            sum(one.seconds[place] for one in self.series) for place in range(len(self.weeks))
        )

    @property
    def total(self) -> int:
        """All seconds."""
        return sum(one.total for one in self.series)


def hours_by_week(
    sums: Iterable[tuple[date, int | None, int]],
    titles: Mapping[int, str],
    first: date,
    today: date,
    *,
    first_weekday: int = 0,
    goal_seconds: int | None = None,
    most: int = _MOST,
) -> WeekHours:
    """The weeks from the one that holds `first` to the one that holds `today`.

    `sums` are seconds by day and credential (None for none), in any order; days outside of these
    weeks are left out. The `most` largest credentials stand for themselves.
    """
    start = _week(first, first_weekday)
    count = max(0, (_week(today, first_weekday) - start).days // _DAYS) + 1
    found: dict[int | None, list[int]] = {}
    for day, number, seconds in sums:
        place = (day - start).days // _DAYS
        if 0 <= place < count:
            found.setdefault(number, [0] * count)[place] += seconds
    named = [
        WeekSeries(number, titles.get(number, ""), tuple(seconds))
        for number, seconds in found.items()
        if number is not None
    ]
    named.sort(key=lambda one: (-one.total, one.title.casefold(), one.credential_id or 0))
    # A single one too many takes no more room under its own name than as «other».
    kept = named if len(named) <= most + 1 else named[:most]
    series = list(kept)
    if None in found:
        series.append(WeekSeries(None, "", tuple(found[None])))
    rest = named[len(kept) :]
    if rest:
        summed = tuple(sum(column) for column in zip(*(one.seconds for one in rest), strict=True))
        series.append(WeekSeries(0, "", summed))
    weeks = tuple(start + timedelta(days=_DAYS * place) for place in range(count))
    return WeekHours(weeks, tuple(series), today, goal_seconds, len(rest))


def _week(day: date, first_weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - first_weekday) % _DAYS)
