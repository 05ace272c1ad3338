"""Correct rounding with exact fractions, and the functions of the tables in mpmath."""
from fractions import Fraction

import mpmath
from mpmath import mp

mp.dps = 120

# Bits of the significand, exponent of the smallest number, largest exponent + 1.
FORMATS = {
    "binary64": (53, -1074, 1024),
    "binary32": (24, -149, 128),
    "binary16": (11, -24, 16),
    "bfloat16": (8, -133, 128),
}


def fraction(value):
    """The exact value of an mpf."""
    sign, mantissa, exponent, _ = value._mpf_
    result = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -result if sign else result


def magnitude_exponent(value):
    """The e with 2^(e - 1) <= |value| < 2^e."""
    value = abs(value)
    e = value.numerator.bit_length() - value.denominator.bit_length()
    return e + 1 if Fraction(2) ** e <= value else e


def rounded(value, name, mode):
    """`value` rounded, as a Fraction or the strings inf, -inf, -0."""
    precision, quantum, largest = FORMATS[name]
    if value == 0:
        return Fraction(0)
    negative, size = value < 0, abs(value)
    unit = Fraction(2) ** max(magnitude_exponent(size) - precision, quantum)
    count = size / unit
    low = count.numerator // count.denominator
    rest = count - low
    away = {"up": not negative, "down": negative, "zero": False}.get(mode)
    if mode == "nearest":
        away = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and low % 2 == 1)
    elif rest == 0:
        away = False
    result = (low + 1 if away else low) * unit
    top = (2 ** precision - 1) * Fraction(2) ** (largest - precision)
    if result > top:
        toward = mode == "zero" or (mode == "down" and not negative) or (mode == "up" and negative)
        if toward:
            result = top
        else:
            return "-inf" if negative else "inf"
    if result == 0:
        return "-0" if negative else result
    return -result if negative else result


def hexadecimal(value):
    """C99 hexadecimal as the calculator writes it."""
    if isinstance(value, str):
        return {"-0": "-0x0p0"}.get(value, value)
    if value == 0:
        return "0x0p0"
    e = magnitude_exponent(value) - 1
    digits, rest = "", abs(value) / Fraction(2) ** e - 1
    while rest:
        rest *= 16
        digits += "%x" % (rest.numerator // rest.denominator)
        rest -= rest.numerator // rest.denominator
    return ("-" if value < 0 else "") + "0x1" + ("." + digits if digits else "") + "p%d" % e


def parse(text):
    """A decimal, fraction or hexadecimal number as a Fraction."""
    if "x" in text.lower():
        return Fraction(float.fromhex(text))
    return Fraction(text)


def mpf(x):
    return mpmath.mpf(x.numerator) / x.denominator


def kappa0(x):
    return 1 - mpmath.acos(x) / mpmath.pi


def kappa1(x):
    # The angle by atan2, and 1 - x and 1 + x exactly: no cancellation worth speaking of at 120 digits.
    angle = mpmath.atan2(mpmath.sqrt((1 - x) * (1 + x)), x)
    return (mpmath.sin(angle) + (mpmath.pi - angle) * mpmath.cos(angle)) / mpmath.pi


def kappa2(x):
    angle = mpmath.acos(x)
    return (3 * mpmath.sin(angle) * x + (mpmath.pi - angle) * (1 + 2 * x * x)) / (3 * mpmath.pi)


FUNCTIONS = {
    "f(rho)": kappa1,
    "kappa(0, x)": kappa0,
    "kappa(2, x)": kappa2,
    "f(f(x))": lambda x: kappa1(kappa1(x)),
    "exp(200*x) - 1": lambda x: mpmath.exp(200 * x) - 1,
    "-exp(-200*x)": lambda x: -mpmath.exp(-200 * x),
    "x/3": lambda x: x / 3,
    "1 + x": lambda x: 1 + x,
}


def exact_value(name, x):
    """The value at a Fraction: exact where it is rational, else good to 10^-100 relative or better."""
    special = {
        ("f(rho)", 1): 1, ("f(rho)", -1): 0, ("kappa(0, x)", 1): 1, ("kappa(0, x)", -1): 0,
        ("kappa(2, x)", 1): 1, ("kappa(2, x)", -1): 0, ("f(f(x))", 1): 1,
        ("kappa(0, x)", 0): Fraction(1, 2), ("kappa(0, x)", Fraction(1, 2)): Fraction(2, 3),
        ("kappa(0, x)", Fraction(-1, 2)): Fraction(1, 3), ("exp(200*x) - 1", 0): 0,
        ("-exp(-200*x)", 0): -1,
    }
    if (name, x) in special:
        return Fraction(special[name, x])
    if name == "x/3":
        return x / 3
    if name == "1 + x":
        return 1 + x
    # Beside a number such as 1, an x of 10^-300 shows 300 digits later.
    with mpmath.workdps(120 if abs(x) > Fraction(1, 10 ** 50) else 800):
        return fraction(FUNCTIONS[name](mpf(x)))
