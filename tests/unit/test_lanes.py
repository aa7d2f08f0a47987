"""Steps of a plan run two at once, each after those whose tables it reads."""

import time
from threading import Lock

import pytest

from warehouse.building import lanes
from warehouse.building.plan import Step


def step(name, *read, of_documents=False):
    """A step that makes `name` of what it reads."""
    query = " ".join(f'from "warehouse"."marts"."{one}"' for one in read)
    home = '"warehouse"."marts"'
    return Step(name, home, f"create table {name}", "", "model", query, of_documents)


class Act:
    """What runs at once: the most, and the names in the order in which they began and ended."""

    def __init__(self):
        self.now, self.most, self.began, self.ended, self.lock = set(), 0, [], [], Lock()

    def __call__(self, step):
        with self.lock:
            self.now.add(step.name)
            self.began.append(step.name)
            self.most = max(self.most, len(self.now))
            assert sum(name.startswith("kept") for name in self.now) <= 1
        time.sleep(0.01)
        with self.lock:
            self.now.remove(step.name)
            self.ended.append(step.name)
        if step.name == "broken":
            raise ValueError(step.name)


def stopped():
    """Nothing has to be stopped."""


STEPS = [
    step("seed"),
    step("kept_a", "seed", of_documents=True),
    step("kept_b", "seed", of_documents=True),
    step("across", "kept_a"),
    step("kept_c", "across", "kept_b", of_documents=True),
    step("beside", "seed"),
]


def test_a_step_runs_after_those_that_it_reads():
    act = Act()
    given = [step.name for step in lanes.run(STEPS, act, lambda: 2, stopped)]
    assert sorted(given) == sorted(step.name for step in STEPS)
    assert act.most == 2
    for one in STEPS:
        for read in one.reads():
            assert act.ended.index(read.table) < act.ended.index(one.name)
    assert act.began.index("seed") == 0


def test_one_at_once_is_the_order_of_the_plan():
    act = Act()
    names = [step.name for step in STEPS]
    assert [step.name for step in lanes.run(STEPS, act, lambda: 1, stopped)] == names
    assert act.began == names
    assert act.most == 1


def test_what_a_step_raises_is_raised_when_what_runs_beside_has_ended():
    act, stops = Act(), []
    steps = [step("broken"), step("beside"), step("after", "broken")]
    with pytest.raises(ValueError, match="broken"):
        list(lanes.run(steps, act, lambda: 2, lambda: stops.append(True)))
    assert stops == [True]
    assert act.now == set()
    assert "after" not in act.began


def test_steps_in_a_circle_are_named():
    with pytest.raises(ValueError, match="one another: a, b"):
        list(
            lanes.run(
                [step("a", "b"), step("b", "a"), step("c", "c")], Act(), lambda: 2, stopped
            )
        )


def test_a_user_who_wants_no_more_stops_what_runs():
    act, stops = Act(), []

    def interrupted():
        for _ in lanes.run(STEPS, act, lambda: 2, lambda: stops.append(True)):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert stops == [True]
