"""The folders of records, and every mistake that the reader knows."""

from __future__ import annotations

from collections.abc import Mapping

from tracker_site.problems import Place, Problems
from tracker_site.source.strict_yaml import MESSAGES as YAML_MESSAGES

# The folder of each kind of record, with the ending of its files.
KINDS: Mapping[str, str] = {
    "authorities": ".yml",
    "inspections": ".md",
    "inquiries": ".md",
    "recommendations": ".md",
    "actions": ".yml",
    "meetings": ".md",
    "updates": ".md",
    "measures": ".yml",
    "pages": ".md",
}

OTHERS = "federation"
"""The folder with the data of other trackers, which is no record and is read by `federation`."""

LARGEST = 1_000_000  # bytes of a file

# Each code with what is said under it: these codes are a promise, their sentences are not.
MESSAGES: Mapping[str, str] = {
    "bad-id": "'{}' is not an id (1 to 80 lowercase letters, digits and hyphens); rename the file{}",
    "conflict": "'{}' marks where git could not bring two versions together, which stand one below the other, parted "
    "by '======='; keep what holds of the two, and delete the lines of signs",
    "folder-link": "links to folders are not followed; move the folder itself here",
    "hidden-character": YAML_MESSAGES["hidden-character"],
    "missing-site": "there is no such file, and a site needs one; write one with at least 'title: …'",
    "name-for-windows": "Windows can't hold a file or a folder called '{}', so nobody could copy or publish this "
    "there; {}",
    "no-front-matter": "the first line must be '---', with the fields below it and another '---' after them",
    "not-text": "this is {}, not a text, whatever its name says; take it from here, and write the record as text (a "
    "meeting can be drafted from the text of its minutes)",
    "not-utf8": "this is not UTF-8 (byte 0x{:02X}); save the file again with the encoding UTF-8",
    "open-front-matter": "the fields that start here never end; write '---' on a line of its own below them",
    "outside-link": "this link does not lead to a file in the content folder; put the file itself here",
    "repeated-id": "'{}' is the id of {} too{}; rename one of the two, since an id has one meaning",
    "todo": YAML_MESSAGES["todo"],
    "too-large": "this file is larger than 1 MB; shorten it, or split it",
    "unknown-file": "only 'site.yml' stands beside the folders of records; {}",
    "unknown-folder": "'{}' is not a folder of records{}",
    "unreadable": "this cannot be read ({}); make it an ordinary file or folder that you may read",
    "wrong-ending": "only files that end in '{}' stand in '{}'; {}",
}


def refuse(path: str, problems: Problems, code: str, *about: object) -> None:
    """Note a mistake of a whole file or folder."""
    refuse_at(Place(path), problems, code, *about)


def refuse_at(place: Place, problems: Problems, code: str, *about: object) -> None:
    """Note a mistake at its place; `about` fills the sentence of its code."""
    problems.error(place, MESSAGES[code].format(*about), code)
