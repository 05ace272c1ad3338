"""The shared library behind the package: the command ``kernelcalc`` as a function."""

from __future__ import annotations

import ctypes
import os
import pathlib
import sys
from typing import NamedTuple, Sequence

_ABI = 1


class Answer(NamedTuple):
    """What one run of the command gave back."""

    status: int
    output: bytes
    error: str


def _path() -> str:
    named = os.environ.get("KERNELCALC_LIBRARY")
    if named:
        return named
    suffix = ".dylib" if sys.platform == "darwin" else ".so"
    return str(pathlib.Path(__file__).parent / "_lib" / ("libKernelCalculatorC" + suffix))


def _load() -> ctypes.CDLL:
    path = _path()
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(
            f"kernelcalc: the shared library {path} cannot be loaded: {error}. It needs GMP and MPFR "
            "(Debian: apt-get install libgmp10 libmpfr6)."
        ) from error
    size, text = ctypes.c_ssize_t, ctypes.c_void_p
    library.kernelcalc_run.restype = ctypes.c_int32
    library.kernelcalc_run.argtypes = [
        size, ctypes.POINTER(ctypes.c_char_p), ctypes.c_char_p, size,
        ctypes.POINTER(text), ctypes.POINTER(size), ctypes.POINTER(text), ctypes.POINTER(size),
    ]  # fmt: skip
    library.kernelcalc_free.restype = None
    library.kernelcalc_free.argtypes = [text]
    library.kernelcalc_abi_version.restype = ctypes.c_int32
    if library.kernelcalc_abi_version() != _ABI:
        raise ImportError(f"kernelcalc: {path} has another version of the C interface than {_ABI}")
    return library


_library = _load()


def run(arguments: Sequence[str], input: bytes = b"") -> Answer:
    """Runs the command with these arguments; ``input`` stands for standard input.

    Other Python threads go on meanwhile. Raises ValueError for an argument with a NUL character.
    """
    encoded = []
    for argument in arguments:
        if "\0" in argument:
            raise ValueError("kernelcalc: an argument contains a NUL character")
        encoded.append(argument.encode("utf-8", "surrogatepass"))
    array = (ctypes.c_char_p * len(encoded))(*encoded)
    output, error = ctypes.c_void_p(), ctypes.c_void_p()
    lengths = ctypes.c_ssize_t(), ctypes.c_ssize_t()
    try:
        status = _library.kernelcalc_run(
            len(encoded), array, input, len(input),
            ctypes.byref(output), ctypes.byref(lengths[0]),
            ctypes.byref(error), ctypes.byref(lengths[1]),
        )  # fmt: skip
        texts = [
            ctypes.string_at(place, length.value) if place else b""
            for place, length in zip((output, error), lengths)
        ]
    finally:
        _library.kernelcalc_free(output)
        _library.kernelcalc_free(error)
    return Answer(status, texts[0], texts[1].decode("utf-8", "replace"))
