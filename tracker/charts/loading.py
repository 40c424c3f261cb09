"""The first import of what draws, which takes about a second on the thread that draws."""

from __future__ import annotations

import gc
import sys
from importlib import import_module


def load() -> None:
    """Import matplotlib, once; do it on no thread that a person waits for.

    The collector of rubbish rests meanwhile: so many new objects would make it walk the whole
    heap several times, and it lets no other thread go on while it walks.
    """
    if "matplotlib.backends.backend_agg" in sys.modules:
        return
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        import_module("matplotlib.figure")
        import_module("matplotlib.backends.backend_agg")
    finally:
        if is_collecting:
            gc.enable()
