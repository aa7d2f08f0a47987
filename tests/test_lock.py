"""The two halves of the lock say the same."""

import re
import tomllib

from conftest import ROOT

PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)


def test_the_constraints_and_the_lock_file_pin_the_same_versions():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    constraints = dict(PIN.findall("\n".join(project["tool"]["uv"]["constraint-dependencies"])))
    locked = dict(PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert locked
    assert locked.items() <= constraints.items()
    named = [re.split(r"[<>=\[; ]", entry)[0] for entry in project["project"]["dependencies"]]
    assert set(named) <= locked.keys()


def test_the_lock_carries_hashes_and_names_no_host():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") >= len(PIN.findall(text))
    assert "://" not in text
