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
    "amount": "How much?",
    "miles": "How many miles?",
    "on": "When?",
    "journey": "From where to where?",
    "helps": "What helps?",
    "avoid": "What is best avoided?",
    "ring": "Whom to ring",
    "hazard": "What could do harm?",
    "harmed": "Who might be harmed, and how?",
    "already": "What is already done?",
    "more": "What more will we do?",
    "by_when": "By when?",
    "review_on": "Look at it again by",
    "high_reason": "Why is it all right all the same?",
    "where": "Where will you be?",
    "subject": "Subject",
    "body": "Message",
    "needed_by": "When do you need the cash?",
    "supplier": "Where was it bought?",
    "day": "On which day?",
    "no_receipt": "No receipt? Say why",
    "vat": "VAT",
    "name": "Name",
    "address": "Address",
    "locality": "Town or area",
    "ring_when": "When is a good time to ring?",
    "cost": "What does it cost?",
    "pay": "How do we pay?",
    "cancelling": "What if we cancel?",
    "words": "What we learned, or what somebody said",
    "travel": "Buses, trains and where to meet",
    "notes": "How did it go?",
    "cancelled_on": "When did they tell us?",
    "reason": "Why? Only if they said",
    "guests": "How many guests came?",
    "new_faces": "How many people were here for the first time?",
    "reference": "Their booking reference",
    "cancel_by": "Until which day can we cancel for free?",
    "set_up": "What is to be set up?",
}
# The same where a form has a field for each person or fact: the name begins so, and the reference or the fact ends it.
WRITTEN_FOR_EACH = {
    "note_": "Note about",
    "on_": "Discussed on, for",
    "number_": "Number for",
    "quantity_": "How many:",
    "each_": "How much each:",
    "words_": "What was said:",
}


def typed_words(request) -> list[tuple[str, str]]:
    """What was typed into this request's form, as `(label, words)`, in the form's order."""
    names = [*WRITTEN.items(), *_names_for_each(request)]
    return [(label, words) for name, label in names if (words := request.POST.get(name, "").strip())]


def _names_for_each(request):
    for begins, label in WRITTEN_FOR_EACH.items():
        yield from ((name, f"{label} {name.removeprefix(begins)}") for name in request.POST if name.startswith(begins))
