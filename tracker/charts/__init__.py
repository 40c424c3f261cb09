"""Charts: answers in, pictures with their sentence, their numbers and their read-out out.

A chart is made by a pure function from an answer of `analytics` and the `Words` that put numbers
into the person's language; it knows neither Qt nor a clock, and imports matplotlib only once it
is drawn:

    chart = hours_by_week(answer, words)
    chart.title, chart.sentence         # the heading; one sentence that says what it shows
    chart.table                         # columns and rows: the same numbers, to read and to export
    drawing = chart.draw(look, 640, 230, ratio=2.0)     # logical pixels, device pixels for each
    drawing.marks                       # what can be read out, and where it stands
    drawing.rgba()                      # (bytes, width, height) in device pixels, for a window
    drawing.save(path_or_file, "svg")   # or "pdf", "png"

**Who hands in what.** `Look` (colours by token name, font families, enlargement, right to left)
and `Words` (duration, money, day, month …) come from the caller: the window makes them of its
theme and locale (`ui/parts/chartlook.py`), a report takes `PRINT` and `PLAIN` or its own.

**To make one more chart** write a module with a function `(answer, words) -> Chart`:

    def breakdown(answer: Answer, words: Words) -> Chart:
        return Chart(
            name="breakdown",                            # the stem of an exported file
            title=_("…"), sentence=_("…"),
            table=Table((Column(_("Name")), Column(_("Hours"), is_number=True)),
                        tuple((Cell(one.name), Cell(words.duration(s), hours_of(s))) for …)),
            paint=partial(_paint, answer, words),        # the only part that draws
            tall=230,                                    # the height at which it reads best
        )

    def _paint(answer: Answer, words: Words, plate: Plate) -> list[Mark]:
        area = plate.levels_area(labels, across=(first, last))     # grid lines with their labels
        area.line(xs, ys, "accent")
        return [area.mark(x, y, text, (from_x, to_x)) for …]

A `Plate` measures in logical pixels from the *start* side (left, or right where one reads from
the right) and from the top; an `Area` on it measures in the units of the data. Both mirror
themselves; a chart never asks for the direction. All text goes through the plate, so that foreign
text stays inert (no mathematics between two dollar signs) and finds a font that has its letters.
A colour is always the name of a token. An unknown value is said and never drawn as zero.
"""
