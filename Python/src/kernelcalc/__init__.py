"""Exact and rigorously evaluated infinite-width kernels (NNGP, NTK) of network DAGs.

Numbers go in exactly: ``Fraction``, ``int``, ``Decimal`` and decimal strings as what they are, floats
(Python's and NumPy's) as the binary fractions that they are (0.1 is not 1/10; write "0.1"). Results carry a
guaranteed error. Errors are ``BadInput`` (a ValueError) with the place in the text, or ``Undecided``.

The functions are those of the command ``kernelcalc``; :func:`run` calls any of its sub-commands. They may
be called from several threads, which then run side by side, and KeyboardInterrupt is raised at once.
What needs NumPy, scikit-learn, JAX or Matplotlib imports it where it is first used.
"""

from __future__ import annotations

from importlib import import_module as _import_module
from typing import TYPE_CHECKING, Any, List

from ._enclosed import Enclosed
from ._errors import BadInput, KernelCalcError, Undecided
from ._evaluation import analyze, check, derive, evaluate, evaluate_many, prove, run, verify
from ._exact import Number
from ._library import Answer
from ._spaces import space, space_cells
from ._types import FloatType, KernelName, Rounding, Rule, Verdict
from ._values import Analysis, Decision, KernelEntries, RuleValues

if TYPE_CHECKING:
    from . import fast, plot
    from ._arrays import EnclosedArray, KernelMatrix, gram, kappa, table
    from ._functions import jax_function, numpy_function
    from ._kernel import Kernel

__all__ = [
    "Analysis", "Answer", "BadInput", "Decision", "Enclosed", "EnclosedArray", "FloatType", "Kernel",
    "KernelCalcError", "KernelEntries", "KernelMatrix", "KernelName", "Number", "Rounding", "Rule",
    "RuleValues", "Undecided", "Verdict", "analyze", "check", "derive", "evaluate", "evaluate_many", "fast",
    "gram", "jax_function", "kappa", "numpy_function", "plot", "prove", "run", "space", "space_cells",
    "table", "verify",
]  # fmt: skip
__version__ = "0.1.0"

_NEEDS_NUMPY = {
    "EnclosedArray": "_arrays", "KernelMatrix": "_arrays", "gram": "_arrays", "kappa": "_arrays",
    "table": "_arrays", "jax_function": "_functions", "numpy_function": "_functions", "Kernel": "_kernel",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in ("fast", "plot"):
        return _import_module("." + name, __name__)
    if name in _NEEDS_NUMPY:
        found = getattr(_import_module("." + _NEEDS_NUMPY[name], __name__), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
