"""Exact and rigorously evaluated infinite-width kernels (NNGP, NTK) of network DAGs.

Numbers go in exactly: ``Fraction``, ``int``, ``Decimal`` and decimal strings as what they are, floats as
the binary fractions that they are (0.1 is not 1/10; write "0.1"). Results carry a guaranteed error.
Errors are ``BadInput`` (a ValueError) with the place in the text, or ``Undecided``.

The functions are those of the command ``kernelcalc``; :func:`run` calls any of its sub-commands. They
may be called from several threads, which then run side by side.
"""

from __future__ import annotations

import json as _json
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, Optional, Sequence, Union

from ._errors import BadInput, KernelCalcError, Undecided
from ._library import Answer
from ._library import run as _run
from ._values import Analysis, Decision, Enclosed, Kernel, RuleValues

if TYPE_CHECKING:
    import numpy

__all__ = [
    "Analysis", "Answer", "BadInput", "Decision", "Enclosed", "Kernel", "KernelCalcError",
    "RuleValues", "Undecided", "analyze", "check", "derive", "evaluate", "evaluate_many", "gram", "kappa",
    "prove", "run", "space", "space_cells", "table", "verify",
]  # fmt: skip
__version__ = "0.1.0"

Number = Union[int, Fraction, Decimal, float, str]


def run(*arguments: str, input: Union[str, bytes] = b"") -> Answer:
    """Calls the command as on the command line: ``run("derive", "--order", "3")``.

    ``input`` stands for standard input. Returns exit code, output (bytes) and messages; raises nothing
    for a command that fails.
    """
    data = input.encode("utf-8") if isinstance(input, str) else input
    return _run(arguments, data)


def _text(value: Number) -> str:
    """A number as the calculator reads it, exactly."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, complex)):
        raise BadInput(f"{value!r} is not a real number")
    try:
        return str(Fraction(value))
    except (TypeError, ValueError, OverflowError):
        raise BadInput(f"{value!r} is not a real number") from None


def _raise_for(answer: Answer, accepted: Iterable[int] = (0,)) -> None:
    if answer.status in accepted:
        return
    message = answer.error.strip().removeprefix("kernelcalc: ").split("\n")[0]
    raise (Undecided if answer.status == 3 else BadInput)(message)


def _object(arguments: Sequence[str], input: bytes = b"", accepted: Iterable[int] = (0,)) -> Any:
    answer = _run(arguments, input)
    _raise_for(answer, accepted)
    return _json.loads(answer.output)


def evaluate(
    expression: str,
    at: Union[Number, Mapping[str, Number], None] = None,
    digits: int = 30,
) -> Enclosed:
    """The value of an expression to ``digits`` significant digits, with its guaranteed error.

    ``at`` is the variable's value, or a mapping from names to values.
    """
    arguments = ["evaluate", "--json", "--digits", str(digits)]
    if isinstance(at, Mapping):
        for name, value in at.items():
            arguments += ["--at", f"{name}={_text(value)}"]
    elif at is not None:
        arguments += ["--at", _text(at)]
    return Enclosed.of(_object(arguments + ["--", expression]))


def evaluate_many(
    requests: Iterable[Mapping[str, Any]], threads: Optional[int] = None
) -> List[Union[Enclosed, KernelCalcError]]:
    """Many evaluations in one call, in parallel: ``[{"expression": "f(x)", "at": "1/2", "digits": 20}]``.

    A request that fails has its exception in its place.
    """
    lines = []
    for request in requests:
        line = dict(request)
        if line.get("at") is not None:
            line["at"] = _text(line["at"])
        lines.append(_json.dumps(line))
    if not lines:
        return []
    arguments = ["evaluate", "--batch", "-"]
    if threads is not None:
        arguments += ["--threads", str(threads)]
    answer = _run(arguments, ("\n".join(lines) + "\n").encode("utf-8"))
    objects = [_json.loads(line) for line in answer.output.splitlines()]
    if len(objects) != len(lines):
        _raise_for(answer)
    return [
        BadInput(each["failure"]["message"]) if "failure" in each else Enclosed.of(each)
        for each in objects
    ]


def analyze(dag: str, at: Optional[Number] = None, digits: int = 30, rule: str = "both") -> Analysis:
    """Paths, kernels and bounds of one network, at the correlation ``at`` of unit, centred inputs.

    ``dag`` is a digit string, a NAS-Bench-201 cell, or JSON text. Without ``at`` only the closed forms
    are derived; they are in ``.json``.
    """
    if dag.startswith("@") or dag == "-":
        raise BadInput("a network is given as text, not as a file")
    arguments = ["analyze", "--json", "--digits", str(digits), "--rule", rule]
    if at is not None:
        arguments += ["--at", _text(at)]
    return Analysis.of(_object(arguments + ["--", dag]))


def derive(order: int) -> Dict[str, Any]:
    """The closed forms of the arc-cosine kernel of an order: ``J``, ``kappa``, ``derivative``."""
    return _object(["derive", "--order", str(order), "--json"])


def prove(
    statement: str,
    seconds: Optional[float] = None,
    certificate: Optional[str] = None,
    threads: Optional[int] = None,
) -> Decision:
    """Decides a statement: proved, refuted with a counterexample, or undecided with the reason.

    ``certificate`` names a file for the proof. A verdict is given only after its certificate has been
    replayed. The call cannot be interrupted from the keyboard: ``seconds`` bounds it.
    """
    arguments = ["prove", "--json"]
    if seconds is not None:
        arguments += ["--seconds", str(seconds)]
    if certificate is not None:
        arguments += ["--certificate", certificate]
    if threads is not None:
        arguments += ["--threads", str(threads)]
    answer = _run(arguments + ["-"], statement.encode("utf-8"))
    found = _json.loads(answer.output) if answer.output else {}
    if "verdict" not in found:
        _raise_for(answer, accepted=())
    return Decision(
        statement=found["statement"],
        verdict=found["verdict"],
        counterexample=found.get("counterexample"),
        witness=found.get("witness"),
        reason=found.get("reason"),
        certificate=found.get("certificate"),
        json=found,
    )


def check(path: str) -> Mapping[str, Any]:
    """Replays a certificate file: ``{"valid": …, "statement": …, "verdict": …, "reason": …}``."""
    return _object(["check", "--json", "--", path], accepted=(0, 1))


def verify(path: str, seconds: float = 100) -> Mapping[str, Any]:
    """Decides every statement of a lemma file, each within ``seconds``.

    The result is the object that ``kernelcalc verify --json`` prints: ``claims``, with ``name``,
    ``verdict`` and ``expected`` of each, and ``passed``. A malformed file raises :class:`BadInput`.
    """
    return _object(["verify", "--json", "--seconds", repr(seconds), "--", path], accepted=(0, 1, 3))


def table(
    source: str,
    points: Union["numpy.ndarray", Sequence[float]],
    type: str = "binary64",
    rounding: str = "nearest",
    rule: str = "exact",
    entry: Optional[str] = None,
    threads: Optional[int] = None,
) -> "numpy.ndarray":
    """The correctly rounded values of an expression, or of a network's entry, at floating-point points.

    ``type`` is binary64, binary32 or binary16, for points and values; ``rounding`` nearest, up, down or
    zero. ``entry`` (Kij, Kii, lambda2, NTKij, NTKii, …) and ``rule`` are for networks. The result has the
    shape of ``points``.
    """
    import io

    import numpy

    formats = {"binary64": numpy.float64, "binary32": numpy.float32, "binary16": numpy.float16}
    if type not in formats:
        raise BadInput(f"'{type}' is no type; types are {', '.join(formats)}")
    array = numpy.asarray(points, dtype=formats[type])
    if not numpy.all(numpy.isfinite(array)):
        raise BadInput("points must be finite numbers")
    if array.size == 0:
        return array.copy()
    lines = "\n".join(float(value).hex() for value in array.ravel()) + "\n"
    arguments = [
        "table", "--grid", "@-", "--type", type, "--rounding", rounding, "--format", "npy",
    ]  # fmt: skip
    if entry is not None:
        arguments += ["--entry", entry, "--rule", rule]
    if threads is not None:
        arguments += ["--threads", str(threads)]
    answer = _run(arguments + ["--", source], lines.encode("ascii"))
    _raise_for(answer)
    return numpy.load(io.BytesIO(answer.output), allow_pickle=False).reshape(array.shape)


def kappa(order: int, rho: Union["numpy.ndarray", Sequence[float]]) -> "numpy.ndarray":
    """κ_n at float64 correlations in [−1, 1], correctly rounded; κ₁ is one ReLU layer's map."""
    return table(f"kappa({int(order)}, x)", rho)


def gram(
    dag: str,
    inputs: "numpy.ndarray",
    kernel: str = "nngp",
    rule: str = "exact",
    normalize: bool = False,
    center: bool = False,
    threads: Optional[int] = None,
) -> "numpy.ndarray":
    """The kernel matrix of the rows of ``inputs`` as float64, with a proven bound of each entry's error.

    ``kernel`` is nngp or ntk. The result has ``error``, an array of the same shape: the infinitely wide
    network's K on the exact numbers of ``inputs`` is within it, entry by entry.
    """
    from ._gram import computed

    arguments = ["gram", dag, "--kernel", kernel, "--rule", rule]
    arguments += ["--normalize"] * normalize + ["--center"] * center
    if threads is not None:
        arguments += ["--threads", str(threads)]
    if dag.startswith(("@", "-")):
        raise BadInput("a network is given as text, not as a file")
    answer, matrix = computed(arguments, inputs)
    _raise_for(answer)
    return matrix


def space(name: str) -> Mapping[str, Any]:
    """Statistics of a space (nasbench201, darts, complete(H)) with exact fractions as strings."""
    return _object(["space", name, "--summary", "--json"])


def space_cells(name: str) -> List[Dict[str, Any]]:
    """Every cell of a space with its paths, effective depth and width (``Fraction`` or None)."""
    import csv
    import io

    answer = _run(["space", name, "--list", "--format", "csv"])
    _raise_for(answer)
    cells: List[Dict[str, Any]] = []
    for row in csv.DictReader(io.StringIO(answer.output.decode("utf-8"))):
        cells.append(
            {
                "cell": row["cell"],
                "paths": int(row["paths"]),
                "effective_depth": Fraction(row["effective_depth"]) if row["effective_depth"] else None,
                "effective_width": Fraction(row["effective_width"]) if row["effective_width"] else None,
            }
        )
    return cells
