"""What the search box offers while a line is typed."""

import pytest

from core.model.scheme import shipped
from core.review.search.complete import complete
from core.store.dataset_io import LayerName

LAYERS = (LayerName(b"\1" * 16, "annotator", "Trần Lan"), LayerName(b"\2" * 16, "annotator", "Hòa"))


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("nh", "nhãn:"),
        ("ti", "tỉnh:"),
        ("mai tr", "mai trước:"),
        ("nhãn:TI", "nhãn:TITLE"),
        ("nhãn:chuc", "nhãn:TITLE"),
        ("nhãn:TITLE,AG", "nhãn:TITLE,AGENCY"),
        ("tinh:lao", 'tinh:"Lào Cai"'),
        ('tỉnh:"lao c', 'tỉnh:"Lào Cai"'),
        ("mai người:h", "mai người:Hòa"),
        ("người:lan", 'người:"Trần Lan"'),
        ("trạng thái:dang", 'trạng thái:"Đang làm"'),
        ("quyết định:n", "quyết định:nhận"),
        ("cờ:", "cờ:có"),
        ("nhãn:TITLE ti", "nhãn:TITLE tỉnh:"),
        ("nhãn:TITLE tỉnh:lao", 'nhãn:TITLE tỉnh:"Lào Cai"'),
        ("nhãn:TITLE tỉnh:", 'nhãn:TITLE tỉnh:"An Giang"'),
        ("giá trị:2021 nh", "giá trị:2021 nhãn:"),
    ],
)
def test_the_first_offer_goes_on_as_meant(line: str, offered: str):
    first = complete(line, len(line), LAYERS, shipped())[0]
    assert line[: first.start] + first.text == offered


@pytest.mark.parametrize("line", ["", "giá trị:2021", '"ban tu', "zzz", "tỉnh:Atl"])
def test_nothing_is_offered_where_anything_may_stand(line: str):
    assert complete(line, len(line), LAYERS, shipped()) == []
