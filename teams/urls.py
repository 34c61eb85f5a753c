"""Addresses of one's own account."""

from django.urls import path

from teams import views

app_name = "teams"
urlpatterns = [
    path("", views.account_detail, name="account_detail"),
    path("sessions/end/", views.session_end, name="session_end"),
    path("reminders/", views.reminders_change, name="reminders_change"),
    path("calendar/", views.calendar_change, name="calendar_change"),
    path("calendar/renew/", views.calendar_renew, name="calendar_renew"),
]
