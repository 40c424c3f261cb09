"""A line of text that is placed without asking matplotlib for a layout, which takes its time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.font_manager import FontProperties


def label(
    text: str,
    place: tuple[float, float],
    font: FontProperties,
    colour: str,
    *,
    over: float,
) -> Artist:
    """A text whose left end and base line stand at `place`, in shares of the figure from its foot.

    It is never read as mathematics, and its figures have one width where the font knows how.
    """
    return _kind()(text, place, font, colour, over)


def texts_of(figure: Any) -> list[str]:
    """All that is written on a figure."""
    return [one.text for one in figure.findobj(_kind())]


@cache
def _kind() -> Any:
    """The class of labels; made at the first drawing, since matplotlib is imported no earlier."""
    from matplotlib.artist import Artist, allow_rasterization

    class Label(Artist):
        """The text, as an artist."""

        def __init__(
            self,
            text: str,
            place: tuple[float, float],
            font: FontProperties,
            colour: str,
            over: float,
        ) -> None:
            super().__init__()
            self.text, self._place, self._font, self._colour = text, place, font, colour
            self.set_zorder(over)

        # What the renderers ask of a text.
        def get_fontfeatures(self) -> tuple[str, ...]:
            return ("tnum",)

        def get_language(self) -> None:
            return None

        @allow_rasterization
        def draw(self, renderer: Any) -> None:
            if not self.text or self.figure is None:
                return
            x, y = self.figure.transSubfigure.transform(self._place)
            if renderer.flipy():
                y = renderer.get_canvas_width_height()[1] - y
            gc = renderer.new_gc()
            gc.set_foreground(self._colour)
            renderer.draw_text(gc, x, y, self.text, self._font, 0, ismath=False, mtext=self)
            gc.restore()

    return Label
