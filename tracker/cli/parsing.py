"""The words of a command line: what is meant for every command, and what for the one.

`--record PATH` and `--json` may stand before and after the command. Options and words may be
mixed (`cairn log 45m --dry-run CKA`). After `--` nothing is an option any more.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from tracker.cli.answers import Answer
from tracker.errors import TrackerError
from tracker.i18n import _

Arguments = argparse.Namespace


class UsageError(TrackerError):
    """The words of the command line can't be understood (exit code 2)."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One command: the arguments it takes, and what it does with them.

    `noun` names what its answer is about (`session`); the answer to a question has null there.
    `is_writing` says that it changes the record, so that a backup may be due afterwards.
    """

    arguments: Callable[[Parser], None]
    run: Callable[[Arguments], Answer]
    noun: str | None = None
    is_writing: bool = False


@dataclass(slots=True)
class Line:
    """A command line with what is meant for every command taken out."""

    command: str = ""
    words: list[str] = field(default_factory=list)
    verbatim: list[str] | None = None
    record: str | None = None
    is_json: bool = False
    is_help: bool = False
    is_version: bool = False
    problem: str = ""


def split_line(words: list[str]) -> Line:
    """What a command line says to every command, its command, and what is left for that one.

    Never raises: what is wrong (`--record` without a path) waits in `problem`, so that by then it
    is known whether to answer in JSON.
    """
    line = Line()
    rest = iter(words)
    for word in rest:
        if word == "--":
            line.verbatim = list(rest)
        elif word == "--json":
            line.is_json = True
        elif word == "--record":
            line.record = next(rest, None)
            if line.record is None:
                line.problem = _("--record needs the path of a record.")
        elif word.startswith("--record="):
            line.record = word.partition("=")[2]
        elif word in {"--help", "-h"}:
            line.is_help = True
        elif not line.command and word in {"--version", "-V"}:
            line.is_version = True
        elif not line.command and not word.startswith("-"):
            line.command = word
        else:
            line.words.append(word)
    _settle(line)
    return line


def _settle(line: Line) -> None:
    """Find the command where it stands after `--`, or after `help`."""
    if not line.command and line.verbatim:
        line.command = line.verbatim.pop(0)
    if line.command == "help":
        line.is_help = True
        line.command = line.words.pop(0) if line.words else "help"
    if line.record == "":
        line.problem = _("--record needs the path of a record.")


# No option of ours begins so, but a word of a line or a value may: -5m, -3.
_NUMBER = re.compile(r"-\d", re.ASCII)
# Stands before a word that begins with a dash and is none of the options. No word of a command line
# can hold it itself.
_KEPT = "\x00"


def _kept(word: str) -> str:
    """`word` so that it is not taken for an option."""
    return _KEPT + word


def _given_back(value: object) -> object:
    """An argument as it was typed."""
    if isinstance(value, list):
        return [_given_back(one) for one in value]
    return value.removeprefix(_KEPT) if isinstance(value, str) else value


class Parser(argparse.ArgumentParser):
    """Reads the arguments of one command; a mistake is a UsageError and never ends the program."""

    def __init__(self, command: str) -> None:
        """Begin with the options that every command takes."""
        super().__init__(prog=f"cairn {command}", allow_abbrev=False, add_help=False)
        shared = self.add_argument_group(_("for every command"))
        shared.add_argument("--json", action="store_true", help=_("answer with one JSON object"))
        shared.add_argument(
            "--record",
            metavar=_("PATH"),
            help=_("the record to work on; else CAIRN_RECORD, else your own"),
        )
        shared.add_argument("--help", action="store_true", help=_("show this and end"))

    def text_argument(self, help_text: str) -> None:
        """Take all words that are no options as one text, `args.text`."""
        self.add_argument("text", nargs="*", metavar=_("TEXT"), help=help_text)

    def read(self, line: Line) -> Arguments:
        """The arguments on a line; raises UsageError."""
        if line.problem:
            self.error(line.problem)
        words = [_kept(word) if _NUMBER.match(word) else word for word in line.words]
        verbatim = line.verbatim or []
        takes_text = any(action.dest == "text" for action in self._actions)
        if not takes_text:
            words += map(_kept, verbatim)
        args = self.parse_intermixed_args(words)
        for name, value in vars(args).items():
            setattr(args, name, _given_back(value))
        if takes_text:
            # Inside of a line `--` begins a note; at its front it only ends the options.
            joiner = ["--"] if line.verbatim is not None and args.text else []
            args.text = " ".join([*args.text, *joiner, *verbatim])
        args.json, args.record = line.is_json, line.record
        return args

    def error(self, message: str) -> NoReturn:
        """Raise a UsageError with the message and where help is found."""
        raise UsageError(
            _("Wrong usage"),
            _("{program}: {message}.").format(program=self.prog, message=message.rstrip(".")),
            _("«{program} --help» tells how it is used.").format(program=self.prog),
        )

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Never end the program from in here."""
        self.error(message or str(status))
