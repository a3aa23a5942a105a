"""The settings of a site: `site.yml`."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import BeforeValidator, Field

from tracker_site.records.authority import BodyKind
from tracker_site.records.base import (
    ClockStart,
    Colour,
    CommonStatusKey,
    Count,
    Email,
    IdOrAction,
    Key,
    Model,
    OrTyped,
    Reference,
    SiteAddress,
    SomeWords,
    Source,
    Text,
    Uuid,
    WarningCode,
    WebAddress,
    When,
    Words,
    one_or_many,
)

Makers = Annotated[tuple[BodyKind, ...], BeforeValidator(one_or_many), OrTyped(BodyKind)]
"""One kind of body, or a list of them."""

STATEMENT = "accessibility"
"""The id of the page with the publisher's own words of the accessibility statement."""


class Publisher(Model):
    """Who publishes the site."""

    name: Words = Field(examples=["Examplebury Council"])
    """The name of the publisher."""
    email: Email | None = None
    """Where to write."""
    url: WebAddress | None = None
    """The publisher's own site."""


class Licence(Model):
    """The licence under which the site's words and data may be used."""

    title: Words = Field(examples=["Open Government Licence v3.0"])
    """Its name."""
    url: WebAddress | None = Field(
        default=None, examples=["https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"]
    )
    """Where it can be read."""


class Repository(Model):
    """Where the content is kept, for "suggest a change" links."""

    url: WebAddress = Field(examples=["https://github.com/examplebury/tracker"])
    """The address of the repository. Pages lead to the history of their record and to the editor in the browser on
    GitHub, GitLab, Codeberg, Gitea, Forgejo, Bitbucket and Azure DevOps, known by the host."""
    branch: Words = Field(default="main", examples=["main"])
    """The branch that is published."""
    content_path: Words = Field(default="content", examples=["content"])
    """The folder of the content in it."""


class StatusWords(Model):
    """A council's own word for a status."""

    label: Words = Field(examples=["2 – Achieved"])
    """The word as the council prints it."""
    means: CommonStatusKey = Field(examples=["completed"])
    """The common status that it means."""


class AppliesTo(Model):
    """The records for which a clock runs."""

    record: Literal["inspection", "inquiry", "recommendation", "meeting"]
    """The kind of record."""
    kind: SomeWords = Field(default=(), examples=["ilacs-standard"])
    """Only those of this `kind`, one or a list."""
    made_by: Makers = Field(default=(), examples=["scrutiny"])
    """Only those made by a body of this kind or by an inspectorate, one or a list. Who made a recommendation follows
    from the inspection, inquiry or meeting that it is `from`. An inquiry without a `body` counts as scrutiny's."""


class Clock(Model):
    """A deadline that follows from law, framework or local rule."""

    key: Key = Field(examples=["cabinet-answer"])
    """What it is called where something `meets` it."""
    title: Words = Field(examples=["The cabinet answers an inquiry"])
    """What has to be done by then."""
    applies_to: AppliesTo
    """The records for which it runs."""
    starts: ClockStart = Field(examples=["published"])
    """The date of the record from which it runs: `published`, `received`, `visited`, `issued` or `date`."""
    length: Count = Field(examples=["2"])
    """How long it runs."""
    unit: Literal["days", "working-days", "weeks", "months"]
    """The unit of the length. Working days leave out weekends and the bank holidays of England and Wales."""
    source: Source | None = None
    """The law, framework or rule that sets it."""


class Brand(Model):
    """The look of the council."""

    colour: Colour | None = None
    """The colour of the head of each page."""
    logo: Words | None = Field(default=None, examples=["logo.svg"])
    """The name of a file in `templates/assets/`."""


class Accessibility(Model):
    """What the accessibility statement needs to say."""

    email: Email | None = None
    """Where to report a problem."""
    phone: Words | None = Field(default=None, examples=["01632 960000"])
    """The number to ring."""
    compliance: Literal["full", "partial", "none"] | None = None
    """How far the site meets WCAG 2.2 AA."""
    problems: Text | None = Field(
        default=None, examples=["The wide tables are hard to read with a magnifier."]
    )
    """What does not meet it yet."""
    prepared: When | None = None
    """When the statement was prepared."""
    reviewed: When | None = None
    """When it was last reviewed."""
    tested: Words | None = Field(default=None, examples=["By the web team, with a screen reader"])
    """How and by whom the site was tested."""


class Withdrawn(Model):
    """A record that was taken from the site."""

    id: IdOrAction
    """Its id, which must not be used again; of an action within a record its address, `id/key`."""
    date: When
    """When it was withdrawn."""
    kind: (
        Literal[
            "inspection",
            "inquiry",
            "recommendation",
            "plan",
            "meeting",
            "update",
            "measure",
            "page",
            "action",
        ]
        | None
    ) = None
    """What kind of record it was; then its old address says that it was withdrawn."""
    title: Words | None = Field(default=None, examples=["Recommendation 8 of the inspection of 2022"])
    """What it was called, where that may still be said; then the site names it so."""
    note: Text | None = Field(default=None, examples=["It was published twice."])
    """Why, as far as it can be said."""
    to: Reference | None = None
    """The record that stands in its place."""


class OtherTracker(Model):
    """Another tracker whose data this one takes in, to show it as that tracker's own."""

    key: Key = Field(examples=["southshire"])
    """What it is called here: its pages are at `/from/KEY/`, and its records are called `KEY:id`."""
    title: Words = Field(examples=["Southshire's tracker"])
    """Its title, by which it is named wherever something of it is shown."""
    url: WebAddress | None = Field(default=None, examples=["https://tracker.southshire.example/"])
    """The https address of the tracker, or of its `data/tracker.json`, from which `fetch` brings the data."""
    file: Words | None = Field(default=None, examples=["federation/southshire.json"])
    """The file in the content that holds its data. Absent: `federation/KEY.json`."""


class Site(Model):
    """The settings of the site: its title, its publisher, its words."""

    title: Words = Field(examples=["Children's services scrutiny tracker"])
    """The title of the site."""
    description: Words | None = Field(default=None, examples=["What was recommended, and what came of it"])
    """What it is, in a sentence."""
    publisher: Publisher | None = None
    """Who publishes it."""
    base_url: SiteAddress | None = Field(default=None, examples=["https://tracker.examplebury.example/"])
    """The address at which it is published; absent, canonical addresses and the sitemap are left out."""
    feed_id: Uuid | None = Field(default=None, examples=["9b2f6f0e-5c1d-4c57-9a57-3c0d8c1f7a42"])
    """What the ids of feeds and calendars are made from, written by `init`; they stay when the address changes. Never
    change it, nor add it to a site whose feeds were published at its address without it."""
    language: Words = Field(default="en-GB", examples=["en-GB"])
    """The language of the site."""
    licence: Licence | None = None
    """The licence of its words and data."""
    repository: Repository | None = None
    """Where the content is kept."""
    notice: Text | None = Field(default=None, examples=["This is not the official record of the council."])
    """The standing text that this is not the official record."""
    quiet_after: Count = Field(default=180, examples=["180"])
    """The number of days without news after which an open recommendation is called quiet."""
    themes: dict[Key, Words] = Field(default_factory=dict, examples=[{"workforce": "Workforce"}])
    """The themes that recommendations may name, each with its label."""
    statuses: dict[Key, StatusWords] = Field(
        default_factory=dict, examples=[{"achieved": {"label": "2 – Achieved", "means": "completed"}}]
    )
    """The council's own words for a status, each with the common status that it means."""
    clocks: tuple[Clock, ...] = ()
    """Deadlines of law, framework or local rule, beside those that are built in."""
    brand: Brand = Brand()
    """The look of the council."""
    accessibility: Accessibility = Accessibility()
    """What the accessibility statement needs to say."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Records that were taken from the site."""
    federation: tuple[OtherTracker, ...] = ()
    """Other trackers whose data this one takes in."""
    accepts: tuple[WarningCode, ...] = Field(default=(), examples=[["no-base-url"]])
    """Codes of warnings about the settings that an editor has read and accepts."""


def feed_id_of(site: Site) -> UUID:
    """Return the UUID of the feeds of a site; until the settings have one, it follows from title and publisher."""
    if site.feed_id:
        return UUID(site.feed_id)
    publisher = site.publisher.name if site.publisher else ""
    return uuid5(NAMESPACE_URL, f"tracker-site\n{site.title}\n{publisher}")
