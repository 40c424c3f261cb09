from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cairn


@pytest.mark.parametrize("words", [[], ["window"], ["--record", "x.cairn"]])
def test_without_a_display_that_is_said_in_a_sentence(
    cairn: Cairn,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    done = cairn(*words)
    assert (done.code, done.out) == (1, "")
    assert "no display" in done.err
    assert "cairn demo" in done.err
    assert not (tmp_path / "x.cairn").exists()


def test_a_window_answers_nobody(cairn: Cairn) -> None:
    assert cairn("--json").code == 2
