"""Paging by key: a page costs the same however long the list has grown."""

import json

from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage
from keyset_pagination.paginator import KeysetPaginator

# Room for the longest name of a place, each letter of it written as a code.
LONGEST_KEY = 1000
LARGEST_NUMBER = 2**63 - 1


def page_of(request, queryset, *, per_page: int):
    """Return the page that `?page=` names, or the first one where it names none that can be read.

    The queryset must be ordered by a unique, never empty key.
    """
    paginator = KeysetPaginator(queryset, per_page)
    try:
        key = read_key(request.GET.get("page", ""))
        page = paginator.page(key)
        # A key whose rows have gone since leads to nothing: better the beginning than an empty page.
        return paginator.page(None) if key and not page.object_list else page
    except (InvalidPage, ValidationError, TypeError, ValueError, RecursionError):
        return paginator.page(None)


def read_key(text: str) -> list | None:
    """Read what a page link names: whether it leads back, then texts and whole numbers. Else raise ValueError.

    The paginator would read numbers of any size, and a short one can keep a processor busy for minutes.
    """
    if not text:
        return None
    key = json.loads(text[:LONGEST_KEY], parse_float=_refuse, parse_constant=_refuse)
    if not isinstance(key, list) or not all(map(_is_plain, key)):
        raise ValueError("Not a key")
    return key


def _refuse(number):
    raise ValueError("Not a whole number")


def _is_plain(part):
    return isinstance(part, str) or (isinstance(part, int) and abs(part) <= LARGEST_NUMBER)
