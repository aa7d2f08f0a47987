"""The models' documentation is one file that loads nothing and names no folder of a machine."""

import re
import subprocess
import sys

from conftest import ROOT

from scripts import dictionary
from warehouse.connection import published

LOADED = re.compile(
    r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=\s*["']?(?:https?:)?//"""
)
IMPORTED = re.compile(r"@import\b|\burl\(\s*[\"']?(?:https?:)?//")


def test_the_site_is_one_offline_page_with_every_mart(published_warehouse, tmp_path):
    page = tmp_path / "site" / "mingzhang.html"
    page.parent.mkdir()
    warehouse = published(published_warehouse)
    before = warehouse.read_bytes()
    subprocess.run(
        [
            *(sys.executable, ROOT / "scripts" / "make_site.py", page),
            *("--warehouse", warehouse),
        ],
        check=True,
    )
    assert list(page.parent.iterdir()) == [page]
    assert warehouse.read_bytes() == before
    html = page.read_text(encoding="utf-8")
    for mart, model in dictionary.marts():
        assert f'"unique_id": "model.mingzhang.{mart}"' in html
        assert f'\\"mingzhang\\".\\"marts\\".\\"{mart}\\"' in html
        for column in model["columns"]:
            assert f'"name": "{column["name"]}"' in html
    assert '"send_anonymous_usage_stats": false' in html  # else the page reports its visits
    assert LOADED.findall(html) == []
    assert IMPORTED.findall(html) == []
    assert str(ROOT) not in html
    assert str(tmp_path) not in html
