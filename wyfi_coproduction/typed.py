"""Giving back what somebody typed when it could not be saved."""

# The fields in which people write. Nothing else that was sent is ever shown back, least of all a password.
WRITTEN = {
    "description": "Activity description",
    "date": "Date",
    "references": "Beneficiary ID(s)",
    "starts_at": "Start time",
    "ends_at": "End time",
    "place": "Where?",
    "purpose": "Purpose",
    "outcomes": "Intended outcomes",
    "learned": "What we learned",
    "text": "Task",
    "note": "Note",
    "speak_to": "Who do I need to speak to?",
}


def typed_words(request) -> list[tuple[str, str]]:
    """What was typed into this request's form, as `(label, words)`, in the form's order."""
    return [(label, words) for name, label in WRITTEN.items() if (words := request.POST.get(name, "").strip())]
