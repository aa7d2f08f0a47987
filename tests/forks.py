"""Processes that have imported what takes seconds: each task is a fork of one."""

import json
import os
import subprocess
import sys

from conftest import ROOT

_PROGRAM = """
import json, os, sys, traceback
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what a library prints is no answer
{imports}
for line in sys.stdin:
    request = json.loads(line)
    child = os.fork()
    if child == 0:
        try:
            run(**request)
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            sys.stderr.flush()
            os._exit(int(sys.exc_info()[0] is not None))
    print(os.waitpid(child, 0)[1], file=answers, flush=True)
os._exit(0)
"""


STARTED = []
"""Those that run."""


class Forks:
    """A process that has run `imports`, Python that defines `run`; started when first asked."""

    def __init__(self, imports) -> None:
        self._imports = imports
        self._process = None

    def run(self, **request):
        """Call `run` in a fork, with values that JSON can say; return the exit status."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM.format(imports=self._imports)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                text=True,
            )
            STARTED.append(self)
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline() or "1")

    def stop(self) -> None:
        """End the process."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        self._process = None
