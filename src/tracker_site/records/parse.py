"""From files to records: text comes in, types go on, and what is not known is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from tracker_site.memory import note, note_each
from tracker_site.problems import Place, Problems
from tracker_site.records.authority import Authority
from tracker_site.records.base import NOT_TYPED, Model, Record
from tracker_site.records.explain import explain, needed_fields, typed_fields, unknown_field
from tracker_site.records.kinds import KINDS
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.site import Site
from tracker_site.source import KINDS as ENDINGS
from tracker_site.source import SourceFile

M = TypeVar("M", bound=Model)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a site by their ids, and the files that they came from."""

    site: Site
    by_id: dict[str, Record]
    files: dict[str, SourceFile] = field(repr=False)
    broken: frozenset[str]
    """The ids of files that could not be read; what refers to them is not to blame."""
    folders_are_missing: bool
    """Whether whole folders could not be read, so that there may be records of any id."""
    _by_kind: dict[type[Record], tuple[Record, ...]] = field(default_factory=dict, repr=False, compare=False)

    def of_kind(self, model: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the order of their files."""
        if model not in self._by_kind:
            assert model in KINDS.values(), model
            # Not `isinstance`, for which pydantic has a slow answer of its own.
            self._by_kind[model] = tuple(record for record in self.by_id.values() if type(record) is model)
        return cast("tuple[R, ...]", self._by_kind[model])

    def council_of(self, id: str) -> str | None:
        """Return the id of the council that a record belongs to, as far as it is said."""
        record = self.by_id.get(id)
        if isinstance(record, Recommendation):
            record = self.by_id.get(record.origin)
        if isinstance(record, Authority):
            return id
        council: str | None = getattr(record, "authority", None)
        return council

    def place(self, record: str, *path: str | int) -> Place:
        """Return where the value at `path` stands in the file of a record, or of the settings (`site`)."""
        return self.files[record].place(*path)

    def is_broken(self, target: str) -> bool:
        """Whether what a reference names may be in a file that could not be read."""
        return self.folders_are_missing or target.split("/")[0] in self.broken


def parse(files: Iterable[SourceFile], problems: Problems, base_url: str | None = None) -> Records | None:
    """Return the records of all files that are valid by themselves; note the mistakes of the others.

    `base_url` overrules that of the settings. Without settings that can be read there is nothing to return.
    """
    site: Site | None = None
    by_id: dict[str, Record] = {}
    by_path: dict[str, SourceFile] = {}
    of_records = []
    for file in files:
        if file.kind == "site":
            site = note(problems, _parse_site, file, base_url)
            by_path["site"] = file
        else:
            of_records.append(file)
    for file, record in zip(of_records, note_each(problems, _parse_record, of_records), strict=True):
        if record:
            by_id[file.id] = record
            by_path[file.id] = file
    wrong = [PurePosixPath(problem.place.file).name for problem in problems]
    folders_are_missing = not all("." in name for name in wrong)
    return (
        Records(site, by_id, by_path, frozenset(map(_id_meant, wrong)), folders_are_missing) if site else None
    )


def parse_alone(model: type[M], file: SourceFile, fields: dict[str, Any], problems: Problems) -> M | None:
    """Return what fields make of a model; note their mistakes at their places in the file."""
    try:
        return model.model_validate(fields)
    except ValidationError as invalid:
        explain(model, file, invalid.errors(include_url=False), problems)
        return None


def _id_meant(name: str) -> str:
    """Return the id that a file is meant to have, whatever its ending."""
    return re.sub("[^a-z0-9]+", "-", name.partition(".")[0].casefold()).strip("-")


def _parse_site(file: SourceFile, base_url: str | None, problems: Problems) -> Site | None:
    given = {**file.fields, "base_url": base_url} if base_url else file.fields
    return parse_alone(Site, file, given, problems)


def _parse_record(file: SourceFile, problems: Problems) -> Record | None:
    if kind := _kind_meant(file):
        there = f"{kind}/{file.id}{ENDINGS[kind]}"
        message = f"these are the fields of '{kind}', not of '{file.kind}'; move this to {there}"
        problems.error(file.place(), message, "wrong-folder")
        return None
    model = KINDS[file.kind]
    for name in NOT_TYPED & file.fields.keys():
        problems.error(file.key_place(name), unknown_field(name, model), "unknown-field")
    given = {**file.fields, "id": file.id, "prose": file.body}
    return parse_alone(model, file, given, problems)


def _kind_meant(file: SourceFile) -> str | None:
    """Return the folder of the one kind whose fields these are, where they fit that of their own so badly."""
    misfits = _misfits(file.kind, file)
    if len(misfits) < 2 or not misfits & file.fields.keys():
        return None
    fitting = [kind for kind in KINDS if not _misfits(kind, file)]
    return fitting[0] if len(fitting) == 1 else None


def _misfits(kind: str, file: SourceFile) -> set[str]:
    """Return the fields of a file that a kind of record does not have, and those that it lacks."""
    given = file.fields.keys()
    return (given - set(typed_fields(KINDS[kind]))) | (set(needed_fields(KINDS[kind])) - given)
