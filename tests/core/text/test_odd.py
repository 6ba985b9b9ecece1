"""What deceives the eye is found, and nothing of ordinary Vietnamese is taken for it."""

import pytest

from core.model.span import Span
from core.paths import resources
from core.reading.registry import read
from core.text.occurrences import Words
from core.text.odd import MARK, odd, shown


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Sở\u200b Y tế", [(2, 3)]),
        ("a \u202eb\u202c", [(2, 3), (4, 5)]),
        ("ông \u0410n", [(4, 5)]),  # Cyrillic А
        ("S\u03bfn La", [(1, 2)]),  # Greek ο
        ("xã \u0410\u041d", [(3, 5)]),  # a word of nothing but Cyrillic letters that look like AH
        ("UBN\uff24", [(3, 4)]),
        ("a\0b", [(1, 2)]),
        (
            "tiếng Nga: \u041c\u043e\u0441\u043a\u0432\u0430 và \u03b1",
            [],
        ),  # whole words of another script are no deceit
        ("Ký kết “quy chế” – 28/7…\n\tSở Y tế", []),
    ],
)
def test_what_deceives_the_eye_is_found(text: str, where: list[tuple[int, int]]):
    assert odd(text) == tuple(Span(*each) for each in where)


def test_each_hidden_character_is_one_mark():
    text = "Sở\u200b Y \U0001f600 tế\u202e"
    assert shown(text) == f"Sở{MARK} Y \U0001f600 tế{MARK}"
    assert len(shown(text)) == len(text)


def test_articles_as_they_are_have_nothing_odd():
    for path in sorted((resources() / "samples").glob("*.txt")):
        assert not odd(read(path).article.text)


def test_a_name_in_look_alikes_is_not_the_same_name_but_one_with_hidden_characters_is():
    assert Words("An").spans("ông \u0410n") == []
    assert Words("Sở Y tế").spans("Sở\u200b Y tế") == [Span(0, 8)]
