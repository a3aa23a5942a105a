"""How long it takes from the end of a save until the browser shows the new words.

    python -m benchmarks.save_to_page [--repeats 30] [content] [300] [3000] …

`content` is a copy of the tracker of this repository, a number a made-up tracker of so many recommendations
(`tests/large.py`). Each is previewed by `tracker-site serve` in a process of its own and shown in a headless
Chromium; the file of the page that is looked at is saved again and again with other words, once the preview has come
to rest. The clock starts when the file is closed and stops when the page's DOM holds the words, which the browser
tells by itself; both are clocks of this machine. Times are in milliseconds. "made" is what of it the preview needed
to make the site, as it says itself; the rest is looking, waiting for the end of a burst, and the browser.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from playwright.sync_api import Page

from tests.large import TODAY, write_large
from tests.support.browser import browser

ROOT = Path(__file__).resolve().parent.parent

DAY = str(int(datetime.combine(TODAY, datetime.min.time(), UTC).timestamp()))
PATIENCE = 300.0  # seconds, on a machine that is busy

# In each new page: note the time at which the words come up.
WATCH = """
  new MutationObserver(() => {
    const found = document.body?.textContent.match(/Measured edit \\d+\\./);
    if (found && window.shownWords !== found[0]) { window.shownWords = found[0]; window.shownAt = Date.now(); }
  }).observe(document, { childList: true, subtree: true, characterData: true });
"""


@dataclass(frozen=True, slots=True)
class Result:
    """The times of one site, in milliseconds."""

    name: str
    pages: int
    first: float
    times: tuple[float, ...]
    made: tuple[float, ...]

    def row(self) -> str:
        """Return the line of the table."""
        return (
            f"{self.name:>14} {self.pages:>7,} {self.first:>9,.0f} {statistics.median(self.times):>8,.0f} "
            f"{min(self.times):>8,.0f} {max(self.times):>8,.0f} {statistics.median(self.made):>8,.0f}"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each site that is asked for, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sites", nargs="*", default=["content", "3000"])
    parser.add_argument("--repeats", type=int, default=30)
    options = parser.parse_args(arguments)
    print(f"{'site':>14} {'pages':>7} {'start':>9} {'median':>8} {'best':>8} {'worst':>8} {'made':>8}")
    for name in options.sites:
        with tempfile.TemporaryDirectory(prefix="save-to-page-") as folder:
            print(measure(name, Path(folder), options.repeats).row(), flush=True)


def measure(name: str, root: Path, repeats: int) -> Result:
    """Measure one site, written into a folder."""
    if name == "content":
        shutil.copytree(ROOT / "content", root / "content")
    else:
        write_large(root, int(name))
    edited = min((root / "content" / "recommendations").rglob("*.md"))
    start = time.perf_counter()
    with preview(root) as said, browser() as chromium:
        port = wait_for(said, r"Look at http://127\.0\.0\.1:(\d+)/")
        pages = wait_for(said, r"^([\d,]+) pages")
        first = (time.perf_counter() - start) * 1000
        page = chromium.new_page()
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{port}/recommendations/{edited.stem}/")
        times = [save_and_wait(page, edited, number) for number in range(1, repeats + 1)]
        time.sleep(1)
        made = [float(ms) for ms in re.findall(r"\((\d+) ms\)", said.read_text(encoding="utf-8"))]
    return Result(name, int(pages.replace(",", "")), first, tuple(times), tuple(made))


def save_and_wait(page: Page, file: Path, number: int) -> float:
    """Save the file with other words, and return the milliseconds until the page shows them."""
    words = f"Measured edit {number}."
    text = re.sub(r"\n*Measured edit \d+\.\n*$", "\n", file.read_text(encoding="utf-8"))
    # At no special moment between two looks of the preview.
    time.sleep(0.5 + Random(number).random() / 5)
    file.write_text(f"{text}\n{words}\n", encoding="utf-8")
    saved = time.time() * 1000
    page.wait_for_function(
        "words => window.shownWords === words", arg=words, polling=50, timeout=PATIENCE * 1000
    )
    return float(page.evaluate("window.shownAt")) - saved


@contextmanager
def preview(root: Path) -> Iterator[Path]:
    """Run the preview of a site, and give the file into which it says what it has to say."""
    log = root / "said"
    command = [sys.executable, "-m", "tracker_site", "serve", "--port", "0", "--root", str(root)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "PYTHONPATH": str(ROOT / "src")}
    with log.open("w") as writer, subprocess.Popen(command, stderr=writer, env=environment) as process:
        try:
            yield log
        finally:
            process.terminate()


def wait_for(log: Path, pattern: str) -> str:
    """Return what the group of a pattern holds as soon as it was said."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := re.search(pattern, log.read_text(encoding="utf-8"), re.MULTILINE):
            return found[1]
        time.sleep(0.02)
    raise TimeoutError(f"the preview never said {pattern}")


if __name__ == "__main__":
    main()
