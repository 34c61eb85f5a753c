"""What a page does not wait for, so that its time tells nothing."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

logger = logging.getLogger(__name__)
_post = ThreadPoolExecutor(max_workers=2, thread_name_prefix="aside")


def aside(send) -> None:
    """Send a message while the page is answered. One that cannot be sent is only noted: nobody waits to be told."""
    _post.submit(copy_context().run, _try, send)


def _try(send):
    try:
        send()
    except OSError:
        logger.exception("A message that somebody asked for at sign-in could not be sent.")
