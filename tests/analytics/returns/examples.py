"""The worked examples of the method, as inputs."""

from __future__ import annotations

from decimal import Decimal

from tracker.analytics.returns import Inputs, StudyKind

A = Inputs(
    hours=Decimal(120),
    study_months=4,
    spend=((0, Decimal(600)),),
    annual_uplift_gross=Decimal(2400),
    attribution=Decimal("0.5"),
    marginal_tax_rate=Decimal("0.30"),
    salary=Decimal(60000),
    degree_hours=Decimal(5400),
    degree_hours_measured=Decimal(3240),
    degree_premium=Decimal(31876),
)
B = A.replaced(value_of_time_per_hour=Decimal(10))
C = Inputs(
    hours=Decimal(90),
    study_months=6,
    spend=((0, Decimal(450)), (5, Decimal(300))),
    refunds=((8, Decimal(400)),),
    value_of_time_per_hour=Decimal("12.5"),
    own_time_share=Decimal("0.8"),
    annual_uplift_gross=Decimal(3000),
    attribution=Decimal("0.4"),
    marginal_tax_rate=Decimal("0.25"),
    uplift_growth=Decimal("0.01"),
    benefit_lag_months=3,
    horizon_years=Decimal(6),
    completion_probability=Decimal("0.6"),
    renewal_every_months=36,
    renewal_cost=Decimal(150),
    salary=Decimal(48000),
)
DEGREE = Inputs(
    hours=Decimal(5400),
    kind=StudyKind.DEGREE,
    years=Decimal(4),
    direct_cost_total=Decimal(51600),
    foregone_net_earnings_per_year=Decimal(38688),
    annual_uplift_gross=Decimal(31876),
    marginal_tax_rate=Decimal("0.20"),
    horizon_years=Decimal(43),
    completion_probability=Decimal("0.612"),
    dropout_cost_share=Decimal("0.5"),
)
NY_FED = Inputs(
    hours=None,
    kind=StudyKind.DEGREE,
    years=Decimal(4),
    direct_cost_total=Decimal(30000),
    foregone_net_earnings_per_year=Decimal(37500),
    annual_uplift_gross=Decimal(33000),
    horizon_years=Decimal(43),
)
