"""The command line speaks the person's language, and to programs always the same."""

from __future__ import annotations

import json

import pytest

from tracker.cli import main
from tracker.i18n import LANGUAGE_SETTING
from tracker.settings import WindowSettings


def test_a_person_is_answered_in_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "qps-ploc")
    assert main(["log", "45m", "reading"]) == 0
    assert "⟦" in capsys.readouterr().out


def test_the_persons_choice_goes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    WindowSettings().set(LANGUAGE_SETTING, "qps-ploc")
    assert main(["status"]) == 0
    assert "⟦" in capsys.readouterr().out


def test_a_choice_that_is_none_is_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    WindowSettings().set(LANGUAGE_SETTING, ["de"])
    assert main(["status"]) == 0
    assert "⟦" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["log", "45m", "reading"],
        ["status"],
        ["log", "45m"],
        ["list", "nothing"],
        ["undo"],
        ["start", "nowhere"],
        ["settings"],
    ],
)
def test_programs_are_answered_alike_in_every_language(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "qps-ploc")
    main([*words, "--json"])
    told = capsys.readouterr()
    json.loads(told.out)
    assert "⟦" not in told.out + told.err


def test_a_line_is_read_in_the_persons_language_and_in_english(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert main(["log", "eine halbe Stunde Lesen gestern", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["session"]["seconds"] == 1800
    assert main(["log", "half an hour reading 2 days ago", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["session"]["seconds"] == 1800
