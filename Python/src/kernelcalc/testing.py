"""Assertions for other people's test suites: is a fast implementation accurate?

    from kernelcalc.testing import assert_kernel_accurate

    def test_my_kernel():
        assert_kernel_accurate(my_layer, max_ulp=4)            # ρ ↦ κ₁(ρ), NumPy arrays
        assert_kernel_accurate(my_network, depth=8, max_ulp=64)  # κ₁ iterated eight times
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from typing import Any, Callable, Mapping, Optional

import numpy

from ._errors import BadInput
from ._evaluation import raise_for as _raise_for
from ._exact import text as _text
from ._library import run as _run

__all__ = ["Accuracy", "assert_kernel_accurate", "measure"]

_TYPES = {"float64": "binary64", "float32": "binary32", "float16": "binary16"}


@dataclass(frozen=True)
class Accuracy:
    """How an implementation compares with the truth; errors are upper bounds, in ULP."""

    compared: int
    max_ulp: Optional[float]
    mean_ulp: Optional[float]
    worst: Optional[Mapping[str, str]]
    nonfinite: int
    #: None where errors were measured without a limit.
    passed: Optional[bool]
    json: Mapping[str, Any]


def measure(
    function: Callable[[numpy.ndarray], numpy.ndarray],
    reference: str = "kappa1",
    depth: int = 1,
    max_ulp: Optional[float] = None,
    dtype: Any = "float64",
    grid: str = "structured",
) -> Accuracy:
    """Calls ``function`` on an array of correlations in [−1, 1] and compares with the truth.

    ``reference`` is ``kappa0``, ``kappa1`` or an expression in one variable ``x``; ``depth`` > 1 iterates
    it. ``grid`` is one of those of ``kernelcalc table``. The error in ULP is |actual − true| in units of
    the spacing of the format at the correctly rounded result.
    """
    dtype = _dtype(dtype)
    if isinstance(depth, bool) or not isinstance(depth, (int, numpy.integer)) or depth < 1:
        raise BadInput(f"depth must be a whole number from 1 on, not {depth!r}")
    type = _TYPES[dtype]
    expression = _iterated(reference, depth)
    points = _points(grid, type, dtype)
    if points.size == 0:
        raise BadInput(f"the grid '{grid}' has no points in [-1, 1]")
    results = _results(function(points.copy()))
    if results.shape != points.shape:
        raise AssertionError(
            f"the function gave an array of shape {results.shape} for one of shape {points.shape}"
        )
    with tempfile.TemporaryDirectory() as folder:
        actual, inputs = os.path.join(folder, "actual.npy"), os.path.join(folder, "points.txt")
        numpy.save(actual, results.astype(dtype, copy=False))
        with open(inputs, "w", encoding="ascii") as file:
            file.writelines(float(point).hex() + "\n" for point in points)
        arguments = [
            "regress", "--json", "--function", expression, "--type", type, "--actual", actual,
            "--reference-grid", "@" + inputs,
        ]  # fmt: skip
        if max_ulp is not None:
            arguments += ["--max-ulp", _text(max_ulp)]
        answer = _run(arguments)
    _raise_for(answer, accepted=(0, 1))
    found = json.loads(answer.output)

    def number(key: str) -> Optional[float]:
        value = found.get(key)
        return None if value is None else float(value)

    return Accuracy(
        compared=found["compared"],
        max_ulp=number("max_ulp"),
        mean_ulp=number("mean_ulp"),
        worst=found.get("worst"),
        nonfinite=int(found["nonfinite"]),
        passed=found["passed"],
        json=found,
    )


def assert_kernel_accurate(
    function: Callable[[numpy.ndarray], numpy.ndarray],
    depth: int = 1,
    max_ulp: float = 1,
    reference: str = "kappa1",
    dtype: Any = "float64",
    grid: str = "structured",
) -> Accuracy:
    """Fails, with the worst input, where an error exceeds ``max_ulp`` or a result is NaN or infinite.

    The parameters are those of :func:`measure`, whose result is returned where all is well; there must
    be a ``max_ulp``.
    """
    __tracebackhide__ = True
    if max_ulp is None:
        raise BadInput("an assertion needs a limit, max_ulp; measure() only measures")
    found = measure(
        function, reference=reference, depth=depth, max_ulp=max_ulp, dtype=dtype, grid=grid
    )
    if found.passed:
        return found
    hint = found.json.get("hint")
    worst = found.worst or {}
    raise AssertionError(
        f"{_iterated(reference, depth)} is off by {found.max_ulp} ULP ({max_ulp} allowed), "
        f"{found.nonfinite} results are not finite; worst at {worst.get('input')}: "
        f"expected {worst.get('expected')}, got {worst.get('actual')}; "
        f"{found.compared} points compared" + (f". {hint}" if hint else "")
    )


def _dtype(dtype: object) -> str:
    """The name of one of the types, given by name, as NumPy's type or its scalar class."""
    try:
        name = numpy.dtype(dtype).name  # type: ignore[call-overload]
    except TypeError:
        name = ""
    if name not in _TYPES or dtype is None:
        raise BadInput(f"{dtype!r} is no dtype; dtypes are {', '.join(_TYPES)}")
    return str(name)


def _results(values: object) -> numpy.ndarray:
    """What a function gave back, where nothing of it would be lost."""
    if isinstance(values, numpy.ma.MaskedArray):
        raise AssertionError("the function gave a masked array; what is masked cannot be compared")
    results: numpy.ndarray = numpy.asarray(values)
    if results.dtype.kind not in "fiu":
        raise AssertionError(f"the function gave an array of {results.dtype}, not of real numbers")
    return results


def _iterated(reference: str, depth: int) -> str:
    names = {"kappa1": "f({})", "kappa0": "kappa(0, {})"}
    if depth == 1:
        return reference
    if reference not in names:
        raise BadInput("depth > 1 is for the references kappa0 and kappa1")
    expression = "x"
    for _ in range(depth):
        expression = names[reference].format(expression)
    return expression


def _points(grid: str, type: str, dtype: str) -> numpy.ndarray:
    """The points of a grid of the command, as an array."""
    import io

    answer = _run(["table", "--grid", grid, "--type", type, "--format", "npy", "--", "x"])
    _raise_for(answer)
    points: numpy.ndarray = numpy.load(io.BytesIO(answer.output), allow_pickle=False)
    inside: numpy.ndarray = points[numpy.abs(points) <= 1].astype(dtype)
    return inside
