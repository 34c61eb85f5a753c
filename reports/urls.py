from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_detail, name="report_detail"),
    path("<slug:key>/", views.rows_list, name="rows_list"),
]
