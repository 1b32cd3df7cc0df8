"""The table of names in other languages, which an administrator keeps: part of the third step of setting up."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from commitments.actions.other_names import keep_other_names
from commitments.forms.other_names import OtherNamesForm
from commitments.models import Commission, User
from commitments.reports.other_names import names_table
from commitments.reports.pagination import NoSuchPage
from commitments.reports.setup import BODIES
from commitments.views.lists import pager
from commitments.views.parts import done
from commitments.views.setup import for_administrators, page, refuse
from commitments.vocabulary import own_name
from commitments.vocabulary.languages import lang_tag
from commitments.vocabulary.other_names import LANGUAGES


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def other_names(request: HttpRequest, commission: Commission) -> HttpResponse:
    asked = request.GET.get("page", "1")
    try:
        table = names_table(commission, int(asked) if asked.isascii() and asked.isdigit() else 1)
    except NoSuchPage as missing:
        raise Http404 from missing
    sent = request.POST if request.method == "POST" else None
    form = OtherNamesForm(sent, things=table.things, names=commission.other_names)
    if request.method == "POST" and form.is_valid():
        typed = form.typed()
        try:
            keep_other_names(commission, typed, by=cast(User, request.user))
        except ValidationError as refused:
            refuse(form, refused)
        else:
            count = len(typed)
            said = ngettext("%(n)d name is saved.", "%(n)d names are saved.", count) % {"n": count}
            url = reverse("commitments:setup-names", args=[commission.slug])
            more = f"?page={table.page.number}" if table.page.number > 1 else ""
            return done(request, said if count else _("Nothing is changed."), url + more)
    context = {
        "form": form,
        "forms": [form],
        "table": table,
        "heads": [(lang_tag(language), own_name(language)) for language in LANGUAGES],
        "pager": pager(request.GET, table.page, target="names"),
    }
    return page(request, BODIES, commission, context, template="names", part="names")
