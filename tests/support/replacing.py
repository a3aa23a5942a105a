"""A site put in the place of another at once, as tests have it in memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tracker_site.publish.exchange import Exchange, exchange_folders
from tracker_site.publish.output import Published, check_addresses, next_site


def replace(output: Path, files: Mapping[str, bytes], exchange: Exchange = exchange_folders) -> Published:
    """Put a site in the place of the old one, whole or not at all; raise `OutputRefused` if not."""
    check_addresses(files)
    with next_site(output) as site:
        written = {address: site.write(address, content) for address, content in files.items()}
        return site.publish(written, exchange)
