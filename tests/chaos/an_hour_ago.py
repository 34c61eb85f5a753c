"""The product on a machine whose clock was put back an hour."""

from datetime import datetime, timedelta

import time_machine

time_machine.travel(datetime.now().astimezone() - timedelta(hours=1)).start()

from wyfi_coproduction.wsgi import application  # noqa: E402

__all__ = ["application"]
