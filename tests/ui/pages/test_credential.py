from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft, ExamAttemptDraft, ModuleDraft
from tracker.domain.proof import (
    EvidenceDraft,
    RenewalCategory,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
)
from tracker.domain.spending import ExpenseDraft, RefundDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialState, ExamResult, Payer, RenewalKind, WorkloadUnit
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.forms.earn import EarnDialog
from tracker.ui.pages.credential import page as tabs
from tracker.ui.pages.credential.cards import ElementsCard, ModulesCard
from tracker.ui.pages.credential.lists import ListTab, StudyTab
from tracker.ui.pages.credential.page import CredentialPage
from tracker.ui.pages.credential.skills import SkillsCard, _SkillChip
from tracker.ui.pages.credential.words import valid, workload
from tracker.ui.parts.button import Button
from tracker.ui.parts.chartcanvas import ChartCanvas
from tracker.ui.parts.checkfield import CheckField
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.progress import Progress
from tracker.ui.parts.table import Table
from tracker.ui.parts.tabs import Tabs
from tracker.ui.parts.tile import Tile


@pytest.fixture
def cka(record: Record) -> int:
    """A credential in progress with a bit of everything; its number."""
    today = record.ground.today()
    draft = CredentialDraft(
        "Certified Kubernetes Administrator",
        issuer="Linux Foundation",
        state=CredentialState.IN_PROGRESS,
        planned_minutes=600,
        exam_on=today + timedelta(days=5),
    )
    number = record.credentials.add(draft, skills=["Pods", "etcd"]).only_id(Kind.CREDENTIAL)
    other = record.credentials.add(CredentialDraft("AWS")).only_id(Kind.CREDENTIAL)
    for ago, shares in ((9, (Share(number),)), (2, (Share(number), Share(other)))):
        record.study.log(StudyDraft(7200, day=today - timedelta(days=ago), shares=shares))
    record.spending.add(ExpenseDraft(30_000, "EUR", today, title="Exam", shares=(Share(number),)))
    record.spending.add(
        ExpenseDraft(5_000, "EUR", today, payer=Payer.EMPLOYER, shares=(Share(number),))
    )
    record.modules.add(ModuleDraft(number, "Networking", weight=3))
    record.modules.add(ModuleDraft(number, "Storage", progress_percent=40))
    record.exam_attempts.add(ExamAttemptDraft(number, today, ExamResult.FAILED, "61 %"))
    record.evidence.add_link(
        EvidenceDraft("Lab notes", "https://example.org/notes", credential_id=number)
    )
    return number


@pytest.fixture
def page(desk: Desk, cka: int, qtbot) -> CredentialPage:
    made = CredentialPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_item(cka)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    return made


def texts(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel) if label.isVisible()]


def tile(page: CredentialPage, name: str) -> str:
    found = [t for t in page.findChildren(Tile) if t.accessibleName() == name]
    return found[0].accessibleDescription()


def test_the_head_says_where_it_stands_and_what_the_exam_asks_for(page) -> None:
    assert "Certified Kubernetes Administrator" in texts(page)
    chips = [chip.text() for chip in page.findChildren(Chip)]
    assert "in progress" in chips
    assert "exam in 5 days · 1 h 24 m a day" in chips


def test_the_tabs_count_what_is_in_them(page) -> None:
    found = page.findChild(Tabs)
    assert [found.tabText(n) for n in range(found.count())] == [
        "Overview",
        "Study 2",
        "Spending 2",
        "Evidence 1",
        "Renewal",
        "History",
    ]


def test_the_tiles_tell_hours_money_and_what_an_hour_cost(page) -> None:
    assert tile(page, "Logged") == "3 h, 2 sessions · median 1 h 30 m"
    assert tile(page, "Spent") == "€350, €50 paid by others"
    assert tile(page, "Your cost of an hour") == "€100.00, €300 of your own · 3 h"


def test_a_refund_is_taken_off_what_was_spent(page, desk, record, qtbot) -> None:
    record.refunds.add(RefundDraft(1, record.ground.today(), 10_000))
    page.mark_stale()
    told = "€250, €50 paid by others · €100 refunded"
    qtbot.waitUntil(lambda: tile(page, "Spent") == told)
    assert tile(page, "Your cost of an hour").startswith("€66.67")


def test_a_missing_rate_makes_the_sums_unknown_and_never_zero(page, desk, cka, qtbot) -> None:
    draft = ExpenseDraft(90_000, "KES", date(2026, 1, 5), shares=(Share(cka),))
    desk.do(lambda opened: opened.spending.add(draft))
    qtbot.waitUntil(lambda: "unknown" in tile(page, "Spent"))
    assert "no rate for KES · €350 + KES\u00a0900" in tile(page, "Spent")
    assert "unknown" in tile(page, "Your cost of an hour")


def test_the_chart_is_a_sentence_and_is_read_out_by_the_arrow_keys(page, qtbot) -> None:
    chart = page.findChild(ChartCanvas)
    qtbot.waitUntil(chart.is_drawn)
    assert chart.accessibleName() == "Hours towards the plan"
    assert chart.accessibleDescription().startswith(
        "3 h of 10 h logged on 2 days, 30 % of the plan; exam "
    )
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert "2 h, 2 h on that day" in chart.read_out()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "3 h, 1 h on that day" in chart.read_out()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "3 h, 1 h on that day" in chart.read_out()


def test_one_button_marks_it_as_earned_today(page, desk, record, cka, qtbot) -> None:
    button = next(b for b in page.findChildren(Button) if b.text() == "Mark as earned")
    qtbot.keyClick(button, Qt.Key.Key_Space)

    def dialogs() -> list[EarnDialog]:
        found = QApplication.topLevelWidgets()
        return [one for one in found if isinstance(one, EarnDialog) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()))
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(dialogs()[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    draft = record.credentials.one(cka).draft
    assert (draft.state, draft.earned_on) == (CredentialState.EARNED, record.ground.today())
    qtbot.waitUntil(lambda: not button.isVisible())


def test_a_tick_finishes_a_module_and_the_whole_counts_by_weight(page, desk, record, qtbot) -> None:
    card = page.findChild(ModulesCard)
    assert "10 % done" in texts(card)
    box = card.findChildren(CheckField)[0]
    with qtbot.waitSignal(desk.did):
        box.click()
    draft = record.modules.one(1).draft
    assert (draft.progress_percent, draft.done_on) == (100, record.ground.today())
    qtbot.waitUntil(lambda: "85 % done" in texts(card))


def test_skills_are_typed_and_taken_away_in_place(page, desk, record, cka, qtbot) -> None:
    card = page.findChild(SkillsCard)
    assert [chip.text() for chip in card.findChildren(Chip)] == ["etcd", "Pods"]
    card._toggle()
    field = card.findChild(LineField)
    qtbot.keyClicks(field, "Helm, pods")
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(field, Qt.Key.Key_Return)

    def names() -> list[str]:
        return [skill.draft.name for skill in record.skills.rows(credential_id=cka)]

    assert names() == ["etcd", "Helm", "Pods"]
    qtbot.waitUntil(lambda: len(card.findChildren(_SkillChip)) == 3)
    chip = next(c for c in card.findChildren(_SkillChip) if c.text() == "etcd")
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert names() == ["Helm", "Pods"]


def test_the_elements_card_names_what_is_missing(page) -> None:
    words = " ".join(texts(page.findChild(ElementsCard)))
    assert "2 of 11" in words
    assert "Learning outcomes" in words
    assert "Awarding body" not in words


def test_each_tab_lists_what_belongs_to_it(page, desk, qtbot) -> None:
    expected = {tabs.STUDY: 2, tabs.SPENDING: 2, tabs.EVIDENCE: 1, tabs.HISTORY: 5}
    for place, count in expected.items():
        page.open_tab(place)
        qtbot.waitUntil(lambda: not desk.tasks.is_busy())
        shown = [tab for tab in page.findChildren(ListTab) if tab.isVisible()]
        assert len(shown) == 1
        assert shown[0].model.rowCount() == count
        QAbstractItemModelTester(
            shown[0].model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )


def test_a_shared_session_tells_its_part_and_with_whom(page, desk, qtbot) -> None:
    page.open_tab(tabs.STUDY)
    model = page.findChild(StudyTab).model
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    row = [model.index(0, n).data() for n in range(model.columnCount())]
    assert row[3] == "AWS"
    assert row[-1] == "1 h of 2 h"


def test_the_list_of_sessions_grows_by_pages(page, desk, record, cka, qtbot) -> None:
    day = record.ground.today() - timedelta(days=30)
    for _n in range(205):
        record.study.log(StudyDraft(60, day=day, shares=(Share(cka),)), is_sure=True)
    page.mark_stale()
    page.open_tab(tabs.STUDY)
    model = page.findChild(StudyTab).model
    qtbot.waitUntil(lambda: model.rowCount() == 200)
    model.fetchMore(model.index(-1, -1))
    qtbot.waitUntil(lambda: model.rowCount() == 207)
    assert not model.canFetchMore(model.index(-1, -1))


def test_delete_takes_a_session_away_and_undo_brings_it_back(page, desk, qtbot) -> None:
    page.open_tab(tabs.STUDY)
    tab = page.findChild(StudyTab)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)
    tab.table.selectRow(0)
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    desk.do(lambda opened: opened.history.undo())
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)


def test_the_history_tells_before_and_after_in_words(page, desk, record, cka, qtbot) -> None:
    record.credentials.change(cka, planned_minutes=660, issuer="CNCF")
    record.modules.change(1, progress_percent=50)
    record.modules.delete(2)
    page.mark_stale()
    page.open_tab(tabs.HISTORY)
    tab = next(tab for tab in page.findChildren(ListTab) if tab.isVisible())
    qtbot.waitUntil(lambda: tab.model.rowCount() > 6)
    rows = [
        [tab.model.index(n, c).data() for c in range(1, 5)] for n in range(tab.model.rowCount())
    ]
    assert ["Change credential", "Awarded by", "Linux Foundation", "CNCF"] in rows
    assert ["", "Study you plan for it", "10 h", "11 h"] in rows
    assert ["Change module: Networking", "Progress in percent", "0", "50"] in rows
    assert ["Delete module: Storage", "", "", ""] in rows
    assert rows[-1][0] == "Add credential"


def test_a_renewal_tells_its_rule_its_cycle_and_what_is_short(
    page, desk, record, cka, qtbot
) -> None:
    today = record.ground.today()
    rule = RenewalDraft(
        cka,
        RenewalKind.PDU,
        cycle_months=36,
        unit="PDU",
        units_milli=60_000,
        categories=(RenewalCategory("Education", least_milli=35_000),),
    )
    cycle = RenewalCycleDraft(0, today - timedelta(days=100), today + timedelta(days=20))
    record.renewals.add_with_cycle(rule, cycle)
    record.renewal_credits.add(RenewalCreditDraft(1, today, 18_500, "Talk", "Education"))
    page.mark_stale()
    page.open_tab(tabs.RENEWAL)
    qtbot.waitUntil(lambda: bool([p for p in page.findChildren(Progress) if p.isVisible()]))
    assert "60 PDU every 36 months." in texts(page)
    bar = next(p for p in page.findChildren(Progress) if p.isVisible())
    assert bar.accessibleName() == "18.5 of 60 PDU, 41.5 to go"
    chips = [chip.text() for chip in page.findChildren(Chip) if chip.isVisible()]
    assert "20 days left" in chips
    assert "18.5 of at least 35" in chips
    renew = next(b for b in page.findChildren(Button) if b.text() == "Mark as renewed")
    with qtbot.waitSignal(desk.did):
        renew.click()
    assert record.renewal_cycles.one(1).draft.state.value == "renewed"


def test_a_deleted_credential_says_so_and_undo_brings_the_page_back(page, desk, cka, qtbot) -> None:
    desk.do(lambda opened: opened.credentials.delete(cka))
    gone = next(
        s for s in page.findChildren(EmptyState) if "not in the record" in (s.accessibleName())
    )
    qtbot.waitUntil(gone.isVisible)
    assert not page.findChild(Tabs).isVisible()
    desk.do(lambda opened: opened.history.undo())
    qtbot.waitUntil(page.findChild(Tabs).isVisible)
    assert not gone.isVisible()


def test_without_study_the_first_step_is_offered(desk, record, cka, page, qtbot) -> None:
    page.show_item(2)
    record.study.delete(2)
    page.mark_stale()
    hints = [s for s in page.findChildren(EmptyState) if "No study yet" in s.accessibleName()]
    qtbot.waitUntil(lambda: any(hint.isVisible() for hint in hints))
    assert not page.findChild(ChartCanvas).isVisible()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "unknown"),
        ({"planned_minutes": 3960}, "66 h planned · 2.2–2.6 ECTS"),
        (
            {"workload_milli": 4000, "workload_unit": WorkloadUnit.ECTS},
            "4 ECTS stated · 100–120 h",
        ),
        (
            {"workload_milli": 120_000, "workload_unit": WorkloadUnit.HOURS},
            "120 hours stated · 4–4.8 ECTS",
        ),
    ],
)
def test_a_workload_is_told_with_what_it_stands_for(fields, words) -> None:
    assert workload(CredentialDraft("x", **fields)) == words


def test_validity_is_unknown_until_it_is_said(record, cka) -> None:
    assert valid(record.overview.credential(cka)) == "unknown"
    record.credentials.change(cka, valid_until=date(2020, 5, 4), exam_on=None)
    assert valid(record.overview.credential(cka)) == "expired on 4 May 2020"


def test_a_file_of_evidence_is_shown_in_its_folder(page, record, cka, tmp_path: Path) -> None:
    file = tmp_path / "result.txt"
    file.write_text("82 %")
    record.evidence.attach(file, EvidenceDraft("Result", credential_id=cka))
    row = record.evidence.rows(credential_id=cka)[0]
    assert record.evidence.path_of(row.sha256).read_text() == "82 %"


def test_every_control_has_a_name(page, desk, qtbot) -> None:
    for place in range(6):
        page.open_tab(place)
        qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    nameless = [
        widget
        for kind in (Table, Button, CheckField, ChartCanvas, Tabs)
        for widget in page.findChildren(kind)
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
