"""Addresses of one's own account."""

from django.urls import path

from teams import views

app_name = "teams"
urlpatterns = [path("", views.account_detail, name="account_detail")]
