"""The check list's template in Django admin. A version in use never changes: the next one takes its place."""

from contextlib import suppress

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.db.models import Count, OuterRef
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from checklist.actions import draft_next_version, publish_template
from checklist.form import Stage
from checklist.models import Template, TemplateTask
from teams.admin.access import KeptByAdmins


class DraftsOnly(KeptByAdmins):
    """Drafts can be changed and thrown away; a published version is only read."""

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and obj is not None and not obj.is_published

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class TaskForm(forms.ModelForm):
    """One line of the form, with room to read all of its words."""

    class Meta:
        model = TemplateTask
        fields = ["area", "text", *Stage.values, "speak_to", "speaking_does_it", "tool", "position"]
        widgets = {"text": forms.Textarea, "speak_to": forms.Textarea}


class TaskInline(DraftsOnly, admin.TabularInline):
    """The lines of the form, as the paper form's table has them."""

    model = TemplateTask
    form = TaskForm
    extra = 1
    verbose_name_plural = "Tasks, in the order of their position: 10, 20, 30"


@admin.register(Template)
class TemplateAdmin(DraftsOnly, admin.ModelAdmin):
    list_display = ["__str__", "state", "change", "task_count", "published_at"]
    fields = ["version", "change", "published_at", "weeks_before_days", "days_before_days", "after_days"]
    readonly_fields = ["version", "published_at"]
    inlines = [TaskInline]
    actions = None

    class Media:
        css = {"all": ["css/admin.css"]}

    def get_queryset(self, request):
        """Add what the list says of each version."""
        tasks = Template.objects.filter(pk=OuterRef("pk")).annotate(count=Count("tasks")).values("count")
        newest = Template.objects.published().order_by("-version").values("version")[:1]
        return super().get_queryset(request).annotate(tasks_on_it=tasks, newest_in_use=newest)

    def get_object(self, request, object_id, from_field=None):
        """Hold a draft that is being saved, so that it cannot come into use halfway.

        Django opens a transaction where it saves or deletes, and none for the history of a version.
        """
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            with suppress(ValueError):
                Template.objects.select_for_update().filter(pk=object_id).first()
        return super().get_object(request, object_id, from_field)

    def get_urls(self):
        return [
            path("<int:pk>/next/", self.admin_site.admin_view(self.start_next), name="checklist_template_next"),
            path("<int:pk>/use/", self.admin_site.admin_view(self.put_in_use), name="checklist_template_use"),
            *super().get_urls(),
        ]

    @admin.display(description="State")
    def state(self, template):
        if not template.is_published:
            return "Draft"
        return "In use now" if template.version == template.newest_in_use else "In use before"

    @admin.display(description="Tasks")
    def task_count(self, template):
        return template.tasks_on_it

    def start_next(self, request, pk):
        """Ask first, then copy this version into a draft."""
        source = get_object_or_404(Template, pk=pk)
        if request.method != "POST":
            return self._ask(request, source, "next", "Start the next version?")
        try:
            draft = self._draft(request, source)
        except IntegrityError:
            sentence = "Somebody else started a version at the same moment. Look for it in this list."
            return self._back_to_list(request, sentence, messages.WARNING)
        self.message_user(request, f"{draft} is a draft now. You can change it here.")
        return redirect("admin:checklist_template_change", draft.pk)

    @transaction.atomic
    def _draft(self, request, source):
        draft = draft_next_version(source=source)
        self.log_addition(request, draft, f"Started from version {source.version}.")
        return draft

    def response_change(self, request, obj):
        """The button that puts a draft in use saves it first, so that nothing typed is left behind."""
        if "_use" in request.POST:
            return redirect("admin:checklist_template_use", obj.pk)
        return super().response_change(request, obj)

    def put_in_use(self, request, pk):
        """Ask first, then let new plans start from this version."""
        template = get_object_or_404(Template, pk=pk)
        if request.method != "POST":
            return self._ask(request, template, "use", "Put this version in use?")
        try:
            self._publish(request, pk)
        except ValueError as reason:
            return self._back_to_list(request, str(reason), messages.ERROR)
        return self._back_to_list(request, f"{template} is in use. New plans start from it.", messages.SUCCESS)

    @transaction.atomic
    def _publish(self, request, pk):
        template = Template.objects.select_for_update().get(pk=pk)
        current = Template.objects.current()
        if current and current.version >= template.version:
            raise ValueError(f"{current} is in use already. Start the next version from it instead.")
        publish_template(template=template)
        self.log_change(request, template, "Put in use.")

    def _ask(self, request, template, step, title):
        context = self.admin_site.each_context(request) | {"title": title, "opts": self.opts, "template": template}
        return TemplateResponse(request, f"admin/checklist/template/ask_{step}.html", context)

    def _back_to_list(self, request, sentence, level):
        self.message_user(request, sentence, level)
        return HttpResponseRedirect(reverse("admin:checklist_template_changelist"))
