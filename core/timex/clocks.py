"""Hours beside a day: *14h30*, *8 giờ tối*, *20:00*; and parts of the day, which say which twelve hours they are."""

import re

CLOCK = (
    r"(?P<h>2[0-4]|[01]?\d) ?(?:(?:h|g|giờ)"
    r"(?: ?(?P<mi>[0-5]\d)(?!\d)(?: ?(?:phút|p|')(?!\w))?| ?(?P<half>rưỡi))?(?![^\W\d])"
    r"|:(?P<mi2>[0-5]\d)(?!\d)(?::[0-5]\d(?!\d))?)(?: ?(?P<noon>[ap]m|sa|ch)(?!\w))?"
)


def clock_of(m: re.Match[str], part: str | None = None) -> str:
    """`T14:30` from a match of `CLOCK`, given the part of the day said with it (`TAF`)."""
    hour = int(m["h"])
    minute = int(m["mi"] or m["mi2"] or (30 if m["half"] else 0))
    if m["noon"] in ("pm", "ch") and hour < 12:
        hour += 12
    return in_part(f"T{hour:02}:{minute:02}", part)


def in_part(clock: str, part: str | None) -> str:
    """An hour of twelve as one of twenty-four, by the part of the day: *8 giờ tối* is 20:00, *12 giờ đêm* midnight."""
    hour = int(clock[1:3])
    if part == "TNI" and hour == 12:
        hour = 0
    elif (
        (part in ("TAF", "TEV") and hour < 12)
        or (part == "TNI" and 6 <= hour < 12)
        or (part == "TMI" and hour in (1, 2, 3))
    ):
        hour += 12
    return f"T{hour:02}{clock[3:]}"
