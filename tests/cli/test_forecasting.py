"""`cairn forecast` for a credential, and for questions in a file."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Cairn

TODAY = date(2026, 11, 22)


def question(**fields: object) -> str:
    days = [TODAY - timedelta(days=n) for n in range(59, -1, -1)]
    history = [[day.isoformat(), 60 if day.weekday() < 5 else 0] for day in days]
    whole = {"history": history, "today": TODAY.isoformat(), "remaining_minutes": 1200}
    return json.dumps(whole | fields)


def written(folder: Path, *lines: str) -> str:
    path = folder / "questions.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


def test_a_file_of_questions_is_answered_a_line_each_without_a_record(
    cairn: Cairn, tmp_path: Path, record_file: Path
) -> None:
    name = written(tmp_path, question(), "", question(remaining_minutes=0))
    for words in (("forecast", "--log", name), ("forecast", "--log", name, "--json")):
        done = cairn(*words)
        assert (done.code, done.err) == (0, "")
        one, other = map(json.loads, done.out.splitlines())
        assert TODAY.isoformat() < one["p10"] <= one["p50"] <= one["p90"]
        # 300 minutes a week leave four weeks to do.
        assert abs((date.fromisoformat(one["p50"]) - TODAY).days - 28) < 8
        assert other == {"p10": "2026-11-22", "p50": "2026-11-22", "p90": "2026-11-22",
                         "reasons": ["done"]}  # fmt: skip
    assert not record_file.exists()


def test_questions_come_from_the_input_too(cairn: Cairn, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(question().encode()), encoding="latin-1")
    monkeypatch.setattr("sys.stdin", given)
    done = cairn("forecast", "--log", "-")
    assert set(json.loads(done.out)) == {"p10", "p50", "p90", "reasons"}


def test_days_that_are_missing_from_a_history_had_no_study(cairn: Cairn, tmp_path: Path) -> None:
    history = json.loads(question())["history"]
    sparse = [pair for pair in history if pair[1]]
    both = written(tmp_path, question(), question(history=sparse))
    one, other = cairn("forecast", "--log", both).out.splitlines()
    assert one == other


def test_a_log_that_stalled_has_null_for_the_upper_end(cairn: Cairn, tmp_path: Path) -> None:
    later = (TODAY + timedelta(days=60)).isoformat()
    done = cairn("forecast", "--log", written(tmp_path, question(today=later)))
    found = json.loads(done.out)
    assert found["p90"] is None
    assert found["p10"] > later
    assert found["reasons"] == ["stalled"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", "not a JSON object"),
        ("{", "not a JSON object"),
        ("[" * 100_000, "not a JSON object"),
        ("{}", "“history” is missing"),
        (question(today="22.11.2026"), "“today” is not a day"),
        (question(remaining_minutes=-1), "“remaining_minutes”"),
        (question(remaining_minutes=True), "“remaining_minutes”"),
        (question(remaining_minutes="60"), "“remaining_minutes”"),
        (question(remaining_minutes=float("inf")), "“remaining_minutes”"),
        (question(remaining_minutes=1e300), "“remaining_minutes”"),
        (question(history={}), "“history” is not a list"),
        (question(history=[["2026-11-01", 1e308]]), "entry 1"),
        (question(history=[["2026-W44-1", 5]]), "entry 1"),
        (question(history=[["2026-11-01", -5]]), "entry 1"),
        (question(history=[["2026-11-01", 5], ["2026-11-31", 5]]), "entry 2"),
        (question(history=[["2026-11-01", 5], ["2026-11-01", 5]]), "2026-11-01 twice"),
        (question(history=[["2026-11-23", 5]]), "after today"),
    ],
)
def test_a_bad_line_is_named_in_a_sentence_and_nothing_is_answered(
    cairn: Cairn, tmp_path: Path, line: str, said: str
) -> None:
    done = cairn("forecast", "--log", written(tmp_path, question(), line))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Line 2 can't be read: ")
    assert said in done.err


def test_a_file_that_is_not_there_or_no_text_is_told(cairn: Cairn, tmp_path: Path) -> None:
    assert cairn("forecast", "--log", str(tmp_path / "none")).code == 1
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    done = cairn("forecast", "--log", str(tmp_path / "bytes"))
    assert done.code == 1
    assert "UTF-8" in done.err


def test_a_credential_or_a_file_is_asked_for_and_not_both(cairn: Cairn, cka: int) -> None:
    assert cairn("forecast").code == 2
    assert cairn("forecast", "CKA", "--log", "-").code == 2


def test_a_credential_is_forecast_from_its_own_log(cairn: Cairn, cka: int) -> None:
    for back in range(1, 40):
        day = (TODAY - timedelta(days=back)).isoformat()
        assert cairn("log", "60m", "CKA", day).code == 0
    assert cairn("edit", "CKA", "--exam", "2026-12-20").code == 0
    found = cairn("forecast", "CKA", "--json").data
    assert list(found) == ["p10", "p50", "p90", "needed_minutes_per_day", "reasons"]
    assert "2026-11-22" <= found["p10"] <= found["p50"] <= found["p90"]
    # 26 of 65 hours are left, over 28 days.
    assert found["needed_minutes_per_day"] == 56
    assert found["reasons"] == []
    told = cairn("forecast", "CKA")
    assert "with 80 %" in told.out
    assert "56 minutes a day" in told.out


def test_what_a_credential_lacks_is_named(cairn: Cairn) -> None:
    assert cairn("add", "Zen").code == 0
    found = cairn("forecast", "Zen", "--json").data
    assert (found["p50"], found["needed_minutes_per_day"]) == (None, None)
    assert found["reasons"] == ["no-plan", "no-deadline"]
    assert "No planned hours are set" in cairn("forecast", "Zen").out


def test_a_plan_that_is_done_is_done_today_and_on_no_day_before(cairn: Cairn, cka: int) -> None:
    day = (TODAY - timedelta(days=3)).isoformat()
    assert cairn("edit", "CKA", "--hours", "2").code == 0
    assert cairn("log", "2h", "CKA", day).code == 0
    found = cairn("forecast", "CKA", "--json").data
    assert [found[name] for name in ("p10", "p50", "p90")] == [TODAY.isoformat()] * 3
    assert "done" in found["reasons"]
