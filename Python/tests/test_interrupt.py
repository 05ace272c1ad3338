"""Ctrl-C during a call is seen at once, ends the search, and leaves the interpreter usable."""

import os
import signal
import subprocess
import sys
import threading

import pytest

import kernelcalc as kc
from kernelcalc import _library

# Interrupts itself, and says what it saw. A search that is not interrupted goes on for 100 seconds.
PROGRAM = """
import os, signal, threading, time
import kernelcalc as kc

threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
start = time.monotonic()
try:
    kc.prove({statement!r}, seconds=100)
except KeyboardInterrupt:
    print("interrupted after", time.monotonic() - start)
deadline = time.monotonic() + 60
while any(t.name == "kernelcalc" for t in threading.enumerate()) and time.monotonic() < deadline:
    time.sleep(0.05)
print("ended", not any(t.name == "kernelcalc" for t in threading.enumerate()))
print(kc.evaluate("1 + 1"))
"""
# True, with equality nearly reached along a curve: no search comes to an end with it.
HARD = "forall x in [-1,1], y in [-1,1]: exp(f(x)-y) >= 1 + f(x) - y - 1/10^30"


def test_a_search_is_interrupted():
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(statement=HARD)],
        capture_output=True, text=True, timeout=90,
    )  # fmt: skip
    lines = run.stdout.splitlines()
    assert lines and lines[0].startswith("interrupted after"), run.stdout + run.stderr
    assert lines[1:] == ["ended True", "2"]


def test_any_exception_of_a_handler_ends_the_call():
    class Alarm(Exception):
        pass

    def handler(number, frame):
        raise Alarm

    previous = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(Alarm):
            kc.prove(HARD, seconds=100)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    assert kc.evaluate("1 + 1") == 2


def test_handlers_that_do_not_raise_do_not_end_the_call():
    seen = []
    previous = signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))
    try:
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGUSR1))
        timer.start()
        decision = kc.prove(HARD, seconds=1)
        timer.join()
    finally:
        signal.signal(signal.SIGUSR1, previous)
    assert seen == [signal.SIGUSR1] and "seconds" in decision.reason


def test_what_is_raised_on_the_worker_is_raised_here():
    with pytest.raises(ValueError, match="NUL"):
        kc.run("evaluate", "x\0y")
    with pytest.raises(ZeroDivisionError):
        _library._interruptible(lambda: 1 // 0, lambda: True)


def test_other_threads_run_meanwhile():
    counted = []
    done = threading.Event()

    def count():
        while not done.is_set():
            counted.append(None)
            done.wait(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    kc.prove(HARD, seconds=1)
    done.set()
    thread.join()
    assert len(counted) > 10


def test_calls_work_on_other_threads():
    found = []
    thread = threading.Thread(target=lambda: found.append(kc.evaluate("1 + 1")))
    thread.start()
    thread.join()
    assert found[0] == 2
