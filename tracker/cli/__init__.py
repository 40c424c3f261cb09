"""The command line: every page's work without a window.

`main` is thin. Which commands there are stands in `tracker.cli.commands`; what one of them takes
and does stands in the small file of its group, which alone is loaded. Nothing heavy is imported
before it is needed, so that `cairn --help` answers at once.

Exit codes: 0 done, 1 the input or the world is at fault (nothing written), 2 wrong usage, 3 a
question must be answered first (nothing written), 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tracker.cli.answers import Answer, asked, failed, say
from tracker.cli.commands import COMMANDS, find_command, help_text, load
from tracker.cli.parsing import Line, Parser, UsageError, split_line
from tracker.domain.durations import HOURS_SETTING, write_hours
from tracker.errors import QuestionError, TrackerError
from tracker.i18n import LANGUAGE_SETTING, _, language, language_for, use_language
from tracker.settings import WindowSettings

DONE, AT_FAULT, WRONG_USAGE, ASKED, INTERRUPTED = 0, 1, 2, 3, 130
# The decimal sign where it is no point; a locale of the C library need not be installed for it.
_POINTS = {"de": ",", "es": ",", "fr": ","}
# What another user of this computer must not read: everything Cairn writes about a person.
_PRIVATE = 0o077


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words of a command line ask (by default this program's own); its exit code.

    With `--json` exactly one JSON object goes to the standard output, whatever happens. A mistake
    of our own is told in a sentence that names a report, never as a traceback.
    """
    os.umask(_PRIVATE)
    _prepare_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    _speak(words)
    try:
        return _finish(_run(words))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _left_alone()
    except OSError as error:
        return _unwritten(error)


def _run(words: list[str]) -> int:
    line = split_line(words)
    try:
        answer = _answer(line)
    except UsageError as wrong:
        say(failed(wrong), is_json=line.is_json)
        return WRONG_USAGE
    except QuestionError as question:
        say(asked(question, _noun(line)), is_json=line.is_json)
        return ASKED
    except TrackerError as fault:
        say(failed(fault), is_json=line.is_json)
        return AT_FAULT
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as mistake:
        # The border at which our own mistakes end.
        from tracker.cli.failing import told

        say(failed(told(mistake)), is_json=line.is_json)
        return AT_FAULT
    say(answer, is_json=line.is_json)
    if answer.code == DONE and _is_writing(line):
        _keep_safe(line)
    return answer.code


def _answer(line: Line) -> Answer:
    if line.is_version:
        from tracker import __version__

        return Answer({"version": __version__}, f"cairn {__version__}")
    if line.is_help and (not line.command or line.command == "help"):
        return Answer({"commands": list(COMMANDS)}, help_text())
    if not line.command:
        line.command = "window"
    command = find_command(line.command)
    spec = load(command)
    parser = Parser(command.name)
    spec.arguments(parser)
    if line.is_help:
        return Answer({"usage": parser.format_help()}, parser.format_help().rstrip())
    return spec.run(parser.read(line))


def _noun(line: Line) -> str | None:
    """What the answer of the command is about, for the shape of a question; None for nothing."""
    command = COMMANDS.get(line.command)
    return load(command).noun if command is not None else None


def _is_writing(line: Line) -> bool:
    return line.command in COMMANDS and not line.is_help and load(COMMANDS[line.command]).is_writing


def _keep_safe(line: Line) -> None:
    """Make the backup of the day where it is due, once the answer has been given.

    What hinders it is said, and changes nothing about what was done.
    """
    from tracker.cli.opening import back_up_if_due

    sys.stdout.flush()
    try:
        back_up_if_due(line.record)
    except TrackerError as fault:
        print(_("No backup could be made today: {why}").format(why=fault), file=sys.stderr)


def _speak(words: Sequence[str]) -> None:
    """Answer in the person's language and way to read hours, else as the environment asks.

    What a program reads is never translated, so that a script works in every language.
    """
    if "--json" in words:
        use_language("en")
        write_hours("words")
        return
    settings = WindowSettings()
    use_language(language_for(settings.get(LANGUAGE_SETTING)))
    write_hours(settings.get(HOURS_SETTING), _POINTS.get(language(), "."))


def _prepare_streams() -> None:
    """Let both streams take any text, whatever the locale says: UTF-8, and no error for a letter.

    What can't be written, such as a file name of stray bytes, is written as its number.
    """
    # Closed from outside (`cairn list >&-`), they are None: what is said then goes nowhere.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _finish(code: int) -> int:
    """The code, once everything has left; a pipe that broke is noticed here."""
    sys.stdout.flush()
    return code


def _left_alone() -> int:
    """End quietly where nobody reads on (`cairn list sessions | head`)."""
    _drop_output()
    return DONE


def _unwritten(error: OSError) -> int:
    """Say that the answer could not be written, as on a full disk."""
    _drop_output()
    sentence = _("The answer could not be written: {reason}.").format(
        reason=error.strerror or error
    )
    print(sentence, file=sys.stderr)
    return AT_FAULT


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter ends in peace."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass


__all__ = ["main"]
