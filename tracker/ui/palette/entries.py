"""What the command palette can find: actions, pages, credentials, and what was done of late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from tracker.domain.changes import Kind
from tracker.i18n import _, dotted
from tracker.ui.actions import ACTIONS
from tracker.ui.keys.keyed import usual_keys
from tracker.ui.numbers import day_short, duration, money
from tracker.ui.pages import PAGES
from tracker.ui.palette.matching import Haystack, haystack, score
from tracker.ui.parts.keyhint import key_text

if TYPE_CHECKING:
    from tracker.domain.credentials import NamedCredential
    from tracker.domain.spending import ExpenseRow
    from tracker.domain.study import StudyRow
    from tracker.record import Record
    from tracker.ui.desk import Desk

RECENT, PLACE, ACTION = "recent", "place", "action"
CREDENTIAL, STUDY, EXPENSE, FURTHER = "credential", "study", "expense", "further"
# So many of the newest sessions and expenses are looked through while one types; the rest is asked
# of the record when the person wants it.
NEWEST = 200
# So many of one group are shown, so that no group hides another.
_MOST = 7
_MOST_LATE = 5
# Of what is asked of the whole record.
_MOST_FOUND = 50
# What can be done stands before what was done where both are meant equally [points].
_LEAN = {PLACE: 6.0, ACTION: 4.0, CREDENTIAL: 3.0}
_RECENT_BONUS = 8.0


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette: `detail` stands after its name, `aside` or `keys` at its end."""

    key: str
    group: str
    text: str
    icon: str
    hay: Haystack
    run: Callable[[Desk], object]
    detail: str = ""
    aside: str = ""
    keys: str = ""
    is_muted: bool = False


def group_heading(group: str) -> str:
    """The heading over the lines of a group."""
    words = {
        RECENT: _("Used last"),
        PLACE: _("Places"),
        ACTION: _("Actions"),
        CREDENTIAL: _("Credentials"),
        STUDY: _("Study"),
        EXPENSE: _("Spending"),
        FURTHER: _("Further back"),
    }
    return words[group]


def standing(desk: Desk) -> list[Found]:
    """The places and all actions that can be done now; quick, for the GUI thread."""
    places = [spec for spec in PAGES if not spec.under]
    named = {spec.id for spec in places}
    found = [
        Found(
            f"place:{spec.id}",
            PLACE,
            spec.text(),
            spec.icon,
            haystack(spec.text(), _("go to page")),
            partial(_go, spec.id, 0),
            keys=key_text(desk.keys.first(spec.id, usual_keys(spec.id))),
        )
        for spec in places
    ]
    for action in ACTIONS:
        # An action that only shows a place is that place; the palette itself is open already.
        if action.id in named or action.id == "palette" or not action.is_enabled(desk):
            continue
        found.append(
            Found(
                f"action:{action.id}",
                ACTION,
                action.text(),
                action.icon,
                haystack(action.text(), action.also()),
                action.run,
                keys=key_text(desk.keys.first(action.id, action.shortcuts)),
            )
        )
    return found


def gather(record: Record) -> list[Found]:
    """The credentials and the newest sessions and expenses; for a reader."""
    # Its first import takes longer than an answer may: here nobody waits for it.
    import_module("rapidfuzz.fuzz")
    today = record.ground.today()
    named = record.credentials.named()
    titles = {row.id: row.title for row in named}
    found = [_credential(row) for row in named]
    found += [_session(row, today, titles) for row in record.study.page(limit=NEWEST)]
    found += [_expense(row, today) for row in record.spending.page(limit=NEWEST)]
    return found


def search_all(record: Record, query: str) -> list[Found]:
    """The sessions and expenses of all time in whose words `query` stands; for a reader."""
    today = record.ground.today()
    sessions = record.study.page(limit=_MOST_FOUND, text=query)
    expenses = record.spending.page(limit=_MOST_FOUND, text=query)
    found = [_session(row, today, {}) for row in sessions]
    return found + [_expense(row, today) for row in expenses]


def offered(entries: Iterable[Found], recent: list[str]) -> list[tuple[str, list[Found]]]:
    """What is shown before anything is typed: what was used last, then some of each group."""
    by_key = {entry.key: entry for entry in entries}
    used = [by_key[key] for key in recent if key in by_key][:_MOST_LATE]
    taken = {entry.key for entry in used}
    groups: dict[str, list[Found]] = {RECENT: used}
    for entry in by_key.values():
        held = groups.setdefault(entry.group, [])
        is_all = entry.group in (ACTION, PLACE)
        if entry.key not in taken and (is_all or len(held) < _MOST_LATE):
            held.append(entry)
    # The credentials are sorted by name, of which the first five say nothing to anyone.
    order = (RECENT, PLACE, ACTION, STUDY, EXPENSE)
    return [(group, groups[group]) for group in order if groups.get(group)]


def matching(
    query: str, entries: Iterable[Found], recent: list[str]
) -> list[tuple[str, list[Found]]]:
    """The entries that `query` means, by group; groups and lines with the surest first."""
    known = set(recent)
    points: dict[str, float] = {}
    groups: dict[str, list[Found]] = {}
    for entry in entries:
        found = score(query, entry.hay)
        if not found:
            continue
        bonus = _RECENT_BONUS if entry.key in known else 0.0
        points[entry.key] = found + bonus + _LEAN.get(entry.group, 0.0) - 5 * entry.is_muted
        groups.setdefault(entry.group, []).append(entry)
    for held in groups.values():
        held.sort(key=lambda entry: -points[entry.key])
    ordered = sorted(groups.items(), key=lambda pair: -points[pair[1][0].key])
    return [(group, held[:_MOST]) for group, held in ordered]


def _credential(row: NamedCredential) -> Found:
    state = _("archived") if row.is_archived else row.state.text
    short = row.short_title if row.short_title != row.title else ""
    return Found(
        f"credential:{row.id}",
        CREDENTIAL,
        row.title,
        "archive" if row.is_archived else "credentials",
        haystack(f"{short} {row.title}".strip(), f"{row.issuer} {row.codes} {state}"),
        partial(_go, "credential", row.id),
        detail=dotted((short, row.issuer)),
        aside=state,
        is_muted=row.is_archived,
    )


def further(query: str, search: Callable[[Desk], object]) -> Found:
    """The line that offers to look in everything for `query`."""
    text = _("Look in all study and spending for «{query}»").format(query=query)
    return Found(FURTHER, FURTHER, text, "search", haystack(""), search)


def _session(row: StudyRow, today: date, titles: Mapping[int, str]) -> Found:
    title = row.title or _("Study")
    name = dotted((title, row.activity))
    note = " ".join(row.note.split())
    # A session is called by the short titles; it is to be found by the long ones as well.
    served = [titles.get(share.credential_id or 0, "") for share in row.shares]
    day = day_short(row.day, today)
    return Found(
        f"study:{row.id}",
        STUDY,
        name,
        "study-log",
        haystack(name, " ".join((row.topic, *served, note, *row.tags, day))),
        partial(_edit, Kind.STUDY_SESSION, row.id),
        detail=dotted((day, note)),
        aside=duration(row.seconds),
    )


def _expense(row: ExpenseRow, today: date) -> Found:
    name = row.title or row.kind.text
    day = day_short(row.day, today)
    served = " ".join(share.title for share in row.shares)
    return Found(
        f"expense:{row.id}",
        EXPENSE,
        name,
        "spending",
        haystack(name, f"{row.vendor} {row.kind.text} {served} {row.note} {day}"),
        partial(_edit, Kind.EXPENSE, row.id),
        detail=dotted((day, row.vendor)),
        aside=money(row.amount),
    )


def _go(place: str, ident: int, desk: Desk) -> None:
    desk.go(place, ident)


def _edit(kind: Kind, row_id: int, desk: Desk) -> None:
    from tracker.ui.forms import open_form

    open_form(desk, kind, row_id)
