"""What the classes of the administration share."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import flatten
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.forms.fields import NameField


class ReadableNames(BaseModelAdmin):
    """Names are written by the policy of the register's own fields: the log and every page will show them."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if type(db_field) is models.CharField and not db_field.choices:
            kwargs["form_class"] = NameField
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class NeverDeleted(ReadableNames, admin.ModelAdmin):
    """What the log names stays."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ReadOnly(NeverDeleted):
    """Shown, never written: it changes only by what people with a seat do on the pages of the register."""

    list_select_related: ClassVar[tuple[str, ...]] = ()
    view_on_site = False  # those pages are for people with a seat
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """All of them, so that no form is made of what nobody fills in."""
        return flatten(self.fields or [field.name for field in self.opts.fields if not field.primary_key])

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The page of one row shows the same neighbours as the list, and fetches them as seldom."""
        return super().get_queryset(request).select_related(*self.list_select_related)


class FoundByCode(ReadOnly):
    """Rows of many thousand: found by the code of their commitment, through its index."""

    search_fields = ("commitment__code",)
    search_help_text = _("The code of a commitment, for example BY-CN-2021-05.")

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        code = search_term.strip().upper()
        return (queryset.filter(commitment__code=code) if code else queryset), False


@admin.display(description=_("Page of the register"))
def page(obj: Any) -> SafeString:
    """Where it is acted on, for people with a seat; administrators speak for nobody and have none."""
    return format_html('<a href="{}">{}</a>', obj.get_absolute_url(), getattr(obj, "code", obj))
