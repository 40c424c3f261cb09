"""The person's settings for their record."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from tracker.domain.changes import Changes, Kind
from tracker.i18n import N_
from tracker.services.base import Service, reads
from tracker.store.queries import settings


class Settings(Service):
    """Reads and changes what the person set."""

    get = reads(settings.record_settings)
    meta = reads(settings.meta)

    def change(self, **fields: Any) -> Changes:
        """Set fields of `RecordSettings`; undoable.

        Changing the zone or the start of the day moves no study session: each keeps its day.
        """
        wanted = dataclasses.replace(self.get(), **fields)
        wanted.require_good()
        with self.store.writing(N_("Change settings")) as write:
            for name, value in dataclasses.asdict(wanted).items():
                if name not in fields:
                    continue
                text = json.dumps(value, ensure_ascii=False)
                held = write.values(Kind.RECORD_SETTING, name=name)
                if held:
                    write.change(Kind.RECORD_SETTING, held[0]["id"], value=text)
                else:
                    write.add(Kind.RECORD_SETTING, name=name, value=text)
        return write.made
