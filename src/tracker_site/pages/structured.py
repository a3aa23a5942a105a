"""What machines that read pages are told of them: schema.org data as JSON-LD."""

from __future__ import annotations

from typing import Any

from tracker_site.pages.page import Page

Json = dict[str, Any]


def breadcrumbs(root: str, page: Page) -> Json:
    """Return the way to a page as a BreadcrumbList; `root` is the address of the site."""
    trail = [
        ("Home", ""),
        *((link.text, link.address) for link in page.breadcrumbs),
        (page.title, page.address),
    ]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": f"{root}{address}"}
            for position, (name, address) in enumerate((one for one in trail if one[1] is not None), start=1)
        ],
    }


def event(name: str, body: str, day: str, cancelled: bool) -> Json:
    """Return a meeting whose day is known as an Event."""
    status = "EventCancelled" if cancelled else "EventScheduled"
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": name,
        "startDate": day,
        "eventStatus": f"https://schema.org/{status}",
        "organizer": {"@type": "Organization", "name": body},
    }


def dataset(root: str, title: str, description: str, licence: str | None) -> Json:
    """Return the data of the site as a Dataset."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "url": f"{root}data/",
        **({"license": licence} if licence else {}),
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": f"{root}data/tracker.json",
        },
    }
