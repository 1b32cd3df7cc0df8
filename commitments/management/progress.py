"""Showing how far a long command is: one line per step, its count moving where there is a screen to move it on."""

from __future__ import annotations

import time

from django.core.management.base import OutputWrapper

BAR_WIDTH = 24
EVERY = 0.1  # seconds between two repaints
CLEAR = "\r\033[K"


def counted(number: int) -> str:
    return f"{number:,}"


class Progress:
    """Steps of a command, e.g. `  Recording commitments  17`. On a terminal the present count moves in place.

    Anywhere else (a file, a service's log) only finished steps are written.
    """

    def __init__(self, out: OutputWrapper) -> None:
        self.out = out
        self.moves = out.isatty()
        self._step, self._total, self._begun, self._painted = "", 0, 0.0, 0.0

    def tell(self, step: str, done: int, total: int) -> None:
        """`done` of `total` of this step are done; a new step finishes the one before."""
        if step != self._step:
            self.finish()
            self._step, self._begun, self._painted = step, time.monotonic(), 0.0
        self._total = total
        now = time.monotonic()
        if self.moves and now - self._painted >= EVERY:
            self._painted = now
            self.out.write(f"{CLEAR}  {step}  {self._measure(done, total, now)}", ending="")
            self.out.flush()

    def finish(self) -> None:
        """The present step is done: its line stays."""
        if self._step:
            count = f"  {counted(self._total)}" if self._total > 1 else ""
            self.out.write(f"{CLEAR if self.moves else ''}  {self._step}{count}\n")
            self.out.flush()
        self._step = ""

    def _measure(self, done: int, total: int, now: float) -> str:
        if total <= 1:
            return "…"
        filled = BAR_WIDTH * done // total
        bar = f"{'█' * filled}{'░' * (BAR_WIDTH - filled)}  {counted(done)} of {counted(total)}"
        elapsed = now - self._begun
        if done and elapsed > 5:
            left = elapsed / done * (total - done)
            bar += f", {left / 60:.0f} min left" if left >= 90 else f", {left:.0f} s left"
        return bar
