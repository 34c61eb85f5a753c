"""What is written of what happens: enough to put it right, and nothing of anybody.

A log is read by more people than the product is, and kept elsewhere. So nothing comes into it that anybody typed, and
no address as it was asked for: it may hold a reference, a secret, or what somebody looked for. Of an error its kind
stays, and its way through the code. Its own words are left out: a database, for one, puts values into them.
"""

import logging
from http import HTTPStatus
from pathlib import Path
from traceback import walk_tb

from django.utils.log import AdminEmailHandler
from pythonjsonlogger.json import JsonFormatter

from wyfi_coproduction.request_ids import request_id

# Placeholders of a message that stand for these say nothing of anybody.
SAYS_NOTHING = (int, float, bool, type(None))
LEFT_OUT = "…"
METHODS = {"", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
OURS = ("wyfi_coproduction", "reports", "activities", "checklist", "beneficiaries", "teams")
JSON = "%(levelname)s %(name)s %(message)s"
NAMES = {"levelname": "level", "name": "logger", "exc_info": "error"}
PLAIN = "%(asctime)s %(levelname)s %(name)s %(request_id)s %(method)s %(route)s %(status)s %(message)s %(where)s"


def logging_settings(*, form: str, with_letters: bool = False) -> dict:
    """Django's setting, and gunicorn's. `form` is "plain", or "json": a line for each request too."""
    handlers = {"console": {"class": "logging.StreamHandler", "formatter": form}}
    if with_letters:
        letters = {"class": "wyfi_coproduction.logs.ErrorLetters", "level": "ERROR", "formatter": "plain"}
        handlers["letters"] = letters
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"()": "wyfi_coproduction.logs.Plain", "format": PLAIN},
            "json": {"()": "wyfi_coproduction.logs.Json", "format": JSON, "timestamp": True, "rename_fields": NAMES},
        },
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "WARNING"},
        "loggers": {
            "wyfi_coproduction.request_ids": {"level": "INFO" if form == "json" else "WARNING"},
            "wyfi_coproduction.management": {"level": "INFO"},
            # Django's own letters would hold the whole request.
            "django": {"handlers": [], "level": "WARNING"},
            "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        },
    }


def private(record: logging.LogRecord) -> logging.LogRecord:
    """The same record with nothing of anybody in it."""
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    safe = logging.LogRecord(record.name, record.levelno, record.pathname, record.lineno, _words(record), None, None)
    safe.created, safe.msecs = record.created, record.msecs
    safe.request_id = request_id.get()
    method = getattr(request, "method", "")
    safe.method, safe.route = method if method in METHODS else LEFT_OUT, match.route if match else ""
    safe.status, safe.ms = getattr(record, "status_code", ""), getattr(record, "ms", "")
    safe.where = f"{record.module}:{record.lineno}"
    safe.exc_text = way_of(record.exc_info[1]) if record.exc_info and record.exc_info[1] else None
    return safe


def _words(record):
    if record.name in OURS or record.name.startswith(tuple(f"{room}." for room in OURS)):
        # What we say ourselves has nothing of anybody in its words; what is put into them may have.
        return _filled_in(record)
    if getattr(record, "request", None) is not None and hasattr(record, "status_code"):
        return HTTPStatus(record.status_code).phrase
    if record.name.startswith("gunicorn") and record.levelno <= logging.INFO:
        return record.getMessage()
    # Without anything to fill in it may be a sentence that was put together before: an address, a value.
    return _filled_in(record) if record.args else LEFT_OUT


def _filled_in(record):
    if not record.args:
        return str(record.msg)
    named = isinstance(record.args, dict)
    pairs = record.args.items() if named else enumerate(record.args)
    kept = {key: value if isinstance(value, SAYS_NOTHING) else LEFT_OUT for key, value in pairs}
    try:
        return str(record.msg) % (kept if named else tuple(kept.values()))
    except (TypeError, ValueError):
        # A placeholder for a number, to which something else was given.
        return LEFT_OUT


def way_of(error: BaseException) -> str:
    """The kind of this error and of those behind it, each with its way through the code, the last call first."""
    told = []
    while error is not None and len(told) < 5:
        calls = [_call(frame.f_code, line) for frame, line in walk_tb(error.__traceback__)]
        told.append("\n  ".join([f"{type(error).__module__}.{type(error).__qualname__}", *reversed(calls)]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(told)


def _call(code, line):
    return f"{'/'.join(Path(code.co_filename).parts[-3:])}:{line} {code.co_name}"


class Json(JsonFormatter):
    """One line of JSON for each record."""

    def format(self, record):
        return super().format(private(record))

    def process_log_record(self, log_data):
        return {name: value for name, value in log_data.items() if value not in ("", None)}


class Plain(logging.Formatter):
    """The same for somebody who reads along."""

    def format(self, record):
        return super().format(private(record))


class ErrorLetters(AdminEmailHandler):
    """Writes to whoever keeps the product when something went wrong, at most once in five minutes for one place."""

    QUIET = 300

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.written = {}

    def emit(self, record):
        safe = private(record)
        place = (safe.where, safe.exc_text)
        if record.created - self.written.get(place, 0) < self.QUIET:
            return
        self.written[place] = record.created
        self.send_mail(f"Something went wrong ({request_id.get()})", self.format(record), fail_silently=True)
