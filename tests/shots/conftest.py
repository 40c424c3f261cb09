"""The look that the tests of the window wear."""

from __future__ import annotations

from tests.ui.conftest import look

__all__ = ["look"]
