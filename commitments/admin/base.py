"""What the classes of the administration share."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import flatten
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.forms.fields import NameField
from commitments.models.search import fold


class ReadableNames(BaseModelAdmin):
    """Names are written by the policy of the register's own fields: the log and every page will show them."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if type(db_field) is models.CharField and not db_field.choices:
            kwargs["form_class"] = NameField
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class FoldedSearch(admin.ModelAdmin):
    """Searches as the register does: in any case and script, on both databases. For tables of some thousand rows."""

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Every word of the search has to stand in one of the fields; those of an account are read once an account."""
        words = fold(search_term).split()
        if not words:
            return queryset, False
        found = Q()
        for word in words:
            found &= self._holds(word)
        return queryset.filter(found), False

    def _holds(self, word: str) -> Q:
        by_relation: dict[str, list[str]] = {}
        for path in self.search_fields:
            relation, _mark, field = path.rpartition("__")
            by_relation.setdefault(relation, []).append(field)
        holding = Q(pk__in=[])
        for relation, fields in by_relation.items():
            model = self.model
            for step in filter(None, relation.split("__")):
                model = model._meta.get_field(step).related_model
            rows = model._default_manager.values_list("pk", *fields)
            keys = [pk for pk, *texts in rows if any(word in fold(str(text)) for text in texts)]
            holding |= Q(**{f"{relation}__in" if relation else "pk__in": keys})
        return holding


class NeverDeleted(ReadableNames, FoldedSearch):
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
