"""`kernelcalc explore` in a browser: headless Chromium, driven by playwright. Skipped where either is missing."""

import os
import re
import shutil

import pytest

import kernelcalc as kc

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page for H = 3."""
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    answer = kc.run("explore", "--out", str(path))
    assert answer.status == 0, answer.error
    return path.as_uri()


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser, address):
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: request.url.startswith("file:") or problems.append(request.url))
    page.goto(address)
    yield page
    page.close()
    assert problems == []


def values(page):
    """The table of values as a dictionary."""
    rows = [row.inner_text().split("\t") for row in page.locator("#values tbody tr").all()]
    return {row[0].strip(): [cell.strip() for cell in row[1:]] for row in rows}


def test_values_are_the_calculators(page):
    analysis = kc.analyze("2_21_112", at="1/2")["exact"]
    shown = values(page)
    for name, value in (("K_ij", analysis.nngp.offdiagonal), ("λ₂ of K", analysis.lambda2)):
        assert abs(float(shown[name][0]) / float(value) - 1) < 1e-5


def test_every_class_has_a_dot(page):
    assert page.locator(".dot").count() == 260


def test_rule_kernel_and_correlation(page):
    before = values(page)
    page.check("input[value='variance-only']")
    assert values(page)["K_ii"] == ["4"]
    assert "equals λ₂" in page.inner_text("#verdict")
    page.locator("#rho").fill("20")
    assert page.inner_text("#rho-text") == "99/100"
    assert values(page)["λ₂ of K"] != before["λ₂ of K"]
    page.check("input[value='ntk']")
    assert "ntk,99/100" in page.evaluate("location.hash")


def test_clicking_edges_changes_the_network(page):
    edge = page.locator("[data-edge='0-3']")
    edge.dispatch_event("click")
    assert page.inner_text("#chosen") == "2_21_212"
    page.keyboard.press("Enter")
    assert page.inner_text("#chosen") == "2_21_012"
    exact = kc.analyze("2_21_012", at="1/2")["exact"]
    assert abs(float(values(page)["Θ_ij"][0]) / float(exact.ntk.offdiagonal) - 1) < 1e-5


def test_without_a_path(page):
    page.fill("#digits", "0_00_000")
    assert "No path" in page.inner_text("#facts")
    page.fill("#digits", "2_21")
    assert "6 digits" in page.inner_text("#digits-problem")


def test_two_networks_are_compared(page):
    page.click("#pin")
    page.fill("#digits", "2_00_010")
    assert page.locator("#values thead th").count() == 4
    page.fill("#digits", "2_02_002")
    row = values(page)["K_ii"]
    assert row[-1] == "smaller"


def test_keyboard_moves_between_points(page):
    page.locator(".dot.chosen").focus()
    name = page.inner_text("#chosen")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#chosen") != name
    label = page.locator(".dot:focus").get_attribute("aria-label")
    assert re.match(r"[012_]+: depth [\d/]+, width", label)


@pytest.mark.parametrize("width", [400, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows(browser, address, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(address)
    page.wait_for_selector(".dot")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if folder := os.environ.get("KERNELCALC_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/explorer-{width}-{scheme}.png", full_page=True)
    page.close()
