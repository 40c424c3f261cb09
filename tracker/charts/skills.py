"""Skills and what backs them: credentials, hours, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tracker.charts.chart import Cell, Chart, Column, Mark, Table, hours_of
from tracker.charts.look import Words
from tracker.charts.plate import Plate
from tracker.charts.rows import BESIDE, Row, paint_beside
from tracker.domain.proof import SkillRow
from tracker.i18n import _, ngettext

# More rows than that are no picture any more; the table has them all.
_MOST = 30


def skills(rows: Sequence[SkillRow], words: Words, most: int = _MOST) -> Chart:
    """Each skill with its hours as a bar, its credentials and evidence in words.

    What has the most credentials stands first, then the most hours; the first `most` are drawn.
    A mark's key is the skill's.
    """
    ordered = sorted(
        rows,
        key=lambda row: (
            -len(row.credential_ids),
            -row.logged_seconds,
            -row.evidence_count,
            row.draft.name.casefold(),
        ),
    )
    drawn = [
        Row(
            row.draft.name,
            float(row.logged_seconds),
            _backed(row, words),
            _("{skill}: {backed}").format(skill=row.draft.name, backed=_backed(row, words)),
            row.id,
        )
        for row in ordered[:most]
    ]
    columns = (
        Column(_("Skill")),
        Column(_("Credentials"), is_number=True),
        Column(_("Hours"), is_number=True),
        Column(_("Evidence"), is_number=True),
    )
    return Chart(
        name="skills",
        title=_("Skills and what backs them"),
        sentence=_sentence(ordered, words, most),
        table=Table(
            columns,
            tuple(
                (
                    Cell(row.draft.name),
                    Cell(words.count(len(row.credential_ids)), len(row.credential_ids)),
                    Cell(words.duration(row.logged_seconds), hours_of(row.logged_seconds)),
                    Cell(words.count(row.evidence_count), row.evidence_count),
                )
                for row in ordered
            ),
        ),
        paint=partial(_paint, drawn),
        tall=max(1, len(drawn)) * BESIDE,
    )


def _backed(row: SkillRow, words: Words) -> str:
    credentials, evidence = len(row.credential_ids), row.evidence_count
    if not credentials and not evidence:
        return _("nothing backs it yet")
    parts = []
    if row.logged_seconds:
        parts.append(words.duration(row.logged_seconds))
    count = ngettext("{n} credential", "{n} credentials", credentials)
    parts.append(count.format(n=words.count(credentials)))
    if evidence:
        proofs = ngettext("{n} piece of evidence", "{n} pieces of evidence", evidence)
        parts.append(proofs.format(n=words.count(evidence)))
    return " · ".join(parts)


def _sentence(ordered: Sequence[SkillRow], words: Words, most: int) -> str:
    count = len(ordered)
    if not count:
        return _("No skill is recorded yet.")
    bare = sum(not row.credential_ids and not row.evidence_count for row in ordered)
    told = ngettext("{n} skill", "{n} skills", count).format(n=words.count(count))
    first = ordered[0]
    said = _("{skills}, {first} backed most: {backed}").format(
        skills=told, first=first.draft.name, backed=_backed(first, words)
    )
    if bare:
        without = ngettext(
            "{n} skill has nothing behind it", "{n} skills have nothing behind them", bare
        )
        said = _("{said}; {more}").format(said=said, more=without.format(n=words.count(bare)))
    if count > most:
        shown = _("the first {n} are drawn").format(n=words.count(most))
        said = _("{said}; {more}").format(said=said, more=shown)
    return _("{words}.").format(words=said)


def _paint(rows: Sequence[Row], plate: Plate) -> list[Mark]:
    return paint_beside(rows, plate, "accent")
