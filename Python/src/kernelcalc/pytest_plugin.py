"""Makes pytest rewrite the assertions of ``kernelcalc.testing``, and gives the fixture of that name."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("kernelcalc.testing")


@pytest.fixture(scope="session")
def kernel_accuracy():
    """:func:`kernelcalc.testing.assert_kernel_accurate`, without an import."""
    from .testing import assert_kernel_accurate

    return assert_kernel_accurate
