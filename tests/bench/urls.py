"""The product's addresses, and the bare page that they are measured against."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from activities.models import Activity

ROWS = 25
TABLE = engines["django"].from_string(
    """{% extends base %}
    {% block title %}Activities{% endblock %}
    {% block main %}
      <table>
        {% for activity in activities %}
          <tr>
            <td><a href="{{ activity.get_absolute_url }}">{{ activity.description }}</a></td>
            <td>{{ activity.date|date }}</td>
            <td>{{ activity.place }}</td>
            <td>{{ activity.team.name }}</td>
            <td>{{ activity.champion.name }}</td>
          </tr>
        {% endfor %}
      </table>
    {% endblock %}"""
)


NOTHING_AROUND = engines["django"].from_string("{% block main %}{% endblock %}").template


def bare(request, base="base.html"):
    """What any page of a Django site costs: a sign-in, the site's base template, one query, a table of 25 rows."""
    activities = Activity.objects.select_related("team", "champion").order_by("pk")[:ROWS]
    return HttpResponse(TABLE.render({"activities": activities, "base": base}, request))


urlpatterns = [
    path("bare/", bare, name="bare"),
    path("table/", bare, {"base": NOTHING_AROUND}, name="table_alone"),
    path("", include("wyfi_coproduction.urls")),
]
