"""The administration: who has an account, who sits where, and what exists. The register itself is only shown here."""

from allauth.account.admin import EmailAddress, EmailConfirmation
from allauth.mfa.admin import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import Group
from django.utils.translation import gettext_lazy as _

from commitments.admin import commission, invitation, log, people, redaction, register, source
from commitments.admin.labels import label_columns

__all__ = ["commission", "invitation", "log", "people", "redaction", "register", "source"]

admin.site.site_header = _("Accord administration")
admin.site.site_title = _("Accord administration")
admin.site.index_title = _("Accounts, seats and commissions")
admin.site.enable_nav_sidebar = False
admin.site.site_url = None  # the pages of the register are for people with a seat

# Roles are seats, and an address belongs to its account: two places for one thing would disagree one day. A second
# factor is its holder's, and lost ones are removed with the consent of their side.
for model in (Group, EmailAddress, EmailConfirmation, Authenticator):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

for model, shown in admin.site._registry.items():
    if model._meta.app_label == "commitments":
        label_columns(shown)
