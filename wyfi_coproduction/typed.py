"""Giving back what somebody typed when it could not be saved."""

# The fields in which people write. Nothing else that was sent is ever shown back, least of all a password.
WRITTEN = {
    "description": "Activity description",
    "date": "Date",
    "references": "Beneficiary ID(s)",
    "starts_on": "From which day on?",
    "first_day": "First day away",
    "last_day": "Last day away",
    "starts_at": "Start time",
    "ends_at": "End time",
    "place": "Where?",
    "clash_reason": "Why is that all right?",
    "word": "A word for it",
    "until": "Until",
    "purpose": "Purpose",
    "outcomes": "Intended outcomes",
    "learned": "What we learned",
    "text": "Task",
    "note": "Note",
    "others": "Who do I need to speak to?",
    "answer": "What did they say?",
    "hazard": "What could do harm?",
    "harmed": "Who might be harmed, and how?",
    "already": "What is already done?",
    "more": "What more will we do?",
    "by_when": "By when?",
    "review_on": "Look at it again by",
    "high_reason": "Why is it all right all the same?",
    "where": "Where will you be?",
    "ring": "Whom should your buddy ring if you do not check in?",
    "subject": "Subject",
    "body": "Message",
}
# The same where a form has a field for each person: the name begins so, and the person's reference ends it.
WRITTEN_FOR_EACH = {"note_": "Note about", "on_": "Discussed on, for"}


def typed_words(request) -> list[tuple[str, str]]:
    """What was typed into this request's form, as `(label, words)`, in the form's order."""
    names = [*WRITTEN.items(), *_names_for_each(request)]
    return [(label, words) for name, label in names if (words := request.POST.get(name, "").strip())]


def _names_for_each(request):
    for begins, label in WRITTEN_FOR_EACH.items():
        yield from ((name, f"{label} {name.removeprefix(begins)}") for name in request.POST if name.startswith(begins))
