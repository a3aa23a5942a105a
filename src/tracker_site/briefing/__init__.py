"""What a body may ask at its next meeting.

One way through the modules: `body` (the entities before a body) → `urgent` (what is urgent, each once, with its reason)
→ `topics` (what is one concern) → `history`, `recorded` and `questions` (what is recorded of it, and what follows, in
words) → `items` (a topic in words) → `sheet` (groups, and what of them two sides of paper hold: `print_budget`). Pages,
JSON, the table and the calendar show a sheet.
"""
