"""Kernel matrices as arrays with their errors."""

from __future__ import annotations

import io
import pathlib
import tempfile
from typing import Any, List, Tuple

import numpy

from ._library import Answer, run


class KernelMatrix(numpy.ndarray):
    """A float64 array with ``error``, a float32 array: |K_ij − entry| ≤ error_ij for the true K.

    What is computed from it, slices included, is a plain result without ``error``.
    """

    error: "numpy.ndarray"

    def __array_finalize__(self, origin: Any) -> None:
        self.error = None  # type: ignore[assignment]

    @classmethod
    def of(cls, values: numpy.ndarray, error: numpy.ndarray) -> "KernelMatrix":
        matrix = values.view(cls)
        matrix.error = error
        return matrix


def computed(arguments: List[str], inputs: numpy.ndarray) -> Tuple[Answer, Any]:
    """Runs ``gram`` on the rows of an array; the matrix is None where that fails."""
    array = numpy.ascontiguousarray(inputs)
    if array.dtype == object or array.dtype.kind not in "biuf":
        raise ValueError(f"kernelcalc: inputs are an array of real numbers, not of {array.dtype}")
    buffer = io.BytesIO()
    numpy.save(buffer, array, allow_pickle=False)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "K.npy"
        answer = run(arguments + ["--inputs", "-", "--out", str(path)], buffer.getvalue())
        if answer.status != 0:
            return answer, None
        values = numpy.load(path, allow_pickle=False)
        error = numpy.load(pathlib.Path(folder) / "K.error.npy", allow_pickle=False)
    return answer, KernelMatrix.of(values, error)
