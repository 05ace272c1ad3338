"""Kernel matrices with proven errors."""

from fractions import Fraction

import numpy
import pytest

import kernelcalc as kc


def test_errors_contain_the_truth():
    inputs = numpy.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])
    matrix = kc.gram("2_21_112", inputs, normalize=True)
    assert matrix.shape == matrix.error.shape == (3, 3)
    assert matrix.dtype == numpy.float64 and matrix.error.dtype == numpy.float32
    assert (matrix == matrix.T).all() and (matrix.error < 1e-13).all()
    truth = kc.analyze("2_21_112", at=0)["exact"].nngp
    assert abs(Fraction(float(matrix[0, 2])) - truth.offdiagonal.fraction) <= Fraction(
        float(matrix.error[0, 2])
    ) + Fraction(truth.offdiagonal.error)
    assert abs(Fraction(float(matrix[1, 1])) - truth.diagonal.fraction) <= Fraction(
        float(matrix.error[1, 1])
    ) + Fraction(truth.diagonal.error)


def test_eigenvalues_are_those_of_the_command():
    inputs = numpy.random.default_rng(1).integers(-9, 9, (40, 6))
    for kernel in ["nngp", "ntk"]:
        matrix = kc.gram("2_02", inputs, kernel=kernel)
        assert (numpy.linalg.eigvalsh(matrix) > -1e-9).all()


def test_what_is_computed_has_no_error():
    matrix = kc.gram("2", numpy.eye(2))
    assert (matrix + 1).error is None and (matrix[0] + 1).error is None


def test_bad_input():
    with pytest.raises(kc.BadInput):
        kc.gram("2_0", numpy.eye(2))
    with pytest.raises(kc.BadInput):
        kc.gram("@file", numpy.eye(2))
    with pytest.raises(kc.BadInput):
        kc.gram("2", numpy.array([[1.0, numpy.nan]]))
    with pytest.raises(ValueError):
        kc.gram("2", numpy.array([["a"]]))
