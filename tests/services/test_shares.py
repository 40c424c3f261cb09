from __future__ import annotations

from datetime import date
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import Share, StudyDraft
from tracker.record import Record
from tracker.store.queries.whole import every_row

DAY = date(2026, 11, 20)
CREDENTIALS = 5

shares = st.lists(
    st.tuples(st.integers(0, CREDENTIALS - 1), st.integers(1, 4)),
    max_size=CREDENTIALS,
    unique_by=lambda pair: pair[0],
)


def parts(record: Record, kind: Kind) -> list[dict[str, Any]]:
    with record.ground.store.reading() as connection:
        return sorted(every_row(connection, kind), key=itemgetter("position"))


def of_deleted(found: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(row["title"], row["weight"]) for row in found if row["credential_id"] is None]


@settings(max_examples=15, deadline=None)
@given(
    first=shares,
    gone=st.sets(st.integers(0, CREDENTIALS - 1)),
    then=shares,
    seconds=st.integers(1, 100),
)
# A hundred among three: the odd one falls to the first, also once the second is gone.
@example(first=[(0, 1), (1, 1), (2, 1)], gone={1}, then=[(2, 1), (4, 1)], seconds=100)
@example(first=[(0, 1), (1, 1), (2, 1)], gone={1}, then=[], seconds=100)
def test_parts_of_deleted_credentials_keep_their_place_and_nothing_moves_by_itself(
    first: list[tuple[int, int]],
    gone: set[int],
    then: list[tuple[int, int]],
    seconds: int,
) -> None:
    with TemporaryDirectory() as folder, Record.open(Path(folder) / "record.cairn") as record:
        numbers = [
            record.credentials.add(CredentialDraft(f"Title {n}")).only_id(Kind.CREDENTIAL)
            for n in range(CREDENTIALS)
        ]
        session = record.study.log(
            StudyDraft(seconds, day=DAY, shares=tuple(Share(numbers[n], w) for n, w in first))
        ).only_id(Kind.STUDY_SESSION)
        expense = record.spending.add(
            ExpenseDraft(
                seconds, "EUR", DAY, "Exam", shares=tuple(Share(numbers[n], w) for n, w in first)
            )
        ).only_id(Kind.EXPENSE)
        for n in gone:
            record.credentials.delete(numbers[n])
        for kind, amount, change in (
            (
                Kind.STUDY_SHARE,
                "seconds",
                lambda **fields: record.study.change(session, **fields),
            ),
            (
                Kind.EXPENSE_SHARE,
                "minor",
                lambda **fields: record.spending.change(expense, **fields),
            ),
        ):
            before = parts(record, kind)
            change(note="only the note")
            assert parts(record, kind) == before
            wanted = [(numbers[n], weight) for n, weight in then if n not in gone]
            change(shares=tuple(Share(*pair) for pair in wanted))
            after = parts(record, kind)
            assert of_deleted(after) == of_deleted(before)
            assert [
                (row["credential_id"], row["weight"])
                for row in after
                if row["credential_id"] is not None
            ] == wanted
            assert [row["position"] for row in after] == list(range(len(after)))
            assert sum(row[amount] for row in after) == (seconds if after else 0)
