"""What the parts of the sample world share: the words it is told in, its days, and inserting."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tracker.domain.changes import Kind
from tracker.domain.draft import Draft
from tracker.domain.instants import Moment
from tracker.domain.preferences import RecordSettings
from tracker.domain.proof import EvidenceDraft
from tracker.domain.words import EvidenceKind
from tracker.paths import resource
from tracker.services.sample_world.files import file_bytes
from tracker.store.drafts import to_columns
from tracker.store.evidence import EvidenceFiles
from tracker.store.writing import Write

SEED = 2026


@dataclass
class World:
    """What the parts of the sample world share while it is written."""

    write: Write
    today: date
    settings: RecordSettings
    seed: int
    files: EvidenceFiles
    numbers: dict[str, int] = field(default_factory=dict)

    def day(self, offset: int | None) -> date | None:
        """The day that lies `offset` days after today; None for None."""
        return None if offset is None else self.today + timedelta(days=offset)

    def on(self, offset: int) -> date:
        """The day that lies `offset` days after today."""
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, at: str) -> Moment:
        """The moment at which the wall clock shows `at` (HH:MM) on that day."""
        return Moment.from_wall(
            datetime.combine(self.on(offset), time.fromisoformat(at)), self.settings.zone
        )

    def add(self, kind: Kind, draft: Draft, /, **more: Any) -> int:
        """Insert a draft whose fields are columns; its number."""
        draft.require_good()
        return self.write.add(kind, **(to_columns(kind, draft) | more))

    def attach(self, told: Mapping[str, Any], draft: EvidenceDraft, added: int) -> int:
        """Keep a file made as `told` and record it as evidence added on the day `added`."""
        stored = self.files.put(io.BytesIO(file_bytes(told)))
        return self.add(
            Kind.EVIDENCE,
            draft,
            kind=EvidenceKind.FILE,
            file_name=told["file"],
            media_type=stored.media_type,
            sha256=stored.sha256,
            size_bytes=stored.size_bytes,
            added_at=self.noon(added),
        )

    def noon(self, offset: int) -> datetime:
        """Noon (UTC) of that day, for what has an instant that nobody looks at closely."""
        return datetime.combine(self.on(offset), time(12), UTC)


def told(name: str) -> Any:
    """What `resources/sample_world/` tells under this name."""
    return json.loads(resource("sample_world", f"{name}.json").read_text(encoding="utf-8"))
