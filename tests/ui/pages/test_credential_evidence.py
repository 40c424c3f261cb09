from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.proof import EvidenceDraft
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.evidence_look import copy_to_open, is_opened, look_at
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.pages.credential.evidence import EvidenceTab
from tracker.ui.pages.credential.page import EVIDENCE, CredentialPage
from tracker.ui.parts.button import Button
from tracker.ui.parts.tabs import Tabs

ROOM = QSize(900, 900)


@pytest.fixture
def cka(record: Record) -> int:
    return record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)


@pytest.fixture
def page(desk: Desk, cka: int, qtbot) -> CredentialPage:
    made = CredentialPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_item(cka)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    made.open_tab(EVIDENCE)
    return made


def picture(folder: Path, name: str = "badge.png", side: int = 40) -> Path:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    path = folder / name
    assert image.save(str(path))
    return path


def attach(record: Record, path: Path, number: int):
    record.evidence.attach_all([path], number)
    return record.evidence.rows(credential_id=number)[0]


def drop(page: CredentialPage, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), action, data, button, none)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(50, 50), action, data, button, none))


def test_files_dropped_on_the_page_are_attached_and_shown(
    page, record, cka, tmp_path, qtbot
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("<img src='http://example.org/x.png'> = what I did")
    drop(page, [picture(tmp_path), notes])
    tab = page.findChild(EvidenceTab)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)
    assert page.findChild(Tabs).tabText(EVIDENCE) == "Evidence 2"
    titles = [tab.model.index(n, 0).data() for n in range(2)]
    tab.table.selectRow(titles.index("notes"))
    qtbot.waitUntil(lambda: "= what I did" in tab.preview.text.toPlainText())
    assert tab.preview.text.isReadOnly()
    tab.table.selectRow(titles.index("badge"))
    qtbot.waitUntil(tab.preview.picture.isVisible)
    assert tab.preview.picture.accessibleName() == "badge"
    record.history.undo()
    assert record.evidence.rows(credential_id=cka) == ()


def test_a_look_is_by_the_bytes_and_not_by_the_name(record, cka, tmp_path) -> None:
    disguised = tmp_path / "holiday.png"
    disguised.write_bytes(b"MZ" + b"\0" * 200)
    row = attach(record, disguised, cka)
    look = look_at(row, ROOM, record)
    assert look.image is None
    assert "no look into files of this kind" in look.reason
    assert not is_opened(row)
    drawn = tmp_path / "drawing.txt"
    drawn.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    assert "<script>" in look_at(attach(record, drawn, cka), ROOM, record).text


def test_a_large_picture_is_decoded_no_larger_than_its_room(record, cka, tmp_path) -> None:
    row = attach(record, picture(tmp_path, "photo.png", 3000), cka)
    look = look_at(row, ROOM, record)
    assert look.image is not None
    assert look.image.size() == ROOM


def test_a_cut_picture_and_an_altered_one_say_so(record, cka, tmp_path) -> None:
    whole = picture(tmp_path).read_bytes()
    cut = tmp_path / "cut.png"
    cut.write_bytes(whole[:20])
    assert "can't be read" in look_at(attach(record, cut, cka), ROOM, record).reason
    row = attach(record, picture(tmp_path, "other.png", 30), cka)
    kept = record.evidence.path_of(row.sha256)
    kept.chmod(0o600)
    kept.write_bytes(b"\x89PNG\r\n\x1a\n changed")
    assert "not those that were kept" in look_at(row, ROOM, record).reason


def test_a_long_text_is_shown_from_its_beginning(record, cka, tmp_path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("ä" * 300_000)
    look = look_at(attach(record, path, cka), ROOM, record)
    assert (len(look.text), look.is_cut) == (20_000, True)


def test_a_copy_that_is_opened_has_an_ending_by_its_bytes_and_is_read_only(
    record, cka, tmp_path
) -> None:
    path = tmp_path / "..;rm -rf.exe"
    path.write_bytes(b"%PDF-1.7 nothing")
    row = attach(record, path, cka)
    copy = copy_to_open(row, record)
    assert copy.suffix == ".pdf"
    assert copy.read_bytes() == path.read_bytes()
    assert copy.stat().st_mode & 0o222 == 0


def test_its_bytes_are_checked_on_demand_and_the_verdict_is_told(
    page, desk, record, cka, tmp_path, qtbot
) -> None:
    row = attach(record, picture(tmp_path), cka)
    page.mark_stale()
    tab = page.findChild(EvidenceTab)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    run = next(entry.run for entry in tab.entries(row) if entry.text == "Check its bytes")
    assert run is not None
    run()
    qtbot.waitUntil(lambda: tab.preview.verdict().startswith("✓ Unaltered"))
    kept = record.evidence.path_of(row.sha256)
    kept.chmod(0o600)
    kept.write_bytes(b"something else")
    run()
    qtbot.waitUntil(lambda: tab.preview.verdict().startswith("✗ Altered"))
    kept.unlink()
    run()
    qtbot.waitUntil(lambda: "kept under this digest" in tab.preview.verdict())


def test_a_link_with_skills_is_added_by_the_keyboard(page, desk, record, cka, qtbot) -> None:
    tab = page.findChild(EvidenceTab)
    button = next(b for b in tab.findChildren(Button) if b.text() == "Add evidence")
    qtbot.keyClick(button, Qt.Key.Key_Space)

    def dialogs() -> list[FormDialog]:
        found = QApplication.topLevelWidgets()
        return [one for one in found if isinstance(one, FormDialog) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()))
    form = dialogs()[0].form
    for name, words in (
        ("url", "https://example.org/lab"),
        ("title", "Lab"),
        ("skills", "Pods, etcd"),
    ):
        qtbot.keyClicks(form.inputs[name].marked, words)
    qtbot.keyClick(
        form.inputs["title"].marked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    [row] = record.evidence.rows(credential_id=cka)
    assert record.evidence.skill_names(row.id) == ("etcd", "Pods")
    record.evidence.change(row.id, skills=["Pods"])
    assert record.evidence.skill_names(row.id) == ("Pods",)
    assert {s.draft.name: s.evidence_count for s in record.skills.rows()} == {"Pods": 1, "etcd": 0}


def test_evidence_of_something_else_is_not_dropped_in_by_a_folder(page, tmp_path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/x.png")])
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    page.dragEnterEvent(event)
    assert not event.isAccepted()


def test_the_same_file_may_be_evidence_of_two_credentials(record, cka, tmp_path) -> None:
    other = record.credentials.add(CredentialDraft("CKAD")).only_id(Kind.CREDENTIAL)
    path = picture(tmp_path)
    one, two = attach(record, path, cka), attach(record, path, other)
    assert one.sha256 == two.sha256
    record.evidence.delete(one.id)
    assert record.evidence.is_unaltered(two.sha256)
    assert record.evidence.add_link(EvidenceDraft("x", "https://example.org")).kinds
