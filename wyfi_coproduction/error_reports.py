"""Reports of errors for a service that speaks Sentry's language, with nothing of anybody in them."""

from wyfi_coproduction.request_ids import request_id

# What may leave this machine. Everything else of an event is left here: the request, who asked, values, words.
KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "sdk")
KEPT_OF_A_CALL = ("filename", "abs_path", "module", "function", "lineno", "in_app")


def start_sentry(dsn: str, **options) -> None:
    """Report errors there. Its library is needed only for this: `requirements-sentry.txt`."""
    import sentry_sdk

    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        before_send=without_people,
        **options,
    )


def without_people(event: dict, hint: dict) -> dict:
    """What is kept of an event: the kind of each error and its way through the code."""
    errors = event.get("exception", {}).get("values", [])
    return {name: event[name] for name in KEPT if name in event} | {
        "exception": {"values": [_error_without_words(error) for error in errors]},
        "tags": {"request_id": request_id.get()},
    }


def _error_without_words(error):
    calls = (error.get("stacktrace") or {}).get("frames", [])
    frames = [{name: call[name] for name in KEPT_OF_A_CALL if name in call} for call in calls]
    return {"type": error.get("type"), "module": error.get("module"), "stacktrace": {"frames": frames}}
