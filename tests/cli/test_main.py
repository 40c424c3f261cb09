from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cairn
from tests.store.world import fingerprint
from tracker import __version__
from tracker.cli import main
from tracker.cli.commands import COMMANDS, load
from tracker.cli.parsing import Parser, split_line


def child(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "tracker", *words]
    return subprocess.run(
        command, capture_output=True, env={**os.environ, **environment}, check=False, timeout=60
    )


def test_the_version_is_told(cairn: Cairn) -> None:
    assert cairn("--version").out == f"cairn {__version__}\n"
    assert cairn("--version", "--json").data == {"version": __version__}


def test_the_help_lists_every_command_and_each_has_its_own(cairn: Cairn) -> None:
    listed = cairn("--help").out
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", listed, re.MULTILINE), name
        own = cairn(name, "--help")
        assert own.code == 0
        assert own.out.startswith(f"usage: cairn {name}")
        assert cairn("help", name).out == own.out


def test_every_command_of_the_table_can_be_loaded_and_takes_what_all_take() -> None:
    for command in COMMANDS.values():
        parser = Parser(command.name)
        load(command).arguments(parser)
        options = {option for action in parser._actions for option in action.option_strings}
        assert {"--json", "--record", "--help"} <= options


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lgo"], "Did you mean «cairn log»"),
        (["log", "--nonsense"], "--nonsense"),
        (["list"], "WHAT"),
        (["list", "stones"], "stones"),
        (["--record"], "--record"),
        (["--record=", "status"], "--record"),
        (["add"], "TITLE"),
        (["list", "sessions", "--limit", "-3"], "--limit"),
        (["export", "pdf", "x"], "pdf"),
        (["settings", "colour"], "colour"),
        (["demo", "--record", "x"], "FOLDER"),
        (["pay", "2026-11-01"], "BEFORE"),
    ],
)
def test_wrong_usage_is_a_sentence_and_code_2(
    cairn: Cairn, words: list[str], said: str, record_file: Path
) -> None:
    done = cairn(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert not record_file.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["status"], 0),
        (["log", "45m", "CKA"], 0),
        (["log", "nonsense"], 1),
        (["log", "13h", "CKA"], 3),
        (["spend", "nothing"], 1),
        (["show", "nothing"], 1),
        (["nothing"], 2),
        (["undo"], 1),
        (["list", "sessions"], 1),
        (["import", "missing.csv"], 1),
        (["log", "--bad"], 2),
        (["check"], 1),
        (["erase", "s1"], 1),
    ],
)
def test_with_json_there_is_exactly_one_object_whatever_happens(
    cairn: Cairn, words: list[str], code: int
) -> None:
    for arrangement in (["--json", *words], [*words, "--json"]):
        done = cairn(*arrangement, *(["--yes"] if arrangement == words else []))
        assert done.code == code, done.err
        assert done.data
        if code in (1, 2):
            assert set(done.data["error"]) == {"title", "message", "hint"}
            assert done.data["error"]["message"] in done.err
        if code == 3:
            assert done.data["asked"] in done.err


def test_the_record_may_be_named_before_and_after_the_command(
    cairn: Cairn, tmp_path: Path, record_file: Path
) -> None:
    one = tmp_path / "one.cairn"
    assert cairn("--record", str(one), "log", "45m").code == 0
    assert cairn("log", "--record", str(one), "30m").code == 0
    assert cairn("list", "sessions", f"--record={one}", "--json").data["total"] == 2
    assert not record_file.exists()


def test_the_environment_names_a_record_too(
    cairn: Cairn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAIRN_RECORD", str(tmp_path / "other.cairn"))
    assert cairn("log", "45m").code == 0
    assert (tmp_path / "other.cairn").exists()


def test_a_new_record_is_announced_and_only_its_owner_may_read_it(
    cairn: Cairn, record_file: Path
) -> None:
    assert str(record_file) in cairn("log", "45m").err
    assert "new record" not in cairn("log", "30m").err
    assert stat.S_IMODE(record_file.stat().st_mode) == 0o600


NONSENSE = [
    ["log", "nonsense"],
    ["log", ""],
    ["log"],
    ["log", "99", "hours", "of", "-1m"],
    ["log", "45m", "CKA", "--at", "25:99"],
    ["log", "45m", "CKA", "--day", "soon"],
    ["log", "45m", "--credential", "nobody"],
    ["log", "200h", "CKA", "--yes"],
    ["log", "45m", "\udcff"],
    ["start", "x" * 3000],
    ["stop"],
    ["spend", "nothing"],
    ["spend", ""],
    ["spend", "1.234.5 EUR"],
    ["add", " "],
    ["add", "x" * 501],
    ["add", "Title", "--hours", "many"],
    ["add", "Title", "--status", "sleepy"],
    ["add", "Title", "--exam", "never"],
    ["add", "Title", "--url", "javascript:alert(1)"],
    ["edit", "s1", "--duration", "long"],
    ["edit", "s1", "--at", "30:00"],
    ["edit", "s99", "--note", "x"],
    ["edit", "CKA", "--valid-until", "2026-99-99"],
    ["delete", "e12"],
    ["goal", "plenty"],
    ["goal", "rest", "someday"],
    ["plan", "45m", "CKA"],
    ["plan", "nonsense"],
    ["pay", "2026-11-01", "much", "more"],
    ["pay", "2026-11-01", "5 EUR", "6 USD"],
    ["attach", "/no/such/file", "CKA"],
    ["attach", "https://example.org", "nobody"],
    ["reimburse", "e9", "10"],
    ["import", "/no/such/file"],
    ["restore", "/no/such/file"],
    ["settings", "zone", "Mars/Olympus"],
    ["settings", "currency", "XXX"],
    ["settings", "day-starts-at", "26:00"],
    ["settings", "streak-minutes", "0"],
    ["history", "nobody"],
    ["show", "session:99"],
    ["redo"],
    ["export", "csv", "/no/such/folder/x.csv"],
]


@pytest.mark.parametrize("words", NONSENSE, ids=" ".join)
def test_nonsense_is_one_sentence_and_leaves_the_record_byte_for_byte(
    cairn: Cairn, cka: int, record_file: Path, words: list[str]
) -> None:
    assert cairn("log", "45m", "CKA", "yesterday", "19:00").code == 0
    before = fingerprint(record_file)
    done = cairn(*words)
    assert done.code == 1, (done.out, done.err)
    assert done.out == ""
    assert 1 <= len(done.err.strip().splitlines()) <= 3
    assert "Traceback" not in done.err
    assert "mistake" not in done.err
    assert fingerprint(record_file) == before


ADDING = {"log", "start", "spend", "add", "goal", "plan", "pay"}


@pytest.mark.parametrize("words", [one for one in NONSENSE if one[0] in ADDING], ids=" ".join)
def test_nonsense_begins_no_record(cairn: Cairn, words: list[str], record_file: Path) -> None:
    if words[:2] == ["log", "45m"] and "--credential" in words:
        pytest.skip("whether a name is known can only be said by a record")
    assert cairn(*words).code == 1
    assert not record_file.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty", b""),
        ("cut", None),
        ("text", b"Dear diary,\n" * 30),
        ("foreign", b"SQLite format 3\x00" + bytes(100)),
    ],
)
def test_a_file_that_is_no_record_is_refused_and_left_as_it_is(
    cairn: Cairn, tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / f"{name}.cairn"
    if content is None:
        assert cairn("--record", str(path), "log", "45m").code == 0
        content = path.read_bytes()[:-4096]
    path.write_bytes(content)
    for words in (["log", "45m", "CKA"], ["list", "sessions"], ["undo"]):
        done = cairn("--record", str(path), *words)
        assert (done.code, done.out) == (1, "")
        assert str(path) in done.err
        assert path.read_bytes() == content


def test_after_two_dashes_nothing_is_an_option(cairn: Cairn, cka: int) -> None:
    done = cairn("log", "45m", "CKA", "--json", "--", "chapter", "--json", "-3")
    assert done.data["session"]["note"] == "chapter --json -3"
    assert cairn("log", "--json", "--", "45m", "CKA").data["session"]["minutes"] == 45
    assert cairn("log", "--", "-5m").code == 1
    assert cairn("add", "--json", "--", "-rf").data["credential"]["title"] == "-rf"


def test_options_may_stand_between_the_words(cairn: Cairn, cka: int) -> None:
    done = cairn("log", "45m", "--note", "chapter 3", "CKA", "--json", "yesterday")
    assert done.data["session"]["note"] == "chapter 3"
    assert done.data["session"]["day"] == "2026-11-21"


def test_the_line_is_split_without_a_command_too() -> None:
    assert split_line([]).command == ""
    assert split_line(["--", "log", "45m"]).command == "log"
    assert split_line(["--json", "--record", "x", "log", "45m"]).words == ["45m"]


def test_a_mistake_of_ours_is_a_sentence_and_a_report_without_anything_personal(
    cairn: Cairn, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.cli import study

    def broken(*_words: object) -> None:
        raise ZeroDivisionError("a private title")

    monkeypatch.setitem(study.SPECS, "log", study.Spec(study._arguments, broken))
    done = cairn("log", "45m", "secret")
    assert (done.code, done.out) == (1, "")
    assert "Traceback" not in done.err
    [report] = (own_home / "problems").iterdir()
    assert str(report) in done.err
    told = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in told
    assert "tracker/cli/__init__.py" in told
    for private in ("private", "secret", str(own_home), str(Path.home())):
        assert private not in told


def test_what_this_process_writes_only_the_person_may_read(cairn: Cairn) -> None:
    before = os.umask(0o022)
    try:
        cairn("--version")
        assert os.umask(0o022) == 0o077
    finally:
        os.umask(before)


def test_a_reader_that_leaves_ends_the_command_quietly(own_home: Path) -> None:
    command = [sys.executable, "-m", "tracker", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_answer_that_cannot_be_written_is_told(own_home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tracker", "--help"],
            stdout=full, stderr=subprocess.PIPE, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_in_any_locale_the_answer_is_utf_8(own_home: Path) -> None:
    for locale in ("C", "POSIX", "en_US.ISO-8859-1"):
        done = child("add", "Zertifikat für 日本語", "--json", "--yes", LC_ALL=locale)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout.decode("utf-8"))["credential"]["title"] == (
            "Zertifikat für 日本語"
        )


def test_an_interrupt_ends_quietly_with_its_own_code(own_home: Path, tmp_path: Path) -> None:
    fifo = tmp_path / "never.csv"
    os.mkfifo(fifo)
    # A shell without a terminal starts what runs behind it with interrupts ignored.
    code = (
        "import signal, sys; from tracker.cli import main;"
        " signal.signal(signal.SIGINT, signal.default_int_handler);"
        " sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "import", str(fifo)]
    # The command opens the pipe for reading; this end opens as soon as it does.
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
        fifo.open("wb"),
    ):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


def test_main_takes_its_own_words_where_none_are_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["cairn", "--version"])
    assert main() == 0
    assert __version__ in capsys.readouterr().out


def test_a_strangers_name_gives_the_terminal_no_orders(cairn: Cairn) -> None:
    name = "\x1b[31mred\x07 \u202etxet"
    for words in (("log", "45m", name), ("add", name), ("log", "45m", name), ("add", name)):
        ran = cairn(*words)
        assert not set(ran.out + ran.err) & set("\x1b\x07\u202e"), words
    titles = [row["title"] for row in cairn("list", "credentials", "--json").data["rows"]]
    assert name in titles


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_output_is_no_mistake(closed: str, own_home: Path) -> None:
    command = f'"{sys.executable}" -m tracker status {closed}'
    ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr
    assert not (own_home / "problems").exists()


@pytest.mark.skipif(os.name == "nt", reason="TZ is a matter of POSIX")
def test_an_unknown_zone_writes_nothing_until_the_person_names_theirs(
    cairn: Cairn, cka: int, record_file: Path
) -> None:
    before = fingerprint(record_file)
    ran = child("log", "45m CKA 10:00", TZ="Foo/Bar")
    assert ran.returncode == 1
    assert "Foo/Bar" in ran.stderr.decode()
    assert fingerprint(record_file) == before
    assert child("list", "credentials", TZ="Foo/Bar").returncode == 0
    assert child("settings", "zone", "Europe/Prague", TZ="Foo/Bar").returncode == 0
    assert child("log", "45m CKA 2026-11-01 10:00", TZ="Foo/Bar").returncode == 0
