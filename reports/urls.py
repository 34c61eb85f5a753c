from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_detail, name="report_detail"),
    path("pack/", views.pack_detail, name="pack_detail"),
    path("files/<uuid:key>/", views.export_detail, name="export_detail"),
    path("files/<uuid:key>/file/", views.export_file, name="export_file"),
    path("<slug:key>/", views.rows_list, name="rows_list"),
    path("<slug:key>/make/", views.export_ask, name="export_ask"),
]
