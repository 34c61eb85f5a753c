"""What is kept out of the log."""

import re

# Whole or cut short.
SECRET_ADDRESS = re.compile(r"/(calendar|board)/[^\s/]+\.[^\s/]+")


def hide_secret_addresses(record):
    """Write the address of a calendar or a board without its secret: whoever reads the log could open it."""
    record.msg, record.args = SECRET_ADDRESS.sub(r"/\1/…", record.getMessage()), ()
    return True
