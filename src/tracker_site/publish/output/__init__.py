"""The new site put in the place of the old one, whole or not at all.

Beside `output/` lie two folders, on the same file system so that each is renamed in one step:

- `.output.spare/`: the site before last, which the next site is made from. It is brought up to date and then
  exchanged with the output in one step, so no file that is being served is ever edited.
- `.output.state/`: the lock that keeps two builds apart and, for the time of an exchange by renames, the old
  site.

Inside a site, `.tracker-site` proves that the tool made it and lists its files, so that whatever else lies
there is noticed before it is lost. It holds nothing but addresses: the same files give the same bytes in any
folder. Whether a file is the same is told by its bytes. Reading them costs half of what hashing the new ones
would, and there is no record that could be out of date: what a stopped build left, a page edited by hand and
what a disk lost are all found by the next build, and written anew.

Nothing is forced to the disk: a power cut, unlike a kill, may lose what was written in the seconds before.
"""

from tracker_site.publish.output.addresses import MARKER
from tracker_site.publish.output.exchanging import (
    Exchange,
    exchange_at_once,
    exchange_by_renames,
    exchange_folders,
)
from tracker_site.publish.output.places import OutputRefused, Places
from tracker_site.publish.output.publishing import Published, check_usable, replace

__all__ = [
    "MARKER",
    "Exchange",
    "OutputRefused",
    "Places",
    "Published",
    "check_usable",
    "exchange_at_once",
    "exchange_by_renames",
    "exchange_folders",
    "replace",
]
