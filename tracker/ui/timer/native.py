"""When the last key or pointer moved, asked of the system itself; through ctypes, guarded."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable

from PySide6.QtGui import QGuiApplication


def idle_reader() -> Callable[[], float | None] | None:
    """What answers the seconds since the last input; None where the system has no such answer."""
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _mac()
        if QGuiApplication.platformName() == "xcb":
            return _x11()
    except (OSError, AttributeError, ValueError):
        # A system that lacks the library, or keeps it elsewhere, tells nothing.
        return None
    return None


def _windows() -> Callable[[], float | None]:
    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint32), ("ticks", ctypes.c_uint32))

    libraries = ctypes.windll  # type: ignore[attr-defined]

    def read() -> float | None:
        told = LastInput(ctypes.sizeof(LastInput), 0)
        if not libraries.user32.GetLastInputInfo(ctypes.byref(told)):
            return None
        # Both count milliseconds in 32 bits and begin again after 49 days.
        return ((libraries.kernel32.GetTickCount() - told.ticks) & 0xFFFFFFFF) / 1000

    return read


def _mac() -> Callable[[], float | None]:
    path = ctypes.util.find_library("ApplicationServices")
    if path is None:
        raise OSError("no ApplicationServices")
    call = ctypes.CDLL(path).CGEventSourceSecondsSinceLastEventType
    call.restype = ctypes.c_double
    call.argtypes = (ctypes.c_int32, ctypes.c_uint32)

    def read() -> float | None:
        # 1: the state of the hardware; all bits: any kind of input.
        seconds = float(call(1, 0xFFFFFFFF))
        return seconds if seconds >= 0 else None

    return read


class _ScreenSaverInfo(ctypes.Structure):
    """`XScreenSaverInfo` of libXss."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def _x11() -> Callable[[], float | None]:
    x11, saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = (ctypes.c_char_p,)
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
    saver.XScreenSaverQueryExtension.argtypes = (
        ctypes.c_void_p,
        ctypes.POINTER(ctypes.c_int),
        ctypes.POINTER(ctypes.c_int),
    )
    saver.XScreenSaverQueryInfo.argtypes = (
        ctypes.c_void_p,
        ctypes.c_ulong,
        ctypes.POINTER(_ScreenSaverInfo),
    )
    display = _display(x11)
    first, second = ctypes.c_int(), ctypes.c_int()
    if not saver.XScreenSaverQueryExtension(display, ctypes.byref(first), ctypes.byref(second)):
        raise OSError("no screen saver extension")
    root = x11.XDefaultRootWindow(display)

    def read() -> float | None:
        told = _ScreenSaverInfo()
        if not saver.XScreenSaverQueryInfo(display, root, ctypes.byref(told)):
            return None
        return told.idle / 1000

    return read


_open: list[int] = []


def _display(x11: ctypes.CDLL) -> int:
    """One connection for the life of the program, however many timers are started."""
    if not _open:
        found = x11.XOpenDisplay(None)
        if not found:
            raise OSError("no display")
        _open.append(found)
    return _open[0]
