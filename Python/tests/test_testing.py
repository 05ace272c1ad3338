"""The helpers for other people's test suites find what is wrong, and nothing else."""

import numpy
import pytest

import kernelcalc as kc
from kernelcalc.testing import assert_kernel_accurate, measure


def truth(rho):
    return kc.kappa(1, rho)


def naive(rho):
    return (numpy.sqrt(1 - rho * rho) + rho * (numpy.pi - numpy.arccos(rho))) / numpy.pi


def test_truth_passes():
    found = assert_kernel_accurate(truth, max_ulp=0.5, grid="near1:40")
    assert found.compared > 50 and found.max_ulp <= 0.5 and found.nonfinite == 0


def test_the_naive_formula_fails_near_minus_one():
    with pytest.raises(AssertionError) as error:
        assert_kernel_accurate(naive, max_ulp=100)
    assert "worst at -0x1.f" in str(error.value)


def test_seeded_faults_are_found():
    def one_ulp(rho):
        values = truth(rho)
        return numpy.nextafter(values, 2)

    def nan_at_one(rho):
        return numpy.where(rho == 1, numpy.nan, truth(rho))

    def single(rho):
        return truth(rho).astype(numpy.float32)

    for fault in [one_ulp, single]:
        with pytest.raises(AssertionError):
            assert_kernel_accurate(fault, max_ulp=0.51, grid="near1:40")
    with pytest.raises(AssertionError, match="1 results are not finite"):
        assert_kernel_accurate(nan_at_one, max_ulp=0.5)
    with pytest.raises(AssertionError, match="shape"):
        assert_kernel_accurate(lambda rho: rho[:-1], grid="near1:4")


def test_depth_and_other_references():
    found = measure(lambda rho: kc.table("f(f(f(x)))", rho), depth=3, grid="near1:20")
    assert found.max_ulp <= 0.5
    assert measure(lambda rho: kc.kappa(0, rho), reference="kappa0", grid="near1:20").max_ulp <= 0.5
    assert measure(lambda rho: rho * rho, reference="x^2", grid="uniform:-1:1:9").max_ulp <= 0.5


def test_the_fixture(kernel_accuracy):
    kernel_accuracy(truth, max_ulp=0.5, grid="near1:10")
