"""Runs the command line as `python -m tracker_site`."""

import sys

from tracker_site.cli import main

sys.exit(main())
