"""Commissions with their parties, and the bodies and sectors they use."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from commitments.actions.commission import (
    check_authentic,
    is_unused,
    keep_languages,
    languages_with,
    remove_body,
    remove_sector,
    was_never_used,
)
from commitments.actions.naming import keep_old_names, names_changed
from commitments.actions.removing import delete_commission
from commitments.actions.setting_up import has_begun, has_log
from commitments.actions.settings import before_settings, settings_changed
from commitments.admin.base import FoldedSearch, NeverDeleted, ReadableNames
from commitments.admin.people import choice_of_party
from commitments.forms.languages import AuthenticField, LanguageField, LanguagesField
from commitments.forms.party_forms import FormsField
from commitments.forms.seen import SeenCommissionForm, SeenNamesForm
from commitments.forms.tolerance import ToleranceField
from commitments.models import Body, Commission, Party, Seat, Sector, User
from commitments.models.settings_of import SETTLED
from commitments.reports.languages import languages_in
from commitments.reports.other_names import names_table


class WithTheReader(admin.ModelAdmin):
    """Its form knows who saves."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})


class PartyFormSet(BaseInlineFormSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs["instance"].pk is None:
            kwargs["initial"] = [{"position": 1}, {"position": 2}]
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        """The two are told apart; while they are new, the database cannot say so yet."""
        super().clean()
        for name, sentence in (
            ("position", _("One party has the first place, the other the second.")),
            ("code", _("The two parties need two codes.")),
        ):
            values = [form.cleaned_data[name] for form in self.forms if name in form.cleaned_data]
            if len(values) != len(set(values)):
                raise ValidationError(sentence)
        spoken = [form.cleaned_data["language"] for form in self.forms if form.cleaned_data.get("language")]
        check_authentic(self.instance.authentic_languages, languages_with(self.instance.languages, spoken))
        # Under the lock, which the form above has taken.
        changed = {name for form in self.forms for name in form.changed_data}
        if self.instance.pk and changed & {"position", "code"} and has_begun(self.instance):
            raise ValidationError(_("Place and code of the parties are settled by now."))


class PartyInline(ReadableNames, admin.StackedInline):
    model = Party
    formset = PartyFormSet
    fields = ("position", "code", "own_name", "forms", "tried", "language", "time_zone", "also_called")
    extra = 0
    min_num = max_num = 2
    can_delete = False

    def get_formset(self, request: HttpRequest, obj: Commission | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, validate_max=True, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Commission | None = None) -> tuple[str, ...]:
        settled = (
            ("position", "code") if obj and has_begun(obj) else ("position",) if obj and has_log(obj) else ()
        )
        return ("tried", *settled)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "forms":
            return FormsField()
        if db_field.name == "language":
            return LanguageField(label=db_field.verbose_name)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("Read each sentence"))
    def tried(self, party: Party) -> str:
        return format_html_join("", '<span lang="{}">{}</span><br>', party.forms_tried) or "–"


class CommissionSettingsForm(SeenCommissionForm):
    languages = LanguagesField(
        label=_("languages of texts"), help_text=Commission._meta.get_field("languages").help_text
    )
    authentic_languages = AuthenticField()
    figures_tolerance = ToleranceField(
        label=Commission._meta.get_field("figures_tolerance").verbose_name,
        help_text=Commission._meta.get_field("figures_tolerance").help_text,
        initial=Commission._meta.get_field("figures_tolerance").default,
    )
    before: dict[str, Any] | None = None  # the settings under the lock, before they are saved

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # a new one has none to choose from
            self.fields["authentic_languages"].offer(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk:
            self.before = before_settings(self.instance, by=self.by)
            if has_begun(self.instance) and set(self.changed_data) & set(SETTLED):
                raise ValidationError(_("The first entry was made meanwhile. Open this page again."))
        return cleaned


@admin.register(Commission)
class CommissionAdmin(WithTheReader, NeverDeleted):
    form = CommissionSettingsForm
    list_display = ("name", "slug", "code_prefix", "time_zone", "silent_after_days", "is_demonstration")
    search_fields = ("name", "slug", "code_prefix")
    inlines = (PartyInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "slug", "code_prefix", "is_demonstration", "seen"),
                "description": _(
                    "The first entry that is not about people, names or settings fixes the address, the code prefix and"
                    " the codes of the parties below. The name can always be changed. From the first seat on, every"
                    " change on this page is an entry of the log, which both sides see."
                ),
            },
        ),
        (
            _("Languages of texts"),
            {
                "fields": ("languages", "languages_read", "authentic_languages"),
                "description": _(
                    "The official language of each party below is always one of them. A language that is taken away is"
                    " not offered any more; texts in it stay."
                ),
            },
        ),
        (_("Names in other languages"), {"fields": ("names_kept",)}),
        (
            _("Consent"),
            {
                "fields": ("four_eyes",),
                "description": _(
                    "The first entry that is not about people, names or settings fixes this, for both sides alike."
                ),
            },
        ),
        (
            _("Clock"),
            {
                "fields": ("time_zone", "cutoff_weekday", "cutoff_time", "silent_after_days"),
                "description": _(
                    "Set these before anybody begins. The first entry that is not about people, names or settings fixes the"
                    " time zone, the end of the week and the days of silence. Set the time zone of each party below."
                ),
            },
        ),
        (_("Figures"), {"fields": ("figures_tolerance",)}),
        # The ladder changes no page of a past day or week: it may be set at any time.
        (
            _("Letters and reminders"),
            {
                "fields": (
                    "letters_in_counts",
                    "remind_silent_days",
                    "remind_owed_days",
                    "remind_secretary_days",
                ),
                "description": _(
                    "The timer “remind” sends each reminder once. Only the side that receives it sees it."
                ),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(loghead__removed_at=None)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        keep_languages(form.instance)
        if form.before is not None:
            settings_changed(form.instance, form.before, by=cast(User, request.user))

    def get_readonly_fields(self, request: HttpRequest, obj: Commission | None = None) -> tuple[str, ...]:
        settled = ["is_demonstration", "languages_read", "names_kept"]
        return (*settled, *SETTLED) if obj and has_begun(obj) else tuple(settled)

    @admin.display(description=_("Understood as"))
    def languages_read(self, commission: Commission) -> str:
        return format_html_join("", "{}<br>", ((line.sentence,) for line in languages_in(commission))) or "–"

    @admin.display(description=_("Of bodies, sectors and posts"))
    def names_kept(self, commission: Commission) -> str:
        """What is missing, and the way to the table."""
        if not commission.slug:
            return "–"
        missing = ((f"{one.called}: {one.count}",) for one in names_table(commission, 1).lacking)
        url = reverse("commitments:setup-names", args=[commission.slug])
        return format_html(
            '{}<a href="{}">{}</a>',
            format_html_join("", "{}<br>", missing),
            url,
            _("Table of names"),
        )

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """One that was made by mistake may go, until something is entered besides people, names and settings."""
        return isinstance(obj, Commission) and not has_begun(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list[str], dict, set, list]:
        """What goes with it. Nothing protects it: there is no entry that counts."""
        names = [
            str(row)
            for obj in objs
            for row in (
                obj,
                *Party.objects.filter(commission=obj),
                *Body.objects.filter(party__commission=obj),
                *Sector.objects.filter(commission=obj),
                *Seat.objects.filter(commission=obj).select_related("party"),
            )
        ]
        return names, {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Commission) -> None:
        delete_commission(obj, by=cast(User, request.user))


@admin.register(Body)
class BodyAdmin(WithTheReader, ReadableNames, FoldedSearch):
    form = SeenNamesForm
    list_display = ("name", "short_name", "code", "party", "commission")
    actions = None  # deleted one by one: each is an entry
    list_select_related = ("party__commission",)
    list_filter = ("party__commission",)
    search_fields = ("name", "short_name", "code")

    def save_model(self, request: HttpRequest, obj: Body, form: Any, change: bool) -> None:
        by = cast(User, request.user)
        keep_old_names(obj.party.commission, by=by)
        super().save_model(request, obj, form, change)
        names_changed(obj.party.commission, by=by)

    def delete_model(self, request: HttpRequest, obj: Body) -> None:
        remove_body(obj, by=cast(User, request.user))

    @admin.display(description=_("commission"), ordering="party__commission__name")
    def commission(self, obj: Body) -> Commission:
        return obj.party.commission

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        return choice_of_party(db_field)

    def get_readonly_fields(self, request: HttpRequest, obj: Body | None = None) -> tuple[str, ...]:
        """The log names it by its code."""
        return ("party", "code") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Body | None = None) -> bool:
        """One that never answered for anything, and where nobody sits, may go."""
        return obj is not None and is_unused(obj)


@admin.register(Sector)
class SectorAdmin(WithTheReader, ReadableNames, FoldedSearch):
    form = SeenNamesForm
    list_display = ("name", "code", "position", "commission")
    list_select_related = ("commission",)
    list_filter = ("commission",)
    search_fields = ("name", "code")
    autocomplete_fields = ("commission",)

    def save_model(self, request: HttpRequest, obj: Sector, form: Any, change: bool) -> None:
        by = cast(User, request.user)
        keep_old_names(obj.commission, by=by)
        super().save_model(request, obj, form, change)
        names_changed(obj.commission, by=by)

    def delete_model(self, request: HttpRequest, obj: Sector) -> None:
        remove_sector(obj, by=cast(User, request.user))

    def get_readonly_fields(self, request: HttpRequest, obj: Sector | None = None) -> tuple[str, ...]:
        """The log names it by its code."""
        return ("commission", "code") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Sector | None = None) -> bool:
        return obj is not None and was_never_used(obj)
