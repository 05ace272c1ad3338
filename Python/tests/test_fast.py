"""The fast kernels against correctly rounded values."""

import numpy

import kernelcalc as kc
from kernelcalc import fast
from kernelcalc.testing import assert_kernel_accurate


def test_accurate_everywhere():
    assert_kernel_accurate(fast.kappa1, max_ulp=0.75)
    assert_kernel_accurate(fast.kappa0, reference="kappa0", max_ulp=0.75)
    assert_kernel_accurate(fast.kappa1, max_ulp=0.501, dtype="float32")


def test_shapes_types_and_the_outside():
    rho = numpy.array([[-1, 0], [1, 0.5]])
    values = fast.kappa1(rho)
    assert values.shape == rho.shape and values.dtype == numpy.float64
    assert values[0, 0] == 0 and values[1, 0] == 1
    assert numpy.max(numpy.abs(values - kc.kappa(1, rho))) <= 2.0**-52
    assert fast.kappa1(rho.astype(numpy.float32)).dtype == numpy.float32
    assert fast.kappa1(rho.T).tolist() == values.T.tolist()
    assert numpy.isnan(fast.kappa1(numpy.array([1.5, -2.0, numpy.nan]))).all()
    assert fast.kappa1(numpy.empty(0)).size == 0
