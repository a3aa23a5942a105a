"""The tool's own command, run by a workflow with what anybody may have typed or sent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run(*arguments: str, root: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as an editor would, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tracker_site", *arguments],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def without_name(message: str) -> str:
    """Return what the command said without the name of the tool before it."""
    return message.strip().removeprefix("tracker-site: ")
