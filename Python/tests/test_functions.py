"""Networks as functions of arrays, in NumPy and in JAX."""

import numpy
import pytest

import kernelcalc as kc


@pytest.mark.parametrize("rule", ["exact", "variance-only"])
@pytest.mark.parametrize("kernel", ["nngp", "ntk"])
def test_numpy(rule, kernel):
    rho = numpy.linspace(-1, 1, 9)
    names = {"nngp": "", "ntk": "NTK"}
    for entry in ["ij", "ii"]:
        function = kc.numpy_function("2_21_112", rule=rule, kernel=kernel, entry=entry)
        name = f"NTK{entry}" if names[kernel] else f"K{entry}"
        truth = kc.table("2_21_112", rho, entry=name, rule=rule)
        assert numpy.allclose(function(rho), truth, rtol=1e-13, atol=1e-13)
        assert function(rho).shape == (9,)
        assert "rule" in function.__doc__ and "import numpy" in function.__source__


def test_general_inputs_make_matrices():
    X = numpy.random.default_rng(0).normal(size=(6, 3))
    squares, products = (X * X).sum(1), X @ X.T
    for kernel in ["nngp", "ntk"]:
        function = kc.numpy_function("2_21_112", kernel=kernel, general=True)
        found = function(squares[:, None], products, squares[None])
        off = ~numpy.eye(6, dtype=bool)
        assert numpy.allclose(found[off], kc.gram("2_21_112", X, kernel=kernel).value[off])


def test_namespaces_are_their_own():
    first, second = kc.numpy_function("2"), kc.numpy_function("2_02")
    assert first.__name__ == second.__name__ and first(0.5) != second(0.5)
    assert "K_ij_exact" not in vars(kc) and first.__source__ != second.__source__


def test_bad_input():
    for call in [
        lambda: kc.numpy_function("2", kernel="foo"), lambda: kc.numpy_function("2", entry="jj"),
        lambda: kc.numpy_function("2", rule="exat"), lambda: kc.numpy_function("@x"),
        lambda: kc.numpy_function("9_9"), lambda: kc.numpy_function("2", rule="both"),
    ]:  # fmt: skip
        with pytest.raises(kc.BadInput):
            call()


def test_jax():
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)
    rho = numpy.linspace(-0.9, 0.9, 7)
    function = kc.jax_function("2_21_112", kernel="ntk")
    truth = kc.table("2_21_112", rho, entry="NTKij")
    assert numpy.allclose(jax.jit(function)(rho), truth, rtol=1e-13, atol=1e-13)
    slope = jax.vmap(jax.grad(kc.jax_function("2")))(rho)
    assert numpy.allclose(slope, kc.kappa(0, rho), atol=1e-13)
