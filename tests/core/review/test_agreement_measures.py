"""The measures of agreement against worked examples of their authors, figures worked by hand, and independent libraries."""

from itertools import combinations
from random import Random

import pytest

from core.review.agreement.bootstrap import Sums
from core.review.agreement.counts import Counts
from core.review.agreement.gamma import Unit, disorder, dissimilarity, turned
from core.review.agreement.measures import Measure, Schema, value
from core.review.agreement.tokens import count_size, count_task, together
from core.review.agreement.unitizing import expected, observed

ALL = ""


def rated(*units: dict[str, str]) -> Counts:
    """Counts of units that some raters have put into categories, each unit as an article of one syllable."""
    counts = Counts()
    for unit in units:
        if len(unit) < 2:
            continue  # of what only one has rated nothing can be said
        said = {who.encode(): {category: 1} for who, category in unit.items()}
        count_size(counts, 1, said)
        count_task(counts, ALL, 1, said)
    return counts


def measured(measure: Measure, counts: Counts) -> float | None:
    return value(measure, ALL, None, counts, Schema.of(counts))


def by_rater(**ratings: str) -> list[dict[str, str]]:
    """One string of categories for each rater, a dot where they said nothing."""
    rows = {who: row.split() for who, row in ratings.items()}
    count = len(next(iter(rows.values())))
    return [{who: row[n] for who, row in rows.items() if row[n] != "."} for n in range(count)]


def by_counts(*rows: tuple[int, ...]) -> list[dict[str, str]]:
    """For each unit how many raters chose each category."""
    return [
        {f"rater {n}": c for n, c in enumerate(c for at, often in enumerate(row) for c in [f"c{at}"] * often)}
        for row in rows
    ]


def test_cohen_as_in_artstein_and_poesio_2008():
    both = [("stat", "stat")] * 20 + [("stat", "ireq")] * 20 + [("ireq", "stat")] * 10 + [("ireq", "ireq")] * 50
    counts = rated(*({"a": a, "b": b} for a, b in both))
    # agreed 70 of 100; by chance 0.4 * 0.3 + 0.6 * 0.7 = 0.54
    assert measured(Measure.COHEN, counts) == pytest.approx((0.7 - 0.54) / (1 - 0.54))
    # for one distribution of both: 0.35 ** 2 + 0.65 ** 2 = 0.545
    assert measured(Measure.FLEISS, counts) == pytest.approx((0.7 - 0.545) / (1 - 0.545))


def test_fleiss_as_in_fleiss_1971():
    diagnoses = (
        "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
        "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
    )
    counts = rated(*by_counts(*(tuple(map(int, row)) for row in diagnoses.split())))
    assert measured(Measure.FLEISS, counts) == pytest.approx(0.430, abs=0.0005)


def test_fleiss_with_fourteen_raters_of_ten_subjects():
    rows = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    assert measured(Measure.FLEISS, rated(*by_counts(*rows))) == pytest.approx(0.210, abs=0.0005)


def test_alpha_with_missing_ratings_as_in_krippendorff_2011():
    counts = rated(
        *by_rater(
            a="1 2 3 3 2 1 4 1 2 . . .",
            b="1 2 3 3 2 2 4 1 2 5 . 3",
            c=". 3 3 3 2 3 4 2 2 5 1 .",
            d="1 2 3 3 2 4 4 1 2 5 1 .",
        )
    )
    assert measured(Measure.ALPHA, counts) == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_two_observers_as_in_krippendorff_2011():
    counts = rated(*by_rater(meg="0 1 0 0 0 0 0 0 1 0", owen="1 1 1 0 0 1 0 0 0 0"))
    # six of ten agree; 4 disagreeing pairs both ways, 14 zeros and 6 ones: 1 - 19 * 8 / (2 * 14 * 6)
    assert measured(Measure.ALPHA, counts) == pytest.approx(1 - 19 * 8 / 168)
    assert measured(Measure.ALPHA, counts) == pytest.approx(0.095, abs=0.0005)


def test_unitizing_as_in_krippendorff_2004():
    c = [[(75, 70), (220, 30)], [(70, 80), (205, 20), (250, 20)]]  # the continuum begins at 150 there
    k = [[(30, 60), (150, 50)], [(30, 60), (150, 50)]]
    assert observed(c, 300) == pytest.approx(0.0144, abs=0.00005)
    assert expected(c, 300) == pytest.approx(0.0532, abs=0.00005)
    assert observed(k, 300) == 0
    assert expected(k, 300) == pytest.approx(0.0490, abs=0.00005)
    assert 1 - observed(c, 300) / expected(c, 300) == pytest.approx(0.7285, abs=0.0001)
    both = (observed(c, 300) + observed(k, 300)) / (expected(c, 300) + expected(k, 300))
    assert 1 - both == pytest.approx(0.8587, abs=0.0001)


def test_unitizing_worked_by_hand():
    # one marks syllables 2-4, the other 3-4, of ten: borders off by one and by none, both ways, over 2 * 1 * 100
    assert observed([[(2, 3)], [(3, 2)]], 10) == pytest.approx(2 * 1 / 200)
    # one marks three syllables where the other has nothing: three squared, both ways
    assert observed([[(2, 3)], []], 10) == pytest.approx(2 * 9 / 200)


def test_unitizing_falls_with_the_distance_of_the_borders():
    off = [1 - observed([[(2, 6)], [(2 + by, 6)]], 20) / expected([[(2, 6)], [(2 + by, 6)]], 20) for by in range(4)]
    assert off[0] == 1
    assert off == sorted(off, reverse=True)
    assert len(set(off)) == 4


ALEX: list[Unit] = [
    (2, 9, "1"), (11, 17, "2"), (24, 30, "5"), (32, 36, "6"), (36, 44, "6"), (44, 60, "7"),
]  # fmt: skip
PAUL: list[Unit] = [(2, 9, "1"), (11, 17, "3"), (19, 25, "5"), (32, 44, "6")]
SUZAN: list[Unit] = [(2, 9, "1"), (11, 17, "4"), (21, 27, "5"), (32, 36, "6"), (36, 40, "6"), (40, 44, "6")]


def test_gamma_as_pygamma_agreement_has_it_for_alex_paul_and_suzan():
    observed = disorder([ALEX, PAUL, SUZAN])
    assert observed == pytest.approx(0.96, abs=0.01)
    random = Random(1)
    expected = sum(disorder(turned([ALEX, PAUL, SUZAN], 60, random)) for _ in range(200)) / 200
    assert 0.44 <= 1 - observed / expected <= 0.47


def test_gammas_disorder_worked_by_hand():
    assert disorder([ALEX, ALEX]) == 0
    assert dissimilarity((0, 4, "a"), (2, 6, "a")) == pytest.approx(3 * (4 / 8) ** 2)
    assert dissimilarity((0, 4, "a"), (0, 4, "b")) == 1
    # one of two has nothing there: one unit alone, for half a unit that each has on average
    assert disorder([[(0, 4, "a")], []]) == 1 / 0.5
    # another label: better aligned for 1 than both alone for 2
    assert disorder([[(0, 4, "a")], [(0, 4, "b")]]) == 1
    # far apart: both alone
    assert disorder([[(0, 4, "a")], [(50, 54, "a")]]) == 2
    # two of three say it: of three pairs one is the same, two are with nothing
    assert disorder([[(0, 4, "a")], [(0, 4, "a")], []]) == pytest.approx((2 / 3) / (2 / 3))


def alignments(left: list[tuple[Unit, int]], annotators: int):
    """Every way to align some units, as lists of alignments; slow and plain."""
    if not left:
        yield []
        return
    first, rest = left[0], left[1:]
    for size in range(annotators):
        for others in combinations(rest, size):
            chosen = [first, *others]
            if len({who for _, who in chosen}) == len(chosen):
                for more in alignments([unit for unit in rest if unit not in others], annotators):
                    yield [chosen, *more]


@pytest.mark.parametrize("seed", range(8))
def test_the_best_alignment_is_the_best_of_all(seed: int):
    random = Random(seed)

    def some() -> list[Unit]:
        starts = [random.randint(0, 14) for _ in range(random.randint(0, 3))]
        return [(start, start + random.randint(1, 5), random.choice("ab")) for start in starts]

    said = [some(), some(), some()]
    units = [(unit, who) for who, units in enumerate(said) for unit in units]

    def cost(chosen: list[tuple[Unit, int]]) -> float:
        real = sum(dissimilarity(one, other) for (one, _), (other, _) in combinations(chosen, 2))
        return (real + 3 - len(chosen) * (len(chosen) - 1) / 2) / 3

    if len(set(units)) == len(units) and units:
        least = min(sum(map(cost, way)) for way in alignments(units, 3))
        assert disorder(said) == pytest.approx(least * 3 / len(units))


def test_nothing_can_be_told_where_everyone_says_one_thing_only():
    counts = rated(*({"a": "x", "b": "x"} for _ in range(5)))
    assert measured(Measure.COHEN, counts) is None
    assert measured(Measure.FLEISS, counts) is None
    assert measured(Measure.ALPHA, counts) is None


def test_labels_that_stand_together_are_a_category_of_their_own():
    parts = together({"TITLE": 0b0111, "AGENCY": 0b0110}, 4)
    assert parts == {"TITLE": 0b0001, "AGENCY+TITLE": 0b0110}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(6))
def test_the_libraries_say_the_same(seed: int):
    import krippendorff
    from nltk.metrics.agreement import AnnotationTask

    random = Random(seed)
    units = []
    for _ in range(60):
        truth = random.choice("abcd")
        units.append({who: truth if random.random() < 0.6 else random.choice("abcd") for who in ("x", "y", "z")})
    counts = rated(*units)
    task = AnnotationTask([(who, str(n), c) for n, unit in enumerate(units) for who, c in unit.items()])
    assert measured(Measure.COHEN, counts) == pytest.approx(task.kappa())
    assert measured(Measure.FLEISS, counts) == pytest.approx(task.pi())
    assert measured(Measure.ALPHA, counts) == pytest.approx(task.alpha())
    table = [["abcd".index(unit[who]) for unit in units] for who in ("x", "y", "z")]
    assert measured(Measure.ALPHA, counts) == pytest.approx(
        krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(4))
def test_krippendorffs_library_says_the_same_where_ratings_are_missing(seed: int):
    import krippendorff

    random = Random(seed)
    rows = [[random.choice((0, 1, 1, 2, None)) for _ in range(40)] for _ in range(4)]
    units = [{str(n): str(row[at]) for n, row in enumerate(rows) if row[at] is not None} for at in range(40)]
    table = [[float("nan") if v is None else v for v in row] for row in rows]
    theirs = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert measured(Measure.ALPHA, rated(*units)) == pytest.approx(theirs)


def sums_of(*numbers: tuple[float, float], resamples: int = 400, seed: int = 0) -> Sums:
    sums = Sums(resamples, seed)
    for same, n in numbers:
        counts = Counts()
        counts["same",], counts["n",] = same, n
        sums.add(counts)
    return sums


def ratio(counts) -> float | None:
    return counts["same",] / counts["n",] if counts["n",] else None


def test_articles_that_are_all_alike_leave_no_doubt():
    assert sums_of(*[(3, 4)] * 20).interval(ratio) == (0.75, 0.75)


def test_one_article_alone_has_no_interval():
    assert sums_of((3, 4)).interval(ratio) is None


def test_the_interval_is_that_of_the_mean_where_articles_are_of_one_size():
    random = Random(5)
    articles = [(float(random.random() < 0.8), 1.0) for _ in range(200)]
    low, high = sums_of(*articles, resamples=2000).interval(ratio) or (0, 0)
    share = sum(same for same, _ in articles) / 200
    spread = 1.96 * (share * (1 - share) / 200) ** 0.5  # of a share, by the textbook
    assert low == pytest.approx(share - spread, abs=0.012)
    assert high == pytest.approx(share + spread, abs=0.012)


def test_the_same_seed_gives_the_same_interval_and_many_articles_are_drawn_in_blocks():
    random = Random(1)
    articles = [(float(random.random() < 0.5), 1.0) for _ in range(3000)]
    assert sums_of(*articles).interval(ratio) == sums_of(*articles).interval(ratio)
    assert sums_of(*articles).interval(ratio) != sums_of(*articles, seed=1).interval(ratio)
    low, high = sums_of(*articles, resamples=1000).interval(ratio) or (0, 0)
    assert high - low == pytest.approx(2 * 1.96 * (0.25 / 3000) ** 0.5, rel=0.25)
