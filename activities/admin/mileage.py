"""Mileage rates in Django admin. A new rate is a new row, from the day from which it holds."""

from django.contrib import admin

from activities.models import MileageRate
from teams.admin.access import KeptByAdmins


@admin.register(MileageRate)
class MileageRateAdmin(KeptByAdmins, admin.ModelAdmin):
    list_display = ["vehicle", "starts_on", "pence", "threshold", "pence_above"]
    list_filter = ["vehicle"]
    ordering = ["-starts_on", "vehicle"]
