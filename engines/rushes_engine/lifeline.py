"""Ends this process, and every program that it started, when its standard input closes: a killed worker leaves nobody who writes."""

import ctypes
import os
import signal
import subprocess
import sys
import threading

from .errors import INTERRUPTED_EXIT_CODE

_children: set[subprocess.Popen] = set()
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    # kill -9 of this process gives it no chance to end its child; the kernel does it (prctl(2), Linux only).
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def start(command: list[str], **options) -> subprocess.Popen:
    """subprocess.Popen of a program that never outlives this one."""
    child = subprocess.Popen(command, preexec_fn=_die_with_parent, **options)
    _children.add(child)
    return child


def finish(child: subprocess.Popen) -> int:
    """Waits for a program of `start`; its exit code."""
    code = child.wait()
    _children.discard(child)
    return code


def stop(child: subprocess.Popen) -> None:
    """Ends a program of `start` that is not needed any longer."""
    if child.poll() is None:
        child.kill()
    child.wait()
    _children.discard(child)


def _watch() -> None:
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass
    for child in list(_children):
        try:
            child.kill()
        except OSError:
            pass
    os._exit(INTERRUPTED_EXIT_CODE)


def hold() -> None:
    """Starts watching standard input. A terminal or /dev/null is no lifeline: a person's job runs to its end."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return
    import stat

    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        threading.Thread(target=_watch, daemon=True).start()
