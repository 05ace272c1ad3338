"""The README's lines do what the comments behind them say."""

import contextlib
import importlib.util
import io
import pathlib
import re

import pytest

TEXT = (pathlib.Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, re.S)

# A comment that is no output says what is printed in words.
WORDS = ("fractions.Fraction", "correctly rounded", "fast, below")


def is_installed(code):
    names = {"sklearn", "matplotlib"} if "sklearn" in code else set()
    return all(importlib.util.find_spec(name) for name in names)


def run(blocks):
    """Executes blocks in one namespace, as a reader would; gives comments and what was printed."""
    namespace, pairs = {}, []
    for code in blocks:
        for statement in re.split(r"\n(?=\S)", code.strip()):
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(statement, namespace)
            if statement.startswith("print"):
                pairs.append((statement.rpartition("  # ")[2].strip(), printed.getvalue().strip(), statement))
    return pairs


def test_readme():
    blocks = [block for block in BLOCKS if "my_layer" not in block]
    usable = [block for block in blocks if is_installed(block)]
    if any("plot" in block for block in usable):
        pytest.importorskip("matplotlib").use("Agg")
    compared = 0
    for comment, printed, statement in run(usable):
        if "  # " in statement and not comment.startswith(WORDS):
            assert printed == comment
            compared += 1
    assert compared >= 12 and len(usable) >= 3


def test_the_examples_for_test_suites():
    import kernelcalc as kc

    [code] = [block for block in BLOCKS if "my_layer" in block]
    kappa = {"float64": lambda rho: kc.kappa(1, rho)}

    def network(rho):
        return kc.table("f^8(x)", rho, type=rho.dtype.name)

    from kernelcalc.testing import assert_kernel_accurate

    namespace = {"my_layer": kappa["float64"], "my_network": network}
    exec(code, namespace)
    namespace["test_my_layer"]()
    namespace["test_eight_layers"]()
    namespace["test_as_a_fixture"](assert_kernel_accurate)
    namespace["my_layer"] = lambda rho: rho
    with pytest.raises(AssertionError):
        namespace["test_my_layer"]()
