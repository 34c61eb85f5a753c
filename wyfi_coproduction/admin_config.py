from django.contrib.admin.apps import AdminConfig


class OwnAdminConfig(AdminConfig):
    """Django admin as `admin_site` has it."""

    default_site = "wyfi_coproduction.admin_site.OwnAdminSite"
