"""What tables are sorted by: a relation sorts by all the columns that its own table is sorted by, and joins it for that."""

import pytest
from django.apps import apps

from commitments.models import Commitment, Quote
from tests.counters import joined_to_sort

MODELS = [model for model in apps.get_app_config("commitments").get_models() if model._meta.ordering]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_table_is_sorted_by_a_relation(model):
    for name in model._meta.ordering:
        column, table = name.removeprefix("-"), model
        for part in column.split("__"):
            if part == "pk" or part == table._meta.get_field(part).attname:
                continue
            table = table._meta.get_field(part).related_model
            assert part != column.split("__")[-1], f"{model.__name__} is sorted by the relation {column}"


def test_a_join_made_only_to_sort_is_seen():
    by_sector = Commitment.objects.order_by("sector__name")
    assert joined_to_sort(str(by_sector.query)) == ['"commitments_sector"']
    assert joined_to_sort(str(by_sector.select_related("sector").query)) == []
    assert joined_to_sort(str(by_sector.filter(sector__code="HLT").query)) == []
    assert joined_to_sort(str(Commitment.objects.order_by("sector_id").query)) == []
    assert joined_to_sort(str(Quote.objects.select_related("readout").query)) == []
