"""What goes in: numbers exactly, arrays without loss."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from operator import index
from typing import TYPE_CHECKING, Any, Union

from ._errors import BadInput

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

#: A real number, taken exactly: also NumPy's scalars, of every type of integers and floats.
Number = Union[int, Fraction, Decimal, float, str, "numpy.number[Any]"]


def exact(value: Any) -> Fraction:
    """The number that ``value`` is: 0.1 is the binary fraction, ``"0.1"`` one tenth.

    ``BadInput`` for what is not one real number: a truth value, a complex number, None, NaN, infinity.
    """
    try:
        if isinstance(value, str):
            return _read(value)
        if isinstance(value, Rational) and not isinstance(value, bool):
            # NumPy's integers are of these, and their arithmetic overflows.
            return Fraction(int(value.numerator), int(value.denominator))
        if isinstance(value, (float, Decimal)):
            return Fraction(*value.as_integer_ratio())
        kind = getattr(getattr(value, "dtype", None), "kind", None)
        if kind is not None and getattr(value, "shape", None) == () and not _is_masked(value):
            scalar = value[()]
            if kind in "iu":
                return Fraction(index(scalar))
            if kind == "f":
                return Fraction(*scalar.as_integer_ratio())
            if kind == "V":  # bfloat16 and its like, which are no types of NumPy's own
                return Fraction(float(scalar))
    except (ArithmeticError, AttributeError, TypeError, ValueError):
        pass
    raise BadInput(f"{value!r} is not a real number")


def text(value: Any) -> str:
    """A number as the calculator reads it; text goes in as it stands."""
    return str(value) if isinstance(value, str) else written(exact(value))


def _read(numeral: str) -> Fraction:
    """A decimal or a fraction of any length: ``int`` stops at some thousand digits."""
    parts = [Decimal(part.strip()) for part in numeral.split("/")]
    if len(parts) > 2:
        raise ValueError(numeral)
    return Fraction(*parts[0].as_integer_ratio()) / (
        Fraction(*parts[1].as_integer_ratio()) if len(parts) == 2 else 1
    )


def written(value: Fraction) -> str:
    """``p/q``, or ``p`` for a whole number, of any length."""
    numerator = format(Decimal(value.numerator), "f")
    return numerator if value.denominator == 1 else f"{numerator}/{format(Decimal(value.denominator), 'f')}"


def real_array(
    values: Any, name: str, dtype: Any = None, finite: bool = True
) -> "NDArray[Any]":
    """``values`` as an array of real numbers of ``dtype``, finite ones; ``name`` is the parameter's.

    Floats are rounded to the dtype. Everything that would be lost silently is refused: masks, imaginary
    parts, None, and whole numbers and fractions that the dtype does not have.
    """
    import numpy

    if _is_masked(values) or isinstance(values, (list, tuple)) and any(map(_is_masked, values)):
        raise BadInput(f"{name} is a masked array: take .compressed() or .filled(…) of it")
    try:
        array = numpy.asarray(values)
    except (TypeError, ValueError) as error:
        raise BadInput(f"{name} is no array of numbers: {error}") from None
    target = numpy.dtype(array.dtype if dtype is None else dtype)
    if array.dtype.kind == "O":
        items = [_item(item, name, place, target) for place, item in enumerate(array.ravel())]
        array = numpy.array(items, dtype=target if dtype is not None else float).reshape(array.shape)
    elif array.dtype.kind == "b" or array.dtype.kind not in "iuf":
        raise BadInput(f"{name} must be real numbers, not {array.dtype}")
    if finite and not numpy.isfinite(array).all():
        raise BadInput(f"{name} must be finite numbers: there is NaN or infinity among them")
    if dtype is None:
        return array
    with numpy.errstate(over="ignore"):
        converted = array.astype(target)
    if finite and not numpy.isfinite(converted).all():
        raise BadInput(f"{name} has numbers too large for {target}")
    if array.dtype.kind in "iu" and any(
        int(a) != int(b) for a, b in zip(array.ravel(), converted.ravel())
    ):
        raise BadInput(f"{name} has whole numbers that {target} does not have: round them first")
    return converted


def _item(item: Any, name: str, place: int, target: "numpy.dtype[Any]") -> float:
    import numpy

    try:
        if isinstance(item, str):
            raise BadInput("text")
        value = exact(item)
        number = float(value)
    except (BadInput, OverflowError):
        raise BadInput(f"{name} must be real numbers: number {place} of them is {item!r}") from None
    if exact(target.type(number) if target.kind == "f" else number) != value:
        raise BadInput(f"{name} must be floats: {item!r} (number {place}) is none, round it first")
    return number


def _is_masked(values: Any) -> bool:
    import sys

    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(values, numpy.ma.MaskedArray)


def as_text(argument: Any, what: str) -> str:
    """``argument`` as text that the command does not take for a file or for standard input."""
    if not isinstance(argument, str):
        raise BadInput(f"{what} is given as text, not as {type(argument).__name__}")
    stripped = argument.strip()
    if stripped.startswith("@") or stripped == "-":
        raise BadInput(f"{what} is given as text, not as a file")
    return argument
