"""A board: columns of cards that are dragged, or carried by the keyboard, from one to another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.parts.boardcards import CARD, MIME, BoardCard, CardModel, CardPainter
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.painting import rounded
from tracker.ui.parts.scrollbar import see_through

# No column is narrower [logical px]; where they don't all fit the board scrolls across.
_COLUMN = 186


class Board(QScrollArea):
    """Columns by their ids. It changes nothing itself: it tells what the person wants.

    `moved` carries the card's key and the id of the column that it was put into, `opened` a key,
    `asked` a key and where its menu opens, `deleted` a key. Left and Right go to the next column,
    with Ctrl they carry the card along; Enter opens it.
    """

    moved = Signal(int, str)
    opened = Signal(int)
    asked = Signal(int, QPoint)
    deleted = Signal(int)

    def __init__(self, columns: Sequence[tuple[str, str]], name: str) -> None:
        """`columns` are (id, words); `name` says what stands on the board."""
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        see_through(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        self.columns: dict[str, Column] = {}
        for ident, text in columns:
            column = Column(ident, text, self)
            self.columns[ident] = column
            row.addWidget(column, 1)
        self.setWidget(ground)
        ground.setAutoFillBackground(False)
        self._wanted: tuple[int, bool] | None = None

    def show_cards(self, cards: dict[str, Sequence[BoardCard]]) -> None:
        """Show the cards of each column; the card with the keyboard keeps it where it went."""
        kept = self._focused()
        for ident, column in self.columns.items():
            column.show_cards(cards.get(ident, ()))
        if kept is not None:
            self._focus_card(*kept)

    def follow(self, ident: int) -> None:
        """Give the keyboard to this card wherever it stands when the cards are shown next."""
        self._wanted = (ident, True)

    def step(self, column: Column, by: int, *, carries: bool) -> None:
        """Go to the column beside, or carry the card there; nothing beyond the ends."""
        names = list(self.columns)
        place = names.index(column.ident) + by
        if not 0 <= place < len(names):
            return
        if carries:
            card = column.list.current()
            if card is not None:
                self.follow(card.id)
                self.moved.emit(card.id, names[place])
            return
        # A column without cards is passed over: there is nothing to stand on.
        while 0 <= place < len(names) and not self.columns[names[place]].list.model().rowCount():
            place += by
        if 0 <= place < len(names):
            self.columns[names[place]].list.take_keyboard(column.list.currentIndex().row())

    def _focused(self) -> tuple[int, bool] | None:
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            return wanted
        for column in self.columns.values():
            card = column.list.current()
            if card is not None and column.list.hasFocus():
                return card.id, False
        return None

    def _focus_card(self, ident: int, is_followed: bool) -> None:
        for column in self.columns.values():
            place = column.list.cards.place_of(ident)
            if place is not None:
                column.list.take_keyboard(place)
                return
        if is_followed:
            self._wanted = (ident, True)


class Column(QWidget):
    """One state: its name, how many cards, and the cards."""

    def __init__(self, ident: str, text: str, board: Board) -> None:
        """Empty until `show_cards`."""
        super().__init__()
        self.ident = ident
        self._text = text
        self._title = ElidedLabel(text, "strong")
        self._count = PlainLabel("", "secondary", "muted", is_tabular=True)
        self.list = _Cards(self, board)
        head = QHBoxLayout()
        head.setContentsMargins(theme.GAP_TINY, 0, theme.GAP_TINY, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        inset = theme.GAP_SMALL
        column.setContentsMargins(inset, inset + 2, inset, inset)
        column.setSpacing(theme.GAP_SMALL)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(theme.current().px(_COLUMN))
        self._is_target = False

    def show_cards(self, cards: Sequence[BoardCard]) -> None:
        """Show these cards instead."""
        self.list.cards.show_cards(cards)
        count = len(cards)
        self._count.setText(str(count))
        words = ngettext("{state}, {n} credential", "{state}, {n} credentials", count)
        self.list.setAccessibleName(words.format(state=self._text, n=count))

    def set_target(self, is_target: bool) -> None:
        """Show that a card would land here."""
        self._is_target = is_target
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet ground, and the accent's edge while a card is held over it."""
        look = theme.current()
        border = look.color("accent" if self._is_target else "line")
        ground = look.color("accent_soft" if self._is_target else "sidebar")
        rounded(QPainter(self), self.rect().toRectF(), look.radius_card, ground, border)


class _Cards(QListView):
    """The cards of one column."""

    def __init__(self, column: Column, board: Board) -> None:
        super().__init__()
        self._column, self._board = column, board
        self.cards = CardModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardPainter(self))
        see_through(self)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(0)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._show_menu)

    def current(self) -> BoardCard | None:
        """The card with the mark of the keyboard."""
        index = self.currentIndex()
        return index.data(CARD) if index.isValid() else None

    def take_keyboard(self, place: int) -> None:
        """Take the keyboard, on the card at this place or the last one before it."""
        index = self.cards.index(min(max(place, 0), self.cards.rowCount() - 1), 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight, and have a card to stand on."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0, 0))
        QTimer.singleShot(0, self, self._come_into_sight)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Only the column with the keyboard has a chosen card; a menu or dialog keeps it."""
        super().focusOutEvent(event)
        kept = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in kept:
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows across go between columns, with Ctrl they carry; Enter opens, Delete deletes."""
        key, card = event.key(), self.current()
        sides = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key in sides:
            is_on = (key == Qt.Key.Key_Right) != self.isRightToLeft()
            carries = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._board.step(self._column, 1 if is_on else -1, carries=carries)
        elif card is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._board.opened.emit(card.id)
        elif card is not None and key == Qt.Key.Key_Delete:
            self._board.deleted.emit(card.id)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A card may come in."""
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """It may land anywhere in the column."""
        self._weigh(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        super().dragLeaveEvent(event)
        self._column.set_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where it was put; the record moves it, and then the board."""
        self._column.set_target(False)
        data = bytes(event.mimeData().data(MIME).data())
        if not data.isdigit():
            event.ignore()
            return
        # Nothing is to be taken out of the list it came from: the answer of the record does.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        number = int(data)
        if self.cards.place_of(number) is None:
            self._board.follow(number)
            self._board.moved.emit(number, self._column.ident)

    def _weigh(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            self._column.set_target(True)
            event.acceptProposedAction()
        else:
            event.ignore()

    def _open(self, index: QModelIndex) -> None:
        self._board.opened.emit(index.data(CARD).id)

    def _show_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        index = index if index.isValid() else self.currentIndex()
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        is_there = self.visualRect(index).contains(at)
        corner = at if is_there else self.visualRect(index).bottomLeft()
        self._board.asked.emit(index.data(CARD).id, self.viewport().mapToGlobal(corner))

    def _come_into_sight(self) -> None:
        if self.hasFocus():
            self._board.ensureWidgetVisible(self._column, theme.GAP_SMALL, 0)


def move_hint() -> str:
    """How a card is moved, in a sentence."""
    return _("Drag a card, or press Ctrl with ← or →, to change its state.")
