"""How the window speaks: the language of its texts, of Qt's own, and the way numbers are written.

A language is taken before the first widget is made, since widgets keep the words they were made
with. A change is therefore worn when the window opens again (`reopen`), never half at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from tracker.domain.durations import HOURS_SETTING, write_hours
from tracker.i18n import (
    LANGUAGE_SETTING,
    PSEUDO,
    is_right_to_left,
    language_for,
    system_languages,
    use_language,
)

if TYPE_CHECKING:
    from tracker.settings import WindowSettings

# The exit code of Qt's loop that means: not the end, the window opens anew.
REOPEN = 1000
_QT = "qtbase"
# Qt's words for Arabic with the digits 0–9, which Cairn writes everywhere: half of one kind and
# half of the other in one line can't be read.
_PLAIN_DIGITS = {"ar": "ar_AE"}


def speak(code: str) -> None:
    """Let the whole application speak the language `code`, mirrored where it is written so."""
    use_language(code)
    QLocale.setDefault(locale_for(code))
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    # Before the direction: Qt's own Arabic would turn it by a text of its own.
    _take_qts_words(app, code)
    app.setLayoutDirection(right if is_right_to_left() else left)


def speak_as_chosen(settings: WindowSettings) -> None:
    """The person's language and way to read hours; the system's language where none is chosen."""
    speak(wanted_language(settings))
    write_hours(settings.get(HOURS_SETTING), QLocale().decimalPoint())


def wanted_language(settings: WindowSettings) -> str:
    """The language that the window takes when it opens."""
    kept = settings.get(LANGUAGE_SETTING)
    # Where no variable says anything (macOS, Windows with several languages) Qt knows the list.
    return language_for(kept, system_languages() or QLocale.system().uiLanguages())


def locale_for(code: str) -> QLocale:
    """How numbers, dates and sums are written beside texts in the language `code`.

    As this computer is set where that is the same language, else as its country does with that
    language, else as the language does by itself. The bare «C» locale, which writes no groups and
    no first day of the week that anyone knows, is none.
    """
    system = QLocale.system()
    if code == "en" or code in PSEUDO:
        is_bare = system.language() == QLocale.Language.C
        known = system.language() == QLocale.Language.English
        return system if known and not is_bare else _at_home("en_GB", system)
    if system.name().split("_")[0] == code and system.zeroDigit() == "0":
        return system
    return _at_home(_PLAIN_DIGITS.get(code, code), system)


def _at_home(usual: str, system: QLocale) -> QLocale:
    """A language as it is written in the system's country; as usual where it is not at home."""
    plain = QLocale(usual)
    country = QLocale(plain.language(), system.territory())
    is_known = country.territory() == system.territory() and country.language() == plain.language()
    is_bare = system.language() == QLocale.Language.C
    return country if is_known and not is_bare and country.zeroDigit() == "0" else plain


def _take_qts_words(app: QApplication, code: str) -> None:
    """Qt's own texts (buttons of its dialogs, menus of its fields) in a language."""
    before = app.findChild(QTranslator, _QT)
    if before is not None:
        app.removeTranslator(before)
        before.setParent(None)
        before.deleteLater()
    if code == "en" or code in PSEUDO:
        return
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(app)
    translator.setObjectName(_QT)
    if translator.load(f"{_QT}_{code}", folder):
        app.installTranslator(translator)


def reopen() -> None:
    """Close the window and open it again, in the language that was chosen meanwhile."""
    QApplication.exit(REOPEN)
