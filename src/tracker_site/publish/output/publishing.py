"""The new site put in the place of the old one, step by step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from tracker_site.publish.output.addresses import MARKER, check_addresses
from tracker_site.publish.output.exchanging import Exchange, exchange_folders, mend, put_in_place
from tracker_site.publish.output.places import check_places, faults_told, locked, places_of
from tracker_site.publish.output.spare import bring_up_to_date, emptied_if_it_fails
from tracker_site.publish.output.trees import Tree, marker, own_tree, same_in


@dataclass(frozen=True, slots=True)
class Published:
    """What putting the site in place changed, each a sorted tuple of addresses as in `files`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def check_usable(output: Path) -> None:
    """Raise `OutputRefused` if the site could not be put there; mend an exchange that was stopped halfway."""
    places = places_of(output)
    with faults_told(places, "read"):
        check_places(places)
        # Where no build has been there is nothing to mend, and nothing is left beside what may be refused.
        with locked(places) if places.state.exists() else nullcontext():
            mend(places)
            own_tree(places.output)
            own_tree(places.spare)


def replace(output: Path, files: Mapping[str, bytes], exchange: Exchange = exchange_folders) -> Published:
    """Put the new site in the place of the old one, whole or not at all; raise `OutputRefused` if not."""
    check_addresses(files)
    site = {**files, MARKER: marker(files)}
    places = places_of(output)
    with faults_told(places, "write"):
        check_places(places)
        with locked(places):
            mend(places)
            old, spare = own_tree(places.output), own_tree(places.spare)
            same = same_in(old, site)
            if len(same) < len(site):  # the marker lists the files, so one removed or added is seen too
                with emptied_if_it_fails(places.spare):
                    bring_up_to_date(places, spare, old, site, same)
                put_in_place(places, exchange)
    return _published(old, files, same)


def _published(old: Tree, files: Mapping[str, bytes], same: Collection[str]) -> Published:
    """Compare the files by address with those that the old site had."""
    had = (old.listed & old.files.keys()) - {MARKER}
    return Published(
        added=tuple(sorted(files.keys() - had)),
        changed=tuple(sorted((files.keys() & had).difference(same))),
        removed=tuple(sorted(had - files.keys())),
    )
