"""Child processes that do one thing to many inputs, within limits."""

import os
import pickle
import time
from collections.abc import Callable

import pytest
from children import die_at

from core.errors import ReadError
from core.workers import DIED, HUNGRY, SLOW, Limits, Lost, Workers


def _run(work: Callable, items: list, **limits: float) -> list:
    with Workers(work, 2, Limits(**limits)) as workers:  # type: ignore[arg-type]
        return [found for _item, found in workers.ordered(items)]


def test_results_come_in_the_order_of_the_inputs_whoever_is_done_first():
    pauses = [0.05, 0.0, 0.02, *([0.0] * 40)]
    with Workers(abs, 2) as workers:
        assert list(workers.ordered(range(-50, 0))) == [(n, -n) for n in range(-50, 0)]
    assert _run(time.sleep, pauses) == [None] * len(pauses)


def test_one_that_hangs_is_stopped_and_the_others_are_done():
    assert _run(time.sleep, [0, 60, 0, 0], seconds=1.0) == [None, Lost(SLOW), None, None]


def test_one_that_dies_is_named_and_the_others_are_done():
    assert _run(die_at, ["a", "die", "b"]) == ["a", Lost(DIED), "b"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of address space")
def test_one_that_eats_the_memory_is_named_and_the_others_are_done():
    found = _run(bytearray, [1, 4 << 30, 2], memory=1 << 30)
    assert found == [bytearray(1), Lost(HUNGRY), bytearray(2)]


def test_an_error_for_a_person_comes_back_from_a_child_as_it_was():
    error = ReadError("read_failed", path="a b.txt", reason=OSError(5, "lỗi vào ra"))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is ReadError
    assert str(again) == str(error)
    assert (again.key, again.fields["path"]) == ("read_failed", "a b.txt")
