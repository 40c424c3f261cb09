"""Texts in the person's language.

`_` and `ngettext` look a text up at the moment it is shown, so that a change of language needs no
restart of the modules that hold it. English is the source language and needs no catalogue.
"""

from __future__ import annotations

import gettext as _gettext

from tracker.paths import resource

_DOMAIN = "cairn"
_active: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(code: str) -> bool:
    """Whether texts now come in the language `code` (a BCP 47 or POSIX name, such as `de`).

    Where no catalogue exists for it, English stays and the answer is False.
    """
    global _active
    # POSIX may add an encoding and a variant: de_DE.UTF-8@euro.
    wanted = code.partition("@")[0].partition(".")[0].replace("-", "_")
    names = [wanted, wanted.split("_")[0]]
    try:
        _active = _gettext.translation(_DOMAIN, str(resource("locale")), languages=names)
    except OSError:
        _active = _gettext.NullTranslations()
        return wanted.split("_")[0] in {"en", "C", "POSIX"}
    return True


def _(text: str) -> str:
    """`text` in the language in use; the text itself where it is not translated."""
    return _active.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a text that fits the number `n` in the language in use."""
    return _active.ngettext(one, many, n)


def pgettext(context: str, text: str) -> str:
    """`text` where its meaning depends on `context`, a word or two for the translator."""
    return _active.pgettext(context, text)
