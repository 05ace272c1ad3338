"""Numbers with a guarantee, and what analyses are made of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Mapping, Optional


@dataclass(frozen=True)
class Enclosed:
    """A decimal with its error: |true value − value| ≤ error.

    ``value`` and ``error`` are decimal strings; ``form`` is a closed form that the calculator reads
    back, or None.
    """

    value: str
    error: str
    form: Optional[str] = None

    @property
    def fraction(self) -> Fraction:
        """The printed decimal, exactly."""
        return Fraction(self.value)

    @property
    def lower(self) -> Fraction:
        """A number below the true value or equal to it."""
        return Fraction(self.value) - Fraction(self.error)

    @property
    def upper(self) -> Fraction:
        """A number above the true value or equal to it."""
        return Fraction(self.value) + Fraction(self.error)

    def __float__(self) -> float:
        """The nearest float64; ArithmeticError where the digits do not tell which that is."""
        low, high = _nearest(self.lower), _nearest(self.upper)
        if low != high:
            raise ArithmeticError(f"{self} does not determine a float64: ask for more digits")
        return low

    def __str__(self) -> str:
        return self.value if self.error == "0" else f"{self.value} ± {self.error}"

    @classmethod
    def of(cls, json: Mapping[str, Any]) -> "Enclosed":
        return cls(json["value"], json["error"], json.get("form"))


def _nearest(value: Fraction) -> float:
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return math.inf if value > 0 else -math.inf


@dataclass(frozen=True)
class Kernel:
    """The entries of a kernel at a pair of inputs."""

    diagonal: Enclosed
    offdiagonal: Enclosed


@dataclass(frozen=True)
class RuleValues:
    """One propagation rule's kernels at the point; ``ntk`` is None where an activation has none."""

    rule: str
    nngp: Kernel
    ntk: Optional[Kernel]
    lambda2: Enclosed


@dataclass(frozen=True)
class Analysis:
    """What ``analyze`` finds; ``json`` is the whole object as the command gives it.

    Without a point the numbers are absent, and ``json`` has the closed forms.
    """

    dag: str
    rho: Optional[Fraction]
    paths: int
    polynomial: Mapping[int, int]
    effective_depth: Optional[Fraction]
    effective_width: Optional[Fraction]
    eq12: Optional[Enclosed]
    rules: Mapping[str, RuleValues]
    json: Mapping[str, Any]

    def __getitem__(self, rule: str) -> RuleValues:
        return self.rules[rule]

    @classmethod
    def of(cls, json: Mapping[str, Any]) -> "Analysis":
        def kernel(entries: Mapping[str, Any]) -> Kernel:
            return Kernel(Enclosed.of(entries["diagonal"]), Enclosed.of(entries["offdiagonal"]))

        def fraction(text: Optional[str]) -> Optional[Fraction]:
            return None if text is None else Fraction(text)

        hasPoint = json["rho"] is not None
        rules = {}
        for name, entries in (json["rules"] if hasPoint else {}).items():
            ntk = None if entries["ntk"] is None else kernel(entries["ntk"])
            rules[name] = RuleValues(
                name, kernel(entries["nngp"]), ntk, Enclosed.of(entries["lambda2"])
            )
        eq12 = json.get("eq12")
        return cls(
            dag=json["dag"],
            rho=fraction(json["rho"]),
            paths=int(json["paths"]["count"]),
            polynomial={int(d): int(n) for d, n in json["paths"]["polynomial"].items()},
            effective_depth=fraction(json["effective_depth"]),
            effective_width=fraction(json["effective_width"]),
            eq12=Enclosed.of(eq12) if hasPoint and eq12 is not None else None,
            rules=rules,
            json=json,
        )


@dataclass(frozen=True)
class Decision:
    """The verdict on a statement: ``proved``, ``refuted`` or ``undecided``.

    There is no truth value: an undecided statement is neither true nor false. Ask for ``verdict``.
    """

    statement: str
    verdict: str
    counterexample: Optional[Mapping[str, Any]]
    witness: Optional[Mapping[str, Any]]
    reason: Optional[str]
    certificate: Optional[str]
    json: Mapping[str, Any]

    def __bool__(self) -> bool:
        raise TypeError("a decision has three values: compare .verdict with 'proved' or 'refuted'")
