"""The quarter's pack: one page that prints, and a document that can be worked on."""

from django.http import FileResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from activities.reflections_document import DOCX
from reports.asked import address_of, read
from reports.headlines import headlines
from reports.pack import pack
from reports.pack_document import write_pack
from reports.small_numbers import Level
from reports.views.report import file_of, keep_figures_taken_out, shown


@require_safe
def pack_detail(request):
    """What was done in a period, for others to read. Small numbers are hidden unless all are asked for."""
    asked = read(request, level=Level.INSIDE)
    context = {"asked": asked, "scope": asked.scope, "report": reverse("reports:report_detail") + address_of(request)}
    if not asked.scope:
        return render(request, "reports/pack_detail.html", context)
    made = pack(asked.scope, asked.level)
    main = headlines(made.tables, asked.scope.period)
    title, about = f"Pack: {asked.scope.period.name}", _about(asked)
    file = asked.form.cleaned_data["format"]
    if file == "docx":
        keep_figures_taken_out(file, made.tables, asked)
        written = write_pack(title=title, about=about, headlines=main, pack=made)
        name = f"pack-{asked.scope.period.first}-to-{asked.scope.period.last}.docx"
        return FileResponse(written, as_attachment=True, filename=name, content_type=DOCX)
    if file:
        return file_of(file, made.tables, asked)
    # The page is the document that is printed.
    keep_figures_taken_out("a pack", made.tables, asked)
    context |= {"pack": made, "headlines": main, "title": title, "about": about}
    context |= {"figures": shown(request, asked, made.tables), "levels": _levels(request, asked)}
    context["files"] = {file: address_of(request, format=file) for file in ("docx", "xlsx")}
    return render(request, "reports/pack_detail.html", context)


def _about(asked):
    """What it is of, in words that stand under its title."""
    teams = ", ".join(team.name for team in asked.scope.teams)
    return teams if asked.is_whole else f"{teams}. {asked.level.label}. “hidden” stands where a number is not shown."


def _levels(request, asked):
    """Who is going to read it: `(words, address, whether it is chosen)`."""
    return [(level.label, address_of(request, numbers=level.value), level == asked.level) for level in Level]
