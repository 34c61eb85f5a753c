"""What is kept out of the log."""

import re

# Whole or cut short.
CALENDAR_ADDRESS = re.compile(r"/calendar/[^\s/]+\.[^\s/]+")


def hide_calendar_addresses(record):
    """Write a calendar's address without what makes it secret: whoever reads the log could read somebody's plans."""
    record.msg, record.args = CALENDAR_ADDRESS.sub("/calendar/…", record.getMessage()), ()
    return True
