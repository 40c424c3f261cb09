"""The outlined pill that says what the timer runs for, and how long."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tracker.i18n import _
from tracker.ui import icons, theme
from tracker.ui.parts.labels import set_tip
from tracker.ui.parts.painting import focus_ring, rounded

_DOT, _PAD, _WIDEST = 8, 14, 380


class TimerPill(QAbstractButton):
    """A dot that runs or a mark that it is paused, the title, and the time in tabular figures.

    It is a button: what it is pressed for is the owner's. Narrow, it shows the time alone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to show yet."""
        super().__init__(parent)
        self._title = ""
        self._time = ""
        self._is_paused = False
        self._is_narrow = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_timer(self, title: str, *, is_paused: bool) -> None:
        """What it runs for, and whether it is paused."""
        self._title, self._is_paused = title, is_paused
        self._tell()
        self.updateGeometry()
        self.update()

    def show_time(self, text: str) -> None:
        """The time, such as `0:42:17`; only what changed is drawn and laid out."""
        if text == self._time:
            return
        is_longer = len(text) != len(self._time)
        self._time = text
        if is_longer:
            self.updateGeometry()
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show the time alone, or the title too."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._tell()
            self.updateGeometry()
            self.update()

    def time_text(self) -> str:
        """The time that is shown."""
        return self._time

    def title(self) -> str:
        """What it runs for."""
        return self._title

    def sizeHint(self) -> QSize:
        """Dot, title and time; a long title is cut."""
        look = theme.current()
        metrics = QFontMetrics(look.font("strong", is_tabular=True))
        height = max(look.px(theme.CONTROL_HEIGHT), metrics.height() + 12)
        # All figures have one width, so that the pill keeps its own while it counts.
        time = metrics.horizontalAdvance(_widest(self._time))
        # Two pixels more than the sum: parts are measured whole and drawn between them.
        wide = 2 * look.px(_PAD) + look.px(_DOT) + theme.GAP_SMALL + time + 2
        if not self._is_narrow and self._shown():
            wide += metrics.horizontalAdvance(self._shown()) + theme.GAP_SMALL
        return QSize(min(wide, look.px(_WIDEST)), height)

    def minimumSizeHint(self) -> QSize:
        """It is as wide as it says."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The outline, the mark, the title and the time."""
        look, painter = theme.current(), QPainter(self)
        rect = QRectF(self.rect())
        tone = "muted" if self._is_paused else "accent"
        ground = "pressed" if self.isDown() else "hover" if self.underMouse() else "surface"
        edge = "border" if self._is_paused else "accent"
        radius = look.radius_control
        rounded(painter, rect, radius, look.color(ground), look.color(edge), 1.5)
        pad = look.px(_PAD)
        left, right = rect.left() + pad, rect.right() - pad
        is_mirrored = self.isRightToLeft()
        side = look.px(_DOT)
        x = right - side if is_mirrored else left
        mark = QRectF(x, rect.center().y() - side / 2, side, side)
        if self._is_paused:
            icons.paint(painter, mark.adjusted(-3, -3, 3, 3), "pause", tone)
        else:
            rounded(painter, mark, side / 2, look.color("accent"))
        font = look.font("strong", is_tabular=True)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(look.color(tone))
        time = metrics.horizontalAdvance(_widest(self._time))
        gap = side + theme.GAP_SMALL
        room = QRectF(left + gap, rect.top(), right - left - gap, rect.height())
        if is_mirrored:
            room.moveLeft(left)
        trailing = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(room, int(trailing), self._time)
        if not self._is_narrow:
            less = time + theme.GAP_SMALL
            words = room.adjusted(less if is_mirrored else 0, 0, 0 if is_mirrored else -less, 0)
            cut = metrics.elidedText(self._shown(), Qt.TextElideMode.ElideRight, int(words.width()))
            painter.drawText(words, int(leading), cut)
        if self.hasFocus():
            focus_ring(painter, rect, radius)

    def _shown(self) -> str:
        if self._is_paused:
            return _("Paused · {title}").format(title=self._title)
        return self._title

    def _tell(self) -> None:
        name = _("Timer: {title}").format(title=self._shown())
        self.setAccessibleName(name)
        set_tip(self, self._shown())


def _widest(text: str) -> str:
    """`text` with figures that are as wide as any."""
    return "".join("0" if letter.isdigit() else letter for letter in text)
