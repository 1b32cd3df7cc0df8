"""Authentic languages: some of a commission's, chosen by its administrator at two doors; here where it is set up."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.actions.commission import keep_languages
from commitments.models import Commission
from tests.pages import parsed
from tests.views.test_setup import NAMED, ada, commission, problems  # noqa: F401

PARTIES = "/setup/kz-uz/parties/"


def stored():
    return Commission.objects.get(slug="kz-uz").authentic_codes


def test_they_are_chosen_where_the_parties_get_their_languages(ada, client, commission):  # noqa: F811
    page = parsed(client.get(PARTIES).text)
    offered = page.select("input[name=authentic_languages]")
    assert [one["value"] for one in offered] == ["kk", "uz-cyrl", "ru"]
    assert not any(one.has_attr("checked") for one in offered)
    assert "Usual are the languages of both parties: Русский." in page.text

    client.post(PARTIES, {**NAMED, "authentic_languages": ["ru", "kk"]})

    assert stored() == ["kk", "ru"]  # in the order of the commission
    page = parsed(client.get(PARTIES).text)
    chosen = [one["value"] for one in page.select("input[name=authentic_languages][checked]")]
    assert chosen == ["kk", "ru"]
    client.post(PARTIES, NAMED)
    assert stored() == []


def test_a_language_that_is_not_the_commissions_is_refused(ada, client, commission):  # noqa: F811
    refused = client.post(PARTIES, {**NAMED, "authentic_languages": ["ru", "ja"]})
    assert "ja" in problems(refused)
    assert stored() == []
    Commission.objects.update(authentic_languages="ru ja")
    with pytest.raises(ValidationError, match="Missing there: 日本語"), transaction.atomic():
        keep_languages(commission)
