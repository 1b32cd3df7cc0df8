"""Periods as people of four languages write them."""

import pytest
from django.core.exceptions import ValidationError

from commitments.forms.periods import read_period

WRITTEN = {
    "2021": ["2021", "2021 г.", "2021 года", "2021年"],
    "2021-Q1": [
        "Q1 2021",
        "q1 2021",
        "2021 Q1",
        "2021-Q1",
        "I кв. 2021",
        "1 квартал 2021 г.",
        "2021年第一季度",
        "2021年1季度",
    ],
    "2021-H2": ["H2 2021", "2021-H2", "2 полугодие 2021", "II полугодие 2021 г.", "2021年下半年"],
    "2021-01": [
        "January 2021",
        "Jan 2021",
        "январь 2021",
        "января 2021 г.",
        "студзень 2021",
        "2021年1月",
        "01.2021",
        "2021-01",
        "1/2021",
    ],
    "2021-05": ["May 2021", "май 2021", "мая 2021"],
    "2021-02-19": ["19.2.2021", "2021-02-19", "19 February 2021", "19 февраля 2021 г.", "2021年2月19日"],
    "2024-01-01/2024-08-31": [
        "1.1.2024 – 31.8.2024",
        "January 2024 to August 2024",
        "2024-01/2024-08",
        "2024年1月至2024年8月",
    ],
    "2022-01-01/2024-12-31": ["2022–2024", "2022 - 2024"],
}


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in WRITTEN.items() for text in texts])
def test_a_period_is_read_as_it_is_written(key, text):
    assert read_period(text).key == key


@pytest.mark.parametrize(
    "text", ["soon", "13.2021", "Q5 2021", "2021 to", "2021-2020", "2024 – 2022", "03/04/2022", "99999"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValidationError):
        read_period(text)
