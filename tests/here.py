"""The command run within the tests' own process, where a process of its own would only cost time."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from subprocess import CompletedProcess

from tracker_site.cli import main


def run_here(*arguments: str, at: Path) -> CompletedProcess[str]:
    """Run the command in a folder, on 4 March 2026, as `tests.test_cli.run` does in a process."""
    output, errors = io.StringIO(), io.StringIO()
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "1772582400"
    try:
        with contextlib.chdir(at), contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                status = main(arguments)
            except SystemExit as ended:  # of argparse
                status = int(str(ended.code))
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before
    return CompletedProcess(arguments, status, output.getvalue(), errors.getvalue())
