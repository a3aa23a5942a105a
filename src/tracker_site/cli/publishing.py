"""The commands that make, check, show and compare the site."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from functools import partial
from pathlib import Path

from tracker_site.cli.shared import (
    CONTENT_NEEDS_FIXING,
    DONE,
    clock_of,
    in_colour,
    number_of,
    print_problems,
    problems_counted,
    project_of,
    refuse,
    say,
    shown_path,
    teller,
)
from tracker_site.problems import ContentError
from tracker_site.report import as_json, as_text, tell_github


def build(options: argparse.Namespace) -> int:
    """Make the site and put it in the place of the old one, whole or not at all."""
    from tracker_site.changes.corrections import read_corrections
    from tracker_site.pipeline import publish_site, stand_on
    from tracker_site.provenance import read_provenance
    from tracker_site.publish.output import check_usable

    gc.disable()  # nothing that a run makes can be thrown away before its end
    project = project_of(options)
    check_usable(project.output)
    if options.no_cache:
        project.forget()
    made = publish_site(
        project,
        clock_of(options),
        options.base_url,
        options.workers,
        provenance=read_provenance(project),
        corrections=read_corrections(project, stand_on),
    )
    print_problems(made.warnings)
    if options.timings:
        for stage, seconds in made.timings.items():
            say(f"{stage:8} {seconds * 1000:8.1f} ms")
    if not options.quiet:
        place = shown_path(project, project.output)
        warned = f" {number_of(len(made.warnings), 'warning')}." if made.warnings else ""
        print(f"{made.pages} pages in {place}/, {made.changes.count} files changed.{warned}")
    return DONE


def check(options: argparse.Namespace) -> int:
    """Say everything that is wrong with the content, at file:line:column."""
    from tracker_site.git import find_unread
    from tracker_site.pipeline import check_content

    gc.disable()  # as in build
    project = project_of(options)
    try:
        problems, status = check_content(project, clock_of(options), find_unread(project.content)), DONE
    except ContentError as wrong:
        problems, status = wrong.problems, CONTENT_NEEDS_FIXING
    if options.format == "json":
        print(as_json(problems))
        return status
    if options.format == "github":
        tell_github(problems, os.environ)
    else:
        for line in as_text(problems, colour=in_colour(sys.stdout)):
            print(line)
    if not options.quiet:
        print(problems_counted(problems) if problems else "Nothing is wrong.")
    return status


def serve(options: argparse.Namespace) -> int:
    """Show a preview in the browser that follows each save."""
    from tracker_site.serve.server import serve

    clock_of(options)  # so that a wrong one is told now
    clock = partial(clock_of, options)
    return serve(project_of(options), clock, options.port, options.open, teller(options), print_problems)


def diff(options: argparse.Namespace) -> int:
    """Say what a change means to the public."""
    from tracker_site.changes.diff import CannotCompare, compare_sides
    from tracker_site.changes.report import FORMATS
    from tracker_site.pipeline import stand_with_trackers

    clock = clock_of(options)
    gc.disable()  # as in build
    try:
        compared = compare_sides(
            lambda: project_of(options),
            options.base,
            options.other,
            Path.cwd(),
            clock.as_at,
            partial(stand_with_trackers, clock=clock),
        )
    except CannotCompare as mistakes:
        return refuse(mistakes.problems, mistakes.sentence)
    print(FORMATS[options.format](compared.differences, compared.between), end="")
    return DONE


def fetch(options: argparse.Namespace) -> int:
    """Bring the data of other trackers into the content, to be committed."""
    from tracker_site.dataset.federation.fetching import fetch

    tell = (lambda _: None) if options.quiet else print
    came = fetch(project_of(options), options.keys, clock_of(options).today, tell, say)
    return DONE if came else CONTENT_NEEDS_FIXING
