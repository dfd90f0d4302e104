"""How long an exchange may take in all.

The time-outs of sockets begin anew with every byte. So a thread hangs up when the time is over, which ends whatever is
waited for then: a handshake, headers, a body.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from feedtool.fetch.failures import too_slow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3.connection import HTTPConnection


class Clock:
    """Runs for one exchange at a time."""

    def __init__(self) -> None:
        self.is_over = False
        self._seconds = 0.0
        self._until = 0.0
        self._lock = threading.Lock()
        # A second handle of each connection: TLS takes the first one away, and a handshake hides its own.
        self._handles: dict[HTTPConnection, socket.socket] = {}

    @contextmanager
    def running(self, seconds: float) -> Iterator[None]:
        """All that is done inside may take *seconds*; then connections are cut, and `is_over` says so."""
        self.is_over, self._seconds, self._until = False, seconds, time.monotonic() + seconds
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self._let_go()

    def left_s(self) -> float:
        """Seconds, 0 or more."""
        return max(0.0, self._until - time.monotonic())

    def check(self) -> None:
        """Raises Failed when the time is over."""
        if self.is_over or not self.left_s():
            self.is_over = True
            raise too_slow(self._seconds)

    def hold(self, connection: HTTPConnection, connected: socket.socket) -> None:
        """Cut *connected*, too, when the time is over."""
        handle = socket.socket(fileno=os.dup(connected.fileno()))
        with self._lock:
            before = self._handles.pop(connection, None)
            self._handles[connection] = handle
        if before is not None:
            before.close()
        if self.is_over:
            self._cut()

    def close(self) -> None:
        """Let go of everything."""
        with self._lock:
            for handle in self._handles.values():
                handle.close()
            self._handles.clear()

    def _cut(self) -> None:
        self.is_over = True
        with self._lock:
            for handle in self._handles.values():
                with suppress(OSError):  # the other side was faster
                    handle.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        """A connection that is closed is so only when its second handle is, too."""
        with self._lock:
            for connection in [one for one in self._handles if one.sock is None]:
                self._handles.pop(connection).close()
