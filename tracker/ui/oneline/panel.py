"""What opens under the one-line field: what was understood, what is offered, which keys do what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.oneline.reading import Understood
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.ground import Ground
from tracker.ui.parts.keyhint import KeyHint, key_text
from tracker.ui.parts.labels import ElidedLabel, PlainLabel, plain_tip
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.picklist import Pick, PickList

_PAD = 14


class LinePanel(Ground):
    """Lies over the page, under the field; it never takes the keyboard.

    `picked` tells the id of a row that was clicked.
    """

    picked = Signal(str)

    def __init__(self, field: QWidget) -> None:
        """Hidden until something is shown."""
        super().__init__("floating", parent=field.window())
        self._field = field
        self._chips: list[Chip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, theme.GAP_SMALL + 2)
        column.setSpacing(theme.GAP_SMALL)
        self._row = QWidget()
        self._flow = FlowLayout(6, self._row)
        self._row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column.addWidget(self._row)
        self.preview = ElidedLabel("", "strong", is_tabular=True)
        column.addWidget(self.preview)
        self.problem = Notice("", "bad")
        self.question = Notice("", "money")
        self.hint = PlainLabel("", "secondary", "muted", wraps=True)
        for widget in (self.problem, self.question, self.hint):
            column.addWidget(widget)
        self.list = PickList(_("Suggestions"))
        self.list.picked.connect(self.picked)
        column.addWidget(self.list)
        column.addWidget(Rule())
        self._keys = QHBoxLayout()
        self._keys.setSpacing(6)
        column.addLayout(self._keys)
        self._key_row: list[QWidget] = []
        field.window().installEventFilter(self)
        self.hide()

    def show_line(self, understood: Understood, rows: Sequence[Pick], *, is_asked: bool) -> None:
        """Show what a line says, and what could stand at the cursor.

        With `is_asked` problems are said even of a line that is being begun.
        """
        self._show_chips(understood)
        self.preview.setText(understood.preview)
        self.preview.setVisible(bool(understood.preview))
        is_begun = len(understood.line.tokens) > 1 or is_asked
        self.problem.say("\n".join(understood.problems) if is_begun else "")
        self.question.say("\n".join(one.message for one in understood.asks))
        self.hint.setText("\n".join(understood.hints))
        self.hint.setVisible(bool(understood.hints))
        self.list.offer(rows)
        self._show_keys(understood, has_rows=bool(rows))
        self.show()
        self.place()
        self.raise_()

    def show_recent(self, rows: Sequence[Pick]) -> None:
        """Show lines that can be written again, while none is typed."""
        for chip in self._chips:
            chip.hide()
        self._row.hide()
        self.preview.hide()
        self.problem.say("")
        self.question.say("")
        self.hint.setText(
            _("What you studied last. Change it once it is here, or log it as it is.")
        )
        self.hint.show()
        self.list.offer(rows)
        self._show_hints([(key_text("Enter"), _("writes it here")), (key_text("Esc"), _("leaves"))])
        self.show()
        self.place()
        self.raise_()

    def chips(self) -> list[str]:
        """The words of the chips."""
        return [chip.text() for chip in self._chips if not chip.isHidden()]

    def place(self) -> None:
        """Stand under the field, as wide as it is and as tall as the content."""
        window = self._field.window()
        top = self._field.mapTo(window, QPoint(0, self._field.height() + 6))
        wide = max(self._field.width(), theme.current().px(320))
        wide = min(wide, window.width() - top.x() - theme.GAP)
        self.setFixedWidth(wide)
        layout = self.layout()
        if layout is not None:
            # What has just been shown or hidden is counted at once, not when Qt comes round to it.
            self._flow.invalidate()
            layout.invalidate()
            layout.activate()
            # Its own height for this width: the hint alone counts wrapped lines at their narrowest.
            tall = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else -1
            self.resize(wide, tall if tall > 0 else layout.totalSizeHint().height())
        self.move(top)

    def event(self, event: QEvent) -> bool:
        """Follow a content that turns out taller once it is laid out."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay under the field when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def _show_chips(self, understood: Understood) -> None:
        """Chips are kept and shown anew: a line is read with every letter."""
        tokens = understood.tokens
        while len(self._chips) < len(tokens):
            chip = Chip()
            self._chips.append(chip)
            self._flow.addWidget(chip)
        for chip, token in zip(self._chips, tokens, strict=False):
            chip.show_text(token.text, token.kind)
            chip.setAccessibleDescription(token.meaning)
            chip.setToolTip(plain_tip(token.meaning))
            chip.show()
        for chip in self._chips[len(tokens) :]:
            chip.hide()
        self._row.setVisible(bool(tokens))
        self._flow.invalidate()

    def _show_keys(self, understood: Understood, *, has_rows: bool) -> None:
        wanted: list[tuple[str, str]] = []
        if understood.is_ready:
            words = _("adds the expense") if understood.is_spending else _("logs it")
            wanted.append((key_text("Enter"), words))
        if not understood.is_spending:
            wanted.append((key_text("Shift+Enter"), _("starts the timer")))
        if has_rows:
            wanted.append((key_text("Tab"), _("completes")))
        self._show_hints(wanted)

    def _show_hints(self, wanted: list[tuple[str, str]]) -> None:
        if wanted == self.property("keys"):
            return
        self.setProperty("keys", wanted)
        while (item := self._keys.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for keys, words in wanted:
            hint = KeyHint(keys)
            self._keys.addWidget(hint, 0, Qt.AlignmentFlag.AlignVCenter)
            self._keys.addWidget(PlainLabel(words, "secondary", "muted"))
            self._keys.addSpacing(theme.GAP)
        self._keys.addStretch(1)
