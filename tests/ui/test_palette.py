from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.windows import wait_for
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import Share, StudyDraft
from tracker.record import Record
from tracker.settings import WindowSettings
from tracker.ui import icons
from tracker.ui.actions import ACTIONS
from tracker.ui.desk import Desk
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.pages import PAGES
from tracker.ui.palette.entries import FURTHER, NEWEST, Found, gather, matching
from tracker.ui.palette.list import spoken
from tracker.ui.palette.panel import Palette
from tracker.ui.parts.fields import LineField
from tracker.ui.shell import Shell
from tracker.ui.tasks import Tasks
from tracker.ui.theme import ThemeWatcher

CTRL = Qt.KeyboardModifier.ControlModifier
FOREIGN = "<img src=x> \u202eabc &amp; {n}"
DAY = date(2026, 11, 20)


@pytest.fixture
def desk(record: Record, tasks: Tasks, look: ThemeWatcher, tmp_path: Path) -> Desk:
    made = Desk(record, tasks, look, WindowSettings(tmp_path / "window.json"))
    made.failed.connect(lambda error: pytest.fail(repr(error)))
    return made


@pytest.fixture
def ids(record: Record) -> dict[str, int]:
    def add(title: str, short: str = "") -> int:
        draft = CredentialDraft(title, short_title=short)
        return record.credentials.add(draft).only_id(Kind.CREDENTIAL)

    cka, old = add("Certified Kubernetes Administrator", "CKA"), add("Old Java badge")
    record.credentials.archive(old)
    foreign = add(FOREIGN)
    study = record.study.log(
        StudyDraft(3600, day=DAY, shares=(Share(cka),), activity="lab", note="etcd restore")
    ).only_id(Kind.STUDY_SESSION)
    paid = ExpenseDraft(39500, "USD", DAY, title="Exam voucher")
    expense = record.spending.add(paid).only_id(Kind.EXPENSE)
    return {"cka": cka, "old": old, "foreign": foreign, "study": study, "expense": expense}


@pytest.fixture
def shell(desk: Desk, ids: dict[str, int], qtbot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.open(desk)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    return made


@pytest.fixture
def palette(shell: Shell, desk: Desk, qtbot) -> Palette:
    return open_by_key(shell, desk, qtbot)


def open_by_key(shell: Shell, desk: Desk, qtbot) -> Palette:
    qtbot.keyClick(shell, Qt.Key.Key_K, CTRL)
    made = visible(shell)
    assert made is not None
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    return made


def visible(shell: Shell) -> Palette | None:
    return next((one for one in shell.findChildren(Palette) if one.isVisible()), None)


def lines(palette: Palette) -> list[Found]:
    model = palette.list.lines
    found = [model.line(row) for row in model.choices()]
    return [line for line in found if isinstance(line, Found)]


def test_an_action_is_done_by_a_few_letters_and_enter(
    palette: Palette, shell: Shell, qtbot
) -> None:
    qtbot.keyClicks(palette.field, "add cred")
    assert palette.list.chosen().key == "action:add-credential"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert visible(shell) is None
    dialog = wait_for(qtbot, FormDialog)
    assert dialog.form.spec.kind is Kind.CREDENTIAL
    dialog.done(0)


def test_a_place_is_shown_and_stands_first_the_next_time(
    palette: Palette, shell: Shell, desk: Desk, qtbot
) -> None:
    qtbot.keyClicks(palette.field, "study log")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert shell.place() == "study-log"
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    again = open_by_key(shell, desk, qtbot)
    assert lines(again)[0].key == "place:study-log"
    keys = [line.key for line in lines(again)]
    assert len(keys) == len(set(keys))


def test_a_credential_is_found_archived_ones_are_marked(
    palette: Palette, shell: Shell, ids: dict[str, int], qtbot
) -> None:
    qtbot.keyClicks(palette.field, "java")
    found = palette.list.chosen()
    assert found.key == f"credential:{ids['old']}"
    assert "archived" in spoken(found)
    palette.field.clear()
    qtbot.keyClicks(palette.field, "kubrenetes")
    assert palette.list.chosen().key == f"credential:{ids['cka']}"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert shell.place() == "credential"


@pytest.mark.parametrize(("query", "noun"), [("etcd", "study"), ("voucher", "expense")])
def test_a_session_and_an_expense_open_in_their_form(
    palette: Palette, ids: dict[str, int], query: str, noun: str, qtbot
) -> None:
    qtbot.keyClicks(palette.field, query)
    assert palette.list.chosen().key == f"{noun}:{ids[noun]}"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    wait_for(qtbot, FormDialog).done(0)


def test_arrows_choose_past_headings_round_the_ends_and_are_told(palette: Palette, qtbot) -> None:
    names = [line.text for line in lines(palette)]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.chosen().text == names[1]
    assert palette.field.accessibleDescription().startswith(names[1])
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.chosen().text == names[-1]
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.chosen().text == names[-1]
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert palette.list.chosen().text == names[0]
    assert palette.field.hasFocus()


def test_esc_and_its_own_key_close_it_and_the_keyboard_goes_back(
    shell: Shell, desk: Desk, qtbot
) -> None:
    line = shell.findChild(LineField)
    line.setFocus()
    for key, held in ((Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_K, CTRL)):
        palette = open_by_key(shell, desk, qtbot)
        assert palette.field.hasFocus()
        qtbot.keyClick(palette.field, key, held)
        assert visible(shell) is None
        assert line.hasFocus()


def test_where_nothing_had_the_keyboard_nothing_gets_it(shell: Shell, desk: Desk, qtbot) -> None:
    if (held := QApplication.focusWidget()) is not None:
        held.clearFocus()
    palette = open_by_key(shell, desk, qtbot)
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is None


def test_who_types_faster_than_the_record_answers_gets_what_was_meant(
    shell: Shell, ids: dict[str, int], qtbot
) -> None:
    shell.run("palette")
    palette = visible(shell)
    qtbot.keyClicks(palette.field, "java")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.place() == "credential")
    assert visible(shell) is None


def test_letters_of_the_window_are_inert_while_it_is_open(
    palette: Palette, shell: Shell, qtbot
) -> None:
    before = shell.place()
    qtbot.keyClicks(palette.field, "3n")
    qtbot.keyClick(palette.field, Qt.Key.Key_Comma, CTRL)
    assert palette.field.text() == "3n"
    assert shell.place() == before
    assert visible(shell) is palette


def test_foreign_words_stay_words(palette: Palette, ids: dict[str, int], qtbot) -> None:
    palette.field.setText("<img src")
    found = palette.list.chosen()
    assert found.key == f"credential:{ids['foreign']}"
    assert found.text == FOREIGN
    index = palette.list.currentIndex()
    assert FOREIGN in index.data(Qt.ItemDataRole.AccessibleTextRole)
    palette.field.setText("{n} %s </b> zz")
    assert not lines(palette)
    assert "{n} %s </b> zz" in palette.nothing.text()


def test_what_cannot_be_done_now_is_not_offered(palette: Palette) -> None:
    keys = {line.key for line in lines(palette)}
    assert "action:timer-start" in keys
    assert not {"action:timer-stop", "action:timer-pause"} & keys


def test_a_click_beside_it_closes_and_one_on_a_line_opens_that(
    palette: Palette, shell: Shell, desk: Desk, qtbot
) -> None:
    palette.field.setText("spending")
    rect = palette.list.visualRect(palette.list.currentIndex())
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert shell.place() == "spending"
    again = open_by_key(shell, desk, qtbot)
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton, pos=again.rect().bottomLeft())
    assert visible(shell) is None


def test_what_lies_further_back_is_found_on_demand(
    shell: Shell, desk: Desk, record: Record, qtbot
) -> None:
    record.study.log(StudyDraft(60, day=date(2019, 1, 1), topic="Esperanto"))
    for at in range(NEWEST):
        record.study.log(StudyDraft(60, day=DAY, topic=f"Topic {at}"), is_sure=True)
    palette = open_by_key(shell, desk, qtbot)
    qtbot.keyClicks(palette.field, "esperanto")
    assert [line.key for line in lines(palette)] == [FURTHER]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines(palette)[0].text == "Esperanto")


def test_every_action_has_words_an_icon_that_exists_and_an_id_of_its_own() -> None:
    assert all(action.text() and action.icon in icons.NAMES for action in ACTIONS)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_no_two_actions_that_the_window_binds_share_a_key_with_one_another_or_a_page() -> None:
    bound = [keys for action in ACTIONS if action.is_bound for keys in action.shortcuts]
    bound += [spec.key for spec in PAGES if spec.key]
    assert len(bound) == len(set(bound))


def test_an_answer_takes_less_than_50_ms_with_300_credentials(record: Record, look) -> None:
    for at in range(300):
        record.credentials.add(CredentialDraft(f"Certificate of subject {at}, advanced part"))
    for at in range(NEWEST):
        draft = StudyDraft(60, day=DAY, topic=f"Topic {at}", note="words of a note " * 5)
        record.study.log(draft, is_sure=True)
    entries = gather(record)
    took = []
    for query in ("c", "cert", "advnced prt", "topic 19 words", "nothing at all"):
        before = time.perf_counter()
        matching(query, entries, [])
        took.append(time.perf_counter() - before)
    # The middle one, so that a machine that is busy for a moment says nothing.
    assert sorted(took)[2] < 0.05
