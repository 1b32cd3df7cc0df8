import pytest

from commitments.figures.named import quantity_in


@pytest.mark.parametrize(
    ("text", "unit", "written"),
    [
        ("A delivery of 200,000 doses arrived in Minsk.", "doses", "200,000"),
        ("On 5 September 1.5 million doses arrived.", "doses", "1.5 million"),
        ("В Минск прибыло 9,7 млн доз.", "доз", "9,7 млн"),
        ("收到150万剂疫苗。", "剂", "150万"),
        ("Doses arrived; 1 500 000 doses in all.", "doses", "1 500 000"),
        ("About 200,000 doses arrived.", "doses", "About 200,000"),
        ("Прибыло около 9,7 млн доз.", "доз", "около 9,7 млн"),
        ("Даставілі каля 200 тыс. доз.", "доз", "каля 200 тыс."),
        ("收到约150万剂疫苗。", "剂", "约150万"),
        ("收到150万剂左右。", "剂", "约150万"),
        ("Belarus was handed over 200,000 doses.", "doses", "200,000"),
        ("Whereabouts unknown: 200,000 doses.", "doses", "200,000"),
        ("The doses arrived.", "doses", ""),
        ("In 2021 the doses arrived.", "doses", ""),
        ("132 residents", "companies", ""),
        ("132 residents", "", ""),
    ],
)
def test_the_number_before_the_unit_is_found(text, unit, written):
    assert quantity_in(text, unit) == written
