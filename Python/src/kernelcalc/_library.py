"""The shared library behind the package: the command ``kernelcalc`` as a function."""

from __future__ import annotations

import ctypes
import os
import pathlib
import sys
import threading
from typing import Any, Callable, List, NamedTuple, NoReturn, Sequence, Tuple

_ABI = 2


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
    library.kernelcalc_abi_version.restype = ctypes.c_int32
    if library.kernelcalc_abi_version() != _ABI:
        raise ImportError(f"kernelcalc: {path} has another version of the C interface than {_ABI}")
    library.kernelcalc_run.restype = ctypes.c_int32
    library.kernelcalc_run.argtypes = [
        size, ctypes.POINTER(ctypes.c_char_p), ctypes.c_char_p, size,
        ctypes.POINTER(text), ctypes.POINTER(size), ctypes.POINTER(text), ctypes.POINTER(size),
    ]  # fmt: skip
    library.kernelcalc_main.restype = None
    library.kernelcalc_main.argtypes = [size, ctypes.POINTER(ctypes.c_char_p)]
    library.kernelcalc_interrupt.restype = ctypes.c_int32
    library.kernelcalc_interrupt.argtypes = [ctypes.POINTER(text)]
    library.kernelcalc_free.restype = None
    library.kernelcalc_free.argtypes = [text]
    return library


_library = _load()


def run(arguments: Sequence[str], input: bytes = b"") -> Answer:
    """Runs the command with these arguments; ``input`` stands for standard input.

    Other Python threads go on meanwhile. An exception of a signal's handler, such as KeyboardInterrupt in
    the main thread, is raised at once; the command then ends soon where it can be interrupted (a search for
    a proof, a table, a regression test), and otherwise goes on unseen to its end.
    Raises ValueError for an argument with a NUL character.
    """
    texts, count = _strings(arguments)
    output, error = ctypes.c_void_p(), ctypes.c_void_p()

    def call() -> Answer:
        lengths = ctypes.c_ssize_t(), ctypes.c_ssize_t()
        try:
            status = _library.kernelcalc_run(
                count, texts, input, len(input),
                ctypes.byref(output), ctypes.byref(lengths[0]),
                ctypes.byref(error), ctypes.byref(lengths[1]),
            )  # fmt: skip
            results = [
                ctypes.string_at(place, length.value) if place else b""
                for place, length in zip((output, error), lengths)
            ]
        finally:
            _library.kernelcalc_free(output)
            _library.kernelcalc_free(error)
        return Answer(status, results[0], results[1].decode("utf-8", "replace"))

    # Python handles signals in its main thread, and only while that is not within a C function.
    if threading.current_thread() is not threading.main_thread():
        return call()
    return _interruptible(call, lambda: _library.kernelcalc_interrupt(ctypes.byref(output)) == 1)


def _interruptible(call: Callable[[], Answer], interrupt: Callable[[], bool]) -> Answer:
    """Does ``call`` on another thread; whatever is raised here meanwhile interrupts it."""
    done = threading.Event()
    results: List[Answer] = []
    failures: List[BaseException] = []

    def work() -> None:
        try:
            results.append(call())
        except BaseException as failure:
            failures.append(failure)
        finally:
            done.set()

    thread = threading.Thread(target=work, name="kernelcalc", daemon=True)
    try:
        try:
            thread.start()
        except RuntimeError:  # the interpreter is shutting down: there are no new threads
            return call()
        done.wait()
    except BaseException:
        # The call may be about to begin.
        while not done.is_set() and not interrupt():
            done.wait(0.01)
        raise
    if failures:
        raise failures[0]
    return results[0]


def main() -> NoReturn:
    """The command itself, on the process's own streams: ``python -m kernelcalc``, ``kernelcalc``."""
    import signal

    texts, count = _strings(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    _library.kernelcalc_main(count, texts)
    raise SystemExit(2)  # never reached: the call ends the process


def _strings(arguments: Sequence[str]) -> Tuple[Any, int]:
    """A C array of strings in UTF-8, and their number."""
    encoded = []
    for argument in arguments:
        if "\0" in argument:
            raise ValueError("kernelcalc: an argument contains a NUL character")
        encoded.append(argument.encode("utf-8", "surrogatepass"))
    return (ctypes.c_char_p * len(encoded))(*encoded), len(encoded)
