"""The order of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that open a browser or install something, or the last of them keeps one core alone."""
    slow = {path: _is_slow(path) for path in {item.path for item in items}}
    items.sort(key=lambda item: not slow[item.path])


def _is_slow(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return "tests.browser" in text or "venv" in text
