"""Return on time: the uncertainty of fifty credentials, beside drawing the numbers alone."""

from __future__ import annotations

from decimal import Decimal

from tests.bench.figures import Figure, median_figure, times_ms
from tracker.analytics.returns import Inputs, evaluate
from tracker.analytics.returns.assumptions import Range
from tracker.analytics.returns.draws import DRAWS, Spread, bands

_CREDENTIALS, _RUNS = 50, 9


def return_figures() -> list[Figure]:
    """Fifty credentials with 10,000 draws each, and fifty evaluations with their rates."""
    import numpy as np

    many = [_one(n) for n in range(_CREDENTIALS)]

    def draw() -> None:
        for inputs, spread in many:
            assert bands(inputs, spread) is not None

    def bare() -> None:
        generator = np.random.default_rng(1)
        for _credential in range(_CREDENTIALS):
            np.percentile(generator.random((3, DRAWS)).sum(axis=0), (5, 25, 50, 75, 95))

    def answer() -> None:
        for inputs, _spread in many:
            evaluate(inputs)

    beside = "50 times 30,000 random numbers and their quantiles"
    yardstick = times_ms(bare, _RUNS)
    return [
        median_figure(
            "50 credentials, 10,000 draws each", beside, times_ms(draw, _RUNS), yardstick
        ),
        median_figure("50 credentials, every figure", beside, times_ms(answer, _RUNS), yardstick),
    ]


def _one(n: int) -> tuple[Inputs, Spread]:
    inputs = Inputs(
        hours=Decimal(20 + n),
        study_months=n % 12,
        spend=((0, Decimal(100 + 10 * n)),),
        annual_uplift_gross=Decimal(1000 + 20 * n),
        attribution=Decimal("0.5"),
        marginal_tax_rate=Decimal("0.3"),
        horizon_years=Decimal(10),
    )
    uplift = Range(Decimal(100), Decimal(1000 + 20 * n), Decimal(4000))
    share = Range(Decimal("0.2"), Decimal("0.5"), Decimal("0.8"))
    finish = Range(Decimal("0.6"), Decimal("0.8"), Decimal(1))
    return inputs, Spread(uplift, share, finish)
