"""When a plan will be finished, as a range, from the person's own log.

Days with their minutes in, days of a finish out: pure, the same answer every time, `today` handed
in. `docs/forecast.md` tells how it works, how well it held on logs of real people, and where its
limits are.

- `daylog` is the log as one number a day, up to and with today.
- `replay` asks the person's own past the same question again and again.
- `curves` are the minutes that the coming days will bring: low, middle and high.
- `finish` reads a date off the curves, and says why where it can't.
- `whatif` does the same for a pace that the person chooses.
"""

from tracker.analytics.forecast.daylog import DayLog
from tracker.analytics.forecast.finish import Finish, Outlook, Reason, outlook
from tracker.analytics.forecast.whatif import Pace, needed_minutes_a_day, what_if

__all__ = [
    "DayLog",
    "Finish",
    "Outlook",
    "Pace",
    "Reason",
    "needed_minutes_a_day",
    "outlook",
    "what_if",
]
