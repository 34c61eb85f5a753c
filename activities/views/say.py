"""Answering a topic by link: a page without sign-in that names nobody and can be used once."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from activities import actions
from activities.forms.topic import WordsForm
from activities.models import Topic
from activities.topics import hash_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def say(request, token):
    """The question and room to answer. Used, too old and unknown are told the same."""
    today = timezone.localdate()
    topic = Topic.objects.asked_by_link(hash_of(token), today=today).first()
    if topic is None:
        return _page(request, "say_gone", status=404)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.answer_by_link(secret=token, words=form.cleaned_data["words"], today=today)
        except actions.LinkGone:
            return _page(request, "say_gone", status=404)
        return _page(request, "say_thanks")
    return _page(request, "say", {"topic": topic, "form": form})


def _page(request, name, context=None, *, status=200):
    response = render(request, f"activities/{name}.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, private=True, no_store=True)
    return response
