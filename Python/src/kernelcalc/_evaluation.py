"""Functions whose results are exact values, enclosures and verdicts."""

from __future__ import annotations

import json as _json
from typing import (
    TYPE_CHECKING, Any, Dict, Iterable, List, Literal, Mapping, Optional, Sequence, Tuple,
    Union, overload,
)  # fmt: skip

from . import _errors
from ._enclosed import Enclosed
from ._errors import BadInput, KernelCalcError
from ._exact import Number, as_text, text
from ._library import Answer
from ._library import run as _run
from ._types import Rule
from ._values import Analysis, Decision

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from ._arrays import EnclosedArray


def run(*arguments: str, input: Union[str, bytes] = b"") -> Answer:
    """Calls the command as on the command line: ``run("derive", "--order", "3")``.

    ``input`` stands for standard input. Returns exit code, output (bytes) and messages; raises nothing
    for a command that fails.
    """
    data = input.encode("utf-8", "surrogatepass") if isinstance(input, str) else input
    return _run(arguments, data)


def raise_for(
    answer: Answer, accepted: Iterable[int] = (0,), words: Mapping[str, str] = {}
) -> None:
    """Raises what the command said, unless its exit code is an accepted one."""
    if answer.status not in accepted:
        raise _errors.of_command(answer.error, answer.status, words)


def object_of(
    arguments: Sequence[str], input: bytes = b"", accepted: Iterable[int] = (0,)
) -> Any:
    """The JSON object that a command prints."""
    answer = _run(arguments, input)
    raise_for(answer, accepted)
    return _json.loads(answer.output)


@overload
def evaluate(
    expression: str, at: Union[Number, Mapping[str, Number], None] = None, digits: int = 30
) -> Enclosed: ...
@overload
def evaluate(
    expression: str, at: "Union[NDArray[Any], List[Number], Tuple[Number, ...]]", digits: int = 30
) -> "EnclosedArray": ...
def evaluate(expression: str, at: Any = None, digits: int = 30) -> Any:
    """The value of an expression to ``digits`` significant digits, with its guaranteed error.

    ``at`` is the variable's value, or a mapping from names to values. For an array or a sequence of
    values the result is an :class:`EnclosedArray` of its shape.
    """
    if isinstance(at, (list, tuple)) or getattr(at, "shape", None):
        from ._arrays import EnclosedArray

        return EnclosedArray.evaluated(expression, at, digits)
    arguments = ["evaluate", "--json", "--digits", str(digits)]
    arguments += [part for place in _places(at) for part in ("--at", place)]
    return Enclosed.of(object_of(arguments + ["--", as_text(expression, "an expression")]))


def _places(at: Any) -> List[str]:
    if at is None:
        return []
    if isinstance(at, Mapping):
        return [f"{name}={text(value)}" for name, value in at.items()]
    return [text(at)]


def evaluate_many(
    requests: Iterable[Mapping[str, Any]], threads: Optional[int] = None
) -> List[Union[Enclosed, KernelCalcError]]:
    """Many evaluations in one call, in parallel: ``[{"expression": "f(x)", "at": "1/2", "digits": 20}]``.

    Values and the order of results are as :func:`evaluate` gives them; a request that fails, for whatever
    reason, has its exception in its place.
    """
    lines: List[str] = []
    results: List[Union[Enclosed, KernelCalcError, None]] = []
    for request in requests:
        try:
            lines.append(_line(request))
            results.append(None)
        except (TypeError, ValueError) as error:
            isOwn = isinstance(error, KernelCalcError)
            results.append(error if isOwn else BadInput(str(error)))  # type: ignore[arg-type]
    if lines:
        arguments = ["evaluate", "--batch", "-"]
        arguments += [] if threads is None else ["--threads", str(threads)]
        answer = _run(arguments, ("\n".join(lines) + "\n").encode("utf-8"))
        objects = [_json.loads(line) for line in answer.output.splitlines()]
        if len(objects) != len(lines):
            raise_for(answer, accepted=())
        answers = iter(objects)
        results = [_result(next(answers)) if each is None else each for each in results]
    return results  # type: ignore[return-value]


def _line(request: Mapping[str, Any]) -> str:
    """A request as a line of the command's."""
    line = dict(request)
    if line.get("at") is not None:
        line["at"] = ",".join(_places(line["at"]))
    if "digits" in line:
        line["digits"] = int(line["digits"]) if text(line["digits"]).isdigit() else line["digits"]
    return _json.dumps(line)


def _result(found: Mapping[str, Any]) -> Union[Enclosed, KernelCalcError]:
    failure = found.get("failure")
    if failure is None:
        return Enclosed.of(found)
    return _errors.of_command(failure["message"], failure["exit_code"])


def analyze(
    dag: str,
    at: Optional[Number] = None,
    digits: int = 30,
    rule: Literal["variance-only", "exact", "both"] = "both",
) -> Analysis:
    """Paths, kernels and bounds of one network, at the correlation ``at`` of unit, centred inputs.

    ``dag`` is a digit string, an edge list, ``chain(8)``, a NAS-Bench-201 cell, or JSON text. Without
    ``at`` only the closed forms are derived; they are in ``.json``.
    """
    arguments = ["analyze", "--json", "--digits", str(digits), "--rule", rule]
    if at is not None:
        arguments += ["--at", text(at)]
    return Analysis.of(object_of(arguments + ["--", as_text(dag, "a network")]))


def derive(order: int) -> Dict[str, Any]:
    """The closed forms of the arc-cosine kernel of an order: ``J``, ``kappa``, ``derivative``."""
    found: Dict[str, Any] = object_of(["derive", "--order", str(order), "--json"])
    return found


def prove(
    statement: str,
    seconds: Optional[float] = None,
    certificate: Optional[str] = None,
    threads: Optional[int] = None,
    rule: Optional[Rule] = None,
) -> Decision:
    """Decides a statement: proved, refuted with a counterexample, or undecided with the reason.

    ``certificate`` names a file for the proof. A verdict is given only after its certificate has been
    checked. ``rule`` is the one that the statement's kernels may leave out. KeyboardInterrupt ends the
    search.
    """
    arguments = ["prove", "--json"]
    for name, value in (("seconds", seconds), ("threads", threads)):
        if value is not None:
            arguments.append(f"--{name}={value if name == 'threads' else float(value)}")
    if certificate is not None:
        arguments += ["--certificate", str(certificate)]
    if rule is not None:
        arguments += ["--rule", rule]
    answer = _run(arguments + ["-"], statement.encode("utf-8", "surrogatepass"))
    found = _json.loads(answer.output) if answer.output else {}
    if "verdict" not in found:
        raise_for(answer, accepted=(), words={"standard input": "statement"})
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
    found: Mapping[str, Any] = object_of(["check", "--json", "--", str(path)], accepted=(0, 1))
    return found


def verify(path: str, seconds: float = 100) -> Mapping[str, Any]:
    """Decides every statement of a lemma file, each within ``seconds``.

    The result is the object that ``kernelcalc verify --json`` prints: ``claims``, with ``name``,
    ``verdict`` and ``expected`` of each, and ``passed``. A malformed file raises :class:`BadInput`.
    """
    arguments = ["verify", "--json", f"--seconds={float(seconds)}", "--", str(path)]
    found: Mapping[str, Any] = object_of(arguments, accepted=(0, 1, 3))
    return found
