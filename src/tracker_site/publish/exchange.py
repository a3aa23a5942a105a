"""The spare put in the place of the output."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress

from tracker_site.publish.folders import Places, empty, own_tree

# The file system or the system cannot exchange two folders; some containers answer EPERM for that.
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}

Exchange = Callable[[Places], None]


def exchange_folders(places: Places) -> None:
    """Exchange the output and its spare, in one step where the system can."""
    try:
        exchange_at_once(places)
    except OSError as error:
        if error.errno not in _NO_EXCHANGE:
            raise
        exchange_by_renames(places)


def put_in_place(places: Places, exchange: Exchange) -> None:
    """Make the finished spare the output; a first site needs no exchange."""
    if places.output.exists():
        exchange(places)
    else:
        places.spare.rename(places.output)


def exchange_at_once(places: Places) -> None:
    """Exchange the two folders in one step, at every moment of which there is a site; or raise `OSError`."""
    import ctypes  # takes 7 ms, and only a build that changed something gets here

    if os.name == "nt":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    libc = ctypes.CDLL(None, use_errno=True)
    output, spare = os.fsencode(places.output), os.fsencode(places.spare)
    try:
        if sys.platform == "darwin":
            failed = libc.renamex_np(output, spare, 2)  # RENAME_SWAP
        else:
            failed = libc.renameat2(-100, output, -100, spare, 2)  # AT_FDCWD, RENAME_EXCHANGE
    except AttributeError:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(places.output))


def exchange_by_renames(places: Places) -> None:
    """Exchange the two folders by renames; between the first two there is no output for a moment.

    The old site lying aside is the journal: a build that is killed in that moment leaves no output until the
    next run, which puts the old site back before it does anything else.
    """
    places.output.rename(places.aside)
    try:
        places.spare.rename(places.output)
    except BaseException:
        mend(places)
        raise
    with suppress(OSError):  # the new site is in its place; the next build mends this
        places.aside.rename(places.spare)


def mend(places: Places) -> None:
    """Finish or undo an exchange by renames that was stopped halfway."""
    if not places.aside.exists():
        return
    with suppress(OSError):
        places.output.rmdir()  # made meanwhile and empty, it must not keep the old site out
    if not places.output.exists():
        places.aside.rename(places.output)
    elif not places.spare.exists():
        places.aside.rename(places.spare)
    else:  # somebody put another site there meanwhile
        empty(own_tree(places.aside))
        shutil.rmtree(places.aside)
