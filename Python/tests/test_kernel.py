"""Kernels as neural-tangents and scikit-learn take them."""

from fractions import Fraction

import numpy
import pytest

import kernelcalc as kc
from kernelcalc import _arrays


def data(rows, seed=0):
    return numpy.random.default_rng(seed).normal(size=(rows, 3))


@pytest.mark.parametrize("kernel", ["nngp", "ntk"])
@pytest.mark.parametrize("rule", ["exact", "variance-only"])
def test_a_rectangle_is_a_block_of_the_square(kernel, rule):
    X = data(9)
    square = kc.gram("2_21_112", X, kernel=kernel, rule=rule)
    wide = kc.gram("2_21_112", X[:2], X[2:], kernel=kernel, rule=rule)
    tall = kc.gram("2_21_112", X[2:], X[:2], kernel=kernel, rule=rule)
    assert wide.shape == wide.error.shape == (2, 7) and tall.shape == tall.error.shape == (7, 2)
    assert (abs(wide.value - square.value[:2, 2:]) <= wide.error + square.error[:2, 2:]).all()
    assert (abs(tall.value - wide.value.T) <= tall.error + wide.error.T).all()


def test_blocks_are_put_together(monkeypatch):
    X, Y = data(700, 1), data(3, 2)
    whole = kc.gram("2_02", X, Y)
    part = kc.gram("2_02", X[500:], Y)
    assert (abs(whole.value[500:] - part.value) <= whole.error[500:] + part.error).all()


def test_errors_contain_the_truth():
    X, Y = data(2, 3), data(3, 4)
    matrix = kc.gram("2_21", X, Y)
    for (i, j), value in numpy.ndenumerate(matrix.value):
        a, b, c = (
            sum(Fraction(s) * Fraction(t) for s, t in zip(u.tolist(), v.tolist()))
            for u, v in [(X[i], X[i]), (X[i], Y[j]), (Y[j], Y[j])]
        )
        # Two ReLU layers of the same inputs are added; the exact rule adds twice the product of their
        # features' means, √a/√(2π)·√2 and √c/√(2π)·√2.
        truth = kc.evaluate(
            "2*sqrt(a*c)*f(b/sqrt(a*c)) + 2/pi*sqrt(a*c)", at={"a": a, "b": b, "c": c}, digits=40
        )
        enclosed = matrix.enclosed(i, j)
        assert enclosed.lower <= truth.upper and truth.lower <= enclosed.upper


def test_kinds_of_numbers_may_differ():
    integers = numpy.array([[1, 0, 2]])
    assert kc.gram("2", integers, data(2)).shape == (1, 2)
    single = data(2).astype(numpy.float32)
    assert kc.gram("2", single, data(4)).shape == (2, 4)
    with pytest.raises(kc.BadInput):
        kc.gram("2", numpy.array([[2**53 + 1, 0, 0]]), data(2))


def test_bad_input():
    for call, said in [
        (lambda: kc.gram("2", data(2), numpy.ones((2, 4))), "3 coordinates, others 4"),
        (lambda: kc.gram("2", data(2), data(2), center=True), "center is for one set"),
        (lambda: kc.gram("2", data(2), numpy.ones(3)), "others have 1 axes"),
        (lambda: kc.gram("2", data(2), [[0, numpy.inf, 0]]), "others must be finite"),
        (lambda: kc.gram("2", data(2), [[0, None, 0]]), "others must be real"),
        (lambda: kc.Kernel("3_x")(data(2)), "column|edge|digit"),
    ]:
        with pytest.raises(kc.BadInput, match=said):
            call()


def test_a_matrix_with_errors_is_not_written_to():
    matrix = kc.gram("2", data(3))
    for write in [
        lambda: matrix.__setitem__((0, 0), 1), lambda: numpy.fill_diagonal(matrix, 0),
        lambda: matrix.error.__setitem__((0, 0), 0), lambda: matrix.value.__setitem__((0, 0), 1),
    ]:  # fmt: skip
        with pytest.raises(ValueError):
            write()
    copy = numpy.array(matrix)
    copy[0, 0] = 7
    assert type(copy) is numpy.ndarray and not hasattr(copy, "error")
    assert matrix[1:, 0].error.tolist() == matrix.error[1:, 0].tolist()
    assert (2 * matrix).error is None and matrix.T.error is None
    with pytest.raises(kc.BadInput):
        (2 * matrix).enclosed(0, 0)


def test_the_kernel_object():
    X, Y = data(20), data(5, 1)
    kernel = kc.Kernel("2_21_112", kernel="ntk")
    assert (kernel(X) == kc.gram("2_21_112", X, kernel="ntk").value).all()
    assert type(kernel(X)) is numpy.ndarray and kernel(X).flags.writeable
    assert kernel(X, Y).shape == (20, 5) and kernel.matrix(X, Y).error.shape == (20, 5)
    bound = kernel.matrix(X).error.diagonal()
    assert (abs(kernel.diag(X) - kernel(X).diagonal()) <= 2 * bound).all()
    assert kernel.diag(numpy.empty((0, 3))).shape == (0,)
    values, gradient = kernel(X, eval_gradient=True)
    assert gradient.shape == (20, 20, 0) and (values == kernel(X)).all()
    with pytest.raises(ValueError):
        kernel(X, Y, eval_gradient=True)
    assert not kernel.is_stationary()
    normalized = kc.Kernel("2_21_112", normalize=True)
    unit = X / numpy.linalg.norm(X, axis=1, keepdims=True)
    assert abs(normalized(X, Y) - kc.Kernel("2_21_112", normalize=True)(unit, Y)).max() < 1e-12


def test_a_gaussian_process():
    process = pytest.importorskip("sklearn.gaussian_process")
    kernels = pytest.importorskip("sklearn.gaussian_process.kernels")
    base = pytest.importorskip("sklearn.base")
    X, Y = data(30), data(4, 1)
    target = X[:, 0] * X[:, 1]
    kernel = kc.Kernel("2_21_112")
    copy = base.clone(kernel)
    assert copy is not kernel and copy == kernel and copy.get_params() == kernel.get_params()
    assert isinstance(kernel, kernels.Kernel) and kernel.n_dims == 0 and kernel.hyperparameters == []
    assert kernel.clone_with_theta(numpy.empty(0)) == kernel
    assert base.clone(kernel).set_params(rule="variance-only").rule == "variance-only"
    fitted = process.GaussianProcessRegressor(kernel=kernel, alpha=1e-3).fit(X, target)
    mean, deviation = fitted.predict(Y, return_std=True)
    # By hand.
    K, cross = kernel(X) + 1e-3 * numpy.eye(30), kernel(Y, X)
    assert numpy.allclose(mean, cross @ numpy.linalg.solve(K, target), atol=1e-8)
    variance = kernel.diag(Y) - (cross * numpy.linalg.solve(K, cross.T).T).sum(1)
    assert numpy.allclose(deviation, numpy.sqrt(variance), atol=1e-8)
    noisy = process.GaussianProcessRegressor(kernel=2.0 * kernel + kernels.WhiteKernel(0.1))
    assert noisy.fit(X, target).kernel_.n_dims == 2


def test_a_support_vector_machine():
    svm = pytest.importorskip("sklearn.svm")
    X, Y = data(40), data(10, 1)
    kernel = kc.Kernel("2_02")
    machine = svm.SVC(kernel=kernel, C=1e4).fit(X, X[:, 0] > 0)
    precomputed = svm.SVC(kernel="precomputed", C=1e4).fit(kernel(X), X[:, 0] > 0)
    assert (machine.predict(Y) == precomputed.predict(kernel(Y, X))).all()
    assert machine.score(X, X[:, 0] > 0) == 1


def test_the_diagonal_of_many_rows_is_linear():
    calls = []
    original = _arrays.run

    def counting(arguments, input=b""):
        calls.append(len(input))
        return original(arguments, input)

    _arrays.run = counting
    try:
        kc.Kernel("2").diag(data(64))
    finally:
        _arrays.run = original
    assert len(calls) == 4 and max(calls) < 1000
