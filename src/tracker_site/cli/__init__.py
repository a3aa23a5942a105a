"""The command line: asks the clock once, runs the pipeline, says what came of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tracker_site.cli.options import parser
from tracker_site.cli.shared import DONE, INTERRUPTED, OUR_FAULT, USED_WRONGLY, refuse, say
from tracker_site.problems import ContentError
from tracker_site.project import WrongUse


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
        say(f"Interrupted. {options.nothing}")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except ContentError as wrong:
        return refuse(wrong.problems, options.nothing)
    except WrongUse as wrong:
        say(f"tracker-site: {wrong}")
        return USED_WRONGLY
    except Exception as fault:
        if os.environ.get("TRACKER_SITE_DEBUG"):
            raise
        say(f"tracker-site: a fault of ours: {type(fault).__name__}: {fault}")
        say(f"{options.nothing} Please report it with the output of: TRACKER_SITE_DEBUG=1 tracker-site …")
        return OUR_FAULT
