"""A signing key for a machine that was not given one."""

import contextlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.management.utils import get_random_secret_key


def local_secret_key(path: Path) -> str:
    """Return the key kept in `path`, making the file on first use.

    One machine needs no set-up this way. Several web nodes must share `SECRET_KEY` through the environment.
    """
    if not path.exists():
        # Written whole before it gets its name, so that two processes that start together share one key.
        with NamedTemporaryFile("w", dir=path.parent) as file, contextlib.suppress(FileExistsError):
            file.write(get_random_secret_key() + get_random_secret_key())
            file.flush()
            os.link(file.name, path)
    return path.read_text()
