"""`cairn evaluate`: the return on time of one scenario, without a record."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracker.cli.answers import Answer
from tracker.cli.parsing import Arguments, Parser, Spec
from tracker.errors import TrackerError
from tracker.i18n import _

# More than any scenario; keeps a file named by mistake from being read whole.
_MOST_BYTES = 4_000_000
_INFINITE = float("inf")
_MONEY = frozenset(
    {
        "pv_cash_cost",
        "pv_time_cost",
        "pv_benefit",
        "npv_cash",
        "npv_all_in",
        "net_value_per_hour",
        "annual_gain_per_hour",
        "out_of_pocket",
        "all_in_cost",
        "cost_per_hour",
        "all_in_cost_per_hour",
        "break_even_uplift_gross",
        "parity_uplift",
        "parity_uplift_measured",
    }
)


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Evaluate one scenario: a JSON object with the inputs of docs/return-on-time.md by their"
        " names, such as hours, study_months, spend, annual_uplift_gross, attribution."
    )
    parser.add_argument("file", metavar=_("FILE"), help=_("the scenario; - reads standard input"))


def _evaluate(args: Arguments) -> Answer:
    from tracker.analytics.returns import evaluate
    from tracker.analytics.returns.forward import go_forward
    from tracker.analytics.returns.reading import money_text, read_inputs

    raw = _scenario(args.file)
    read = read_inputs(*_with_data(raw))
    if read.inputs is None:
        raise TrackerError(
            _("The scenario can't be evaluated"),
            " ".join(problem.message for problem in read.problems),
            _("docs/return-on-time.md lists the inputs and what each of them may be."),
        )
    outputs = evaluate(read.inputs)
    data = shape(outputs)
    if read.inputs.cost_reason is not None:
        data["sums_by_currency"] = {
            code or "?": money_text(amount) for code, amount in read.sums_by_currency.items()
        }
    if read.months_elapsed is not None:
        ahead = go_forward(read.inputs, read.months_elapsed, read.hours_logged)
        data["go_forward"] = shape(evaluate(ahead))
    from tracker.cli.evaluated import told

    return Answer(data, told(read.inputs, outputs, str(raw.get("currency") or "")))


def shape(outputs: Any) -> dict[str, Any]:
    """The outputs by their names: money as text with two decimals, every gap with its reason."""
    from tracker.analytics.returns.outputs import names
    from tracker.analytics.returns.reading import money_text

    def value(name: str) -> Any:
        found = getattr(outputs, name)
        if isinstance(found, Decimal):
            return money_text(found) if name in _MONEY else float(found)
        return found

    data = {name: value(name) for name in names()}
    reasons = dict(outputs.reasons)
    for name, found in data.items():
        if found in {_INFINITE, -_INFINITE}:
            # A share with more than three hundred digits says nothing, and is no JSON.
            data[name], reasons[name] = None, "too_large"
    data["irr_roots"] = [float(root) for root in outputs.irr_roots]
    data["reasons"] = reasons
    data["reason"] = outputs.reason
    return data


def _with_data(raw: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The scenario with its baseline's figures, and the price indexes; read only where needed."""
    text = json.dumps(raw, default=str)
    if '"baseline"' not in text and '"price_year"' not in text:
        return raw, {}
    from tracker.formats.baselines import Baselines

    shelf = Baselines.load()
    raw = dict(raw)
    wanted = raw.pop("baseline", None)
    if wanted is not None:
        row = shelf.row(str(wanted))
        if row is None:
            raise TrackerError(
                _("Unknown baseline"),
                _("«{name}» is not one of the degree baselines.").format(
                    name=json.dumps(wanted, default=str).strip('"')[:60]
                ),
                _("«cairn list baselines» lists them."),
            )
        raw.setdefault("degree_hours", row.hours_mid)
        raw.setdefault("degree_hours_measured", row.hours_measured)
        raw.setdefault("degree_premium", row.premium)
    return raw, shelf.prices_by_currency


def _scenario(name: str) -> dict[str, Any]:
    raw = _bytes(name)
    if not raw.strip():
        raise TrackerError(_("Not a scenario"), _("{file} is empty.").format(file=_called(name)))
    try:
        # Decimals, so that 0.035 is what stands there.
        found = json.loads(
            raw, parse_float=Decimal, parse_int=Decimal, object_pairs_hook=_each_once
        )
    except UnicodeDecodeError as error:
        raise TrackerError(
            _("Not a scenario"), _("{file} is not text in UTF-8.").format(file=_called(name))
        ) from error
    except RecursionError as error:
        raise TrackerError(
            _("Not a scenario"),
            _("{file} holds lists within lists without end.").format(file=_called(name)),
        ) from error
    except ValueError as error:
        raise TrackerError(
            _("Not a scenario"),
            _("{file} is not JSON: {reason}.").format(file=_called(name), reason=str(error)[:200]),
            _("Write one object, such as {example}.").format(
                example='{"hours": 120, "spend": [[0, "600.00"]]}'
            ),
        ) from error
    if not isinstance(found, dict):
        raise TrackerError(
            _("Not a scenario"), _("{file} must hold one JSON object.").format(file=_called(name))
        )
    return found


def _called(name: str) -> str:
    """What a sentence calls the file."""
    return _("The input") if name == "-" else name


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose names are told once: of two values JSON itself keeps the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise TrackerError(
            _("Not a scenario"), _("«{name}» stands there twice.").format(name=twice[:60])
        )
    return found


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(_MOST_BYTES)
    try:
        with Path(name).open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise TrackerError(
            _("The file can't be read"),
            _("{file}: {reason}.").format(file=name, reason=error.strerror or error),
        ) from error


SPECS = {"evaluate": Spec(_arguments, _evaluate)}
