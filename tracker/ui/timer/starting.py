"""What the timer can be started for at once: what was studied lately, the last one first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.study import Share, StudyRow, TimerDraft
from tracker.i18n import _
from tracker.ui import icons
from tracker.ui.parts.menu import Menu

if TYPE_CHECKING:
    from tracker.formats.line.model import Candidate
    from tracker.record import Record

# Pairs of credential and activity are offered before credentials alone; nine have a key.
_RECENT, _MOST = 5, 9
_LOOKED_AT = 60

Startable = tuple[TimerDraft, str]


class StartPicker(Menu):
    """The list under «Start timer». Enter or S starts the first one, a digit another.

    `picked` tells the draft, `other` that none of them is meant.
    """

    picked = Signal(object)
    other = Signal()

    def __init__(self, drafts: Sequence[Startable], parent: QWidget) -> None:
        """The first one has the keyboard."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Start the timer for…"))
        self._drafts: list[QAction] = []
        for place, (draft, words) in enumerate(drafts[:_MOST]):
            action = QAction(f"{words.replace('&', '&&')}\t{place + 1}", self)
            action.setIcon(icons.icon("play" if place == 0 else "credentials", "muted"))
            action.triggered.connect(partial(self.picked.emit, draft))
            self.addAction(action)
            self._drafts.append(action)
        self.addSeparator()
        other = QAction(icons.icon("edit", "muted"), _("Something else…"), self)
        other.triggered.connect(self.other)
        self.addAction(other)

    def open_below(self, anchor: QWidget) -> None:
        """Show it under `anchor`, its ends on the same side."""
        self.dress()
        wide = self.sizeHint().width()
        x = 0 if anchor.isRightToLeft() else anchor.width() - wide
        self.popup(anchor.mapToGlobal(QPoint(x, anchor.height() + 2)))
        if self._drafts:
            self.setActiveAction(self._drafts[0])

    def words(self) -> list[str]:
        """What is offered, in order."""
        return [one.text().partition("\t")[0].replace("&&", "&") for one in self._drafts]

    def take(self) -> None:
        """Start what is chosen."""
        action = self.activeAction() or self._drafts[0]
        self.close()
        action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opened it takes the first one; digits take the others."""
        text = event.text()
        if text.upper() == "S" and not event.isAutoRepeat():
            self.take()
        elif text.isdigit() and 0 < int(text) <= len(self._drafts):
            action = self._drafts[int(text) - 1]
            self.close()
            action.trigger()
        else:
            super().keyPressEvent(event)


def startable(record: Record) -> list[Startable]:
    """What was studied lately, then the credentials in progress, each with its words.

    A credential that was archived or deleted since is not taken up again.
    """
    from tracker.services.lines import line_context
    from tracker.ui.forms.gathering import by_use

    known = {one.id: one for one in line_context(record.ground).candidates}
    found: dict[TimerDraft, str] = {}
    for row in record.study.page(limit=_LOOKED_AT):
        draft = _draft_of(row, known)
        if draft is not None and len(found) < _RECENT:
            found.setdefault(draft, _words(draft, known))
    served = {share.credential_id for draft in found for share in draft.shares}
    for one in sorted(known.values(), key=by_use):
        if one.id not in served and len(found) < _MOST - 1:
            draft = TimerDraft(shares=(Share(one.id),))
            found[draft] = _words(draft, known)
    return list(found.items())


def last_draft(record: Record) -> TimerDraft | None:
    """What was studied last, to go on with; None where nothing was yet."""
    found = startable(record)
    return found[0][0] if found else None


def _draft_of(row: StudyRow, known: dict[int, Candidate]) -> TimerDraft | None:
    shares = tuple(
        Share(share.credential_id, share.weight)
        for share in row.shares
        if share.credential_id is not None and share.credential_id in known
    )
    if not shares and (row.shares or not row.topic):
        return None
    return TimerDraft(shares=shares, topic=row.topic, activity=row.activity)


def _words(draft: TimerDraft, known: dict[int, Candidate]) -> str:
    names = [known[one.credential_id] for one in draft.shares if one.credential_id in known]
    title = " · ".join(one.short_title or one.title for one in names) or draft.topic
    if draft.activity:
        return _("{title} · {activity}").format(title=title, activity=draft.activity)
    return title
