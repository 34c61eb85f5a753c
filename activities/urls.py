"""Addresses of the plan and of every page that is made of plans."""

from django.urls import path, register_converter

from activities import views
from beneficiaries.references import ReferenceConverter

register_converter(ReferenceConverter, "reference")

app_name = "activities"
urlpatterns = [
    path("", views.week, name="week"),
    path("activities/", views.activity_list, name="activity_list"),
    path("activities/plan/", views.activity_plan, name="activity_plan"),
    path("activities/plan/people/", views.people_offer, name="people_offer"),
    path("activities/blank-form/", views.blank_print, name="blank_print"),
    path("activities/<int:pk>/", views.activity_detail, name="activity_detail"),
    path("activities/<int:pk>/print/", views.activity_print, name="activity_print"),
    path("activities/<int:pk>/edit/", views.activity_edit, name="activity_edit"),
    path("activities/<int:pk>/edit/people/", views.people_offer, name="plan_people_offer"),
    path("activities/<int:pk>/copy/", views.activity_copy, name="activity_copy"),
    path("activities/<int:pk>/move/", views.activity_move, name="activity_move"),
    path("activities/<int:pk>/call-off/", views.activity_call_off, name="activity_call_off"),
    path("activities/<int:pk>/put-back-on/", views.activity_put_back_on, name="activity_put_back_on"),
    path("activities/<int:pk>/mark/", views.step_mark, name="step_mark"),
    path("activities/<int:pk>/tasks/add/", views.task_add, name="task_add"),
    path("activities/<int:pk>/tasks/<int:task_pk>/", views.task_detail, name="task_detail"),
    path("activities/<int:pk>/tasks/<int:task_pk>/remove/", views.task_remove, name="task_remove"),
    path("review/", views.review, name="review"),
    path("diary/", views.diary, name="diary"),
    path("beneficiaries/<reference:reference>/", views.beneficiary_detail, name="beneficiary_detail"),
]
