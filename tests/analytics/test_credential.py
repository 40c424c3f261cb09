from __future__ import annotations

from datetime import date

from tracker.analytics.credential import (
    by_category,
    counted_units,
    running_total,
    seconds_a_week,
    whole_progress,
)
from tracker.domain.credentials import ModuleDraft
from tracker.domain.proof import RenewalCategory, RenewalCreditDraft, RenewalDraft
from tracker.domain.words import RenewalKind

TODAY = date(2026, 11, 23)


def test_the_total_grows_in_the_order_of_days() -> None:
    days = {date(2026, 11, 3): 60, date(2026, 11, 1): 30}
    assert running_total(days) == ((date(2026, 11, 1), 30), (date(2026, 11, 3), 90))
    assert running_total({}) == ()


def test_the_weekly_mean_counts_whole_weeks_up_to_today() -> None:
    days = {date(2026, 10, 26): 9999, date(2026, 10, 27): 400, TODAY: 400, date(2026, 11, 24): 9}
    assert seconds_a_week(days, TODAY, 4) == 200


def test_modules_count_by_their_weights() -> None:
    modules = [
        ModuleDraft(1, "a", weight=3, progress_percent=100),
        ModuleDraft(1, "b", weight=1, progress_percent=0),
        ModuleDraft(1, "aside", weight=0, progress_percent=100),
    ]
    assert whole_progress(modules) == 0.75
    assert whole_progress([ModuleDraft(1, "aside", weight=0)]) is None
    assert whole_progress([]) is None


def test_a_capped_category_counts_up_to_its_cap_and_a_short_one_is_marked() -> None:
    rule = RenewalDraft(
        1,
        RenewalKind.PDU,
        units_milli=60_000,
        categories=(
            RenewalCategory("Education", least_milli=35_000),
            RenewalCategory("Giving back", most_milli=25_000),
        ),
    )
    earned = [
        RenewalCreditDraft(1, TODAY, 20_000, category="education "),
        RenewalCreditDraft(1, TODAY, 30_000, category="Giving Back"),
        RenewalCreditDraft(1, TODAY, 1_000),
    ]
    education, giving = by_category(rule, earned)
    assert (education.earned_milli, education.is_short) == (20_000, True)
    assert (giving.counted_milli, giving.is_short) == (25_000, False)
    assert counted_units(rule, earned) == 46_000
