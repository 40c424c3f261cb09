"""The cards at the side of one credential's page: about, the EU's elements, modules, exams."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tracker.analytics.credential import whole_progress
from tracker.analytics.elements import MANDATORY, missing
from tracker.domain.changes import Kind
from tracker.domain.words import CredentialState, ExamResult
from tracker.i18n import _, dotted
from tracker.ui.forms import open_form
from tracker.ui.numbers import day_short, hours, listed, money, percent, unknown
from tracker.ui.pages.credential.words import level, rule_of, valid, workload
from tracker.ui.pages.credentials.actions import mark_as_earned
from tracker.ui.parts.cards import Card
from tracker.ui.parts.checkfield import CheckField
from tracker.ui.parts.chip import Chip, ChipKind
from tracker.ui.parts.facts import Facts
from tracker.ui.parts.labels import PlainLabel, set_tip
from tracker.ui.parts.lines import Lines
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.progress import Bar

if TYPE_CHECKING:
    from tracker.analytics.credential import CredentialView
    from tracker.domain.changes import Changes
    from tracker.domain.credentials import CredentialRow, ExamAttemptDraft, ModuleDraft
    from tracker.domain.kept import Kept
    from tracker.record import Record
    from tracker.ui.desk import Desk


class AboutCard(Card):
    """Who awards it, how much work it is, which level, until when, under which number."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(_("About"), LinkButton(_("Edit"), self._edit), parent=parent)
        self._desk = desk
        self._view: CredentialView | None = None
        self._is_whole = False
        self._facts = Facts()
        self._rule = PlainLabel("", "secondary", "muted", wraps=True)
        self._toggle = LinkButton("", self._show_more)
        for part in (self._facts, self._rule, self._toggle):
            self.body.addWidget(part)

    def show_view(self, view: CredentialView) -> None:
        """Show what is known of a credential; the usual five are there also where unknown."""
        if self._view is None or view.row.id != self._view.row.id:
            self._is_whole = False
        self._view = view
        draft = view.row.draft
        facts: list[tuple[str, str | QWidget]] = [
            (_("Awarding body"), draft.issuer or unknown()),
            (_("Workload"), workload(draft)),
            (_("Level"), level(draft)),
            (_("Valid"), valid(view)),
            (_("Identifier"), draft.identifier or unknown()),
        ]
        if draft.url:
            link = LinkButton(QUrl(draft.url).host() or _("Open link"), self._open_link)
            set_tip(link, draft.url)
            facts.append((_("Link"), link))
        more = self._more_facts(view)
        self._facts.show_facts(facts + more if self._is_whole else facts)
        self._toggle.setVisible(bool(more))
        self._toggle.setText(
            _("Show less") if self._is_whole else _("Show {n} more").format(n=len(more))
        )
        self._toggle.updateGeometry()
        self._rule.setText(rule_of(draft))
        self._rule.setVisible(bool(self._rule.text()))

    def _more_facts(self, view: CredentialView) -> list[tuple[str, str | QWidget]]:
        """What is known beyond the usual."""
        draft, today = view.row.draft, view.today
        planned = draft.planned_minutes if draft.workload_milli is not None else None
        days = (
            (_("Planned start"), draft.planned_start_on),
            (_("Started"), draft.started_on),
            (_("Earned"), draft.earned_on),
        )
        facts = [
            (_("Kind"), draft.kind.text),
            (_("Planned study"), hours(planned) if planned is not None else ""),
            (_("Country"), draft.country),
            (_("Exam code"), draft.exam_code),
            (_("Grade"), draft.grade),
            *((name, day_short(day, today) if day else "") for name, day in days),
            (_("Assessment"), draft.assessment),
            (_("Participation"), draft.participation.text if draft.participation else ""),
            (_("Supervision"), draft.supervision.text if draft.supervision else ""),
            (_("Quality assurance"), draft.quality_assurance),
            (_("Prerequisites"), draft.prerequisites),
            (_("Stackability"), draft.stackability.text if draft.stackability else ""),
            (_("Learning outcomes"), draft.learning_outcomes),
            (_("Note"), draft.note),
        ]
        return [(name, value) for name, value in facts if value]

    def _show_more(self) -> None:
        self._is_whole = not self._is_whole
        if self._view is not None:
            self.show_view(self._view)

    def _edit(self) -> None:
        if self._view is not None:
            open_form(self._desk, Kind.CREDENTIAL, self._view.row.id)

    def _open_link(self) -> None:
        if self._view is not None:
            QDesktopServices.openUrl(QUrl(self._view.row.draft.url))


class ElementsCard(Card):
    """How many of the EU recommendation's mandatory elements the entry tells."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(_("EU recommendation"), " ", parent=parent)
        self._desk = desk
        self._number = 0
        self._bar = Bar()
        self._words = PlainLabel("", "secondary", "muted", wraps=True)
        self._fill = LinkButton(_("Fill in what is missing"), self._edit)
        for part in (self._bar, self._words, self._fill):
            self.body.addWidget(part)

    def show_view(self, view: CredentialView) -> None:
        """Show what is told and what is missing."""
        self._number = view.row.id
        lacking = missing(view.row.draft, view.owner)
        told = MANDATORY - len(lacking)
        if self.heading is not None:
            self.heading.set_aside(_("{n} of {all}").format(n=told, all=MANDATORY))
        self._bar.set_fraction(told / MANDATORY, "good" if not lacking else "accent")
        self._bar.setAccessibleName(
            _("{n} of {all} mandatory elements are told").format(n=told, all=MANDATORY)
        )
        names = listed(element.name for element in lacking)
        self._words.setText(
            _("Missing: {names}").format(names=names)
            if lacking
            else _("All mandatory elements of a micro-credential are told.")
        )
        self._fill.setVisible(bool(lacking))

    def _edit(self) -> None:
        open_form(self._desk, Kind.CREDENTIAL, self._number)


class ModulesCard(Card):
    """The parts with what is done of each; a tick says that one is done."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(_("Modules"), " ", parent=parent)
        self._desk = desk
        self._number = self._next_position = 0
        self._lines = Lines()
        self._hint = PlainLabel(
            _("Parts or milestones, each with a weight: hours are not progress."),
            "secondary",
            "muted",
            wraps=True,
        )
        self.body.addWidget(self._hint)
        self.body.addWidget(self._lines)
        self.body.addWidget(LinkButton(_("Add module"), self._add))

    def show_view(self, view: CredentialView) -> None:
        """Show the modules in their order."""
        self._number = view.row.id
        self._next_position = max((m.draft.position for m in view.modules), default=-1) + 1
        whole = whole_progress([module.draft for module in view.modules])
        if self.heading is not None:
            aside = _("{share} done").format(share=percent(whole)) if whole is not None else ""
            self.heading.set_aside(aside)
        self._hint.setVisible(not view.modules)
        self._lines.clear()
        for module in view.modules:
            self._add_line(module, view)

    def _add_line(self, module: Kept[ModuleDraft], view: CredentialView) -> None:
        draft = module.draft
        box = CheckField()
        box.setChecked(draft.done_on is not None)
        box.setAccessibleName(_("{module} is done").format(module=draft.title))
        box.toggled.connect(partial(_tick, self._desk, module.id))
        if draft.done_on is not None:
            aside = _("done {day}").format(day=day_short(draft.done_on, view.today))
        elif draft.target_on is not None and not draft.progress_percent:
            aside = _("until {day}").format(day=day_short(draft.target_on, view.today))
        else:
            aside = percent(draft.progress_percent / 100)
        change = partial(open_form, self._desk, Kind.MODULE, module.id)
        tone = "muted" if draft.done_on is not None else "ink"
        self._lines.add(draft.title, aside, change, lead=box, tone=tone)

    def _add(self) -> None:
        open_form(self._desk, Kind.MODULE, credential_id=self._number, position=self._next_position)


def _tick(desk: Desk, number: int, is_done: bool) -> None:
    desk.do(partial(_set_done, number, is_done))


def _set_done(number: int, is_done: bool, record: Record) -> Changes:
    done_on = record.ground.today() if is_done else None
    progress = 100 if is_done else 0
    return record.modules.change(number, done_on=done_on, progress_percent=progress)


_RESULT_KINDS: dict[ExamResult, ChipKind] = {
    ExamResult.PLANNED: "accent",
    ExamResult.AWAITED: "money",
    ExamResult.PASSED: "good",
    ExamResult.FAILED: "bad",
}


class ExamsCard(Card):
    """Each try at the exam: when, how it ended, what it cost."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(_("Exam attempts"), parent=parent)
        self._desk = desk
        self._number = 0
        self._row: CredentialRow | None = None
        self._lines = Lines()
        self._link = LinkButton(_("Add exam attempt"), self._add)
        self._earn = LinkButton(_("Passed: mark it as earned"), self._mark_as_earned)
        for part in (self._lines, self._earn, self._link):
            self.body.addWidget(part)

    def show_view(self, view: CredentialView) -> None:
        """Show the attempts, newest first; after a failed one the next is a retake."""
        self._number, self._row = view.row.id, view.row
        results = [exam.draft.result for exam in view.exams]
        has_failed = bool(results) and results[0] is ExamResult.FAILED
        self._link.setText(_("Add retake") if has_failed else _("Add exam attempt"))
        self._link.updateGeometry()
        is_earned = view.row.draft.state is CredentialState.EARNED
        self._earn.setVisible(ExamResult.PASSED in results and not is_earned)
        self._lines.clear()
        for exam in view.exams:
            self._add_line(exam, view)

    def _add_line(self, exam: Kept[ExamAttemptDraft], view: CredentialView) -> None:
        draft = exam.draft
        cost = view.exam_costs.get(exam.id)
        notes = [draft.score, money(cost) if cost is not None else ""]
        self._lines.add(
            day_short(draft.taken_on, view.today),
            Chip(draft.result.text, _RESULT_KINDS.get(draft.result, "plain")),
            partial(open_form, self._desk, Kind.EXAM_ATTEMPT, exam.id),
            below=dotted(notes),
        )

    def _add(self) -> None:
        open_form(self._desk, Kind.EXAM_ATTEMPT, credential_id=self._number)

    def _mark_as_earned(self) -> None:
        if self._row is not None:
            mark_as_earned(self._desk, self._row)
