"""YAML as the programs of editors read it: the core schema of YAML 1.2, where `20` is a number and `no` a text."""

from __future__ import annotations

import re
from typing import Any

import yaml

CORE = (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
)


class Core(yaml.SafeLoader):
    """PyYAML with the rules of YAML 1.2 for what is a number, a truth or nothing."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  # those of YAML 1.1 are not inherited


def _number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int | float:
    text = loader.construct_scalar(node)
    try:
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    except ValueError:
        return float(text)


for _kind, _pattern, _first in CORE:
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{_kind}", re.compile(f"^(?:{_pattern})$"), [*_first.replace("\0", ""), ""]
    )
for _kind in ("int", "float"):
    Core.add_constructor(f"tag:yaml.org,2002:{_kind}", _number)


def load(text: str) -> Any:
    """Return the values of a text, or raise `yaml.YAMLError`."""
    return yaml.load(text, Core)
