"""The product's addresses, and the bare page that they are measured against."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from activities.models import Activity

TABLE = engines["django"].from_string(
    """<!doctype html><title>Activities</title><table>
    {% for activity in activities %}
      <tr><td>{{ activity.pk }}</td><td>{{ activity.description }}</td><td>{{ activity.date }}</td></tr>
    {% endfor %}
    </table>"""
)


def bare(request):
    """One query, 25 rows, a plain template. It asks for a sign-in, as every page does."""
    return HttpResponse(TABLE.render({"activities": Activity.objects.order_by("pk")[:25]}, request))


urlpatterns = [path("bare/", bare, name="bare"), path("", include("wyfi_coproduction.urls"))]
