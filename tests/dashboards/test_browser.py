"""The main paths in a browser: the system's Chromium on the app, served as it is for people."""

import importlib
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote, urlencode

import polars as pl
import pytest
import python_calamine

from dashboards.charts import HEADROOM
from tests.conftest import ROOT, missing
from warehouse.asking import dashboard
from warehouse.connection import POINTER_NAME, current_file

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAGES = (
    *("", "compare", "trends", "structure", "regions", "projects", "indicators", "leads"),
    *("sources", "sql", "quality"),
)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
TALLEST = 6_000
"""A picture of a page is cut below this, in points."""
STARTED_WITHIN = 120.0
SHOWN_WITHIN = 20_000
OPEN = re.compile("^zoom_in|展开")
QUJING = "曲靖市数字经济发展中心"


@pytest.fixture(scope="module")
def warehouse(published_warehouse, tmp_path_factory) -> Path:
    """A folder with one published build, to which a test may publish another."""
    folder = tmp_path_factory.mktemp("served")
    _publish(current_file(published_warehouse), folder, "20260101-0000")
    return folder


@pytest.fixture(scope="module")
def address(warehouse):
    """The address of the app, served by a process of its own."""
    with _served(warehouse) as address:
        yield address


@contextmanager
def _served(warehouse: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        dashboard.command(port),
        env=dashboard.environment(warehouse),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", served)
        yield f"http://127.0.0.1:{port}"
    finally:
        served.terminate()
        served.wait(timeout=60)  # one that does not end hangs


_ONE_FOR_ALL = (
    *("--process-per-site", "--renderer-process-limit=1", "--disable-extensions"),
    "--disable-features=SpareRendererForSitePerProcess",
)
"""One process draws all pages of the app: each of its own would compile the app anew."""


@pytest.fixture(scope="module")
def browser():
    """A browser without a window."""
    try:
        playwright = importlib.import_module("playwright.sync_api")
    except ImportError:
        missing("playwright")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        missing("Chromium")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", *_ONE_FOR_ALL]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def visitor(browser, address):
    """One who comes back: what the app's programs are is loaded, and compiled, once."""
    opened = browser.new_context(viewport=DESK)
    opened.set_default_timeout(SHOWN_WITHIN)
    opened.new_page().goto(f"{address}/_stcore/health")  # its process outlives each page
    yield opened
    opened.close()


@pytest.fixture
def page(visitor):
    """A page of a desk's size, which nothing on it may break."""
    opened = visitor.new_page()
    yield opened
    opened.close()


def _publish(source: Path, folder: Path, build: str) -> None:
    shutil.copy(source, folder / f"warehouse-{build}.duckdb")
    (folder / POINTER_NAME).write_text(f"warehouse-{build}.duckdb\n")


def _wait(health: str, served: subprocess.Popen) -> None:
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end and served.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the app did not start")


def _open(page, address: str, path: str, **parameters: str):
    """Opens a page and waits until all of it is drawn."""
    asked = urlencode(parameters, quote_via=quote)
    page.goto(f"{address}/{path}" + (f"?{asked}" if asked else ""))
    _settled(page)
    return page


def _settled(page) -> None:
    page.wait_for_selector("h1")
    page.wait_for_function(_AT_REST)


_AT_REST = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"]');
}"""


def _metrics(page) -> list[str]:
    return page.get_by_test_id("stMetricValue").all_inner_texts()


def _click_chart(page, at: int, x: float, y: float) -> None:
    chart = page.locator(".stVegaLiteChart canvas, .stVegaLiteChart svg.marks").nth(at)
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    chart.click(position={"x": box["width"] * x, "y": HEADROOM + y})
    page.wait_for_timeout(400)  # until the click has reached the app
    _settled(page)


def test_two_departments_are_compared_and_taken_away(page, address):
    _open(page, address, "compare", year="2023")
    chooser = page.get_by_test_id("stMultiSelect").locator("input")
    for name in (QUJING, "昆明经济技术开发区"):
        chooser.fill(name[:8])
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(re.escape(quote(name))))
        _settled(page)
    page.keyboard.press("Escape")
    page.get_by_test_id("stMetricValue").filter(has_text="1 / 2").wait_for()
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载 CSV（2 行）").last.click()
    rows = pl.read_csv(taken.value.path(), infer_schema=False)
    assert rows.height == 2
    spending = dict(rows.select("部门", "总支出").iter_rows())
    assert Decimal(spending[QUJING]) == Decimal("35386500")
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载 Excel（2 行）").last.click()
    sheet = python_calamine.load_workbook(str(taken.value.path())).get_sheet_by_index(0)
    assert {row[0] for row in sheet.to_python()[1:]} == set(rows["部门"])


def test_indicators_are_taken_away_whole(page, address):
    """They are asked for when the button is pressed, by another thread than the page's."""
    _open(page, address, "indicators", kind="qualitative")
    button = page.get_by_role("button", name=re.compile("下载 CSV")).last
    count = int(re.search(r"（([\d,]+) 行）", button.inner_text())[1].replace(",", ""))
    with page.expect_download() as taken:
        button.click()
    rows = pl.read_csv(taken.value.path(), infer_schema=False)
    assert rows.height == count > 10


def test_a_figure_is_followed_to_its_printed_line(page, address):
    _open(page, address, "compare", year="2023", department=QUJING, measure="project_yuan")
    _click_chart(page, 0, 0.2, 23)
    link = page.get_by_test_id("stPageLink").locator("a").first
    label = link.inner_text()
    link.click()
    page.wait_for_url(re.compile("/sources"))
    _settled(page)
    marked = page.locator("mark")
    assert marked.count() == 1
    printed = Decimal(marked.inner_text().replace(",", ""))
    assert f"{printed * 10000:,.2f}" in label


def test_a_part_of_a_bar_leads_to_its_lines(page, address):
    _open(page, address, "compare", year="2023", department=QUJING)
    _click_chart(page, 1, 0.1, 104)
    assert page.get_by_test_id("stPageLink").count() > 0


def test_spending_is_drilled_to_an_item(page, address):
    _open(page, address, "structure", year="2023")
    _click_chart(page, 0, 0.8, 100)
    page.get_by_role("button", name=OPEN).click()
    page.wait_for_url(re.compile("node=201"))
    _settled(page)
    _click_chart(page, 0, 0.2, 100)
    page.get_by_role("button", name=OPEN).click()
    page.wait_for_url(re.compile("node=201%2C201|node=201,201"))
    _settled(page)
    _click_chart(page, 0, 0.2, 100)
    assert page.get_by_test_id("stPageLink").count() > 0


def test_an_address_shows_the_same_to_another_reader(page, browser, address):
    _open(page, address, "compare", year="2023", measure="basic_yuan", view="share")
    page.get_by_text("English", exact=True).click()
    page.wait_for_function("() => document.querySelector('h1').innerText.includes('How do')")
    _settled(page)
    shown = _metrics(page)
    assert shown
    other = browser.new_page(viewport=DESK)
    other.goto(page.url)
    _settled(other)
    assert _metrics(other) == shown
    assert other.locator("h1").first.inner_text() == page.locator("h1").first.inner_text()
    other.close()


def test_a_query_is_run_and_a_forbidden_one_refused(page, address):
    _open(page, address, "sql", q="select count(*) as n from marts.dim_documents")
    assert page.get_by_test_id("stDataFrame").count() >= 1
    _open(page, address, "sql", q="copy (select 1) to 'x.csv'")
    assert page.get_by_text("查询没有运行").is_visible()


@pytest.fixture(scope="module")
def pictures(shared_folder) -> Path:
    """A folder for the pictures of the pages, as the run of the tests leaves it."""
    folder = shared_folder / "screenshots"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_overflows(page, address, pictures, path, size):
    page.set_viewport_size(size)
    _open(page, address, path)
    assert page.locator(".stException").count() == 0
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size(size | {"height": min(height, TALLEST)})
    _settled(page)
    page.screenshot(path=pictures / f"{path or 'overview'}-{size['width']}.png")
    wide = page.evaluate(_WIDER_THAN_THE_PAGE)
    assert wide == []
    if page.locator(".stVegaLiteChart").count():
        page.wait_for_selector(".stVegaLiteChart svg.marks", state="attached")
    assert page.evaluate(_CUT_ABOVE) == []


_WIDER_THAN_THE_PAGE = """() => {
    const width = document.documentElement.clientWidth;
    const main = document.querySelector('[data-testid="stMainBlockContainer"]');
    const scrolls = (one) => one && one !== main && (
        ['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowX)
        || scrolls(one.parentElement));
    return [...main.querySelectorAll('*')]
        .filter((one) => one.getBoundingClientRect().right > width + 1 && !scrolls(one))
        .map((one) => `${one.tagName}.${one.className} ${one.innerText ?? ''}`.slice(0, 90));
}"""


# The words of charts that begin above their chart's upper edge, where they are cut.
_CUT_ABOVE = """() => [...document.querySelectorAll('.stVegaLiteChart svg.marks text')]
    .filter((words) => words.getBoundingClientRect().top
        < words.closest('svg.marks').getBoundingClientRect().top)
    .map((words) => words.textContent)"""


def test_a_new_build_appears_without_a_restart(page, address, warehouse):
    _open(page, address, "")
    assert page.get_by_text("20260101-0000").count() > 0
    _publish(current_file(warehouse), warehouse, "20260102-0000")
    page.get_by_text("English", exact=True).click()
    page.wait_for_selector("text=warehouse-20260102-0000.duckdb")
    assert page.locator(".stException").count() == 0


FIGURES_OF = ("compare", "projects", "structure", "quality", "sql")
ASKED = {"sql": {"q": "select 97603800.00::decimal(20,2) as amount_yuan union all select null"}}


@pytest.mark.parametrize("path", FIGURES_OF)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_figure_is_shown_whole(page, address, path, size):
    """Every right-aligned text that is drawn begins inside its cell, and is exact."""
    page.set_viewport_size(size)
    page.add_init_script(_DRAWN_TEXTS)
    _open(page, address, path, **ASKED.get(path, {}))
    page.evaluate("window.drawnTexts = []")  # of before the table had its size
    page.set_viewport_size(size | {"width": size["width"] - 4})
    for table in page.get_by_test_id("stDataFrame").all():
        table.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
    drawn = page.evaluate("window.drawnTexts")
    assert [text for text, is_whole in drawn if not is_whole] == []
    shown = {text.replace(",", "") for text, _ in drawn}
    assert any(re.fullmatch(r"[\d.]+", text) for text in shown)
    assert path != "sql" or {"97603800.00", "97603800"} & shown


# What a table's canvas writes flush right, and whether it begins within what is cut out for it.
_DRAWN_TEXTS = """(() => {
    window.drawnTexts = [];
    const made = CanvasRenderingContext2D.prototype;
    const wrapped = (name, before) => {
        const given = made[name];
        made[name] = function (...all) {
            before.call(this, ...all);
            return given.apply(this, all);
        };
    };
    const across = (one, x) => { const at = one.getTransform(); return at.a * x + at.e; };
    wrapped('save', function () { (this.kept ??= []).push(this.cut ?? -Infinity); });
    wrapped('restore', function () { this.cut = (this.kept ?? []).pop() ?? -Infinity; });
    wrapped('beginPath', function () { this.left = undefined; });
    wrapped('rect', function (x) { this.left = across(this, x); });
    wrapped('clip', function () {
        if (this.left !== undefined) this.cut = Math.max(this.cut ?? -Infinity, this.left);
    });
    wrapped('fillText', function (text, x) {
        if (this.textAlign !== 'right' && this.textAlign !== 'end') return;
        const begins = across(this, x - this.measureText(text).width);
        window.drawnTexts.push([text, begins >= (this.cut ?? -Infinity) - 1]);
    });
})()"""


def test_four_first_visitors_at_once_see_their_pages(browser, warehouse):
    """On a server that has drawn nothing yet, whose threads import what they need at once."""
    with _served(warehouse) as cold:
        visitors = [browser.new_page(viewport=DESK) for _ in range(4)]
        for one, path in zip(visitors, ("", "compare", "projects", "trends"), strict=True):
            one.set_default_timeout(3 * SHOWN_WITHIN)
            one.goto(f"{cold}/{path}", wait_until="commit")
        for one in visitors:
            _settled(one)
            assert one.locator(".stException").count() == 0
            assert one.locator(".stVegaLiteChart").count() > 0
            one.close()
