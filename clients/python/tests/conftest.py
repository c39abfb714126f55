import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import registry


@pytest.fixture
def fake():
    with registry.running() as running:
        yield running
