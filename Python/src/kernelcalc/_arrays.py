"""Arrays: enclosures, correctly rounded values, kernel matrices with their errors. Needs NumPy."""

from __future__ import annotations

import io
import math
import operator
import pathlib
import tempfile
from fractions import Fraction
from typing import Any, Callable, Iterator, List, Optional, Sequence, Tuple, Union

import numpy
from numpy.typing import ArrayLike, NDArray

from ._enclosed import Enclosed, decimal_text, nearest_float
from ._errors import BadInput, KernelCalcError
from ._evaluation import evaluate_many, raise_for
from ._exact import Number, as_text, exact, real_array
from ._library import run
from ._types import FloatType, KernelName, Rounding, Rule

_FORMATS = {"float64": "binary64", "float32": "binary32", "float16": "binary16"}


class EnclosedArray:
    """An array of :class:`Enclosed`: ``items`` are the enclosures, an array of objects.

    Arithmetic and comparisons go element by element, as those of :class:`Enclosed`. An index gives an
    enclosure, or an array of those it selects.
    """

    __array_ufunc__ = None

    def __init__(self, items: Any):
        self.items: NDArray[Any] = numpy.asarray(items, dtype=object)

    @classmethod
    def evaluated(cls, expression: str, at: Any, digits: int) -> "EnclosedArray":
        """An expression at each of an array's values; the first failure is raised, with its place."""
        if isinstance(at, numpy.ma.MaskedArray):
            raise BadInput("at is a masked array: take .compressed() or .filled(…) of it")
        # Kept as they are: text and fractions are exact, which an array of floats is not.
        isArray = isinstance(at, numpy.ndarray)
        points = at if isArray else numpy.array(at, dtype=object)
        for place, point in enumerate(points.ravel()):
            if point is None:
                raise BadInput(f"number {place} of at: None is not a real number")
        text = as_text(expression, "an expression")
        found = evaluate_many(
            {"expression": text, "at": point, "digits": digits} for point in points.ravel()
        )
        items = numpy.empty(len(found), dtype=object)
        for place, each in enumerate(found):
            if isinstance(each, KernelCalcError):
                raise type(each)(f"number {place} of at: {each.message}")
            items[place] = each
        return cls(items.reshape(points.shape))

    @property
    def shape(self) -> Tuple[int, ...]:
        return self.items.shape

    @property
    def value(self) -> NDArray[numpy.float64]:
        """The values as the nearest float64."""
        return self._floats(lambda each: nearest_float(each.fraction))

    @property
    def error(self) -> NDArray[numpy.float64]:
        """What each of ``value`` may be off by, its rounding included."""

        def error(each: Enclosed) -> float:
            value = exact(nearest_float(each.fraction))
            return _rounded_up(max(each.upper - value, value - each.lower))

        return self._floats(error)

    def _floats(self, function: Callable[[Enclosed], float]) -> NDArray[numpy.float64]:
        values = [function(each) for each in self.items.ravel()]
        return numpy.array(values, dtype=numpy.float64).reshape(self.shape)

    def __getitem__(self, key: Any) -> Any:
        found = self.items[key]
        return EnclosedArray(found) if isinstance(found, numpy.ndarray) else found

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Any]:
        return (self[place] for place in range(len(self)))

    def __repr__(self) -> str:
        return f"EnclosedArray(value={self.value!r}, error={self.error!r})"

    def _repr_latex_(self) -> Optional[str]:
        """A matrix, where it is small enough to be read."""
        if self.items.ndim > 2 or not 0 < self.items.size <= 100:
            return None
        rows = [" & ".join(each.latex for each in row) for row in numpy.atleast_2d(self.items)]
        return r"$\begin{pmatrix}" + r" \\ ".join(rows) + r"\end{pmatrix}$"

    def _applied(self, operation: Callable[[Any, Any], Any], other: Any, swap: bool = False) -> Any:
        if isinstance(other, EnclosedArray):
            other = other.items
        elif not isinstance(other, numpy.ndarray):
            single = numpy.empty((), dtype=object)
            single[()] = other
            other = single
        first, second = numpy.broadcast_arrays(self.items, other)
        if swap:
            first, second = second, first
        found = [operation(a, b) for a, b in zip(first.ravel(), second.ravel())]
        if all(isinstance(each, bool) for each in found) and found:
            return numpy.array(found).reshape(first.shape)
        items = numpy.empty(len(found), dtype=object)
        items[:] = found
        return EnclosedArray(items.reshape(first.shape))

    def __add__(self, other: Any) -> "EnclosedArray":
        return self._applied(operator.add, other)  # type: ignore[no-any-return]

    def __sub__(self, other: Any) -> "EnclosedArray":
        return self._applied(operator.sub, other)  # type: ignore[no-any-return]

    def __mul__(self, other: Any) -> "EnclosedArray":
        return self._applied(operator.mul, other)  # type: ignore[no-any-return]

    def __truediv__(self, other: Any) -> "EnclosedArray":
        return self._applied(operator.truediv, other)  # type: ignore[no-any-return]

    def __pow__(self, exponent: int) -> "EnclosedArray":
        return self._applied(operator.pow, exponent)  # type: ignore[no-any-return]

    def __radd__(self, other: Any) -> "EnclosedArray":
        return self._applied(operator.add, other, swap=True)  # type: ignore[no-any-return]

    def __rsub__(self, other: Any) -> "EnclosedArray":
        return self._applied(operator.sub, other, swap=True)  # type: ignore[no-any-return]

    def __rmul__(self, other: Any) -> "EnclosedArray":
        return self._applied(operator.mul, other, swap=True)  # type: ignore[no-any-return]

    def __rtruediv__(self, other: Any) -> "EnclosedArray":
        return self._applied(operator.truediv, other, swap=True)  # type: ignore[no-any-return]

    def __neg__(self) -> "EnclosedArray":
        return EnclosedArray(-self.items)

    def __eq__(self, other: Any) -> NDArray[numpy.bool_]:  # type: ignore[override]
        return self._applied(operator.eq, other)  # type: ignore[no-any-return]

    def __ne__(self, other: Any) -> NDArray[numpy.bool_]:  # type: ignore[override]
        return self._applied(operator.ne, other)  # type: ignore[no-any-return]

    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, other: Any) -> NDArray[numpy.bool_]:
        return self._applied(operator.lt, other)  # type: ignore[no-any-return]

    def __le__(self, other: Any) -> NDArray[numpy.bool_]:
        return self._applied(operator.le, other)  # type: ignore[no-any-return]

    def __gt__(self, other: Any) -> NDArray[numpy.bool_]:
        return self._applied(operator.gt, other)  # type: ignore[no-any-return]

    def __ge__(self, other: Any) -> NDArray[numpy.bool_]:
        return self._applied(operator.ge, other)  # type: ignore[no-any-return]


def _rounded_up(value: Fraction) -> float:
    number = nearest_float(value)
    return number if math.isinf(number) or exact(number) >= value else math.nextafter(number, math.inf)


class KernelMatrix(numpy.ndarray):
    """A float64 array with ``error``, a float32 array: |K_ij − entry| ≤ error_ij for the true K.

    What is selected from it keeps its errors; what is computed from it is a plain result whose ``error``
    is None. It is not to be written to, because its errors would not be those of other numbers:
    ``numpy.array(K)`` is a copy that is.
    """

    error: "Optional[NDArray[numpy.float32]]"

    def __array_finalize__(self, origin: Any) -> None:
        self.error = None

    @classmethod
    def of(cls, values: NDArray[Any], error: NDArray[Any]) -> "KernelMatrix":
        matrix: KernelMatrix = values.view(cls)
        matrix.error = error
        matrix.flags.writeable = False
        error.flags.writeable = False
        return matrix

    @property
    def value(self) -> NDArray[numpy.float64]:
        """The entries as a plain array, which cannot be written to."""
        return self.view(numpy.ndarray)

    def enclosed(self, row: int, column: int) -> Enclosed:
        """One entry with its error."""
        if self.error is None:
            raise BadInput("these numbers were computed from a kernel matrix: they have no errors")
        value, error = exact(self.value[row, column]), exact(self.error[row, column])
        return Enclosed(decimal_text(value), decimal_text(error))

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        if isinstance(found, KernelMatrix) and self.error is not None:
            found.error = self.error[key]
        return found


def table(
    source: str,
    points: ArrayLike,
    type: Union[FloatType, Any] = "float64",
    rounding: Rounding = "nearest",
    rule: Rule = "exact",
    entry: Optional[str] = None,
    threads: Optional[int] = None,
) -> Any:
    """The correctly rounded values of an expression, or of a network's entry, at floating-point points.

    ``type`` is float64, float32 or float16 (or binary64, …, or NumPy's type), for points, which are rounded
    to it, and values; ``rounding`` nearest, up, down or zero. ``entry`` (Kij, Kii, lambda2, NTKij, NTKii,
    …) and ``rule`` are for networks. The result is an array of that type with the shape of ``points``, and
    a scalar for a scalar.
    """
    name = _float_name(type)
    array = real_array(points, "points", name)
    if array.size == 0:
        return array.copy()
    lines = "\n".join(float(value).hex() for value in array.ravel()) + "\n"
    arguments = [
        "table", "--grid", "@-", "--type", _FORMATS[name], "--rounding", rounding, "--format", "npy",
    ]  # fmt: skip
    if entry is not None:
        arguments += ["--entry", entry, "--rule", rule]
    if threads is not None:
        arguments += ["--threads", str(threads)]
    answer = run(arguments + ["--", as_text(source, "what a table is of")], lines.encode("ascii"))
    raise_for(answer, words={"standard input": "points", "--grid": "points"})
    values = numpy.load(io.BytesIO(answer.output), allow_pickle=False)
    return values.astype(name, copy=False).reshape(array.shape)[()]


def _float_name(type: Any) -> str:
    """float64, float32 or float16."""
    names = {format: name for name, format in _FORMATS.items()}
    try:
        name = names.get(type) if isinstance(type, str) and type in names else numpy.dtype(type).name
    except TypeError:
        name = None
    if name not in _FORMATS:
        raise BadInput(f"{type!r} is no type; types are {', '.join(_FORMATS)}")
    return name


def kappa(order: int, rho: ArrayLike) -> Any:
    """κ_n at float64 correlations in [−1, 1], correctly rounded; κ₁ is one ReLU layer's map.

    An array for an array, a scalar for a scalar.
    """
    return table(f"kappa({operator.index(order)}, x)", rho)


def gram(
    dag: str,
    inputs: ArrayLike,
    others: Optional[ArrayLike] = None,
    *,
    kernel: KernelName = "nngp",
    rule: Rule = "exact",
    normalize: bool = False,
    center: bool = False,
    threads: Optional[int] = None,
) -> KernelMatrix:
    """The kernel matrix of the rows of ``inputs`` as float64, with a proven bound of each entry's error.

    With ``others`` the matrix K(x_i, y_j) of the rows x_i of ``inputs`` and y_j of ``others``, as
    neural-tangents' ``kernel_fn(x1, x2, kernel)``. ``normalize`` divides each row by its norm; ``center``
    subtracts the mean of the rows first. The result has ``error``, an array of the same shape: the
    infinitely wide network's K on the exact numbers of the inputs is within it, entry by entry.

    The command computes symmetric matrices, of which a block is taken: with n rows, and m ≤ n of the other
    kind, time and memory are those of ⌈n/b⌉ matrices of b + m rows, b = max(m, 256).
    """
    return KernelMatrix.of(
        *entries(dag, inputs, others, kernel, rule, normalize, center, threads)
    )


def entries(
    dag: str,
    inputs: ArrayLike,
    others: Optional[ArrayLike],
    kernel: KernelName,
    rule: Rule,
    normalize: bool = False,
    center: bool = False,
    threads: Optional[int] = None,
) -> Tuple[NDArray[numpy.float64], NDArray[numpy.float32]]:
    """What :func:`gram` is made of: entries and errors as arrays that may be written to."""
    arguments = ["gram", "--kernel", kernel, "--rule", rule]
    arguments += ["--normalize"] * bool(normalize) + ["--center"] * bool(center)
    if threads is not None:
        arguments += ["--threads", str(threads)]
    arguments += ["--inputs", "-", "--out"]
    first = _rows(inputs, "inputs")
    network = as_text(dag, "a network")
    if others is None:
        return _square(arguments, network, first)
    if center:
        raise BadInput("center is for one set of inputs: subtract the mean that is meant beforehand")
    second = _rows(others, "others")
    if first.shape[1] != second.shape[1]:
        raise BadInput(
            f"inputs have {first.shape[1]} coordinates, others {second.shape[1]}: they must agree"
        )
    if len(first) < len(second):
        values, errors = _blocks(arguments, network, second, first)
        return values.T, errors.T
    return _blocks(arguments, network, first, second)


def _rows(inputs: Any, name: str) -> NDArray[Any]:
    array = numpy.ascontiguousarray(real_array(inputs, name))
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = real_array([exact(value) for value in array.ravel()], name, float).reshape(array.shape)
    if array.ndim != 2:
        raise BadInput(f"{name} have {array.ndim} axes; there must be two, with one input a row")
    return array


def _blocks(
    arguments: List[str], dag: str, many: NDArray[Any], few: NDArray[Any]
) -> Tuple[NDArray[Any], NDArray[Any]]:
    """K(many, few), by stacking ``few`` under pieces of ``many``."""
    size = max(len(few), 256)
    if many.dtype != few.dtype:
        # Every float of either is one of these; whole numbers are checked.
        many, few = real_array(many, "inputs", float), real_array(few, "others", float)
    values = numpy.empty((len(many), len(few)))
    errors = numpy.empty((len(many), len(few)), dtype=numpy.float32)
    for start in range(0, len(many), size):
        piece = many[start : start + size]
        square, error = _square(arguments, dag, numpy.concatenate([piece, few]))
        values[start : start + size] = square[: len(piece), len(piece) :]
        errors[start : start + size] = error[: len(piece), len(piece) :]
    return values, errors


def _square(
    arguments: Sequence[str], dag: str, rows: NDArray[Any]
) -> Tuple[NDArray[Any], NDArray[Any]]:
    """Entries and errors of the matrix of ``rows``."""
    buffer = io.BytesIO()
    numpy.save(buffer, rows, allow_pickle=False)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = pathlib.Path(folder) / "K.npy"
        answer = run([*arguments, str(path), "--", dag], buffer.getvalue())
        raise_for(answer, words={"standard input": "inputs"})
        values = numpy.load(path, allow_pickle=False)
        error = numpy.load(pathlib.Path(folder) / "K.error.npy", allow_pickle=False)
    return values, error


__all__ = ["EnclosedArray", "KernelMatrix", "Number", "gram", "kappa", "table"]
