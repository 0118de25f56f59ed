"""The power, the disk and the stick fail at every moment."""

import pytest

pytest.register_assert_rewrite("tests.crash.invariants")
