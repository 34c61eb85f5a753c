"""Words of which a plan has one row: fetching that row, and saving a form over it."""

from activities import actions


def saved_row(request, activity, model):
    """What is written of a plan now, or an empty row of it."""
    row = model.objects.visible_to(request.user).filter(activity=activity).select_related("changed_by").first()
    return row or model(activity=activity)


def keep_words(request, form, name):
    """Save the one thing that a valid form asks for.

    Return None; or, where somebody else saved first, the form opened on the newest version, and both.
    """
    row, typed = form.instance, form.cleaned_data
    try:
        opened_version = typed["opened_version"]
        actions.save_words(row=row, opened_version=opened_version, by=request.user, **{name: typed[name]})
    except actions.StaleWords:
        saved = saved_row(request, row.activity, type(row))
        both = [(form.fields[name].label, getattr(saved, name), typed[name])]
        data = request.POST.copy()
        data["opened_version"] = saved.version
        return type(form)(data, instance=saved), both
    return None
