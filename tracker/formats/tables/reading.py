"""From bytes to rows: encoding, delimiter, quotes, and what is wrong with each line.

A row that cannot be read never takes its neighbours along: where a quotation mark is opened and
not closed, reading goes on in the next line.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from tracker.formats.tables.imported import Findings, Options, Question, Refused, short
from tracker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

# Exports of other programs: 100,000 study sessions take some 36 MB.
MOST_BYTES = 500_000_000
# More rows than a person leaves behind in a life of logging every quarter of an hour.
MOST_ROWS = 1_000_000
# A cell may hold a note of several lines; one with more is a quotation mark that was not closed.
MOST_LINES_OF_A_ROW = 20
# The longest line that is held in memory [characters]; the csv module refuses a single cell beyond
# 131,072 of them, and no export has dozens of full ones in a row.
MOST_LETTERS_OF_A_LINE = 1 << 20
DELIMITERS = (",", ";", "\t", "|")
# Encodings of one byte a character; which of them it was can't be seen, only read. Windows' own
# come first, the western one before all.
GUESSES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso8859-15", "mac-roman")
# Others that a file can be said to be in; never a codec that unpacks or executes.
ENCODINGS = frozenset(
    {
        *GUESSES,
        *(f"cp125{n}" for n in range(9)),
        *(f"iso8859-{n}" for n in (*range(1, 12), *range(13, 17))),
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii"),
        *("koi8-r", "koi8-u", "shift_jis", "cp932", "euc_jp", "gb18030", "gbk", "big5", "euc_kr"),
        *("cp437", "cp850", "cp852", "cp866", "cp874", "cp949"),
    }
)
# Where a header may stand: below a preamble such as LinkedIn's notes.
HEADER_LINES = 20


@dataclass(frozen=True, slots=True)
class Text:
    """Bytes of which it is known how they spell letters."""

    data: bytes
    encoding: str

    def lines(self) -> Iterator[str]:
        """The physical lines with their ends, as LF, CR LF or CR set them; cut where too long."""
        # Not str.splitlines, to which a form feed inside a cell is the end of a line.
        reader = io.TextIOWrapper(
            io.BytesIO(self.data), encoding=self.encoding, errors="strict", newline=""
        )
        return iter(lambda: reader.readline(MOST_LETTERS_OF_A_LINE), "")


def decode(data: bytes, options: Options) -> tuple[Text, Question | None]:
    """How `data` spells letters; where only a guess is possible, the question to ask.

    A byte order mark decides, then the option, then whether all of it is UTF-8. Raises `Refused`
    for nothing, too much, or what the stated encoding cannot be.
    """
    if len(data) > MOST_BYTES:
        raise Refused(
            _("The file has {n} MB; at most {most} MB are read.").format(
                n=len(data) // 1_000_000, most=MOST_BYTES // 1_000_000
            )
        )
    marked = _marked_encoding(data)
    wanted = marked or known_encoding(options.encoding)
    if wanted is None and _is_decodable(data, "utf-8"):
        wanted = "utf-8"
    if wanted is not None:
        if not _is_decodable(data, wanted):
            raise Refused(
                _("The file is not text in the encoding {name}.").format(name=short(wanted))
            )
        return Text(data, wanted), None
    guesses = tuple(name for name in GUESSES if _is_decodable(data, name))
    if b"\0" in data[:4096]:
        raise Refused(_("The file is no text: it holds NUL characters."))
    question = Question(
        "encoding",
        _("The file is not in UTF-8. Which encoding shows its letters right?"),
        guesses or ("latin-1",),
    )
    return Text(data, question.choices[0]), question


def known_encoding(name: str | None) -> str | None:
    """Python's own name of the encoding `name`; raises `Refused` for one that is not known."""
    if name is None:
        return None
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        known = ""
    if known not in ENCODINGS:
        raise Refused(_("«{name}» is not an encoding that is known here.").format(name=short(name)))
    return known


def _marked_encoding(data: bytes) -> str | None:
    """What a byte order mark says."""
    # UTF-32's little-endian mark begins with UTF-16's.
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return name
    return None


def _is_decodable(data: bytes, encoding: str) -> bool:
    """Whether all of `data` is text in `encoding`, without holding that text in memory."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        for start in range(0, len(data), 1 << 20):
            decoder.decode(data[start : start + (1 << 20)])
        decoder.decode(b"", final=True)
    except (UnicodeError, LookupError, ValueError):
        return False
    return True


# What stands for a line that was cut, where it has to come again.
_TOO_LONG = "\0\0"


class _BadLineError(Exception):
    """This line cannot be part of a row; the text says why."""


class _Lines:
    """Feeds the csv module line by line, and can go back to the line after a row's first."""

    def __init__(self, text: Text) -> None:
        self._source = text.lines()
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self._taken) >= MOST_LINES_OF_A_ROW:
            raise _BadLineError(_unclosed())
        line = self._again.popleft() if self._again else next(self._source)
        self.number += 1
        self._taken.append(line)
        if len(line) >= MOST_LETTERS_OF_A_LINE and line[-1] not in "\r\n":
            next((rest for rest in self._source if rest[-1] in "\r\n"), None)
            self._taken[-1] = line = _TOO_LONG
        if line == _TOO_LONG:
            raise _BadLineError(_("This line is too long to be a row of a table."))
        if "\0" in line:
            raise _BadLineError(_("This line holds NUL characters: it is damaged or no text."))
        return line

    def begin(self) -> int:
        """Forget the lines of the row before; the number of the line that comes next."""
        self._taken.clear()
        return self.number + 1

    def go_back(self) -> int:
        """Let the lines after the row's first come again; how many those are."""
        back = self._taken[1:]
        self._again.extendleft(reversed(back))
        self.number -= len(back)
        return len(back)


def _unclosed() -> str:
    return _("A quotation mark is opened in this line and not closed.")


def _records(text: Text, delimiter: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """All rows of `text` with the number of their first line; what is no row goes to `findings`."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = lines.begin()
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except _BadLineError as error:
            lines.go_back()
            findings.say(str(error), line)
        except csv.Error as error:
            is_several = lines.go_back() > 0
            findings.say(_why(str(error), is_several), line)


def _why(error: str, is_several: bool) -> str:
    """The csv module's complaint in words of ours."""
    if "field larger" in error:
        return _("A cell of this line is too long: more than 131,072 characters.")
    if is_several or "unexpected end" in error:
        return _unclosed()
    return _("The quotation marks of this line don't match.")


class Sheet:
    """A delimited table: the header's cells, the line it stands in, and the rows below it."""

    def __init__(self, text: Text, delimiter: str, header: list[str], header_line: int) -> None:
        """Take the table apart at `header_line`."""
        self._text = text
        self._delimiter = delimiter
        self.header = tuple(cell.strip() for cell in header)
        self.header_line = header_line

    def rows(self, findings: Findings) -> Iterator[tuple[int, list[str]]]:
        """The rows below the header, each with its line and exactly one cell a column.

        Rows without any text are passed over. Rows with too few or too many cells go to
        `findings`, for one cell too few may shift all others. Raises `Refused` beyond `MOST_ROWS`.
        """
        width, count = len(self.header), 0
        for line, cells in _records(self._text, self._delimiter, findings):
            if line <= self.header_line:
                continue
            if len(cells) != width:
                if not any(map(str.strip, cells)):
                    continue
                if len(cells) < width or any(map(str.strip, cells[width:])):
                    findings.say(_ragged(len(cells), width), line)
                    continue
                del cells[width:]
            elif not any(cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise Refused(_("The file has more than {n} rows.").format(n=MOST_ROWS))
            yield line, cells


def _ragged(cells: int, width: int) -> str:
    return _("This line has {n} cells, the header has {width}.").format(n=cells, width=width)


def sheets(text: Text, options: Options) -> Iterator[Sheet]:
    """Every way to see a table in `text`, the likeliest first.

    One for each delimiter and line that could be the header. Whoever knows a format takes the
    first whose header fits it.
    """
    delimiters = (options.delimiter,) if options.delimiter else _delimiters(text)
    for delimiter in delimiters:
        first = islice(_records(text, delimiter, Findings()), HEADER_LINES)
        for line, cells in first:
            if line > HEADER_LINES:
                break
            if sum(bool(cell.strip()) for cell in cells) > 1:
                yield Sheet(text, delimiter, cells, line)


def _delimiters(text: Text) -> tuple[str, ...]:
    """The delimiters by how often they stand in the first lines; a line `sep=;` decides."""
    first = list(islice(text.lines(), HEADER_LINES))
    if first and first[0].lower().startswith("sep=") and first[0][4:5] in DELIMITERS:
        return (first[0][4],)
    joined = "".join(first)
    return tuple(sorted(DELIMITERS, key=lambda delimiter: -joined.count(delimiter)))
