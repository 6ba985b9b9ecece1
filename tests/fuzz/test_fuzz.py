"""What `make fuzz` does ten thousand times a format, a few times: spoiled files are read or refused, never anything else."""

import sys

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits"),
]


def _kinds() -> list[str]:
    from fuzz.rounds import kinds

    return kinds()


@pytest.mark.parametrize("kind", _kinds())
def test_spoiled_files_are_read_or_refused(kind: str):
    from fuzz.rounds import fuzz

    counts = fuzz(kind, 60)
    assert counts.faults == []
    assert counts.read + counts.refused.total() == 60
    assert counts.read  # not everything is refused at the door
