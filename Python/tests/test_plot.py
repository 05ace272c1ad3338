"""What is drawn, not how it looks."""

from fractions import Fraction

import numpy
import pytest

import kernelcalc as kc

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")
pyplot = pytest.importorskip("matplotlib.pyplot")


@pytest.fixture(autouse=True)
def closed():
    yield
    pyplot.close("all")


def test_kernels_are_drawn_as_they_are():
    axes = kc.plot.kernel(["2", "2_21"], points=11)
    rho = numpy.linspace(-1, 1, 11)
    assert [line.get_label() for line in axes.lines] == ["2", "2_21"]
    assert (axes.lines[0].get_xdata() == rho).all()
    assert (axes.lines[0].get_ydata() == kc.kappa(1, rho)).all()
    assert (axes.lines[1].get_ydata() == kc.table("2_21", rho, entry="Kij")).all()


def test_quantities_rules_and_given_axes():
    figure, given = pyplot.subplots()
    axes = kc.plot.kernel("2_21", rule="variance-only", kernel="ntk", points=5, ax=given)
    assert axes is given
    kc.plot.kernel("2_21", entry="lambda2", points=5, ax=given)
    rho = numpy.linspace(-1, 1, 5)
    truths = [("NTKij", "variance-only"), ("lambda2", "exact")]
    for line, (entry, rule) in zip(given.lines, truths):
        assert (line.get_ydata() == kc.table("2_21", rho, entry=entry, rule=rule)).all()
    assert len(given.lines) == 2


def test_spectra_are_eigenvalues():
    X = numpy.random.default_rng(1).normal(size=(6, 3))
    axes = kc.plot.spectrum("2_21", X)
    bars = axes.containers[0]
    drawn = numpy.asarray(bars.lines[0].get_ydata())
    truth = numpy.linalg.eigvalsh(kc.gram("2_21", X).value)[::-1]
    assert numpy.allclose(drawn, truth, rtol=1e-5) and (numpy.diff(drawn) < 0).all()
    assert bars.lines[0].get_xdata().tolist() == [1, 2, 3, 4, 5, 6]
    assert axes.get_yscale() == "log"
    # A singular matrix has no logarithm.
    assert kc.plot.spectrum("2", numpy.ones((2, 2))).get_yscale() == "linear"


def test_figure_5():
    measured = [("2_02", 90), ("1_01", 70), ("2_22", 93), ("2_02", numpy.float32(80))]
    axes = kc.plot.figure5(measured)
    points = axes.collections[0]
    expected = {}
    for dag, value in measured:
        analysis = kc.analyze(dag)
        if analysis.effective_width is not None:
            place = (float(analysis.effective_depth), float(analysis.effective_width))
            expected.setdefault(place, []).append(float(value))
    drawn = dict(zip(map(tuple, points.get_offsets().tolist()), points.get_array().tolist()))
    assert drawn == {place: sum(values) / len(values) for place, values in expected.items()}
    sizes = dict(zip(map(tuple, points.get_offsets().tolist()), points.get_sizes().tolist()))
    assert {place: Fraction(size / 20) ** 2 for place, size in sizes.items()} == pytest.approx(
        {place: len(values) for place, values in expected.items()}
    )


def test_figure_5_of_a_file():
    text = "arch,first,second\n2_02,90,1\n2_22,93,2\n"
    assert kc.plot.figure5(text, column="second").collections[0].get_array().tolist() == [2, 1]
    with pytest.raises(kc.BadInput, match="columns are first, second"):
        kc.plot.figure5(text, column="third")


def test_bad_input():
    for call in [
        lambda: kc.plot.kernel("9_9"), lambda: kc.plot.kernel("2", kernel="foo"),
        lambda: kc.plot.kernel("2", points=1), lambda: kc.plot.spectrum("2", [[numpy.nan]]),
        lambda: kc.plot.figure5([("2", None)]), lambda: kc.plot.figure5("arch,acc\n"),
        lambda: kc.plot.figure5([("1_01", 70)]), lambda: kc.plot.figure5([("9_9", 70)]),
    ]:  # fmt: skip
        with pytest.raises(kc.BadInput):
            call()
    # Nothing is left half drawn.
    assert pyplot.get_fignums() == []
