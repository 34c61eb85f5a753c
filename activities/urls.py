"""Addresses of the plan and of every page that is made of plans."""

from django.urls import path, register_converter

from activities import views
from activities.messages import AboutConverter
from beneficiaries.references import ReferenceConverter

register_converter(ReferenceConverter, "reference")
register_converter(AboutConverter, "about")

app_name = "activities"
urlpatterns = [
    path("", views.week, name="week"),
    path("activities/", views.activity_list, name="activity_list"),
    path("activities/plan/", views.activity_plan, name="activity_plan"),
    path("activities/plan/people/", views.people_offer, name="people_offer"),
    path("activities/plan/clashes/", views.clash_list, name="clash_list"),
    path("activities/blank-form/", views.blank_print, name="blank_print"),
    path("activities/<int:pk>/", views.activity_detail, name="activity_detail"),
    path("activities/<int:pk>/print/", views.activity_print, name="activity_print"),
    path("activities/<int:pk>/edit/", views.activity_edit, name="activity_edit"),
    path("activities/<int:pk>/edit/people/", views.people_offer, name="plan_people_offer"),
    path("activities/<int:pk>/clashes/", views.clash_list, name="plan_clash_list"),
    path("activities/<int:pk>/copy/", views.activity_copy, name="activity_copy"),
    path("activities/<int:pk>/move/", views.activity_move, name="activity_move"),
    path("activities/<int:pk>/call-off/", views.activity_call_off, name="activity_call_off"),
    path("activities/<int:pk>/put-back-on/", views.activity_put_back_on, name="activity_put_back_on"),
    path("activities/<int:pk>/mark/", views.step_mark, name="step_mark"),
    path("activities/<int:pk>/spoken/", views.talk_mark, name="talk_mark"),
    path("activities/<int:pk>/days/follow/", views.days_follow, name="days_follow"),
    path("activities/<int:pk>/review/", views.review_answer, name="review_answer"),
    path("activities/<int:pk>/tasks/add/", views.task_add, name="task_add"),
    path("activities/<int:pk>/tasks/<int:task_pk>/", views.task_detail, name="task_detail"),
    path("activities/<int:pk>/tasks/<int:task_pk>/remove/", views.task_remove, name="task_remove"),
    path("activities/<int:pk>/message/<about:about>/", views.message_send, name="message_send"),
    path("activities/<int:pk>/risk/", views.risk_detail, name="risk_detail"),
    path("activities/<int:pk>/risk/start/", views.risk_start, name="risk_start"),
    path("activities/<int:pk>/risk/hazards/add/", views.hazard_add, name="hazard_add"),
    path("activities/<int:pk>/risk/hazards/<int:hazard_pk>/", views.hazard_edit, name="hazard_edit"),
    path("activities/<int:pk>/risk/hazards/<int:hazard_pk>/keep/", views.hazard_keep, name="hazard_keep"),
    path("activities/<int:pk>/risk/people/", views.individual_risks, name="individual_risks"),
    path("activities/<int:pk>/risk/ask/", views.risk_ask, name="risk_ask"),
    path("activities/<int:pk>/risk/sign/", views.risk_sign, name="risk_sign"),
    path("activities/<int:pk>/risk/print/", views.risk_print, name="risk_print"),
    path("activities/<int:pk>/risk/lone-working/", views.lone_working, name="lone_working"),
    path("activities/<int:pk>/risk/lone-working/remove/", views.lone_working_remove, name="lone_working_remove"),
    path("activities/<int:pk>/risk/check-in/", views.check_in, name="check_in"),
    path("speak-to/", views.speak_to_list, name="speak_to_list"),
    path("speak-to/<int:user_pk>/message/", views.speak_to_message, name="speak_to_message"),
    path("review/", views.review, name="review"),
    path("diary/", views.diary, name="diary"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("account/working-days/", views.working_days, name="working_days"),
    path("account/working-days/<int:user_pk>/", views.working_days, name="working_days_of"),
    path("account/working-days/<int:user_pk>/leave/add/", views.leave_add, name="leave_add"),
    path("account/working-days/<int:user_pk>/leave/<int:pk>/remove/", views.leave_remove, name="leave_remove"),
    path("account/working-days/<int:user_pk>/pattern/", views.pattern_change, name="pattern_change"),
    path("account/working-days/<int:user_pk>/pattern/<int:pk>/remove/", views.pattern_remove, name="pattern_remove"),
    path("account/colleagues/", views.colleague_list, name="colleague_list"),
    path("beneficiaries/<reference:reference>/", views.beneficiary_detail, name="beneficiary_detail"),
    path("beneficiaries/<reference:reference>/appointments/add/", views.appointment_add, name="appointment_add"),
    path(
        "beneficiaries/<reference:reference>/appointments/<int:pk>/remove/",
        views.appointment_remove,
        name="appointment_remove",
    ),
]
