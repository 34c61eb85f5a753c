from django.apps import AppConfig


class BeneficiariesConfig(AppConfig):
    name = "beneficiaries"
    verbose_name = "Beneficiaries"

    def ready(self):
        from beneficiaries.followed import follow_all

        follow_all()
