"""The command line: asks the clock once, runs the line, says what came of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from tracker_site.cli.desk import import_sheet, init, new, schema
from tracker_site.cli.options import parser
from tracker_site.cli.telling import (
    CONTENT_NEEDS_FIXING,
    DONE,
    INTERRUPTED,
    OUR_FAULT,
    USED_WRONGLY,
    print_problems,
    problems_counted,
    say,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    0: done, warnings too. 1: the content needs fixing. 2: used wrongly. 3: a fault of ours. 130: interrupted.
    """
    options = parser().parse_args(arguments)
    # Whatever the locale of the machine: names of councils and people are not all ASCII.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        say(f"Interrupted. {_nothing(options)}")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:
        return _explain(fault, _nothing(options))


def _nothing(options: argparse.Namespace) -> str:
    if options.run is import_sheet:
        return "No record was written."  # what the columns mean may be kept already
    writes = options.run in (init, new, schema)
    return f"Nothing was {'written' if writes else 'published'}."


def _explain(fault: Exception, nothing: str) -> int:
    """Say what went wrong and return the exit status that fits."""
    from tracker_site.problems import ContentError
    from tracker_site.project import WrongUse
    from tracker_site.publish.folders import OutputRefused

    if isinstance(fault, ContentError):
        print_problems(fault.problems)
        say(f"{problems_counted(fault.problems)} {nothing}")
        return CONTENT_NEEDS_FIXING
    if isinstance(fault, WrongUse | OutputRefused) or type(fault).__name__ in (
        "LinksFault",
        "TemplateFault",
        "SearchFault",
    ):
        say(f"tracker-site: {fault}")
        return USED_WRONGLY
    if os.environ.get("TRACKER_SITE_DEBUG"):
        raise fault
    say(f"tracker-site: a fault of ours: {type(fault).__name__}: {fault}")
    say(f"{nothing} Please report it with the output of: TRACKER_SITE_DEBUG=1 tracker-site …")
    return OUR_FAULT
