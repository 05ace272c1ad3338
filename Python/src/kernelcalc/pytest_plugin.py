"""Makes pytest rewrite the assertions of ``kernelcalc.testing``, and gives the fixture of that name."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Iterator, Mapping, Optional, Tuple

import pytest

pytest.register_assert_rewrite("kernelcalc.testing")


@pytest.fixture(scope="session")
def kernel_accuracy() -> Callable[..., Any]:
    """:func:`kernelcalc.testing.assert_kernel_accurate`, without an import."""
    from .testing import assert_kernel_accurate

    return assert_kernel_accurate


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "Optional[LemmaFile]":
    """Collects ``*.lemmas``: each claim is a test that passes where its verdict is the expected one."""
    if file_path.suffix == ".lemmas":
        return LemmaFile.from_parent(parent, path=file_path)
    return None


class LemmaFile(pytest.File):
    """A lemma file; it is verified when it is collected, as its claims are known then."""

    def collect(self) -> "Iterator[LemmaItem]":
        from . import verify

        for claim in verify(str(self.path))["claims"]:
            yield LemmaItem.from_parent(self, name=claim["name"], claim=claim)


class LemmaItem(pytest.Item):
    """A claim of a lemma file."""

    def __init__(self, *, claim: Mapping[str, Any], **arguments: Any):
        super().__init__(**arguments)
        self.claim = claim

    def runtest(self) -> None:
        if self.claim["verdict"] != self.claim["expected"]:
            raise UnexpectedVerdict(self.claim)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, UnexpectedVerdict):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> Tuple[Path, int, str]:
        return self.path, self.claim["line"] - 1, self.name


class UnexpectedVerdict(Exception):
    """A claim was decided otherwise than its file expects, or not at all."""

    def __init__(self, claim: Mapping[str, Any]):
        reason = f" ({claim['reason']})" if claim["reason"] else ""
        super().__init__(
            f"{claim['statement']}\n{claim['verdict']}{reason}, expected {claim['expected']}"
        )
