"""What is left of a study in progress: the figure that the decision to go on needs.

Month 0 is then today. Hours studied and money spent before are out: they come back by neither
going on nor stopping. At the start nothing is sunk, and both figures are the same.
"""

from __future__ import annotations

from decimal import Decimal

from tracker.analytics.returns.flows import exactly, fees
from tracker.analytics.returns.inputs import ZERO, Inputs


def go_forward(inputs: Inputs, months_elapsed: int, hours_logged: Decimal) -> Inputs:
    """`inputs` of the whole life as seen from `months_elapsed` months after the start.

    What falls into this very month is still ahead. A study that has run over its months has none
    left, and its remaining hours count at once.
    """
    hours = None if inputs.hours is None else max(inputs.hours - hours_logged, ZERO)
    left = max(inputs.months - months_elapsed, 0)
    late = max(months_elapsed - inputs.months, 0)
    with exactly():
        # The fees of a degree fall due on days of their own: what is left of them are amounts.
        spend = (*fees(inputs), *inputs.spend)
        years = Decimal(left) / 12 if inputs.is_degree and months_elapsed else inputs.years
    return inputs.replaced(
        hours=hours,
        study_months=left,
        years=years,
        direct_cost_total=ZERO,
        benefit_lag_months=max(inputs.benefit_lag_months - late, 0)
        if not hours
        else (inputs.benefit_lag_months),
        spend=tuple((m - months_elapsed, a) for m, a in spend if m >= months_elapsed),
        refunds=tuple((m - months_elapsed, a) for m, a in inputs.refunds if m >= months_elapsed),
    )
