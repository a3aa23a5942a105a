"""The dataset: what its classes declare is what is published, and what they publish they read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import pytest
from pydantic import BaseModel

from tests.support import council
from tracker_site.dataset.build import RECORDS, Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.model import Ref

KINDS: dict[str, type[BaseModel]] = {"recommendations": Recommendation, "actions": Action, **RECORDS}


@cache
def dataset() -> Dataset:
    return Dataset(council.standings())


def entities(kind: str) -> list[BaseModel]:
    of = dataset()
    lists: dict[str, Mapping[str, BaseModel]] = {
        "recommendations": of.recommendations,
        "actions": of.actions,
        **of.records,
    }
    return list(lists[kind].values())


@pytest.mark.parametrize("kind", KINDS)
def test_each_entity_holds_every_field_of_its_class(kind: str) -> None:
    """Entities are built without validation, so nothing else would notice a field that was forgotten."""
    for entity in entities(kind):
        assert set(entity.__dict__) == set(KINDS[kind].model_fields)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_published_can_be_read_again(kind: str) -> None:
    """The classes that publish the data are those that check the data of other trackers."""
    for entity in entities(kind):
        published = entity.model_dump_json(by_alias=True)
        again = KINDS[kind].model_validate(json.loads(published))
        assert json.loads(again.model_dump_json(by_alias=True)) == json.loads(published)


def test_references_carry_the_title_and_the_address_of_what_they_name() -> None:
    """So that no template has to look anything up."""
    found = dataset().recommendations["caseloads-inquiry-1"]

    assert found.last_news
    assert isinstance(found.last_news.record, Ref)
    assert isinstance(found.origin, Ref)
    assert found.origin.title
    assert found.origin.address == "inquiries/caseloads-inquiry/"
