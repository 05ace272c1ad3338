"""What analyses and decisions are made of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Mapping, Optional

from ._enclosed import Enclosed
from ._types import Rule, Verdict


@dataclass(frozen=True, eq=False)
class KernelEntries:
    """The entries of a kernel at a pair of inputs."""

    diagonal: Enclosed
    offdiagonal: Enclosed


@dataclass(frozen=True, eq=False)
class RuleValues:
    """One propagation rule's kernels at the point; ``ntk`` is None where an activation has none."""

    rule: Rule
    nngp: KernelEntries
    ntk: Optional[KernelEntries]
    lambda2: Enclosed


@dataclass(frozen=True, eq=False)
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
    rules: Mapping[Rule, RuleValues]
    json: Mapping[str, Any]

    def __getitem__(self, rule: Rule) -> RuleValues:
        return self.rules[rule]

    @classmethod
    def of(cls, json: Mapping[str, Any]) -> "Analysis":
        def kernel(entries: Mapping[str, Any]) -> KernelEntries:
            return KernelEntries(
                Enclosed.of(entries["diagonal"]), Enclosed.of(entries["offdiagonal"])
            )

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


@dataclass(frozen=True, eq=False)
class Decision:
    """The verdict on a statement: ``proved``, ``refuted`` or ``undecided``.

    There is no truth value: an undecided statement is neither true nor false. Ask for ``verdict``.
    """

    statement: str
    verdict: Verdict
    counterexample: Optional[Mapping[str, Any]]
    witness: Optional[Mapping[str, Any]]
    reason: Optional[str]
    certificate: Optional[str]
    json: Mapping[str, Any]

    def __bool__(self) -> bool:
        raise TypeError("a decision has three values: compare .verdict with 'proved' or 'refuted'")
