from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.store.world import rows
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.study import StudyDraft
from tracker.domain.words import CredentialState, Entry
from tracker.errors import QuestionError, TrackerError
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.services.import_plan import FilePlan, ImportOptions, Outcome
from tracker.store.writing import GoneError

FILES = Path(__file__).parents[1] / "fixtures" / "tables"
OLD, NEW = FILES / "toggl-old.csv", FILES / "toggl-new.csv"
NEW_UUID = "0a0a0a0a-1111-4222-8333-444444444444"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def record(tmp_path):
    clock = Clock(now=lambda: NOON, zone=lambda: "Europe/Prague")
    with Record.open(tmp_path / "me.cairn", clock=clock) as opened:
        yield opened


def one(record: Record, source: Path | tuple[str, bytes], **options: object) -> FilePlan:
    (file,) = record.importing.plan([source], ImportOptions(**options)).files
    return file


def take(record: Record, *sources: Path | tuple[str, bytes], **options: object):
    return record.importing.apply(record.importing.plan(sources, ImportOptions(**options)))


def sessions(record: Record):
    return record.study.between(date(1900, 1, 1), date(2199, 12, 31))


def everything(record: Record):
    return {table: held for table, held in rows(record.path).items() if held}


def test_a_plan_tells_what_will_come_in_and_writes_nothing(record):
    before = everything(record)
    file = one(record, OLD)

    assert (file.outcome, file.format) == (Outcome.IMPORTED, "toggl")
    assert file.added == {
        "credentials": 0,
        "sessions": 4,
        "expenses": 0,
        "skills": 0,
        "evidence": 0,
    }
    assert everything(record) == before


def test_an_import_is_one_step_that_undo_takes_back_row_for_row(record):
    record.credentials.add(CredentialDraft("CKA"))
    before = everything(record)

    changes = take(record, OLD)
    assert len(changes.ids[Kind.STUDY_SESSION]) == 4
    assert changes.label == "Import toggl-old.csv"
    record.history.undo()
    assert everything(record) == before
    record.history.redo()
    assert record.study.count() == 4


def test_the_same_file_twice_adds_nothing(record):
    take(record, OLD)

    file = one(record, OLD)
    assert (file.outcome, file.count, file.duplicates) == (Outcome.NOTHING_NEW, 0, 4)
    changes = take(record, OLD)
    assert changes.operation_id is None
    assert record.study.count() == 4


def test_the_same_file_named_twice_comes_in_once(record):
    plan = record.importing.plan([OLD, OLD])

    assert [file.count for file in plan.files] == [4, 0]
    assert plan.files[1].outcome is Outcome.NOTHING_NEW


def test_two_equal_rows_stay_two(record):
    take(record, NEW)

    equal = [row for row in sessions(record) if row.seconds == 2700]
    assert len(equal) == 2
    assert one(record, NEW).duplicates == 3


def test_a_later_and_longer_export_adds_what_is_new(record):
    lines = OLD.read_text().splitlines(keepends=True)
    take(record, ("november.csv", "".join(lines[:3]).encode()))
    # A third row that equals the first: the person did the same again, or Toggl lists it so.
    longer = "".join([*lines, lines[1]]).encode()

    file = one(record, ("december.csv", longer))
    assert (file.count, file.duplicates) == (3, 2)


def test_a_row_a_century_ahead_is_a_problem_of_its_line_and_the_others_come_in(record):
    data = OLD.read_bytes().replace(b"2026-11-03,", b"2126-11-03,")
    file = one(record, ("far.csv", data.replace(b"2026-11-04,", b"2126-11-04,")))

    assert 0 < file.added["sessions"] < 4
    far = [problem for problem in file.problems if "more than a year ahead" in problem.message]
    assert len(far) == 4 - file.added["sessions"]
    assert all(problem.line for problem in far)


def test_sessions_carry_their_time_their_day_and_where_they_came_from(record):
    record.settings.change(day_starts_at=4 * 60)
    take(record, OLD)

    first, *_rest = sessions(record)
    assert first.start == Moment.from_wall(datetime(2026, 11, 2, 19, 0), "Europe/Prague")
    assert (first.day, first.seconds) == (date(2026, 11, 2), 5400)
    assert (first.entry, first.source) == (Entry.IMPORTED, "toggl")


def test_a_session_over_midnight_belongs_to_the_day_it_starts_on(record):
    take(record, OLD)

    assert [row.day.day for row in sessions(record)] == [2, 3, 3, 5]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "cka"},
        {"title": "Certified Kubernetes Administrator", "short_title": "CKA"},
        {"title": "Kubernetes", "identifier": "Cka"},
        {"title": "Kubernetes", "exam_code": "CKA"},
    ],
)
def test_a_project_finds_its_credential_by_every_name_it_has(record, fields):
    number = record.credentials.add(CredentialDraft(**fields)).only_id(Kind.CREDENTIAL)

    plan = record.importing.plan([OLD])
    assert {one.name: one.credential_id for one in plan.projects} == {
        "AWS Solutions Architect": None,
        "CKA": number,
    }
    record.importing.apply(plan)
    first, second, third, fourth = sessions(record)
    assert [share.credential_id for share in first.shares] == [number]
    assert first.shares[0].seconds == 5400
    assert (first.topic, first.note) == ("", "Read about pods")
    assert (second.topic, second.note) == ("Labs", "Deployments, services")
    assert (third.shares, third.topic) == ((), "Sorted flashcards")
    assert (fourth.shares, fourth.topic) == ((), "AWS Solutions Architect")
    assert fourth.note == "Two lines\nof a note"


def test_without_a_credential_neither_project_nor_task_is_lost(record):
    take(record, OLD)

    labs = sessions(record)[1]
    assert labs.topic == "CKA"
    assert labs.note == "Labs\nDeployments, services"


def test_a_name_of_two_credentials_matches_neither(record):
    for issuer in ("one", "two"):
        record.credentials.add(CredentialDraft("CKA", issuer=issuer))

    assert record.importing.plan([OLD]).projects[1].credential_id is None


def test_projects_are_mapped_by_title_number_new_or_nothing(record):
    number = record.credentials.add(CredentialDraft("Kubernetes")).only_id(Kind.CREDENTIAL)
    record.credentials.add(CredentialDraft("AWS Solutions Architect"))

    for choice in ("kubernetes", number, str(number)):
        plan = record.importing.plan([OLD], ImportOptions(projects={"cka": choice}))
        assert plan.projects[1].credential_id == number
    options = ImportOptions(projects={"CKA": "new", "AWS Solutions Architect": ""})
    take(record, OLD, projects=options.projects)
    first, *_rest, last = sessions(record)
    added = record.credentials.one(first.shares[0].credential_id)
    assert (added.draft.title, added.draft.state) == ("CKA", CredentialState.IN_PROGRESS)
    assert last.shares == ()


def test_a_project_mapped_to_what_is_not_there_is_an_error(record):
    with pytest.raises(TrackerError) as caught:
        record.importing.plan([OLD], ImportOptions(projects={"CKA": "CKS"}))
    assert "CKS" in caught.value.message
    with pytest.raises(TrackerError):
        record.importing.plan([OLD], ImportOptions(projects={"CKA": 99}))


def test_every_unmatched_project_can_get_a_credential_in_the_same_step(record):
    plan = record.importing.plan([OLD], ImportOptions(new_credentials=True))

    assert plan.to_data()["files"][0]["added"]["credentials"] == 2
    changes = record.importing.apply(plan)
    assert len(changes.ids[Kind.CREDENTIAL]) == 2
    assert all(row.shares for row in sessions(record) if row.topic != "Sorted flashcards")
    record.history.undo()
    assert record.credentials.rows() == ()


def test_a_tag_that_names_a_credential_stands_for_it_where_there_is_no_project(record):
    number = record.credentials.add(CredentialDraft("Kubernetes basics")).only_id(Kind.CREDENTIAL)
    take(record, FILES / "timewarrior.json")

    _first, second = sessions(record)
    assert [share.credential_id for share in second.shares] == [number]
    assert second.tags == ("reading", "Kubernetes basics")


def test_the_same_hours_from_another_program_are_shown_and_come_in(record):
    start = Moment.from_wall(datetime(2026, 11, 2, 19, 0), "Europe/Prague")
    typed = record.study.log(StudyDraft(5400, start)).only_id(Kind.STUDY_SESSION)

    file = one(record, OLD)
    assert file.count == 4
    assert [(double.line, double.session_id) for double in file.doubles] == [(2, typed)]
    assert "already" in file.message


def test_open_questions_keep_everything_out(record):
    file = one(record, FILES / "clockify-ambiguous.csv")
    assert file.outcome is Outcome.REFUSED
    assert "03/04/2026" in file.message

    with pytest.raises(QuestionError) as caught:
        take(record, OLD, FILES / "clockify-ambiguous.csv")
    assert caught.value.choices == ("dmy", "mdy")
    assert record.study.count() == 0
    take(record, OLD, FILES / "clockify-ambiguous.csv", date_order="dmy")
    assert record.study.count() == 5


def test_a_mapping_file_answers_too(record):
    file = one(record, FILES / "clockify-ambiguous.csv", mapping=b'{"date_order": "mdy"}')

    assert file.sessions[0].draft.start.wall.date() == date(2026, 3, 4)


def test_the_persons_own_address_answers_whose_entries_they_are(record):
    header, row = OLD.read_text().splitlines()[:2]
    table = f"{header}\n{row}\n{row.replace('ada@', 'bo@')}\n".encode()
    assert record.importing.plan([("team.csv", table)]).questions[0].code == "user"

    record.settings.change(emails=("ADA@example.org",))
    assert one(record, ("team.csv", table)).count == 1


def test_a_file_that_cannot_be_read_hinders_no_other(record, tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    sources = [tmp_path / "gone.csv", tmp_path, empty, ("x.png", b"\x89PNG\r\n"), OLD]

    plan = record.importing.plan(sources)
    assert [file.outcome.value for file in plan.files] == [
        "refused",
        "refused",
        "refused",
        "unsupported",
        "imported",
    ]
    assert all(file.message.endswith(".") for file in plan.files)
    record.importing.apply(plan)
    assert record.study.count() == 4


def test_a_file_of_bad_lines_alone_is_refused_and_each_is_named(record):
    header = OLD.read_text().splitlines()[0]
    file = one(record, ("bad.csv", f"{header}\nx\ny\n".encode()))

    assert file.outcome is Outcome.REFUSED
    assert [problem.line for problem in file.problems] == [2, 3]


def test_a_header_without_rows_is_nothing_new(record):
    header = OLD.read_text().splitlines()[0]

    assert one(record, ("none.csv", header.encode())).outcome is Outcome.NOTHING_NEW


def test_the_data_has_the_documented_shape(record):
    data = record.importing.plan([FILES / "toggl-broken.csv"]).to_data()

    (file,) = data["files"]
    assert set(file) == {
        "file",
        "format",
        "outcome",
        "added",
        "duplicates",
        "problems",
        "message",
    }
    assert file["outcome"] == "imported"
    assert set(file["added"]) == {"credentials", "sessions", "expenses", "skills", "evidence"}
    assert file["problems"][0].keys() == {"line", "message"}


def test_credentials_of_linkedin_come_in_once(record):
    take(record, FILES / "linkedin.csv")

    first, *_rest = record.credentials.rows(text="Kubernetes")
    assert first.draft.issuer == "The Linux Foundation"
    assert first.draft.state is CredentialState.EARNED
    file = one(record, FILES / "linkedin.csv")
    assert (file.count, file.duplicates) == (0, 5)


@pytest.mark.parametrize(
    ("typed", "is_there"),
    [
        ({"title": "Kubernetes", "issuer": "the linux foundation", "identifier": "lf-123"}, True),
        ({"title": "certified kubernetes administrator", "issuer": "The Linux Foundation"}, True),
        ({"title": "Certified Kubernetes Administrator", "issuer": "Someone else"}, False),
        (
            {
                "title": "Certified Kubernetes Administrator",
                "issuer": "The Linux Foundation",
                "identifier": "LF-1",
            },
            False,
        ),
    ],
)
def test_a_credential_that_was_typed_before_is_the_same_one(record, typed, is_there):
    record.credentials.add(CredentialDraft(**typed))

    file = one(record, FILES / "linkedin.csv")
    titles = [credential.draft.title for credential in file.credentials]
    assert ("Certified Kubernetes Administrator" not in titles) is is_there


def test_expenses_come_in_with_their_credential_and_rate_and_only_once(record):
    number = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    table = ("spent.csv", b"Date,Amount,Currency,Course\n2026-10-01,395.00,EUR,cka\n")
    take(record, table)

    (expense,) = record.spending.between(date(2026, 1, 1), date(2026, 12, 31))
    assert expense.amount.minor == 39500
    assert [(share.credential_id, share.minor) for share in expense.shares] == [(number, 39500)]
    assert one(record, table).outcome is Outcome.NOTHING_NEW


def test_what_came_in_by_another_way_since_the_plan_is_left_out(record):
    plan = record.importing.plan([OLD])
    take(record, OLD)

    assert record.importing.apply(plan).operation_id is None
    assert record.study.count() == 4


def test_a_credential_deleted_since_the_plan_stops_all_of_it(record):
    number = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    plan = record.importing.plan([OLD])
    record.credentials.delete(number)

    with pytest.raises(GoneError):
        record.importing.apply(plan)
    assert record.study.count() == 0


def test_a_stopped_import_leaves_nothing_behind(record):
    before = everything(record)

    class StoppedError(Exception):
        pass

    def stop(done: int, of: int) -> None:
        assert (done, of) == (4, 4)
        raise StoppedError

    with pytest.raises(StoppedError):
        record.importing.apply(record.importing.plan([OLD]), on_progress=stop)
    assert everything(record) == before


def test_an_import_of_many_rows_makes_a_backup_first(record):
    header, row = OLD.read_text().splitlines()[:2]
    many = "\n".join((header, *[row] * 60)).encode()
    folder = record.path.with_name(f"{record.path.name}.backups")
    take(record, OLD)
    assert not list(folder.glob("*-import.cairn"))

    take(record, ("many.csv", many))
    (backup,) = folder.glob("*-import.cairn")
    with Record.open(backup, clock=record.ground.clock) as kept:
        assert kept.study.count() == 4
    assert record.study.count() == 63


def test_a_project_too_long_for_a_topic_is_a_problem_of_its_line(record):
    header, row = OLD.read_text().splitlines()[:2]
    table = ("long.csv", "\n".join((header, row, row.replace("CKA", "x" * 501))).encode())

    file = one(record, table)
    assert (file.count, [problem.line for problem in file.problems]) == (1, [3])
    number = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    assert one(record, table, projects={"x" * 501: number}).count == 2


def test_the_record_checks_clean_after_an_import(record):
    from tracker.store.checking import check

    record.credentials.add(CredentialDraft("CKA"))
    take(record, OLD, NEW, FILES / "linkedin.csv", FILES / "timewarrior.data")

    assert check(record.path).problems == ()


def test_a_table_that_the_record_wrote_itself_is_known_again(record):
    number = record.study.log(StudyDraft(2700, day=date(2026, 11, 2))).only_id(Kind.STUDY_SESSION)
    uuid = record.study.one(number).uuid
    table = f"uuid,day,minutes,note\n{uuid},2026-11-02,45,\n{NEW_UUID},2026-11-03,30,'=1+1\n"

    file = one(record, ("study.csv", table.encode()))
    assert (file.count, file.duplicates) == (1, 1)
    take(record, ("study.csv", table.encode()))
    assert [row.note for row in sessions(record)] == ["", "=1+1"]
    assert one(record, ("study.csv", table.encode())).outcome is Outcome.NOTHING_NEW


@pytest.mark.parametrize(
    "options",
    [
        {"zone": "Mars/Base"},
        {"currency": "EURO"},
        {"date_order": "ydm"},
        {"delimiter": "ab"},
        {"decimal": "x"},
        {"encoding": "zlib"},
        {"outflow": "up"},
        {"format": "excel"},
        {"mapping": b"{"},
    ],
)
def test_a_wrong_answer_is_refused_in_a_sentence(record, options):
    with pytest.raises(TrackerError) as caught:
        record.importing.plan([OLD], ImportOptions(**options))
    assert caught.value.message.endswith(".")


def test_halves_of_characters_in_json_harm_nothing(record):
    entry = rb'{"id": 1, "start": "2026-11-02T18:00:00Z", "duration": 60, "project": "C\ud800KA"}'

    take(record, ("toggl.json", b"[" + entry + b"]"))
    assert [row.topic for row in sessions(record)] == ["CKA"]


def test_options_say_all_that_can_be_asked():
    from tracker.formats.tables import Options

    asked = {field.name for field in dataclasses.fields(Options)} - {"mapping"}
    assert asked <= {field.name for field in dataclasses.fields(ImportOptions)}
