"""Lines in other languages: what is typed on Monday, 23 November 2026 at 13:00, and what is read.

English stands beside each of them, and what could mean two things is asked about.
"""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from tests.formats.line.world import CONTEXT, tell_expense, tell_study
from tracker.domain.study import StudyDraft
from tracker.formats.line import read_expense_line, read_study_line, write_study_line
from tracker.formats.line.tongues import TONGUES
from tracker.formats.line.words import ENGLISH, WordTable, table_for
from tracker.i18n import LANGUAGES

LINES = [
    ("de", "45m CKA gestern 19:00 #lab", "45m Sun 22 Nov 19:00 CKA @lab"),
    ("de", "45 Minuten CKA", "45m Mon 23 Nov CKA"),
    ("de", "45 Min. CKA", "45m Mon 23 Nov CKA"),
    ("de", "1 Stunde CKA", "60m Mon 23 Nov CKA"),
    ("de", "2 Stunden CKA", "120m Mon 23 Nov CKA"),
    ("de", "1 Stunde 20 Minuten CKA", "80m Mon 23 Nov CKA"),
    ("de", "1 Stunde und 20 Minuten CKA", "80m Mon 23 Nov CKA"),
    ("de", "eine Stunde CKA", "60m Mon 23 Nov CKA"),
    ("de", "eine halbe Stunde CKA", "30m Mon 23 Nov CKA"),
    ("de", "halbe Stunde CKA", "30m Mon 23 Nov CKA"),
    ("de", "eine Viertelstunde CKA", "15m Mon 23 Nov CKA"),
    ("de", "eine Dreiviertelstunde CKA", "45m Mon 23 Nov CKA"),
    ("de", "anderthalb Stunden CKA", "90m Mon 23 Nov CKA"),
    ("de", "zwei Stunden CKA", "120m Mon 23 Nov CKA"),
    ("de", "1,5 Stunden CKA", "90m Mon 23 Nov CKA"),
    ("de", "0,75 Std CKA", "45m Mon 23 Nov CKA"),
    ("de", "2 Std. CKA", "120m Mon 23 Nov CKA"),
    ("de", "45m CKA heute", "45m Mon 23 Nov CKA"),
    ("de", "45m CKA gestern", "45m Sun 22 Nov CKA"),
    ("de", "45m CKA vorgestern", "45m Sat 21 Nov CKA"),
    ("de", "45m CKA gestern Abend", "45m Sun 22 Nov CKA"),
    ("de", "45m CKA vor 3 Tagen", "45m Fri 20 Nov CKA"),
    ("de", "45m CKA vor einer Woche", "45m Mon 16 Nov CKA"),
    ("de", "45m CKA vor zwei Wochen", "45m Mon 09 Nov CKA"),
    ("de", "45m CKA am Montag", "45m Mon 23 Nov CKA"),
    ("de", "45m CKA am Freitag", "45m Fri 20 Nov CKA"),
    ("de", "45m CKA letzten Freitag", "45m Fri 20 Nov CKA"),
    ("de", "45m CKA letzte Woche Freitag", "45m Fri 20 Nov CKA"),
    ("de", "45m CKA Sonntag 18:00", "45m Sun 22 Nov 18:00 CKA"),
    ("de", "45m CKA 22.11.", "45m Sun 22 Nov CKA"),
    ("de", "45m CKA am 3. Oktober", "45m Sat 03 Oct CKA"),
    ("de", "45m CKA 3. März 2026", "45m Tue 03 Mar CKA"),
    ("de", "45m CKA 12. Mai", "45m Tue 12 May CKA"),
    ("de", "45m CKA um 7 Uhr", "45m Mon 23 Nov 07:00 CKA"),
    ("de", "45m CKA gestern um 19 Uhr", "45m Sun 22 Nov 19:00 CKA"),
    ("de", "45m CKA gestern um 19:30", "45m Sun 22 Nov 19:30 CKA"),
    ("de", "CKA von 19:00 bis 20:30", "90m Mon 23 Nov 19:00 CKA ?future"),
    ("de", "CKA gestern von 9 bis 10 Uhr", "60m Sun 22 Nov 09:00 CKA"),
    ("de", "CKA 19-20:30 Uhr", "90m Mon 23 Nov 19:00 CKA ?future"),
    ("de", "45m CKA mittags Lesen", "45m Mon 23 Nov CKA ‹mittags› @Lesen"),
    ("de", "45m Lesen für CKA", "45m Mon 23 Nov CKA @Lesen"),
    ("de", "1h Übung AWS SA gestern", "60m Sun 22 Nov AWS SA @Übung"),
    ("de", "30m Wiederholung CKA und AWS SA", "30m Mon 23 Nov CKA AWS SA @Wiederholung"),
    ("de", "20m Karteikarten", "20m Mon 23 Nov @Karteikarten"),
    ("de", "45m CKA morgen", "45m Tue 24 Nov CKA ?future"),
    ("de", "45m cka yesterday", "45m Sun 22 Nov CKA"),
    ("de", "half an hour of cka last friday", "30m Fri 20 Nov CKA"),
    ("es", "45m CKA ayer 19:00 #lab", "45m Sun 22 Nov 19:00 CKA @lab"),
    ("es", "45 minutos CKA", "45m Mon 23 Nov CKA"),
    ("es", "45 minutos de CKA", "45m Mon 23 Nov CKA"),
    ("es", "1 hora CKA", "60m Mon 23 Nov CKA"),
    ("es", "2 horas CKA", "120m Mon 23 Nov CKA"),
    ("es", "1 hora 20 minutos CKA", "80m Mon 23 Nov CKA"),
    ("es", "1 hora y 20 minutos CKA", "80m Mon 23 Nov CKA"),
    ("es", "una hora de CKA", "60m Mon 23 Nov CKA"),
    ("es", "media hora CKA", "30m Mon 23 Nov CKA"),
    ("es", "media hora de lectura CKA", "30m Mon 23 Nov CKA @lectura"),
    ("es", "un cuarto de hora CKA", "15m Mon 23 Nov CKA"),
    ("es", "tres cuartos de hora CKA", "45m Mon 23 Nov CKA"),
    ("es", "hora y media CKA", "90m Mon 23 Nov CKA"),
    ("es", "una hora y media de CKA", "90m Mon 23 Nov CKA"),
    ("es", "dos horas CKA", "120m Mon 23 Nov CKA"),
    ("es", "veinte minutos CKA", "20m Mon 23 Nov CKA"),
    ("es", "1,5 horas CKA", "90m Mon 23 Nov CKA"),
    ("es", "0,75 horas CKA", "45m Mon 23 Nov CKA"),
    ("es", "45m CKA hoy", "45m Mon 23 Nov CKA"),
    ("es", "45m CKA ayer", "45m Sun 22 Nov CKA"),
    ("es", "45m CKA anteayer", "45m Sat 21 Nov CKA"),
    ("es", "45m CKA anoche", "45m Sun 22 Nov CKA"),
    ("es", "45m CKA hace 3 días", "45m Fri 20 Nov CKA"),
    ("es", "45m CKA hace una semana", "45m Mon 16 Nov CKA"),
    ("es", "45m CKA hace dos semanas", "45m Mon 09 Nov CKA"),
    ("es", "45m CKA el lunes", "45m Mon 23 Nov CKA"),
    ("es", "45m CKA el viernes", "45m Fri 20 Nov CKA"),
    ("es", "45m CKA viernes", "45m Fri 20 Nov CKA"),
    ("es", "45m CKA el miércoles", "45m Wed 18 Nov CKA"),
    ("es", "45m CKA el viernes pasado", "45m Fri 20 Nov CKA"),
    ("es", "45m CKA el próximo lunes", "45m Mon 30 Nov CKA ?future"),
    ("es", "2 horas y media CKA", "150m Mon 23 Nov CKA"),
    ("es", "1 hora y cuarto CKA", "75m Mon 23 Nov CKA"),
    ("es", "45m CKA domingo 18:00", "45m Sun 22 Nov 18:00 CKA"),
    ("es", "45m CKA 22/11", "45m Sun 22 Nov CKA"),
    ("es", "45m CKA 3 de octubre", "45m Sat 03 Oct CKA"),
    ("es", "45m CKA el 3 de octubre de 2026", "45m Sat 03 Oct CKA"),
    ("es", "45m CKA 12 mayo", "45m Tue 12 May CKA"),
    ("es", "45m CKA 3 mar", "45m Tue 03 Mar CKA"),
    ("es", "45m CKA a las 19:30", "45m Mon 23 Nov 19:30 CKA ?future"),
    ("es", "45m CKA ayer a las 19", "45m Sun 22 Nov 19:00 CKA"),
    ("es", "CKA de 19:00 a 20:30", "90m Mon 23 Nov 19:00 CKA ?future"),
    ("es", "CKA ayer desde las 9 hasta las 10:30", "90m Sun 22 Nov 09:00 CKA"),
    ("es", "CKA 19:00-20:30 práctica", "90m Mon 23 Nov 19:00 CKA @práctica ?future"),
    ("es", "1h práctica AWS SA ayer", "60m Sun 22 Nov AWS SA @práctica"),
    ("es", "30m repaso CKA y AWS SA", "30m Mon 23 Nov CKA AWS SA @repaso"),
    ("es", "20m tarjetas", "20m Mon 23 Nov @tarjetas"),
    ("es", "45m CKA pasado mañana", "45m Wed 25 Nov CKA ?future"),
    ("es", "45m cka yesterday", "45m Sun 22 Nov CKA"),
    ("es", "half an hour of cka last friday", "30m Fri 20 Nov CKA"),
    ("fr", "45m CKA hier 19:00 #lab", "45m Sun 22 Nov 19:00 CKA @lab"),
    ("fr", "45 minutes CKA", "45m Mon 23 Nov CKA"),
    ("fr", "45 minutes de CKA", "45m Mon 23 Nov CKA"),
    ("fr", "1 heure CKA", "60m Mon 23 Nov CKA"),
    ("fr", "2 heures CKA", "120m Mon 23 Nov CKA"),
    ("fr", "1 heure 20 minutes CKA", "80m Mon 23 Nov CKA"),
    ("fr", "1 heure et 20 minutes CKA", "80m Mon 23 Nov CKA"),
    ("fr", "une heure de CKA", "60m Mon 23 Nov CKA"),
    ("fr", "une demi-heure CKA", "30m Mon 23 Nov CKA"),
    ("fr", "demi-heure de lecture CKA", "30m Mon 23 Nov CKA @lecture"),
    ("fr", "un quart d'heure CKA", "15m Mon 23 Nov CKA"),
    ("fr", "trois quarts d’heure CKA", "45m Mon 23 Nov CKA"),
    ("fr", "une heure et demie CKA", "90m Mon 23 Nov CKA"),
    ("fr", "deux heures CKA", "120m Mon 23 Nov CKA"),
    ("fr", "vingt minutes CKA", "20m Mon 23 Nov CKA"),
    ("fr", "1,5 heures CKA", "90m Mon 23 Nov CKA"),
    ("fr", "1h30 CKA", "90m Mon 23 Nov CKA"),
    ("fr", "45m CKA aujourd'hui", "45m Mon 23 Nov CKA"),
    ("fr", "45m CKA hier", "45m Sun 22 Nov CKA"),
    ("fr", "45m CKA avant-hier", "45m Sat 21 Nov CKA"),
    ("fr", "45m CKA hier soir", "45m Sun 22 Nov CKA"),
    ("fr", "45m CKA ce matin", "45m Mon 23 Nov CKA"),
    ("fr", "45m CKA il y a 3 jours", "45m Fri 20 Nov CKA"),
    ("fr", "45m CKA il y a une semaine", "45m Mon 16 Nov CKA"),
    ("fr", "45m CKA il y a deux semaines", "45m Mon 09 Nov CKA"),
    ("fr", "45m CKA lundi", "45m Mon 23 Nov CKA"),
    ("fr", "45m CKA vendredi", "45m Fri 20 Nov CKA"),
    ("fr", "45m CKA le vendredi", "45m Fri 20 Nov CKA"),
    ("fr", "45m CKA mercredi dernier", "45m Wed 18 Nov CKA"),
    ("fr", "45m CKA lundi dernier", "45m Mon 16 Nov CKA"),
    ("fr", "2 heures et demie CKA", "150m Mon 23 Nov CKA"),
    ("fr", "1 heure et quart CKA", "75m Mon 23 Nov CKA"),
    ("fr", "45m CKA dimanche 18:00", "45m Sun 22 Nov 18:00 CKA"),
    ("fr", "45m CKA 22/11", "45m Sun 22 Nov CKA"),
    ("fr", "45m CKA le 3 octobre", "45m Sat 03 Oct CKA"),
    ("fr", "45m CKA 1er octobre 2026", "45m Thu 01 Oct CKA"),
    ("fr", "45m CKA 12 mai", "45m Tue 12 May CKA"),
    ("fr", "45m CKA 3 août", "45m Mon 03 Aug CKA"),
    ("fr", "45m CKA à 19:30", "45m Mon 23 Nov 19:30 CKA ?future"),
    ("fr", "45m CKA hier à 19", "45m Sun 22 Nov 19:00 CKA"),
    ("fr", "CKA de 19:00 à 20:30", "90m Mon 23 Nov 19:00 CKA ?future"),
    ("fr", "CKA hier de 9:00 à 10:30", "90m Sun 22 Nov 09:00 CKA"),
    ("fr", "1h exercices AWS SA hier", "60m Sun 22 Nov AWS SA @exercices"),
    ("fr", "30m révision CKA et AWS SA", "30m Mon 23 Nov CKA AWS SA @révision"),
    ("fr", "20m fiches", "20m Mon 23 Nov @fiches"),
    ("fr", "45m lecture pour CKA", "45m Mon 23 Nov CKA @lecture"),
    ("fr", "45m CKA demain", "45m Tue 24 Nov CKA ?future"),
    ("fr", "45m cka yesterday", "45m Sun 22 Nov CKA"),
    ("fr", "half an hour of cka last friday", "30m Fri 20 Nov CKA"),
    ("ar", "45m CKA أمس 19:00 #lab", "45m Sun 22 Nov 19:00 CKA @lab"),
    ("ar", "45 دقيقة CKA", "45m Mon 23 Nov CKA"),
    ("ar", "٤٥ دقيقة CKA", "45m Mon 23 Nov CKA"),
    ("ar", "30 دقائق CKA", "30m Mon 23 Nov CKA"),
    ("ar", "1 ساعة CKA", "60m Mon 23 Nov CKA"),
    ("ar", "3 ساعات CKA", "180m Mon 23 Nov CKA"),
    ("ar", "11 ساعة CKA", "660m Mon 23 Nov CKA"),
    ("ar", "1 ساعة 20 دقيقة CKA", "80m Mon 23 Nov CKA"),
    ("ar", "نصف ساعة CKA", "30m Mon 23 Nov CKA"),
    ("ar", "ربع ساعة CKA", "15m Mon 23 Nov CKA"),
    ("ar", "ساعة ونصف CKA", "90m Mon 23 Nov CKA"),
    ("ar", "ساعتين CKA", "120m Mon 23 Nov CKA"),
    ("ar", "ثلاث ساعات CKA", "180m Mon 23 Nov CKA"),
    ("ar", "عشرين دقيقة CKA", "20m Mon 23 Nov CKA"),
    ("ar", "1.5 ساعة CKA", "90m Mon 23 Nov CKA"),
    ("ar", "٢ ساعة CKA", "120m Mon 23 Nov CKA"),
    ("ar", "45 د CKA", "45m Mon 23 Nov CKA"),
    ("ar", "2 س CKA", "120m Mon 23 Nov CKA"),
    ("ar", "45m CKA اليوم", "45m Mon 23 Nov CKA"),
    ("ar", "45m CKA أمس", "45m Sun 22 Nov CKA"),
    ("ar", "45m CKA البارحة", "45m Sun 22 Nov CKA"),
    ("ar", "45m CKA أول أمس", "45m Sat 21 Nov CKA"),
    ("ar", "45m CKA قبل 3 أيام", "45m Fri 20 Nov CKA"),
    ("ar", "45m CKA منذ 3 أيام", "45m Fri 20 Nov CKA"),
    ("ar", "45m CKA قبل يومين", "45m Sat 21 Nov CKA"),
    ("ar", "45m CKA الاثنين", "45m Mon 23 Nov CKA"),
    ("ar", "45m CKA يوم الجمعة", "45m Fri 20 Nov CKA"),
    ("ar", "45m CKA الجمعة الماضي", "45m Fri 20 Nov CKA"),
    ("ar", "2 ساعة ونصف CKA", "150m Mon 23 Nov CKA"),
    ("ar", "45m CKA الخميس", "45m Thu 19 Nov CKA"),
    ("ar", "45m CKA الأحد 18:00", "45m Sun 22 Nov 18:00 CKA"),
    ("ar", "45m CKA 22/11", "45m Sun 22 Nov CKA"),
    ("ar", "45m CKA 3 أكتوبر", "45m Sat 03 Oct CKA"),
    ("ar", "45m CKA 3 أكتوبر 2026", "45m Sat 03 Oct CKA"),
    ("ar", "45m CKA ٣ مايو", "45m Sun 03 May CKA"),
    ("ar", "45m CKA الساعة 19:30", "45m Mon 23 Nov 19:30 CKA ?future"),
    ("ar", "45m CKA أمس الساعة ١٩:٣٠", "45m Sun 22 Nov 19:30 CKA"),
    ("ar", "45m CKA أمس الساعة 7 مساءً", "45m Sun 22 Nov 19:00 CKA"),
    ("ar", "45m CKA الساعة 8 صباحا", "45m Mon 23 Nov 08:00 CKA"),
    ("ar", "CKA من 19:00 إلى 20:30", "90m Mon 23 Nov 19:00 CKA ?future"),
    ("ar", "CKA أمس من 9:00 حتى 10:30", "90m Sun 22 Nov 09:00 CKA"),
    ("ar", "45 دقيقة قراءة CKA", "45m Mon 23 Nov CKA @قراءة"),
    ("ar", "1h تمارين AWS SA أمس", "60m Sun 22 Nov AWS SA @تمارين"),
    ("ar", "20m بطاقات", "20m Mon 23 Nov @بطاقات"),
    ("ar", "45m CKA غدا", "45m Tue 24 Nov CKA ?future"),
    ("ar", "45m cka yesterday", "45m Sun 22 Nov CKA"),
    ("ar", "half an hour of cka last friday", "30m Fri 20 Nov CKA"),
]

EXPENSES = [
    ("de", "150 EUR Prüfung CKA bezahlt von Firma", "15000 EUR Mon 23 Nov exam CKA by:employer"),
    ("de", "39,90 € Buch CKA gestern", "3990 EUR Sun 22 Nov book CKA"),
    ("es", "150 EUR examen CKA", "15000 EUR Mon 23 Nov exam CKA"),
    ("es", "20 € libro CKA ayer", "2000 EUR Sun 22 Nov book CKA"),
    ("fr", "150 EUR examen CKA", "15000 EUR Mon 23 Nov exam CKA"),
    ("fr", "20 € livre CKA hier", "2000 EUR Sun 22 Nov book CKA"),
    ("ar", "150 EUR امتحان CKA", "15000 EUR Mon 23 Nov exam CKA"),
    ("ar", "20 EUR كتاب CKA أمس", "2000 EUR Sun 22 Nov book CKA"),
    ("de", "100 EUR exam CKA yesterday", "10000 EUR Sun 22 Nov exam CKA"),
]


@pytest.mark.parametrize(("language", "line", "told"), LINES)
def test_a_line_is_read_in_its_language(language: str, line: str, told: str) -> None:
    assert tell_study(read_study_line(line, replace(CONTEXT, language=language))) == told


@pytest.mark.parametrize(("language", "line", "told"), EXPENSES)
def test_spending_is_read_in_its_language(language: str, line: str, told: str) -> None:
    context = replace(CONTEXT, language=language, decimal_comma=language != "ar")
    assert tell_expense(read_expense_line(line, context)) == told


def test_every_language_of_the_window_has_words_for_the_line() -> None:
    assert set(TONGUES) == set(LANGUAGES) - {"en"}
    for language in TONGUES:
        assert sum(one == language for one, _line, _told in LINES) >= 40


@pytest.mark.parametrize("language", sorted(TONGUES))
def test_no_word_means_another_thing_than_in_english(language: str) -> None:
    """Such a word would be a guess: whoever mixes languages would be misread."""
    table = table_for(language)
    for field in fields(WordTable):
        english, own = getattr(ENGLISH, field.name), TONGUES[language].get(field.name, {})
        if isinstance(english, dict):
            both = {word for word in own if word in english and own[word] != english[word]}
            # Labels in one's own language for a word that both have, such as «exam», are no guess.
            assert both == set(), field.name
            assert english.items() <= getattr(table, field.name).items()
        elif not isinstance(english, str):
            assert set(english) <= set(getattr(table, field.name))


@pytest.mark.parametrize("language", sorted(TONGUES))
def test_every_word_is_written_as_words_are_looked_up(language: str) -> None:
    for name, words in TONGUES[language].items():
        for word in words:
            # «dreißig» is looked up as «dreissig», so that both must be there.
            assert " ".join(word.casefold().split()) in words, (name, word)


@pytest.mark.parametrize("language", sorted(TONGUES))
def test_a_field_is_one_of_the_table(language: str) -> None:
    assert set(TONGUES[language]) <= {field.name for field in fields(WordTable)}


@pytest.mark.parametrize("language", sorted(TONGUES))
@pytest.mark.parametrize(
    "line", ["45m CKA yesterday 19:00", "1h30 AWS SA 2 days ago", "20m reading", "2h CKA + AWS SA"]
)
def test_what_is_written_for_a_person_to_change_is_read_the_same(language: str, line: str) -> None:
    context = replace(CONTEXT, language=language)
    draft = read_study_line(line, context).draft
    assert isinstance(draft, StudyDraft)
    written = write_study_line(draft, context)
    assert written is not None
    assert read_study_line(written, context).draft == draft


def test_an_unknown_language_reads_english() -> None:
    assert table_for("tlh") is ENGLISH
    assert table_for("en_GB") is ENGLISH
    assert table_for("de-AT") is table_for("de")
