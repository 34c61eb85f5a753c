"""Django admin: where admins keep teams and accounts. Being an admin opens no team's plans."""

from allauth.account import admin as allauth_admin
from allauth.account.models import EmailAddress
from allauth.mfa import admin as mfa_admin
from allauth.mfa.models import Authenticator
from auditlog import admin as auditlog_admin
from django.contrib import admin
from django.contrib.auth.models import Group

from teams.admin.history import HistoryAdmin
from teams.admin.people import PersonAdmin
from teams.admin.teams import TeamAdmin
from teams.models import TrailEntry

__all__ = ["HistoryAdmin", "PersonAdmin", "TeamAdmin", "allauth_admin", "auditlog_admin", "mfa_admin"]

admin.site.site_header = admin.site.site_title = "Activity planner: teams and accounts"
admin.site.index_title = "What would you like to look after?"

# Roles in teams decide what people see, and an account has one address: neither is kept anywhere else.
# Nor is the trail shown here: it tells of people, and nobody changes it.
# A passkey is its owner’s.
admin.site.unregister([Group, EmailAddress, Authenticator, TrailEntry])
