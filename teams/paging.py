"""Paging by key: a page costs the same however long the list has grown."""

from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage
from keyset_pagination.paginator import KeysetPaginator

LONGEST_KEY = 200


def page_of(request, queryset, *, per_page: int):
    """Return the page that `?page=` names, or the first one where it names none that can be read.

    The queryset must be ordered by a unique, never empty key.
    """
    paginator = KeysetPaginator(queryset, per_page)
    try:
        page = paginator.page(request.GET.get("page", "")[:LONGEST_KEY] or None)
        page.object_list  # noqa: B018 - fetched here, so that a key that the database cannot read is caught
    except (InvalidPage, ValidationError, TypeError, ValueError, OverflowError):
        page = paginator.page(None)
    return page
