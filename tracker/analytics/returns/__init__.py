"""Return on time: what an hour of study has brought, or is likely to bring.

`inputs` holds the quantities by the names of the method (docs/return-on-time.md), `flows` lays
them out by month, `outputs` answers, `irr` finds every internal rate, `prices` brings amounts to
one year and currency, `draws` measures the uncertainty. All of it is pure: no clock, no record.
"""

from __future__ import annotations

from tracker.analytics.returns.inputs import Inputs, StudyKind
from tracker.analytics.returns.outputs import Outputs, evaluate

__all__ = ["Inputs", "Outputs", "StudyKind", "evaluate"]
