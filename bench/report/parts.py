"""Access to the parts of a results file, each checked where it is taken."""

import math
from dataclasses import dataclass

QUANTILES = 101  # at 0, 1, ... 100 %


class BadResults(Exception):
    """One line for people."""


@dataclass(frozen=True)
class Statistic:
    """The median over the rounds of a run, the lowest and the highest."""

    median: float
    low: float
    high: float


class Part:
    """An object of the file, and where in it that stands."""

    def __init__(self, value, where):
        if not isinstance(value, dict):
            raise BadResults(f"{where} is no object")
        self._value, self._where = value, where

    def _get(self, name, kinds, what, fallback):
        """What is there by that name, of one of `kinds`; `fallback` if nothing is."""
        value = self._value.get(name)
        if value is None:
            return fallback
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise BadResults(f"{self._where}.{name} is no {what}")
        if isinstance(value, float) and not math.isfinite(value):
            raise BadResults(f"{self._where}.{name} is no finite number")
        return value

    def is_empty(self):
        return not self._value

    def text(self, name):
        return self._get(name, (str,), "text", "")

    def flag(self, name, fallback=False):
        return self._get(name, (bool,), "true or false", fallback)

    def number(self, name, fallback=None):
        return self._get(name, (int, float), "number", fallback)

    def named(self, name):
        value = self.text(name)
        if not value:
            raise BadResults(f"{self._where}.{name} is missing")
        return value

    def one_of(self, name, usual, *others):
        value = self.text(name) or usual
        if value not in (usual, *others):
            raise BadResults(f"{self._where}.{name} is neither {' nor '.join((usual, *others))}")
        return value

    def count(self, name, least):
        value = self.number(name)
        if value is None or value != int(value) or value < least:
            raise BadResults(f"{self._where}.{name} is no whole number from {least} up")
        return int(value)

    def part(self, name):
        return Part(self._value.get(name) or {}, f"{self._where}.{name}")

    def parts(self, name):
        return [Part(value, f"{self._where}.{name}[{i}]")
                for i, value in enumerate(self._get(name, (list,), "list", []))]

    def ratio(self, name):
        """A statistic that may be 0; None if it is absent."""
        part = self.part(name)
        median = part.number("median")
        if median is None:
            return None
        return Statistic(median, part.number("low", median), part.number("high", median))

    def statistic(self, name):
        """None if it is absent, or 0 altogether: so the bench writes that there were no samples."""
        found = self.ratio(name)
        return found if found and any((found.median, found.low, found.high)) else None

    def statistics(self, name):
        """Those of percentiles."""
        part = self.part(name)
        found = {key: part.statistic(key) for key in part._value}
        return {key: value for key, value in found.items() if value is not None}

    def quantiles(self, name):
        values = self._get(name, (list,), "list", [])
        if not values:
            return []
        if len(values) != QUANTILES or not all(
                isinstance(value, (int, float)) and math.isfinite(value) for value in values):
            raise BadResults(f"{self._where}.{name} is no list of {QUANTILES} numbers")
        return values
