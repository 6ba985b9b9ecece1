"""Near-duplicates are found as the field's own tool finds them, and quickly where there are many."""

import random
from itertools import combinations

from datasketch import MinHash, MinHashLSH

from core.text.near import alike, near_pairs, shingles, sketch

_SOME = "tỉnh ủy ban thường vụ ký kết chương trình phối hợp sở công an nhân dân thành phố đồng chí bí thư huyện"
WORDS = _SOME.split()


def _text(dice: random.Random, words: int = 400) -> str:
    return " ".join(f"{dice.choice(WORDS)}{dice.randrange(40)}" for _ in range(words))


def _copied(dice: random.Random, text: str, changed: int) -> str:
    words = text.split()
    for at in dice.sample(range(len(words)), changed):
        words[at] = "khác"
    return " ".join(words)


def _corpus(dice: random.Random) -> dict[int, str]:
    """Texts of which every third is a copy of the one before, more and more changed."""
    texts: dict[int, str] = {}
    for number in range(150):
        texts[number] = _copied(dice, texts[number - 1], number // 6) if number % 3 == 2 else _text(dice)
    return texts


def _share(a: str, b: str) -> float:
    ours, theirs = shingles(a), shingles(b)
    return len(ours & theirs) / len(ours | theirs)


def test_confirmed_pairs_are_exactly_those_that_comparing_all_with_all_finds():
    texts = _corpus(random.Random(5))
    every = {(a, b): _share(texts[a], texts[b]) for a, b in combinations(texts, 2)}
    for least in (0.5, 0.8, 0.95):
        found = {
            (a, b): s for a, b, s in near_pairs(((n, sketch(t)) for n, t in texts.items()), least, texts.__getitem__)
        }
        assert found == {pair: share for pair, share in every.items() if share >= least}


def test_datasketch_agrees():
    texts = _corpus(random.Random(6))
    lsh, hashed = MinHashLSH(threshold=0.8, num_perm=256), {}
    for number, text in texts.items():
        hashed[number] = MinHash(num_perm=256)
        hashed[number].update_batch([h.to_bytes(4, "big") for h in shingles(text)])
        lsh.insert(number, hashed[number])
    found = {(a, b) for a, b, _ in near_pairs(((n, sketch(t)) for n, t in texts.items()), 0.8, texts.__getitem__)}
    theirs = {(a, b) for b in texts for a in lsh.query(hashed[b]) if a < b}
    clear = {(a, b) for a, b in found | theirs if abs(_share(texts[a], texts[b]) - 0.8) > 0.1}
    assert found & clear == theirs & clear
    assert len(found) > 10


def test_a_sketch_tells_the_share_to_within_a_few_hundredths():
    texts = _corpus(random.Random(7))
    for a, b in ((n - 1, n) for n in range(2, 150, 3)):
        assert abs(alike(sketch(texts[a]), sketch(texts[b])) - _share(texts[a], texts[b])) < 0.15


def test_tone_marks_case_and_marks_between_words_make_no_difference():
    assert sketch("Hòa Bình: ký kết quy chế.") == sketch("HOÀ BINH ky ket, quy che")


def test_short_texts_are_compared_as_a_whole_and_empty_ones_never():
    pairs = near_pairs([("a", sketch("Ký kết")), ("b", sketch("ký kết!")), ("c", sketch("…")), ("d", sketch(""))])
    assert list(pairs) == [("a", "b", 1.0)]


def test_words_that_every_text_begins_with_do_not_make_texts_near():
    dice = random.Random(8)
    head = _text(dice, 60)
    texts = [f"{head} {_text(dice)}" for _ in range(300)]
    assert not list(near_pairs(enumerate(map(sketch, texts))))
