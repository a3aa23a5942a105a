"""What a command is given: the folders of the site, and the day."""

from __future__ import annotations

import argparse
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker_site.pipeline import Clock
    from tracker_site.project import Project


def project_of(options: argparse.Namespace) -> Project:
    """Return the folders of the site that the options name."""
    from tracker_site.project import find_project

    return find_project(Path.cwd(), options.root, options.content, options.templates, options.output)


def clock_of(options: argparse.Namespace) -> Clock:
    """Ask the clock, once: `--as-at`, else SOURCE_DATE_EPOCH, else today in London."""
    from tracker_site.pipeline import Clock
    from tracker_site.project import WrongUse

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None and not re.fullmatch(r"[0-9]{1,11}", epoch, re.ASCII):
        raise WrongUse(f"SOURCE_DATE_EPOCH is '{epoch}'; it takes seconds since 1970, as a whole number")
    today = datetime.fromtimestamp(int(epoch), UTC).date() if epoch else _today_in_london()
    return Clock(today, options.as_at or today)


def _today_in_london() -> date:
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/London")).date()
