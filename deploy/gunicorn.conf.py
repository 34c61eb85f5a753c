"""How gunicorn serves the product: `gunicorn --config deploy/gunicorn.conf.py wyfi_coproduction.wsgi`."""

import os

from wyfi_coproduction.logs import logging_settings

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WORKERS", "2"))
worker_class, threads = "gthread", 4
# In seconds. Drawing a large photo again takes a few; nothing takes this long.
timeout = 60
# Whoever is being answered when a new version comes is answered first.
graceful_timeout = 30
# Workers start afresh now and then, at different times, so that none grows for ever.
max_requests, max_requests_jitter = 2000, 400
# Of an address: a search of ours is much shorter. Larger headers are nobody's browser.
limit_request_line, limit_request_fields, limit_request_field_size = 4094, 60, 8190
control_socket_disable = True
# The product writes one line for each request itself, without its address; gunicorn's own would have it whole.
accesslog = None
logconfig_dict = logging_settings(form=os.environ.get("LOGS", "json"))
