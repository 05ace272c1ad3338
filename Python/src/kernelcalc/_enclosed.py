"""Numbers with a guaranteed error, and arithmetic that keeps the guarantee."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any, Callable, Mapping, Optional, Tuple, Union

from ._errors import BadInput, Undecided
from ._exact import exact, written

#: What an enclosure is added to or compared with: all are taken exactly.
Operand = Union["Enclosed", int, Fraction, Decimal, float]


class Enclosed:
    """A real number known to an error: |true value − value| ≤ error.

    ``value`` and ``error`` are texts of exact numbers (decimals, or fractions where a quotient of exact
    numbers has no decimal), ``form`` is a closed form that the calculator reads back, or None.

    ``+ − * / **`` and ``abs`` enclose the result: every number that the operands may be is accounted for,
    but not that two of them may be the same (``x - x`` is not 0). ``x in e`` says whether the true value may
    be x, ``d in e`` whether all that d may be is within e.

    Comparisons are certain or raise :class:`Undecided`: ``<`` where the enclosures overlap, and ``==``
    too, unless both sides are exact or the same object. So a set or a dict tells inexact enclosures apart by
    identity; ``is_same`` compares what is written. Immutable.
    """

    __slots__ = ("error", "form", "value")
    value: str
    error: str
    form: Optional[str]
    # NumPy leaves operators with enclosures to this class, scalar by scalar.
    __array_ufunc__ = None

    def __init__(self, value: str, error: str = "0", form: Optional[str] = None):
        if exact(error) < 0:
            raise BadInput(f"an error is not negative: {error}")
        exact(value)
        for name, text in (("value", value), ("error", error), ("form", form)):
            object.__setattr__(self, name, text)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("an enclosure does not change")

    def __reduce__(self) -> Tuple[Any, ...]:
        return Enclosed, (self.value, self.error, self.form)

    @classmethod
    def of(cls, json: Mapping[str, Any]) -> "Enclosed":
        """The enclosure in an object that the command has printed."""
        return cls(json["value"], json["error"], json.get("form"))

    @classmethod
    def between(cls, lower: Fraction, upper: Fraction) -> "Enclosed":
        """Everything from ``lower`` to ``upper``, rounded outwards to a decimal of a few digits' error."""
        middle, radius = (lower + upper) / 2, (upper - lower) / 2
        if radius == 0:
            return cls(decimal_text(middle))
        # Three digits of the error, and the value to a thousandth of it.
        place = _exponent(radius) - 3
        value = Fraction(round(middle / Fraction(10) ** place)) * Fraction(10) ** place
        error = radius + abs(value - middle)
        unit = Fraction(10) ** (place + 1)
        return cls(_scaled(value, place), _short(math.ceil(error / unit) * unit))

    @property
    def fraction(self) -> Fraction:
        """``value``, exactly."""
        return exact(self.value)

    @property
    def lower(self) -> Fraction:
        """A number below the true value or equal to it."""
        return exact(self.value) - exact(self.error)

    @property
    def upper(self) -> Fraction:
        """A number above the true value or equal to it."""
        return exact(self.value) + exact(self.error)

    @property
    def is_exact(self) -> bool:
        """Whether the value is known without error."""
        return exact(self.error) == 0

    def is_same(self, other: "Enclosed") -> bool:
        """Whether value, error and form are written alike."""
        mine, others = ((e.value, e.error, e.form) for e in (self, other))
        return mine == others

    def __float__(self) -> float:
        """The nearest float64; :class:`Undecided` where the digits do not tell which that is."""
        low, high = nearest_float(self.lower), nearest_float(self.upper)
        if low != high:
            raise Undecided(f"{self} does not determine a float64: ask for more digits")
        return low

    def __bool__(self) -> bool:
        return self != 0

    # Arithmetic

    def __add__(self, other: Operand) -> "Enclosed":
        return _applied(lambda a, b: a + b, self, other)  # type: ignore[no-any-return]

    def __sub__(self, other: Operand) -> "Enclosed":
        return _applied(lambda a, b: a - b, self, other)  # type: ignore[no-any-return]

    def __rsub__(self, other: Operand) -> "Enclosed":
        return _applied(lambda a, b: b - a, self, other)  # type: ignore[no-any-return]

    def __mul__(self, other: Operand) -> "Enclosed":
        return _applied(lambda a, b: a * b, self, other)  # type: ignore[no-any-return]

    def __truediv__(self, other: Operand) -> "Enclosed":
        return _quotient(self, other)  # type: ignore[no-any-return]

    def __rtruediv__(self, other: Operand) -> "Enclosed":
        bounds = _bounds(other)
        return NotImplemented if bounds is None else _quotient(_operand(other), self)

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, exponent: int) -> "Enclosed":
        if not isinstance(exponent, int) or isinstance(exponent, bool):
            return NotImplemented
        if exponent < 0:
            return 1 / self**-exponent
        ends = [self.lower**exponent, self.upper**exponent]
        if exponent % 2 == 0 and exponent > 0 and 0 in self:
            ends.append(Fraction(0))
        return Enclosed.between(min(ends), max(ends))

    def __neg__(self) -> "Enclosed":
        return Enclosed(decimal_text(-self.fraction), self.error)

    def __pos__(self) -> "Enclosed":
        return self

    def __abs__(self) -> "Enclosed":
        if self.lower >= 0:
            return self
        if self.upper <= 0:
            return -self
        return Enclosed.between(Fraction(0), max(-self.lower, self.upper))

    # Comparison

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        bounds = _bounds(other)
        if bounds is None:
            return NotImplemented
        if self.upper < bounds[0] or bounds[1] < self.lower:
            return False
        if self.lower == self.upper == bounds[0] == bounds[1]:
            return True
        raise Undecided(f"{self} may be {other} or not: compare .fraction, or is_same")

    def __hash__(self) -> int:
        return hash(self.fraction) if self.is_exact else object.__hash__(self)

    def __lt__(self, other: Operand) -> bool:
        return _certain(self, other, "<", lambda a, b: a < b)  # type: ignore[no-any-return]

    def __le__(self, other: Operand) -> bool:
        return _certain(self, other, "≤", lambda a, b: a <= b)  # type: ignore[no-any-return]

    def __gt__(self, other: Operand) -> bool:
        return _certain(self, other, ">", lambda a, b: a > b)  # type: ignore[no-any-return]

    def __ge__(self, other: Operand) -> bool:
        return _certain(self, other, "≥", lambda a, b: a >= b)  # type: ignore[no-any-return]

    def __contains__(self, other: Operand) -> bool:
        bounds = _bounds(other)
        if bounds is None:
            raise TypeError(f"{other!r} is no number")
        return self.lower <= bounds[0] and bounds[1] <= self.upper

    # Text

    def __str__(self) -> str:
        return self.value if self.is_exact else f"{self.value} ± {self.error}"

    def __repr__(self) -> str:
        form = "" if self.form is None else f", form={self.form!r}"
        return f"Enclosed({self.value!r}, {self.error!r}{form})"

    def _repr_latex_(self) -> str:
        return f"${self.latex}$"

    @property
    def latex(self) -> str:
        """``value`` and ``error`` in LaTeX."""
        value = _latex(self.value)
        return value if self.is_exact else rf"{value} \pm {_latex(self.error)}"


def nearest_float(value: Fraction) -> float:
    """The nearest float64, ties to even; infinite past the largest."""
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _bounds(value: Any) -> Optional[Tuple[Fraction, Fraction]]:
    """What an operand may be; None where it is no number. Text is no operand."""
    if isinstance(value, Enclosed):
        return value.lower, value.upper
    try:
        number = None if isinstance(value, str) else exact(value)
    except BadInput:
        # NaN and infinity are floats, but nothing is known of sums with them.
        if isinstance(value, (float, Decimal)):
            raise
        return None
    return None if number is None else (number, number)


def _operand(value: Any) -> Enclosed:
    return value if isinstance(value, Enclosed) else Enclosed(decimal_text(exact(value)))


def _applied(
    operation: Callable[[Fraction, Fraction], Fraction], first: Enclosed, second: Any
) -> Any:
    """A monotone or bilinear operation: its extremes are at the ends. NotImplemented for no number."""
    bounds = _bounds(second)
    if bounds is None:
        return NotImplemented
    ends = [operation(a, b) for a in (first.lower, first.upper) for b in bounds]
    return Enclosed.between(min(ends), max(ends))


def _quotient(first: Enclosed, second: Any) -> Any:
    bounds = _bounds(second)
    if bounds is None:
        return NotImplemented
    if bounds[0] <= 0 <= bounds[1]:
        if bounds[0] == bounds[1]:
            raise ZeroDivisionError(f"{first} / 0")
        raise Undecided(f"{second} may be 0: nothing is known of a quotient by it")
    return _applied(lambda a, b: a / b, first, second)


def _certain(
    first: Enclosed, second: Any, sign: str, order: Callable[[Fraction, Fraction], bool]
) -> Any:
    bounds = _bounds(second)
    if bounds is None:
        return NotImplemented
    answers = {order(a, b) for a in (first.lower, first.upper) for b in bounds}
    if len(answers) == 1:
        return answers.pop()
    raise Undecided(f"whether {first} {sign} {second} is not certain: ask for more digits")


def _exponent(value: Fraction) -> int:
    """The e with 10^e ≤ value < 10^(e + 1), for a positive number."""
    guess = math.floor((value.numerator.bit_length() - value.denominator.bit_length()) * 0.30103)
    while Fraction(10) ** guess > value:
        guess -= 1
    while Fraction(10) ** (guess + 1) <= value:
        guess += 1
    return guess


def _scaled(value: Fraction, place: int) -> str:
    """A multiple of 10^place as a decimal."""
    number = int(value / Fraction(10) ** place)
    return format(Decimal(number).scaleb(place, _WIDE), "f" if -400 < place <= 0 else "e")


def _short(value: Fraction) -> str:
    """A decimal of few digits, exactly, as the command writes errors: 9e-52."""
    place = _exponent(value) - 3
    digits = Decimal(int(value / Fraction(10) ** place)).scaleb(place, _WIDE).normalize(_WIDE)
    return format(digits, "e") if abs(_exponent(value)) > 4 else format(digits, "f")


def decimal_text(value: Fraction) -> str:
    """A fraction exactly: as a decimal where it has a short one, else as p/q."""
    denominator, places = value.denominator, 0
    while denominator % 10 == 0:
        denominator //= 10
        places += 1
    while denominator % 5 == 0:
        denominator //= 5
        places += 1
    while denominator % 2 == 0:
        denominator //= 2
        places += 1
    if denominator != 1 or places > 1100:
        return written(value)
    return format(Decimal(int(value * 10**places)).scaleb(-places, _WIDE), "f")


#: Wide enough that nothing is rounded, whatever the caller's decimal context is.
_WIDE = Context(prec=10**6, Emin=-(10**9), Emax=10**9, rounding=ROUND_HALF_EVEN)


def _latex(number: str) -> str:
    if "/" in number:
        numerator, denominator = number.lstrip("-").split("/")
        sign = "-" if number.startswith("-") else ""
        return rf"{sign}\frac{{{numerator}}}{{{denominator}}}"
    digits, _, exponent = number.lower().partition("e")
    return digits if not exponent else rf"{digits}\times 10^{{{int(exponent)}}}"
