"""What a list of the administration shows has a label in the language of its reader."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.utils import translation

from commitments.admin.labels import label_columns
from commitments.models import Entry

OURS = [(model, one) for model, one in admin.site._registry.items() if model._meta.app_label == "commitments"]


def labels_of(model, shown):
    return [str(label_for_field(name, model, shown)) for name in shown.list_display]


@pytest.mark.parametrize(("model", "shown"), OURS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_column_is_called_in_the_language_of_its_reader(model, shown):
    for language in ("ru", "be", "zh-hans"):
        with translation.override(language):
            latin = [
                label for label in labels_of(model, shown) if any("a" <= letter <= "z" for letter in label)
            ]
        assert latin == []


def test_a_column_without_a_label_is_found_at_the_start():
    class Unlabelled(admin.ModelAdmin):
        list_display = ("leaf",)

    with pytest.raises(KeyError, match="leaf"):
        label_columns(Unlabelled(Entry, admin.site))
