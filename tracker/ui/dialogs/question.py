"""One question with its answers, each a button with a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tracker.errors import QuestionError
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog
from tracker.ui.parts.button import Button, ButtonKind
from tracker.ui.parts.labels import PlainLabel

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk

_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its id, words, key (a letter) and look."""

    id: str
    text: str
    key: str = ""
    kind: ButtonKind = "plain"


class Question(Dialog):
    """Asks; `answered` tells the id of the answer, or `refusal` where the person went back.

    `middle` is shown between the words and the answers. Without `refusal` it must be answered.
    """

    answered = Signal(str)

    def __init__(
        self,
        title: str,
        sentences: Sequence[str],
        answers: Sequence[Answer],
        *,
        refusal: str = "",
        middle: QWidget | None = None,
    ) -> None:
        """The first answer has the keyboard."""
        super().__init__(title, _WIDTH, is_scrolled=True)
        self._refusal = refusal
        self.hearer: Callable[[str], object] | None = None
        self._keys = {answer.key.upper(): answer.id for answer in answers if answer.key}
        texts = [text for text in sentences if text]
        for place, text in enumerate(texts):
            tone = "ink" if place == 0 and len(texts) > 1 else "muted"
            self.body.addWidget(PlainLabel(text, tone=tone, wraps=True))
        if middle is not None:
            self.body.addSpacing(theme.GAP_TINY)
            self.body.addWidget(middle)
        self.body.addSpacing(theme.GAP_TINY)
        self._buttons: list[Button] = []
        for answer in answers:
            self._add(answer)
        self.setAccessibleDescription(" ".join(texts))
        if self._buttons:
            self._buttons[0].setDefault(True)
            self._buttons[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter answers; Esc goes back where that is possible."""
        ident = self._keys.get(event.text().upper())
        if ident is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._answer(ident)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Go back; nothing where the question must be answered."""
        if self._refusal:
            self._answer(self._refusal)

    def _add(self, answer: Answer) -> None:
        button = Button(answer.text, answer.kind, key=answer.key, is_wide=True)
        button.setProperty("answer", answer.id)
        button.clicked.connect(self._pressed)
        self._buttons.append(button)
        self.body.addWidget(button)

    def _pressed(self) -> None:
        button = self.sender()
        if button is not None:
            self._answer(str(button.property("answer")))

    def _answer(self, ident: str) -> None:
        if self.isVisible():
            self.done(1 if ident != self._refusal else 0)
            self.answered.emit(ident)


class _Asking:
    """An operation that may have to ask before it is done."""

    def __init__(
        self,
        desk: Desk,
        operation: Callable[[Record, bool], Changes],
        done: Callable[[Changes], object] | None,
        failed: Callable[[BaseException], object] | None,
        refused: Callable[[], object] | None,
    ) -> None:
        self._desk, self._operation = desk, operation
        self._done, self._failed, self._refused = done, failed, refused

    def go(self, *, is_sure: bool) -> None:
        operation = self._operation
        self._desk.do(lambda record: operation(record, is_sure), self._done, self._not_done)

    def _not_done(self, error: BaseException) -> None:
        if isinstance(error, QuestionError):
            ask_about(error, self._answer)
        elif self._failed is not None:
            self._failed(error)
        else:
            self._desk.failed.emit(error)

    def _answer(self, ident: str) -> None:
        if ident == "sure":
            self.go(is_sure=True)
        elif self._refused is not None:
            self._refused()


def do_asking(
    desk: Desk,
    operation: Callable[[Record, bool], Changes],
    done: Callable[[Changes], object] | None = None,
    failed: Callable[[BaseException], object] | None = None,
    refused: Callable[[], object] | None = None,
) -> None:
    """Do an operation that takes `is_sure`; where it asks, ask the person and do it again.

    `operation(record, is_sure)`, as in `lambda record, sure: record.study.log(draft,
    is_sure=sure)`. `refused` is called where the person goes back instead.
    """
    _Asking(desk, operation, done, failed, refused).go(is_sure=False)


def ask_about(error: QuestionError, answer: Callable[[str], object]) -> Question:
    """Show the question of an operation; `answer` hears `sure` or `back`."""
    answers = [
        Answer("sure", _sure_words(error), _("K"), "primary"),
        Answer("back", _("Go back"), _("B")),
    ]
    title = _question_of(error)
    sentences = [error.message.removesuffix(title).strip(), error.hint]
    question = Question(title, sentences, answers, refusal="back")
    question.answered.connect(answer)
    # A connection does not keep alive what hears it; the question does, until it is answered.
    question.hearer = answer
    question.present()
    return question


def _question_of(error: QuestionError) -> str:
    """The question itself out of its message: its last sentence, where that is one."""
    head, stop, tail = error.message.rstrip().rpartition(". ")
    return tail if stop and head and tail.endswith("?") else error.title


def _sure_words(error: QuestionError) -> str:
    if error.message.rstrip().endswith(_("Keep both?")):
        return _("Keep both")
    return _("Yes, that is right")
