"""A network's kernel as an object that scikit-learn takes. Needs NumPy; scikit-learn where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional, Tuple

import numpy
from numpy.typing import ArrayLike, NDArray

from ._arrays import KernelMatrix, entries
from ._errors import BadInput
from ._exact import real_array
from ._types import KernelName, Rule

if TYPE_CHECKING:
    _Base: Any = object
else:
    try:
        from sklearn.gaussian_process.kernels import Kernel as _Base
    except ImportError:
        _Base = object

#: Rows whose diagonal entries are taken from one matrix.
_DIAGONAL_PIECE = 16


class Kernel(_Base):  # type: ignore[misc]
    """The kernel of an infinitely wide network: ``Kernel("2_21_112")(X, Y)`` is the matrix K(x_i, y_j).

    It goes into ``GaussianProcessRegressor(kernel=…)`` and ``SVC(kernel=…)``, and where scikit-learn is
    installed it is one of its kernels, so that ``Kernel("2") + WhiteKernel()`` is too. It has no
    hyperparameters to be fitted. ``normalize`` divides each input by its norm; ``threads`` is None for all
    cores. Entries are float64 computed with proven errors, which :meth:`matrix` gives. Costs are those of
    :func:`gram`.
    """

    def __init__(
        self,
        dag: str,
        rule: Rule = "exact",
        kernel: KernelName = "nngp",
        normalize: bool = False,
        threads: Optional[int] = None,
    ):
        # As scikit-learn's clone wants it: the arguments, untouched.
        self.dag = dag
        self.rule: Rule = rule
        self.kernel: KernelName = kernel
        self.normalize = normalize
        self.threads = threads

    def matrix(self, X: ArrayLike, Y: Optional[ArrayLike] = None) -> KernelMatrix:
        """The matrix with ``error``, the proven bound of each entry's error."""
        return KernelMatrix.of(*self._entries(X, Y))

    def _entries(self, X: ArrayLike, Y: Optional[ArrayLike]) -> Tuple[NDArray[Any], NDArray[Any]]:
        # A support vector machine asks for K(X, X).
        others = None if Y is X else Y
        return entries(
            self.dag, X, others, self.kernel, self.rule, self.normalize, threads=self.threads
        )

    def __call__(
        self, X: ArrayLike, Y: Optional[ArrayLike] = None, eval_gradient: bool = False
    ) -> Any:
        """The matrix as a plain array; with ``eval_gradient`` also its derivatives by no parameters."""
        if eval_gradient and Y is not None:
            raise BadInput("the gradient is for Y=None")
        values, _ = self._entries(X, Y)
        return (values, numpy.empty((*values.shape, 0))) if eval_gradient else values

    def diag(self, X: ArrayLike) -> NDArray[numpy.float64]:
        """The diagonal of ``self(X)``, in time linear in the number of rows."""
        rows = real_array(X, "X")
        pieces = [
            numpy.diagonal(self(rows[start : start + _DIAGONAL_PIECE]))
            for start in range(0, len(rows), _DIAGONAL_PIECE)
        ]
        return numpy.concatenate(pieces) if pieces else numpy.empty(0)

    def is_stationary(self) -> bool:
        """No: it depends on the inputs' norms and products, not on their differences."""
        return False

    def __repr__(self) -> str:
        return (
            f"Kernel({self.dag!r}, rule={self.rule!r}, kernel={self.kernel!r}, "
            f"normalize={self.normalize!r})"
        )
