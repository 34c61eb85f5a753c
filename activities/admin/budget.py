"""Budgets in Django admin. What is asked of them and given out stands in the ledger, on each plan's own pages."""

from django import forms
from django.contrib import admin

from activities.models import Budget
from activities.pounds import say_pounds
from teams.admin.access import KeptByAdmins


class BudgetForm(forms.ModelForm):
    """A budget, whose amount never falls below what was promised from it."""

    class Meta:
        model = Budget
        fields = ["name", "team", "starts_on", "ends_on", "holder", "amount"]

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount < 0:
            raise forms.ValidationError("An amount cannot be below nothing.")
        before = Budget.objects.with_left().filter(pk=self.instance.pk).first()
        if before and amount < (promised := before.amount - before.left):
            raise forms.ValidationError(f"{say_pounds(promised)} of it is promised already.")
        return amount


@admin.register(Budget)
class BudgetAdmin(KeptByAdmins, admin.ModelAdmin):
    form = BudgetForm
    list_display = ["name", "team", "starts_on", "ends_on", "holder", "amount", "still_left"]
    list_filter = ["team"]
    list_select_related = ["team", "holder"]
    search_fields = ["name"]
    autocomplete_fields = ["team", "holder"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_left()

    @admin.display(description="left")
    def still_left(self, budget):
        return say_pounds(budget.left)
