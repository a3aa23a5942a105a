"""Which kind of record each folder of the content holds."""

from __future__ import annotations

from tracker_site.records.authority import Authority
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Meeting
from tracker_site.records.page import ProsePage
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.update import Update

KINDS: dict[str, type[Record]] = {
    "authorities": Authority,
    "inspections": Inspection,
    "inquiries": Inquiry,
    "recommendations": Recommendation,
    "actions": Plan,
    "meetings": Meeting,
    "updates": Update,
    "measures": Measure,
    "pages": ProsePage,
}

NAMES: dict[str, str] = {model.noun: folder for folder, model in KINDS.items()}
"""What one record of each kind is called on the command line, and its folder."""
