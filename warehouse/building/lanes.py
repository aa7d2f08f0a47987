"""Steps of a plan, two at once where that helps: each after the steps whose tables it reads.

The engine shares the work of a large step among all cores by itself, and that of a small one
not at all. A build of few new documents has some two hundred small steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from warehouse.building.plan import Relation, Step

MOST = 2
"""Steps at once: a third would wait for a core, and hold memory meanwhile."""


def run(
    steps: Sequence[Step],
    act: Callable[[Step], None],
    at_once: Callable[[], int],
    stop: Callable[[], None],
) -> Iterator[Step]:
    """Run each step by `act` after those that it reads; give it when it is done.

    Args:
        steps: in an order in which they could run one by one; of those that can run, the first
            runs first. Of steps of documents, which share their books, one runs at a time.
        act: is called in a thread.
        at_once: is asked before a step how many may run, at most `MOST`.
        stop: ends what `act` is at, where a step failed or the user wants no more.

    Raises:
        ValueError: steps read one another in a circle.
        Exception: what `act` raises, once what runs beside it has ended.
    """
    needs = _needs(steps)
    waiting = list(steps)
    running: dict[Future[None], Step] = {}
    with ThreadPoolExecutor(MOST) as pool:
        try:
            while waiting or running:
                while len(running) < max(1, at_once()):
                    step = _next(waiting, needs, is_busy=_is_any_of_documents(running.values()))
                    if step is None:
                        break
                    waiting.remove(step)
                    running[pool.submit(act, step)] = step
                if not running:
                    names = ", ".join(step.name for step in waiting)
                    raise ValueError(f"steps that wait for one another: {names}")
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    step = running.pop(future)
                    future.result()
                    for left in needs.values():
                        left.discard(step.relation)
                    yield step
        except BaseException:
            stop()
            raise


def _needs(steps: Sequence[Step]) -> dict[Relation, set[Relation]]:
    """Return, of each step, the other steps whose tables or views it reads."""
    made = {step.relation for step in steps}
    return {step.relation: made.intersection(step.reads()) - {step.relation} for step in steps}


def _next(
    waiting: Sequence[Step], needs: Mapping[Relation, set[Relation]], *, is_busy: bool
) -> Step | None:
    """Return the first step that can run now; of documents, none while these are busy."""
    for step in waiting:
        if step.is_of_documents and is_busy:
            continue
        if not needs[step.relation]:
            return step
    return None


def _is_any_of_documents(steps: Iterable[Step]) -> bool:
    return any(step.is_of_documents for step in steps)
