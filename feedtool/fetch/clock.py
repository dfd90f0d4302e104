"""How long an exchange may take in all.

The time-outs of sockets begin anew with every byte. So a thread hangs up when the time is over, which ends whatever is
waited for then: a handshake, headers, a body.
"""

from __future__ import annotations

import math
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


class Watch:
    """Looks after any number of clocks, with one thread, which begins when it is first needed."""

    def __init__(self) -> None:
        self._runs_until: dict[Clock, float] = {}
        self._changed = threading.Condition()
        self._looks_at = math.inf  # when it looks next
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def begin(self, clock: Clock, until: float) -> None:
        """Cut *clock* at *until*, unless it ends before."""
        with self._changed:
            self._runs_until[clock] = until
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="feedtool-watch", daemon=True)
                self._thread.start()
            if until < self._looks_at:  # seldom: most have the same time, and the first one wakes it for all
                self._changed.notify()

    def end(self, clock: Clock) -> None:
        """Do not cut *clock* any more."""
        with self._changed:
            self._runs_until.pop(clock, None)

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _look(self) -> None:
        with self._changed:
            while not self._is_closed:
                now = time.monotonic()
                for clock in [clock for clock, until in self._runs_until.items() if until <= now]:
                    del self._runs_until[clock]
                    clock.cut()
                self._looks_at = min(self._runs_until.values(), default=math.inf)
                self._changed.wait(None if self._looks_at == math.inf else self._looks_at - now)


class Clock:
    """Runs for one exchange at a time. *watch* looks after it, else one of its own."""

    def __init__(self, watch: Watch | None = None) -> None:
        self.is_over = self._is_stopped = False
        self._seconds = 0.0
        self._until = 0.0
        self._watch, self._own = watch or Watch(), watch is None
        self._lock = threading.Lock()
        # A second handle of each connection: TLS takes the first one away, and a handshake hides its own.
        self._handles: dict[HTTPConnection, socket.socket] = {}

    @contextmanager
    def running(self, seconds: float) -> Iterator[None]:
        """All that is done inside may take *seconds*; then connections are cut, and `is_over` says so."""
        with self._lock:
            self.is_over = self._is_stopped
        self._seconds, self._until = seconds, time.monotonic() + seconds
        self._watch.begin(self, self._until)
        try:
            yield
        finally:
            self._watch.end(self)
            self._let_go()

    @contextmanager
    def sparing(self, seconds: float) -> Iterator[None]:
        """What is done inside, which is the last thing, may be cut off without harm: after *seconds*, or earlier."""
        self._until = min(self._until, time.monotonic() + seconds)
        self._watch.begin(self, self._until)
        try:
            yield
        finally:
            self._watch.end(self)
            self.is_over, self._until = False, math.inf

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
            self.cut()

    def cut(self) -> None:
        """The time is over: hang up, whatever is waited for. From any thread."""
        self.is_over = True
        with self._lock:
            for handle in self._handles.values():
                with suppress(OSError):  # the other side was faster
                    handle.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Hang up for good: nothing begins any more. From any thread."""
        with self._lock:
            self._is_stopped = True
        self.cut()

    def close(self) -> None:
        """Let go of everything."""
        if self._own:
            self._watch.close()
        with self._lock:
            for handle in self._handles.values():
                handle.close()
            self._handles.clear()

    def _let_go(self) -> None:
        """A connection that is closed is so only when its second handle is, too."""
        with self._lock:
            for connection in [one for one in self._handles if one.sock is None]:
                self._handles.pop(connection).close()
