"""Addresses of the plan and of every page that is made of plans."""

from django.urls import path, register_converter

from activities import views
from activities.messages import AboutConverter
from activities.payments import KindConverter
from beneficiaries.references import ReferenceConverter

register_converter(ReferenceConverter, "reference")
register_converter(AboutConverter, "about")
register_converter(KindConverter, "kind")

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
    path("activities/<int:pk>/payments/", views.payment_list, name="payment_list"),
    path("activities/<int:pk>/payments/add/<kind:kind>/", views.payment_add, name="payment_add"),
    path("activities/<int:pk>/payments/<int:entry_pk>/take-back/", views.payment_take_back, name="payment_take_back"),
    path("activities/<int:pk>/payments/mileage/", views.mileage_claim, name="mileage_claim"),
    path(
        "activities/<int:pk>/payments/mileage/<int:entry_pk>/take-back/",
        views.mileage_take_back,
        name="mileage_take_back",
    ),
    path("money/finance/", views.finance, name="finance"),
    path("files/<uuid:key>/", views.upload_open, name="upload_open"),
    path("activities/<int:pk>/money/", views.money_detail, name="money_detail"),
    path("activities/<int:pk>/money/estimate/", views.money_estimate, name="money_estimate"),
    path("activities/<int:pk>/money/decide/", views.money_decide, name="money_decide"),
    path("activities/<int:pk>/money/answer/", views.money_answer, name="money_answer"),
    path("activities/<int:pk>/money/not-needed/", views.money_withdraw, name="money_withdraw"),
    path("activities/<int:pk>/money/hand-over/", views.money_hand_over, name="money_hand_over"),
    path("activities/<int:pk>/money/spent/", views.money_spent, name="money_spent"),
    path("activities/<int:pk>/money/bring-back/", views.money_bring_back, name="money_bring_back"),
    path("activities/<int:pk>/money/close/", views.money_close, name="money_close"),
    path("activities/<int:pk>/money/<int:entry_pk>/put-right/", views.money_correct, name="money_correct"),
    path("activities/<int:pk>/money/print/", views.money_print, name="money_print"),
    path("activities/<int:pk>/money/printed/", views.money_printed, name="money_printed"),
    path("money/", views.money_list, name="money_list"),
    path("activities/<int:pk>/venue/", views.venue_choose, name="venue_choose"),
    path("activities/<int:pk>/booking/", views.booking_edit, name="booking_edit"),
    path("activities/<int:pk>/set-up/", views.set_up, name="set_up"),
    path("venues/", views.venue_list, name="venue_list"),
    path("venues/add/", views.venue_add, name="venue_add"),
    path("venues/<int:pk>/", views.venue_detail, name="venue_detail"),
    path("venues/<int:pk>/edit/", views.venue_edit, name="venue_edit"),
    path("venues/<int:pk>/facts/", views.venue_facts, name="venue_facts"),
    path("venues/<int:pk>/risk-assessment/", views.venue_risk_assessment, name="venue_risk_assessment"),
    path("venues/<int:pk>/rooms/add/", views.room_add, name="room_add"),
    path("venues/<int:pk>/learned/add/", views.lesson_add, name="lesson_add"),
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
    path("beneficiaries/<reference:reference>/support/", views.support_change, name="support_change"),
    path("beneficiaries/<reference:reference>/appointments/add/", views.appointment_add, name="appointment_add"),
    path(
        "beneficiaries/<reference:reference>/appointments/<int:pk>/remove/",
        views.appointment_remove,
        name="appointment_remove",
    ),
]
