"""YAML read strictly: text stays the text that was typed, and whatever could mean two things is refused.

The only module that imports PyYAML. It reads the events of libyaml, which is faster than PyYAML's own loader
and lets nothing guess that `no` is false or that `19:30` is 1170.
"""

from tracker_site.source.strict_yaml.faults import MESSAGES
from tracker_site.source.strict_yaml.reading import (
    DEEPEST,
    MOST_FAULTS,
    MOST_TODOS,
    Fields,
    Mark,
    Value,
    read_fields,
)
from tracker_site.source.strict_yaml.signs import HIDDEN, describe_character, question

__all__ = [
    "DEEPEST",
    "HIDDEN",
    "MESSAGES",
    "MOST_FAULTS",
    "MOST_TODOS",
    "Fields",
    "Mark",
    "Value",
    "describe_character",
    "question",
    "read_fields",
]
