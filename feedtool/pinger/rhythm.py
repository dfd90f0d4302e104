"""When: decisions about time. Every one is given what time it is, or what chance says, and asks nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from feedtool.pinger import Backoff, Limit

LONGEST_S: Final = 3600.0  # that a hub may ask to wait
SILENT: Final = 10  # times in a row without any answer: the hub is down
FAILED: Final = 40  # answers in a row that are failures: it is out of order; one that fails half of the time is not
PROBE_S: Final = 30.0  # between two probes of it


def wait_s(attempts: int, told_s: float | None, backoff: Backoff, chance: float) -> float:
    """Seconds until the next attempt, after *attempts*; *chance* is between 0 and 1.

    Full jitter: jobs that failed together do not come back together. *told_s*, of the hub, is the least.
    """
    drawn = chance * min(backoff.cap_s, backoff.base_s * 2.0 ** min(attempts, 60))
    return max(drawn, min(told_s or 0.0, LONGEST_S))


class Bucket:
    """Tokens: *burst* of them, which come back *rate* a second."""

    def __init__(self, limit: Limit, now: float) -> None:
        self._rate, self._burst = limit.rate, float(max(1, limit.burst))
        self._left, self._at = self._burst, now

    def wait_s(self, now: float) -> float:
        """Seconds until there is a token; 0 where there is one."""
        if self._rate <= 0:
            return 0.0
        self._left = min(self._burst, self._left + max(0.0, now - self._at) * self._rate)
        self._at = max(now, self._at)
        # A rest that is lost by rounding is not worth another wait.
        return 0.0 if self._left > 1 - 1e-6 else (1 - self._left) / self._rate

    def take(self) -> None:
        """One."""
        self._left -= 1


class Breaker:
    """Open while a hub is down: then one probe every now and then is sent, and nothing else."""

    def __init__(self) -> None:
        self._silent = self._failed = 0
        self._probe_at: float | None = None  # None: closed
        self._paused_until = 0.0
        self.is_probing = False  # one is under way, and who waits may wait for it

    def open_s(self, now: float) -> float:
        """Seconds until something may be sent; 0 where it may be now."""
        return max(0.0, max(self._probe_at or 0.0, self._paused_until) - now)

    def start(self) -> None:
        """Something is sent."""
        self.is_probing = self._probe_at is not None

    def succeeded(self) -> None:
        """The hub did as it was asked."""
        self._silent = self._failed = 0
        self._probe_at, self.is_probing = None, False

    def failed(self, now: float, *, is_answer: bool, pause_s: float | None = None) -> None:
        """It did not; it asks everybody to wait for *pause_s* (RFC 6585 §4)."""
        self._silent = 0 if is_answer else self._silent + 1
        self._failed += 1
        if pause_s:
            self._paused_until = max(self._paused_until, now + min(pause_s, LONGEST_S))
        if self._silent >= SILENT or self._failed >= FAILED or self.is_probing:
            self._probe_at = now + PROBE_S
        self.is_probing = False
