"""«Erase for good»: the one thing that can't be undone."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.services.base import Ground, Service
from tracker.store import erasing
from tracker.store.erasing import Author, Erased
from tracker.store.faults import RecordError


class Erasing(Service):
    """Takes values out of rows, history, backups and disk."""

    def preview(self, kind: Kind, row_id: int) -> Mapping[Kind, int]:
        """How many rows of each kind would go with this one, itself included, to say so first.

        Raises a GoneError where neither the record nor its history know it.
        """
        return erasing.preview(self.store.path, kind, row_id)

    def erase(self, kind: Kind, row_id: int, *, confirm: bool) -> Erased:
        """Erase a row for good, deleted or not, with all that hangs on it; can't be undone.

        Hours and money stay where they were, without the name. Copies that the person put elsewhere
        are not reached, nor are damaged copies, which the answer names. Raises a ValueError unless
        `confirm`ed.
        """
        if self.store.is_read_only:
            raise RecordError(
                _("Nothing was erased"),
                _("{path} or its folder can only be read.").format(path=self.store.path),
            )
        return erasing.erase(self.store.path, kind, row_id, author_of(self.ground), confirm=confirm)


def author_of(ground: Ground) -> Author:
    """Who works on this record now, for its history."""
    return Author(ground.store.source, ground.store.installation, ground.clock.now())
