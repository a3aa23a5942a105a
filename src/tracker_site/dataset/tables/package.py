"""The description of the data as a Frictionless Data Package (tabular data package, version 1)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tracker_site.dataset.tables.columns import Field
from tracker_site.dataset.tables.table import Table
from tracker_site.records.site import Licence, Publisher, Site

Json = dict[str, Any]

_TYPES = {"address": "string", "whole": "integer", "number": "number", "yes-no": "boolean", "day": "date"}
EXACT = r"(\d{4}(-\d{2}){0,2}|\.\.)(/(\d{4}(-\d{2}){0,2}|\.\.))?|unknown"
"""A date as exact as it is known."""


def as_package(site: Site, tables: Sequence[Table]) -> bytes:
    """Return `datapackage.json`: each table with its fields, its key and what it refers to."""
    keys = {table.name: table.key for table in tables}
    package: Json = {
        "profile": "tabular-data-package",
        "name": _slug(site.title),
        "title": site.title,
        **({"description": site.description} if site.description else {}),
        **({"homepage": site.base_url} if site.base_url else {}),
        **({"licenses": [_licence(site.licence)]} if site.licence else {}),
        **({"contributors": [_publisher(site.publisher)]} if site.publisher else {}),
        "resources": [_resource(table, keys) for table in tables],
    }
    return f"{json.dumps(package, ensure_ascii=False, indent=1)}\n".encode()


def _slug(title: str) -> str:
    return re.sub("[^a-z0-9]+", "-", title.casefold()).strip("-") or "tracker"


def _licence(licence: Licence) -> Json:
    return {
        "name": _slug(licence.title),
        "title": licence.title,
        **({"path": licence.url} if licence.url else {}),
    }


def _publisher(publisher: Publisher) -> Json:
    site = {"path": publisher.url} if publisher.url else {}
    return {"title": publisher.name, **site, "role": "publisher"}


def _resource(table: Table, keys: Mapping[str, tuple[str, ...]]) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.words,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": [field.name],
                    "reference": {"resource": field.refers_to, "fields": list(keys[field.refers_to])},
                }
                for field in table.fields
                if field.refers_to
            ],
        },
    }


def _field(field: Field) -> Json:
    constraints: Json = {
        **({"required": True} if field.is_needed else {}),
        **({"enum": list(field.values)} if field.values else {}),
        **({"pattern": EXACT} if field.type == "date" else {}),
    }
    return {
        "name": field.name,
        "type": _TYPES.get(field.type, "string"),
        "description": field.words,
        **({"constraints": constraints} if constraints else {}),
    }
