"""JSON documents of other programs, read without the surprises that the format allows."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from tracker.formats.tables.imported import Refused
from tracker.i18n import _

# As text and as objects a document takes some ten times its size; a life of time entries has 50 MB.
MOST_BYTES = 100_000_000


def read_document(data: bytes) -> Any:
    """The document that `data` holds, UTF-8 (or UTF-16 or UTF-32, as JSON allows).

    Raises `Refused` for what is damaged, nested without end, says a key twice, or holds numbers
    that are none.
    """
    if len(data) > MOST_BYTES:
        raise Refused(
            _("The file has {n} MB; at most {most} MB of JSON are read.").format(
                n=len(data) // 1_000_000, most=MOST_BYTES // 1_000_000
            )
        )
    try:
        return json.loads(
            data.removeprefix(b"\xef\xbb\xbf"),
            object_pairs_hook=_without_repetition,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise Refused(
            _("The file is damaged JSON: it can't be read from line {line} on.").format(
                line=error.lineno
            )
        ) from None
    except (RecursionError, ValueError):
        raise Refused(_("The file is damaged JSON: it can't be read.")) from None


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused(_("The file is damaged JSON: it says the same thing twice."))
    return found


def _refuse_constant(_name: str) -> NoReturn:
    raise Refused(_("The file is damaged JSON: it holds numbers that are none."))
