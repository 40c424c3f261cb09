"""Taking over what other programs have kept: first a plan, then one step that can be undone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from tracker.domain.changes import Changes
from tracker.domain.draft import TITLE_LETTERS
from tracker.domain.preferences import RecordSettings
from tracker.domain.sentences import Sentence
from tracker.domain.study import StudyDraft
from tracker.errors import Problem, QuestionError, TrackerError
from tracker.formats.tables import (
    Imported,
    ImportedSession,
    Options,
    answered,
    read_mapping,
    read_table,
)
from tracker.formats.tables.imported import Findings
from tracker.formats.tables.reading import MOST_BYTES
from tracker.i18n import N_, NN_, _
from tracker.services.base import Service
from tracker.services.import_matching import Known, Names, plan_projects
from tracker.services.import_plan import FilePlan, ImportOptions, ImportPlan, Outcome, sentence
from tracker.services.import_taking import Taking, names_of, texts_of
from tracker.store.queries.settings import record_settings

# From this many new rows on a backup is made first: fewer are looked through in the preview.
BACKUP_ABOVE_ROWS = 50
# What begins later than this from now was not studied: its year or its clock is wrong. Exports
# with planned entries reach a term or two ahead.
FARTHEST_AHEAD = timedelta(days=366)

_ANSWERS = (
    *("zone", "currency", "date_order", "decimal"),
    *("encoding", "delimiter", "user", "outflow"),
)

Source = Path | tuple[str, bytes]


class Importing(Service):
    """Files of other programs: what is in them, and taking it over."""

    def plan(self, files: Sequence[Source], options: ImportOptions | None = None) -> ImportPlan:
        """What an import of `files` (paths, or names with bytes) would do; nothing is written.

        A file that can't be read comes back with its reason and hinders no other. Raises a
        TrackerError where the options are wrong.
        """
        options = options or ImportOptions()
        settings = self.ground.settings()
        reading = self._reading_options(options, settings)
        latest = self.ground.clock.now() + FARTHEST_AHEAD
        read = [
            (name, _without_far_ones(imported, latest))
            for name, imported in (_read(one, reading, options, settings) for one in files)
        ]
        with self.store.reading() as connection:
            known = Known(connection, (imported for _name, imported in read))
            names = Names(connection)
        plans = [_plan_file(name, imported, known) for name, imported in read]
        projects = plan_projects(
            names,
            (session for file in plans for session in file.sessions),
            (expense for file in plans for expense in file.expenses),
            options,
        )
        plan = ImportPlan(tuple(plans), projects)
        return dataclasses.replace(plan, files=tuple(_checked(file, plan) for file in plan.files))

    def _reading_options(self, options: ImportOptions, settings: RecordSettings) -> Options:
        reading = Options(zone=self.ground.zone(settings), currency=settings.currency)
        if options.mapping is not None:
            reading = read_mapping(options.mapping, reading)
        return answered(reading, {name: getattr(options, name) for name in _ANSWERS})

    def apply(
        self, plan: ImportPlan, *, on_progress: Callable[[int, int], None] | None = None
    ) -> Changes:
        """Record what `plan` says, all of it or nothing, as one step; undoable.

        Rows that came in by another way since are left out. Nothing to add gives empty changes.
        `on_progress(done, of)` is told how far it is; where it raises, nothing is written. Raises a
        QuestionError, with nothing written, while a question stands open.
        """
        if plan.questions:
            question = plan.questions[0]
            raise QuestionError(
                _("One question first"),
                question.message,
                _("Nothing was written yet. «{code}» takes the answer.").format(code=question.code),
                question.choices,
            )
        if plan.count > BACKUP_ABOVE_ROWS:
            self._back_up()
        with self.store.writing(_label(plan)) as write:
            Taking(write, plan, record_settings(write.connection), on_progress).take()
        return write.made

    def _back_up(self) -> None:
        from tracker.store.backup import back_up
        from tracker.store.thinning import Reason

        back_up(self.store.path, self.ground.clock.now(), reason=Reason.IMPORT)


def _label(plan: ImportPlan) -> Sentence:
    files = [file.file for file in plan.files if file.count]
    if len(files) == 1:
        return Sentence.of(N_("Import {file}"), file=Path(files[0]).name)
    return Sentence.counted(NN_("Import {n} file", "Import {n} files"), len(files))


def _read(
    source: Source, reading: Options, options: ImportOptions, settings: RecordSettings
) -> tuple[str, Imported]:
    """The name of a file and what it gives."""
    if isinstance(source, tuple):
        name, data = source
    else:
        name = str(source)
        try:
            data = _bytes_of(source)
        except TrackerError as error:
            return name, Imported("", refusal=str(error))
    imported = read_table(data, reading, options.format)
    # Whose entries are the person's own, where the record knows one of the addresses as theirs.
    asked = {one.code: one for one in imported.questions}.get("user")
    if asked is not None:
        choices = {choice.casefold() for choice in asked.choices}
        own = [mail for mail in settings.emails if mail.casefold() in choices]
        if len(own) == 1:
            imported = read_table(data, dataclasses.replace(reading, user=own[0]), options.format)
    return name, imported


def _without_far_ones(imported: Imported, latest: datetime) -> Imported:
    """`imported` without the sessions that begin after `latest`; each is a problem of its line."""
    is_far = [_begins_after(one.draft, latest) for one in imported.sessions]
    if not any(is_far):
        return imported
    problems = Findings(list(imported.problems))
    for one, far in zip(imported.sessions, is_far, strict=True):
        if far:
            problems.say(_("It is more than a year ahead of today."), one.line)
    near = tuple(one for one, far in zip(imported.sessions, is_far, strict=True) if not far)
    return dataclasses.replace(imported, sessions=near, problems=problems.in_order())


def _begins_after(draft: StudyDraft, latest: datetime) -> bool:
    if draft.start is not None:
        return draft.start.at > latest
    return draft.day is not None and draft.day > latest.date()


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TrackerError(
                _("Too large"),
                _("The file has {n} MB; at most {most} MB are read.").format(
                    n=path.stat().st_size // 1_000_000, most=MOST_BYTES // 1_000_000
                ),
            )
        return path.read_bytes()
    except IsADirectoryError:
        message = _("This is a folder; name the files in it.")
    except FileNotFoundError:
        message = _("There is no such file.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        message = _("The file can't be read: {reason}.").format(reason=reason)
    raise TrackerError(_("Can't read the file"), message)


def _plan_file(name: str, imported: Imported, known: Known) -> FilePlan:
    if imported.refusal:
        outcome = Outcome.REFUSED if imported.is_known else Outcome.UNSUPPORTED
        return FilePlan(name, outcome, imported.format, message=imported.refusal)
    if imported.questions:
        return FilePlan(
            name,
            Outcome.REFUSED,
            imported.format,
            problems=imported.problems,
            notes=imported.notes,
            questions=imported.questions,
            message=" ".join(question.message for question in imported.questions),
        )
    sessions, doubles = known.new_sessions(imported.sessions)
    credentials = known.new_credentials(imported.credentials)
    expenses = known.new_expenses(imported.expenses)
    total = len(imported.sessions) + len(imported.credentials) + len(imported.expenses)
    return FilePlan(
        name,
        Outcome.IMPORTED,
        imported.format,
        tuple(sessions),
        tuple(credentials),
        tuple(expenses),
        duplicates=total - len(sessions) - len(credentials) - len(expenses),
        doubles=tuple(doubles),
        problems=imported.problems,
        notes=imported.notes,
    )


def _checked(file: FilePlan, plan: ImportPlan) -> FilePlan:
    """`file` with what only shows once its projects are matched, its outcome and its sentence."""
    if file.outcome is not Outcome.IMPORTED:
        return file
    problems = list(file.problems)
    sessions = []
    for session in file.sessions:
        # The rules are asked again only where a project's long name is to become a topic.
        is_long = len(session.project) > TITLE_LETTERS or len(session.draft.note) > TITLE_LETTERS
        faults = _placed_draft(session, plan).problems() if is_long else []
        if faults:
            problems.append(Problem(" ".join(one.message for one in faults), line=session.line))
        else:
            sessions.append(session)
    file = dataclasses.replace(
        file,
        sessions=tuple(sessions),
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
    )
    outcome = Outcome.IMPORTED
    if not file.count:
        outcome = Outcome.REFUSED if problems and not file.duplicates else Outcome.NOTHING_NEW
    message = sentence(file.added, file.duplicates, len(file.doubles), len(problems))
    return dataclasses.replace(file, outcome=outcome, message=message)


def _placed_draft(session: ImportedSession, plan: ImportPlan) -> StudyDraft:
    has_share = bool(names_of(session, plan))
    return dataclasses.replace(session.draft, **texts_of(session, has_share=has_share))
