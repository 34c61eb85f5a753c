"""Addresses of the people supported. A person's own page is made of plans, so `activities` has it."""

from django.urls import path

from beneficiaries import views

app_name = "beneficiaries"
urlpatterns = [
    path("", views.beneficiary_list, name="beneficiary_list"),
    path("find/", views.beneficiary_find, name="beneficiary_find"),
]
