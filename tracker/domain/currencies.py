"""Which currencies there are, and how finely each is counted."""

from __future__ import annotations

# ISO 4217, list one (current currencies and funds) as published on 2026-01-01 by SIX, the
# maintenance agency: https://www.six-group.com/en/products-services/financial-information/
# market-reference-data/data-standards.html. Codes without minor units (gold, SDR, "no currency",
# the test code) are left out: nobody pays a fee in them.
_ACTIVE = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN
    BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR
    FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY
    KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XCD XCG XOF XPF
    YER ZAR ZMW ZWG
"""
# ISO 4217, list three: withdrawn from 2007 on. They stand in people's older receipts and exports.
_WITHDRAWN = "ANG BGN BYR CUC CYP EEK HRK LTL LVL MRO MTL SIT SKK SLL STD VEF ZMK ZWL"
# The column "minor unit" of the same list, where it is not 2; BYR from list three.
_UNUSUAL_DIGITS = {
    0: "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_USUAL_DIGITS = 2

_CURRENT_CODES = frozenset(_ACTIVE.split())
_CODES = _CURRENT_CODES | frozenset(_WITHDRAWN.split())
_DIGITS = {code: digits for digits, codes in _UNUSUAL_DIGITS.items() for code in codes.split()}


def is_currency(code: str) -> bool:
    """Whether `code` is an ISO 4217 code in which something can be paid, or could since 2007.

    Exactly as the standard writes it: `"EUR"`; neither `"eur"`, `"€"` nor `"DEM"`.
    """
    return code in _CODES


def currencies() -> tuple[str, ...]:
    """The codes of the currencies in use today, in the order of the alphabet."""
    return tuple(sorted(_CURRENT_CODES))


def minor_digits(currency: str) -> int:
    """How many decimals `currency` has: JPY 0, EUR 2, KWD 3, CLF 4.

    2 for a code that the table does not know, as for most of those that it does.
    """
    return _DIGITS.get(currency, _USUAL_DIGITS)
