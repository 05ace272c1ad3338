"""Fast float64 and float32 kernels with a proven error: below 0.75 ULP for float64.

Correlations outside [−1, 1] give NaN. Other Python threads go on meanwhile.
"""

from __future__ import annotations

import ctypes

import numpy

from ._library import _library

__all__ = ["kappa0", "kappa1"]


def _applied(name: str, rho: numpy.ndarray) -> numpy.ndarray:
    array = numpy.asarray(rho)
    single = array.dtype == numpy.float32
    source = numpy.ascontiguousarray(array, dtype=numpy.float32 if single else numpy.float64)
    target = numpy.empty_like(source)
    function = getattr(_library, name + ("_f32" if single else "_f64"))
    function.restype = None
    function.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]
    function(source.ctypes.data, target.ctypes.data, source.size)
    return target


def kappa1(rho: numpy.ndarray) -> numpy.ndarray:
    """κ₁(ρ) = (√(1 − ρ²) + ρ(π − arccos ρ))/π, elementwise; float32 stays float32, others float64."""
    return _applied("kernelcalc_kappa1", rho)


def kappa0(rho: numpy.ndarray) -> numpy.ndarray:
    """κ₀(ρ) = (π − arccos ρ)/π, the derivative of κ₁, elementwise."""
    return _applied("kernelcalc_kappa0", rho)
