from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tests.store.world import (
    NOON,
    add_study,
    credential,
    expense,
    fill,
    opened,
    rows,
    study_session,
)
from tracker import paths
from tracker.domain.changes import Kind
from tracker.store import erasing
from tracker.store.backup import Reason, back_up
from tracker.store.checking import check
from tracker.store.erasing import Author, erase, finish, preview
from tracker.store.evidence import EvidenceFiles
from tracker.store.layout import reading_bare
from tracker.store.restoring import restore
from tracker.store.store import Store
from tracker.store.writing import GoneError

AUTHOR = Author("test", "here", NOON)
SECRET = "Zaphod7 Clinic"


def files_holding(folder: Path, word: str) -> list[str]:
    """Every file below `folder` whose raw bytes hold `word`, in any encoding that SQLite writes."""
    wanted = [word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    found = []
    for place, _folders, names in os.walk(folder):
        for name in names:
            data = (Path(place) / name).read_bytes()
            found += [name for form in wanted if form in data]
    return found


def triggers(path: Path) -> list[tuple[str, str]]:
    with reading_bare(path) as connection:
        return connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        ).fetchall()


def fill_with_secret(store: Store, folder: Path) -> int:
    """A credential that bears the secret in many places, with a past; its number."""
    files = EvidenceFiles(paths.evidence_dir(store.path))
    (folder / "proof.txt").write_text(f"proof of {SECRET}")
    stored = files.put(folder / "proof.txt")
    (folder / "proof.txt").unlink()
    with store.writing("Add credential") as write:
        number = write.add(Kind.CREDENTIAL, **credential(SECRET))
        other = write.add(Kind.CREDENTIAL, **credential("CKA"))
        moved = write.add(Kind.MODULE, credential_id=number, title=f"{SECRET} part 1")
        write.add(Kind.MODULE, credential_id=number, title=f"{SECRET} part 2")
        write.add(Kind.GOAL, credential_id=number, minutes=60, period="week")
        write.add(
            Kind.EVIDENCE,
            kind="file",
            title=f"from {SECRET}",
            file_name=f"{SECRET}.txt",
            sha256=stored.sha256,
            size_bytes=stored.size_bytes,
            added_at=NOON,
            credential_id=number,
        )
        write.add(
            Kind.RUNNING_TIMER,
            started_at=NOON,
            zone="UTC",
            offset_seconds=0,
            topic=SECRET,
            shares=[[number, 1], [other, 2]],
        )
        add_study(write, 4, [number, other])
    with store.writing("Change credential") as write:
        write.change(Kind.CREDENTIAL, number, note=f"{SECRET} said so", short_title="ZC7")
    with store.writing("Change module") as write:
        write.change(Kind.MODULE, moved, credential_id=other, title="Part 1")
    with store.writing("Delete module") as write:
        write.delete_where(Kind.MODULE, credential_id=number)
    return number


def test_afterwards_no_file_in_the_folder_holds_the_value(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    record = home / "record.cairn"
    with opened(record) as store:
        number = fill_with_secret(store, tmp_path)
        back_up(record, NOON, reason=Reason.START)
        with store.writing("Rename credential") as write:
            write.change(Kind.CREDENTIAL, number, title=f"{SECRET} II")
        store.undo()
        back_up(record, NOON, reason=Reason.HAND)
        assert len(files_holding(home, SECRET)) >= 4
        before = triggers(record)

        erased = erase(record, Kind.CREDENTIAL, number, AUTHOR, confirm=True)

        # Also while the record is still open.
        assert files_holding(home, SECRET) == []
        assert (erased.backups, erased.files, erased.not_reached) == (2, 1, ())
        assert erased.rows == 3  # the credential, its goal and its evidence; modules were deleted
        assert Kind.CREDENTIAL in erased.changes.kinds
    assert files_holding(home, SECRET) == []
    assert triggers(record) == before
    for path in (record, *paths.backups_dir(record).iterdir()):
        report = check(path)
        assert [str(problem) for problem in report.problems] == []


def test_hours_stay_where_they_were_under_another_name(tmp_path: Path) -> None:
    record = tmp_path / "record.cairn"
    with opened(record) as store:
        number = fill_with_secret(store, tmp_path)
        before = rows(record)
        erase(record, Kind.CREDENTIAL, number, AUTHOR, confirm=True)
        after = rows(record)
        assert after["study_session"] == before["study_session"]
        with store.reading() as connection:
            held = connection.exec_driver_sql(
                "SELECT title, sum(seconds) FROM study_share GROUP BY title, credential_id IS NULL"
            ).all()
            timer = connection.exec_driver_sql("SELECT shares, topic FROM running_timer").one()
            modules = connection.exec_driver_sql("SELECT title FROM module").all()
        assert {title for title, _seconds in held} == {"", "Erased credential"}
        assert sum(seconds for _title, seconds in held) == sum(
            row[4] for row in after["study_session"]
        )
        assert timer == ("[[2,2]]", "")
        # A module that had moved on to another credential is that one's.
        assert modules == [("Part 1",)]


def test_what_was_done_before_can_still_be_undone_and_done_again(tmp_path: Path) -> None:
    record = tmp_path / "record.cairn"
    with opened(record) as store:
        fill(store, 10)
        number = fill_with_secret(store, tmp_path)
        with store.writing("Add skill") as write:
            write.add(Kind.SKILL, name="Patience")
        present = rows(record)
        erase(record, Kind.CREDENTIAL, number, AUTHOR, confirm=True)
        kept = rows(record)
        assert kept["skill"] == present["skill"]
        labels = []
        with pytest.raises(Exception, match="undone"):
            while True:
                labels.append(store.undo().label)
        assert labels[0] == "Add skill"
        assert "Erase for good" not in labels
        assert check(record).problems == ()
        assert not any(rows(record).values())
        for _label in labels:
            store.redo()
        assert rows(record) == kept
        assert check(record).problems == ()


def test_a_row_that_was_deleted_before_is_erased_from_the_history(tmp_path: Path) -> None:
    record = tmp_path / "record.cairn"
    with opened(record) as store:
        with store.writing("Add skill") as write:
            number = write.add(Kind.SKILL, name=SECRET)
        with store.writing("Delete skill") as write:
            write.delete(Kind.SKILL, number)
        erased = erase(record, Kind.SKILL, number, AUTHOR, confirm=True)
        assert (erased.rows, erased.images) == (0, 1)
        assert files_holding(tmp_path, SECRET) == []
        store.undo()
        assert rows(record)["skill"] == []
        assert check(record).problems == ()
        with pytest.raises(GoneError):
            erase(record, Kind.SKILL, number, AUTHOR, confirm=True)


def test_an_expense_goes_with_its_receipt_and_an_issuer_alone(tmp_path: Path) -> None:
    record = tmp_path / "record.cairn"
    receipt = tmp_path / "receipt"
    receipt.write_bytes(b"%PDF-1.7 receipt")
    with opened(record) as store:
        stored = EvidenceFiles(paths.evidence_dir(record)).put(receipt)
        with store.writing("Add expense") as write:
            issuer = write.add(Kind.ISSUER, name=SECRET)
            owner = write.add(Kind.CREDENTIAL, **credential("CKA", issuer_id=issuer))
            number = write.add(Kind.EXPENSE, **expense(title="Fee"))
            write.add(Kind.EXPENSE_SHARE, expense_id=number, credential_id=owner, minor=15000)
            write.add(Kind.REIMBURSEMENT, expense_id=number, amount_minor=1, state="claimed")
            attempt = write.add(
                Kind.EXAM_ATTEMPT,
                credential_id=owner,
                taken_on=date(2026, 1, 1),
                result="passed",
                expense_id=number,
            )
            write.add(
                Kind.EVIDENCE,
                kind="file",
                title="Receipt",
                sha256=stored.sha256,
                size_bytes=stored.size_bytes,
                added_at=NOON,
                expense_id=number,
            )
        assert preview(record, Kind.EXPENSE, number) == {
            Kind.EXPENSE: 1,
            Kind.EXPENSE_SHARE: 1,
            Kind.REIMBURSEMENT: 1,
            Kind.EVIDENCE: 1,
        }
        erase(record, Kind.EXPENSE, number, AUTHOR, confirm=True)
        erase(record, Kind.ISSUER, issuer, AUTHOR, confirm=True)
        with store.reading() as connection:
            held = connection.exec_driver_sql(
                "SELECT exam_attempt.id, expense_id, issuer_id FROM exam_attempt JOIN credential"
                " ON credential.id = credential_id"
            ).all()
        assert held == [(attempt, None, None)]
    assert not EvidenceFiles(paths.evidence_dir(record)).has(stored.sha256)
    assert files_holding(tmp_path, SECRET) == []
    assert check(record).problems == ()


def test_a_backup_of_another_past_loses_the_row_of_that_uuid_only(tmp_path: Path) -> None:
    """After a restore two rows may bear one number; the UUID tells them apart."""
    record = tmp_path / "record.cairn"
    with opened(record) as store:
        old = back_up(record, NOON)
        with store.writing("Add skill") as write:
            write.add(Kind.SKILL, name="kept in the other past")
        other = restore(record, old.path, NOON).kept
        with store.writing("Add skill") as write:
            number = write.add(Kind.SKILL, name=SECRET)
        erased = erase(record, Kind.SKILL, number, AUTHOR, confirm=True)
        assert erased.backups == 0
    assert other is not None
    assert len(rows(other)["skill"]) == 1
    assert rows(record)["skill"] == []


def test_an_erasure_that_was_cut_off_is_finished_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "record.cairn"
    with opened(record) as store:
        number = fill_with_secret(store, tmp_path)
        back_up(record, NOON)

        def killed(_record: Path) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(erasing, "_scrub", killed)
            erase(record, Kind.CREDENTIAL, number, AUTHOR, confirm=True)
    assert files_holding(tmp_path, SECRET) != []
    done = finish(record, AUTHOR)
    assert (done.backups, done.files) == (1, 1)
    assert files_holding(tmp_path, SECRET) == []
    assert finish(record, AUTHOR).backups == 0


def test_a_damaged_copy_that_cannot_be_cleaned_is_named(tmp_path: Path) -> None:
    record = tmp_path / "record.cairn"
    with opened(record) as store:
        with store.writing("Add skill") as write:
            number = write.add(Kind.SKILL, name=SECRET)
        copy = paths.backups_dir(record)
        copy.mkdir()
        damaged = copy / "20260101T000000Z-restore.damaged"
        damaged.write_bytes(b"SQLite format 3\0" + SECRET.encode() * 40)
        erased = erase(record, Kind.SKILL, number, AUTHOR, confirm=True)
    assert erased.not_reached == (damaged,)


def test_it_must_be_confirmed(tmp_path: Path) -> None:
    record = tmp_path / "record.cairn"
    with opened(record) as store:
        with store.writing("Add study") as write:
            number = write.add(Kind.STUDY_SESSION, **study_session())
        before = rows(record)
        with pytest.raises(ValueError, match="confirmed"):
            erase(record, Kind.STUDY_SESSION, number, AUTHOR, confirm=False)
        assert rows(record) == before
