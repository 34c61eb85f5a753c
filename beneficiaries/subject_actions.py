"""What becomes of a request to know what is held. Each is one statement: sent twice, it is done once."""

from datetime import date

from beneficiaries.models import SubjectRequest
from teams import trail
from teams.keeping import keep_once


def write_subject_request(*, request: SubjectRequest) -> SubjectRequest:
    """Keep that somebody asked. While one of theirs is open, another is the same."""
    return keep_once(request, beneficiary=request.beneficiary, answered_on=None)


def ask_what_they_mean(*, requests, on: date) -> bool:
    """Stop the clock of an open request. It is stopped once; return whether that is new."""
    return bool(trail.update(requests.open().filter(waiting_from=None), waiting_from=on))


def hear_what_they_mean(*, requests, on: date) -> bool:
    """Let the clock go on. Return whether that is new."""
    waiting = requests.open().filter(waiting_from__isnull=False, waiting_until=None)
    return bool(trail.update(waiting, waiting_until=on))


def answer_subject_request(*, requests, on: date) -> bool:
    """Keep that they were answered; a clock that stood still goes on no more. Return whether that is new."""
    return bool(trail.update(requests.open(), answered_on=on))
