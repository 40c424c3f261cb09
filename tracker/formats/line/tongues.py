"""The words of a line in other languages than English, each beside English.

A table says only what its language adds: English always keeps working, since names, catalogues and
habits mix the two. A word that means one thing here and another in English is left out, so that a
line is asked about or kept as a topic, and never read as what it did not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from tracker.domain.words import ExpenseKind, Payer
from tracker.formats.line.words import ENGLISH, WordTable

EXAM, COURSE, BOOK = ExpenseKind.EXAM, ExpenseKind.COURSE, ExpenseKind.BOOK
SUBSCRIPTION, TRAVEL = ExpenseKind.SUBSCRIPTION, ExpenseKind.TRAVEL
EQUIPMENT, MAINTENANCE = ExpenseKind.EQUIPMENT, ExpenseKind.MAINTENANCE


def _counted(words: str, first: int = 1) -> dict[str, int]:
    """The words of `words` numbered from `first`; `a|b` are two words for one number."""
    return {
        word.replace("_", " "): number
        for number, several in enumerate(words.split(), first)
        for word in several.split("|")
    }


def _all(words: str, value: Any) -> dict[str, Any]:
    """Each of `words`, parted by commas, with one meaning."""
    return {word.strip(): value for word in words.split(",")}


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


GERMAN: Mapping[str, Any] = {
    "hours": ("stunden", "stunde", "std.", "std"),
    "minutes": ("minuten", "minute", "min.", "min"),
    "seconds": ("sekunden", "sekunde", "sek"),
    "one": ("eine", "einen", "einer", "einem", "ein"),
    "half_hour": _all("halbe stunde, eine halbe stunde, ne halbe stunde, halbstunde", 30)
    | _all("viertelstunde, eine viertelstunde", 15)
    | _all("dreiviertelstunde, eine dreiviertelstunde", 45)
    | _all("anderthalb stunden, eineinhalb stunden", 90),
    "and_a_half": ("einhalb",),
    "after_hours": {"und eine halbe": 30, "und eine viertelstunde": 15},
    "and_": ("und",),
    "numbers": _counted(
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
    )
    | {
        "zwanzig": 20,
        "dreißig": 30,
        "dreissig": 30,
        "vierzig": 40,
        "fünfzig": 50,
        "sechzig": 60,
        "neunzig": 90,
    },
    "relative_days": {"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2}
    | _all("gestern abend, gestern früh, gestern nachmittag", -1)
    | _all("heute früh, heute morgen, heute abend, heute nachmittag", 0),
    "weekdays": _counted(
        "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag", 0
    ),
    "months": _counted(
        "januar|jänner|jän februar|feber märz|mär april mai juni juli august september"
        " oktober|okt november dezember|dez"
    ),
    "last": ("letzten", "letzte", "letzter", "letztes", "vergangenen", "vorigen", "vorige"),
    "this": ("diesen", "diese", "dieser"),
    "next": ("nächsten", "nächste", "nächster", "kommenden", "kommende"),
    "week": ("woche",),
    # «vor 3 Tagen» has its word in front: see `ago_before`.
    "day_units": _all("tage, tagen, tag", 1) | _all("wochen, woche", 7),
    "ago_before": ("vor",),
    "on": ("am",),
    "the": ("der", "dem", "den"),
    "oclock": ("uhr",),
    "clock_words": {"mittag": (12, 0), "mitternacht": (0, 0)},
    "at": ("um", "gegen"),
    "from_": ("von", "ab"),
    "to": ("bis",),
    "until": ("bis",),
    "since": ("seit",),
    "now": ("bis jetzt", "bis eben", "gerade eben"),
    "activities": _all("lesen, gelesen, lektüre", "Lesen")
    | _all("vorlesung, vorlesungen", "Vorlesung")
    | _all("übung, übungen, üben, geübt", "Übung")
    | _all("praktikum, labor", "Labor")
    | _all("probeprüfung, probeprüfungen, probeklausur", "Probeprüfung")
    | _all("prüfung, klausur", "Prüfung")
    | _all("projekt", "Projekt")
    | _all("wiederholung, wiederholen, wiederholt", "Wiederholung")
    | _all("karteikarten, lernkarten", "Karteikarten")
    | _all("kurs", "Kurs")
    | _all("hausaufgaben, hausaufgabe, aufgabe, aufgaben", "Aufgaben"),
    "counters": _each("kapitel modul teil einheit woche tag lektion seite seiten frage fragen nr"),
    "fillers": _each("für von mit im in an am zu und gelernt gelernt: habe der die das den dem"),
    "trailing_fillers": _each("für von mit in an und"),
    "expense_kinds": _all("prüfung, prüfungsgebühr, prüfungsgutschein, gutschein", EXAM)
    | _all("kurs, kurse, schulung, weiterbildung, lehrgang, kursgebühr", COURSE)
    | _all("buch, bücher, lehrbuch, fachbuch", BOOK)
    | _all("abo, abonnement, mitgliedschaft", SUBSCRIPTION)
    | _all("erneuerung, jahresgebühr, rezertifizierung", MAINTENANCE)
    | _all("ausrüstung, bildschirm, kopfhörer", EQUIPMENT)
    | _all("reise, zug, bahn, bahnfahrt, flug", TRAVEL)
    | _all("sonstiges", ExpenseKind.OTHER),
    "plain_kind_words": _each("prüfung kurs kurse buch bücher abo reise ausrüstung sonstiges"),
    "refund": ("erstattung", "erstattet", "rückerstattung", "zurück"),
    "payers": _all("arbeitgeber, vom arbeitgeber, firma, meiner firma", Payer.EMPLOYER)
    | _all("mir, selbst, ich", Payer.SELF),
    "paid_by": ("bezahlt von", "bezahlt vom", "bezahlt durch"),
    "paid": ("bezahlt", "zahlt"),
    "vendor_before": ("bei", "von"),
    "recurring": ("pro monat", "im monat", "monatlich", "pro jahr", "im jahr", "jährlich"),
    "currencies": {"franken": "CHF", "dollar": "USD", "pfund": "GBP"},
}

SPANISH: Mapping[str, Any] = {
    "hours": ("horas", "hora"),
    "minutes": ("minutos", "minuto"),
    "seconds": ("segundos", "segundo"),
    "one": ("una", "un"),
    "half_hour": _all("media hora", 30)
    | _all("cuarto de hora, un cuarto de hora", 15)
    | _all("tres cuartos de hora", 45)
    | _all("hora y media, una hora y media, 1 hora y media", 90),
    "and_a_half": ("y media",),
    "after_hours": {"y media": 30, "y cuarto": 15, "y tres cuartos": 45},
    "and_": ("y", "e"),
    "numbers": _counted("uno dos tres cuatro cinco seis siete ocho nueve diez once doce")
    | {"quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "noventa": 90},
    "relative_days": {"hoy": 0, "ayer": -1, "anteayer": -2, "antes de ayer": -2, "anoche": -1}
    | _all("pasado mañana", 2)
    | _all("esta mañana, esta tarde, esta noche", 0),
    "weekdays": _counted(
        "lunes martes miércoles|miercoles jueves viernes sábado|sabado domingo", 0
    ),
    "months": _counted(
        "enero|ene febrero marzo abril|abr mayo junio julio agosto septiembre|setiembre octubre"
        " noviembre diciembre|dic"
    ),
    "last": ("el pasado", "pasado", "último", "la pasada"),
    "last_after": ("pasado",),
    "next_after": ("próximo", "proximo", "que viene"),
    "this": ("este", "esta"),
    "next": ("el próximo", "próximo", "proximo"),
    "week": ("semana",),
    "day_units": _all("días, día, dias, dia", 1) | _all("semanas, semana", 7),
    "ago_before": ("hace",),
    "ahead": ("dentro de", "en"),
    "on": ("el",),
    "the": ("el",),
    "of": ("de",),
    "oclock": ("en punto",),
    "clock_words": {"mediodía": (12, 0), "mediodia": (12, 0), "medianoche": (0, 0)},
    "at": ("a las", "a la", "sobre las"),
    "from_": ("desde las", "de las", "desde la", "de la", "desde", "de"),
    "to": ("a las", "hasta las", "a la", "hasta", "a"),
    "until": ("hasta las", "hasta la", "hasta"),
    "since": ("desde las", "desde la", "desde"),
    "now": ("hasta ahora", "ahora mismo"),
    "activities": _all("lectura, leer, leyendo, leído", "lectura")
    | _all("clase, clases", "clase")
    | _all("vídeo, vídeos", "vídeo")
    | _all("práctica, prácticas, practica, ejercicio, ejercicios", "práctica")
    | _all("laboratorio, laboratorios", "laboratorio")
    | _all("simulacro, simulacros, examen de prueba", "simulacro")
    | _all("examen", "examen")
    | _all("proyecto", "proyecto")
    | _all("repaso, repasar", "repaso")
    | _all("tarjetas, fichas", "tarjetas")
    | _all("curso", "curso")
    | _all("taller", "taller")
    | _all("deberes, tarea, tareas", "tareas"),
    "counters": _each(
        "capítulo capitulo módulo modulo tema parte unidad lección página pregunta nº"
    ),
    "fillers": _each("de del para por en con el la los las mi y estudiado estudié"),
    "trailing_fillers": _each("de del para por en con a y"),
    "expense_kinds": _all("examen, tasa de examen, bono de examen", EXAM)
    | _all("curso, cursos, matrícula, formación", COURSE)
    | _all("libro, libros, manual", BOOK)
    | _all("suscripción, suscripcion", SUBSCRIPTION)
    | _all("renovación, renovacion, cuota anual", MAINTENANCE)
    | _all("equipo, portátil, pantalla", EQUIPMENT)
    | _all("viaje, tren, vuelo", TRAVEL)
    | _all("otros", ExpenseKind.OTHER),
    "plain_kind_words": _each("examen curso cursos libro libros suscripción viaje equipo otros"),
    "refund": ("reembolso", "reembolsado", "devolución"),
    "payers": _all("empresa, la empresa, mi empresa, mi empleador, empleador", Payer.EMPLOYER)
    | _all("mí, yo", Payer.SELF),
    "paid_by": ("pagado por", "pagada por"),
    "paid": ("pagado", "paga"),
    "recurring": ("al mes", "por mes", "mensual", "cada mes", "al año", "por año", "anual"),
    "currencies": {"dólar": "USD", "dólares": "USD", "libras": "GBP", "francos": "CHF"},
}

FRENCH: Mapping[str, Any] = {
    "hours": ("heures", "heure"),
    "minutes": ("minutes", "minute"),
    "seconds": ("secondes", "seconde"),
    "one": ("une", "un"),
    "half_hour": _all("demi-heure, une demi-heure, demi heure, une demi heure", 30)
    | _all("quart d'heure, quart d’heure, un quart d'heure, un quart d’heure", 15)
    | _all("trois quarts d'heure, trois quarts d’heure", 45)
    | _all("une heure et demie, 1 heure et demie", 90),
    "and_a_half": ("et demie", "et demi"),
    "after_hours": {"et demie": 30, "et demi": 30, "et quart": 15, "et trois quarts": 45},
    "and_": ("et",),
    "numbers": _counted("deux trois quatre cinq six sept huit neuf dix onze douze", 2)
    | {"quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    "relative_days": {"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "avant-hier": -2}
    | _all("hier soir, hier matin", -1)
    | _all("ce matin, ce soir, cet après-midi", 0)
    | _all("demain", 1)
    | _all("après-demain", 2),
    "weekdays": _counted("lundi mardi mercredi jeudi vendredi samedi dimanche", 0),
    "months": _counted(
        "janvier|janv février|fevrier|févr|fév mars avril|avr mai juin juillet|juil août|aout"
        " septembre octobre novembre décembre|decembre|déc"
    ),
    "last_after": ("dernier", "passé"),
    "next_after": ("prochain",),
    "this": ("ce",),
    "week": ("semaine",),
    "day_units": _all("jours, jour", 1) | _all("semaines, semaine", 7),
    "ago_before": ("il y a",),
    "ahead": ("dans",),
    "on": ("le",),
    "the": ("le",),
    "ordinals": ("er",),
    "clock_words": {"midi": (12, 0), "minuit": (0, 0)},
    "at": ("à", "vers"),
    "from_": ("de", "dès"),
    "to": ("à", "jusqu'à", "jusqu’à"),
    "until": ("jusqu'à", "jusqu’à"),
    "since": ("depuis",),
    "now": ("jusqu'à maintenant", "jusqu’à maintenant", "à l'instant", "à l’instant"),
    "activities": _all("lecture, lire, lu", "lecture")
    | _all("vidéo, vidéos", "vidéo")
    | _all("cours", "cours")
    | _all("exercice, exercices, pratique", "exercices")
    | _all("labo, travaux pratiques", "labo")
    | _all("examen blanc, examens blancs", "examen blanc")
    | _all("examen", "examen")
    | _all("projet", "projet")
    | _all("révision, révisions, réviser", "révision")
    | _all("cartes mémoire, fiches", "fiches")
    | _all("atelier", "atelier")
    | _all("devoir, devoirs", "devoirs"),
    "counters": _each("chapitre module partie unité semaine jour leçon page pages question nº"),
    "fillers": _each("de du des pour sur en avec le la les mon ma et étudié d l"),
    "trailing_fillers": _each("de du pour sur en avec à et"),
    "expense_kinds": _all("examen, frais d'examen, frais d’examen, bon d'examen", EXAM)
    | _all("cours, formation, formations, inscription", COURSE)
    | _all("livre, livres, manuel", BOOK)
    | _all("abonnement, adhésion", SUBSCRIPTION)
    | _all("renouvellement, cotisation", MAINTENANCE)
    | _all("matériel, écran, ordinateur", EQUIPMENT)
    | _all("voyage, billet de train, avion, hôtel", TRAVEL)
    | _all("autre", ExpenseKind.OTHER),
    "plain_kind_words": _each(
        "examen cours formation livre livres abonnement voyage matériel autre"
    ),
    "refund": ("remboursement", "remboursé", "remboursée"),
    "payers": _all("employeur, mon employeur, l'employeur, l’employeur", Payer.EMPLOYER)
    | _all("mon entreprise, entreprise", Payer.EMPLOYER)
    | _all("moi", Payer.SELF),
    "paid_by": ("payé par", "payée par"),
    "paid": ("payé", "paie"),
    "vendor_before": ("chez",),
    "recurring": ("par mois", "mensuel", "chaque mois", "par an", "annuel", "chaque année"),
    "currencies": {"livres sterling": "GBP"},
}

ARABIC: Mapping[str, Any] = {
    "hours": ("ساعات", "ساعة", "ساعه", "س"),
    "minutes": ("دقائق", "دقيقة", "دقيقه", "د"),
    "seconds": ("ثوان", "ثانية"),
    "one": ("واحدة", "واحد"),
    "half_hour": _all("نصف ساعة, نص ساعة", 30)
    | _all("ربع ساعة", 15)
    | _all("ساعة إلا ربع", 45)
    | _all("ساعة ونصف", 90)
    | _all("ساعة وربع", 75)
    | _all("ساعتين, ساعتان", 120)
    | _all("ساعتين ونصف", 150),
    "after_hours": {"ونصف": 30, "و نصف": 30, "وربع": 15, "و ربع": 15, "وثلث": 20},
    "and_": ("و",),
    "numbers": _counted(
        "ثلاث|ثلاثة أربع|أربعة خمس|خمسة ست|ستة سبع|سبعة ثمان|ثمانية تسع|تسعة عشر|عشرة", 3
    )
    | {"عشرين": 20, "عشرون": 20, "ثلاثين": 30, "أربعين": 40, "خمسين": 50},
    "relative_days": _all("اليوم", 0)
    | _all("أمس, امس, البارحة, مساء أمس", -1)
    | _all("أول أمس, اول امس, قبل يومين, منذ يومين", -2)
    | _all("غدا, غدًا", 1)
    | _all("بعد غد", 2),
    "weekdays": _counted(
        "الاثنين|الإثنين|يوم_الاثنين الثلاثاء|يوم_الثلاثاء الأربعاء|الاربعاء|يوم_الأربعاء"
        " الخميس|يوم_الخميس الجمعة|يوم_الجمعة السبت|يوم_السبت الأحد|الاحد|يوم_الأحد",
        0,
    ),
    "months": _counted(
        "يناير فبراير مارس أبريل|ابريل مايو يونيو|يونيه يوليو|يوليه أغسطس|اغسطس"
        " سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر"
    ),
    "last_after": ("الماضي",),
    "next_after": ("القادم", "المقبل"),
    "day_units": _all("أيام, ايام, يوم", 1) | _all("أسابيع, أسبوع", 7),
    "ago_before": ("قبل", "منذ"),
    "ahead": ("بعد",),
    "clock_words": {"الظهر": (12, 0), "منتصف الليل": (0, 0)},
    "am": ("صباحا", "صباحًا", "ص"),
    "pm": ("مساء", "مساءً", "م"),
    "at": ("الساعة", "في الساعة", "عند الساعة"),
    "from_": ("من الساعة", "من"),
    "to": ("إلى الساعة", "إلى", "الى", "حتى"),
    "until": ("حتى الساعة", "حتى"),
    "since": ("منذ الساعة",),
    "activities": _all("قراءة, مطالعة", "قراءة")
    | _all("محاضرة, محاضرات", "محاضرة")
    | _all("فيديو", "فيديو")
    | _all("تمرين, تمارين, تدريب", "تمارين")
    | _all("مختبر, معمل", "مختبر")
    | _all("اختبار تجريبي", "اختبار تجريبي")
    | _all("اختبار, امتحان", "اختبار")
    | _all("مشروع", "مشروع")
    | _all("مراجعة", "مراجعة")
    | _all("بطاقات", "بطاقات")
    | _all("دورة", "دورة")
    | _all("واجب, واجبات", "واجبات"),
    "counters": _each("الفصل فصل وحدة الوحدة درس الدرس صفحة سؤال"),
    "fillers": _each("في من على مع لـ درست دراسة"),
    "trailing_fillers": _each("في من على مع"),
    "expense_kinds": _all("اختبار, امتحان, رسوم الاختبار, رسوم الامتحان", EXAM)
    | _all("دورة, تدريب", COURSE)
    | _all("كتاب, كتب", BOOK)
    | _all("اشتراك", SUBSCRIPTION)
    | _all("تجديد", MAINTENANCE)
    | _all("معدات, حاسوب", EQUIPMENT)
    | _all("سفر, قطار, طيران, فندق", TRAVEL)
    | _all("أخرى", ExpenseKind.OTHER),
    "plain_kind_words": _each("اختبار امتحان دورة كتاب كتب اشتراك سفر معدات أخرى"),
    "refund": ("استرداد",),
    "payers": _all("الشركة, صاحب العمل, شركتي", Payer.EMPLOYER) | _all("أنا", Payer.SELF),
    "paid_by": ("دفعتها", "دفعها", "دفعه"),
    "recurring": ("شهريا", "شهريًا", "في الشهر", "سنويا", "سنويًا", "في السنة"),
    "currencies": {"يورو": "EUR", "دولار": "USD", "جنيه إسترليني": "GBP", "درهم": "AED"},
}

TONGUES: Mapping[str, Mapping[str, Any]] = {
    "de": GERMAN,
    "es": SPANISH,
    "fr": FRENCH,
    "ar": ARABIC,
}


def beside_english(language: str, own: Mapping[str, Any]) -> WordTable:
    """The table of a language with English beside it; English goes first where order counts."""
    joined: dict[str, Any] = {"language": language}
    for field in fields(WordTable):
        english, more = getattr(ENGLISH, field.name), own.get(field.name)
        if field.name == "language" or more is None:
            joined.setdefault(field.name, english)
        elif isinstance(english, tuple):
            joined[field.name] = tuple(dict.fromkeys((*english, *more)))
        elif isinstance(english, frozenset):
            joined[field.name] = english | more
        else:
            joined[field.name] = {**more, **english}
    return WordTable(**joined)
