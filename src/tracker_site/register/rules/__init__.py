"""The rules across records; each module holds the rules of one matter."""

from __future__ import annotations

from datetime import date

from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.register.register import Register
from tracker_site.register.rules.addresses import check_addresses
from tracker_site.register.rules.brand import check_brand
from tracker_site.register.rules.clocks import check_what_meets
from tracker_site.register.rules.duplicates import check_duplicates
from tracker_site.register.rules.names import check_names
from tracker_site.register.rules.settings import check_settings
from tracker_site.register.rules.speakers import check_speakers
from tracker_site.register.rules.texts import check_texts
from tracker_site.register.rules.times import check_times


def hold_rules(register: Register, problems: Problems, today: date, memory: Memory) -> None:
    """Note every rule across records that the content breaks."""
    check_addresses(register, problems)
    check_brand(register, problems)
    check_duplicates(register, problems, memory)
    check_names(register, problems, memory)
    check_settings(register, problems, today)
    check_speakers(register, problems, memory)
    check_what_meets(register, problems)
    check_texts(register, problems, memory)
    check_times(register, problems, today, memory)
