from __future__ import annotations

import pytest

from standins import command_in


@pytest.fixture
def run(tmp_path):
    """The command, in an empty folder."""
    return command_in(tmp_path)
