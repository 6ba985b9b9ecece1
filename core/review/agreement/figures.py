"""Agreement as figures: by measure, label and pair, each with its interval and a sentence that says what it means."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from core.model.scheme import label_name
from core.provinces.map import name_of, unit, units
from core.review.agreement.bootstrap import Sums
from core.review.agreement.counts import Pair
from core.review.agreement.measures import PAIRWISE, Counts, Measure, Schema, items, precision_recall, value
from core.review.agreement.tally import Tally
from core.review.scope import NOWHERE, unit_under
from core.wording import decimal, percent, say

RESAMPLES = 400

_SHOWN = {
    Measure.STRICT: "span",
    Measure.LENIENT: "span",
    Measure.COHEN: "token",
    Measure.FLEISS: "tokens",
    Measure.ALPHA: "tokens",
    Measure.UNITIZING: "unit",
    Measure.GAMMA: "gamma",
    Measure.VALUE: "value",
    Measure.RELATION: "relation",
    Measure.STATUS: "status",
    Measure.RECORD: "record",
    Measure.PUBLISHED: "published",
    Measure.PROVINCE: "province",
}
_CHANCE = (Measure.COHEN, Measure.FLEISS, Measure.ALPHA, Measure.UNITIZING, Measure.GAMMA)
_STEPS = ((0.8, "good"), (0.667, "tentative"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: from 0 (or below, where chance counts) to 1, None where it cannot be told; 95% lies from `low` to `high`.

    `label` is a label, a kind of relation or a field of a record, empty for all. `pair` is None for all annotators. Precision
    and recall are those of the second of a pair against the first. `items` is how many things it is about.
    """

    measure: Measure
    label: str
    pair: Pair | None
    value: float | None
    low: float | None
    high: float | None
    items: int
    precision: float | None = None
    recall: float | None = None

    def meaning(self, names: Mapping[bytes, str] | None = None, interval: bool = True) -> str:
        """What the figure means, in a sentence, and in another where it lies; with `names`, a pair's figure names the two."""
        what = label_name(self.label) if self.label else say("curation.all_labels")
        if self.value is None:
            return say("curation.means_nothing", what=what)
        who = " – ".join(names.get(id, id.hex()[:6]) for id in self.pair) if self.pair and names else ""
        sentence = say(
            f"curation.means_{self.measure}", what=what, percent=percent(self.value), value=number(self.value)
        )
        if self.measure in _CHANCE:
            sentence = f"{sentence} {say(f'curation.strength_{strength(self.value)}')}"
        if interval and self.low is not None and self.high is not None:
            sentence = f"{sentence} {say('curation.interval', low=number(self.low), high=number(self.high))}"
        return f"{who}: {sentence}" if who else sentence


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that can be said of how far some annotators agree on some articles."""

    articles: int
    annotators: tuple[bytes, ...]
    figures: tuple[Figure, ...]

    def of(self, measure: Measure, label: str = "", pair: Pair | None = None) -> Figure | None:
        """One figure: of all labels and annotators unless some are named."""
        wanted = measure, label, tuple(sorted(pair)) if pair else None
        return next((f for f in self.figures if (f.measure, f.label, f.pair) == wanted), None)

    def labels(self, measure: Measure) -> list[str]:
        """The labels (kinds, fields) that a measure has figures of."""
        return [f.label for f in self.figures if f.measure is measure and f.label and f.pair is None]


class Gathered:
    """Articles taken in one by one: memory does not grow with their number."""

    def __init__(self, resamples: int = RESAMPLES, seed: int = 0) -> None:
        self._sums = Sums(resamples, seed)
        self._people: set[bytes] = set()
        self._intervals = resamples > 0

    def add(self, tally: Tally) -> None:
        """Take an article in."""
        self._sums.add(tally.counts)
        self._people.update(tally.annotators)

    def agreement(self, measures: Collection[Measure] = tuple(Measure), *, of_pairs: bool = True) -> Agreement:
        """The figures of all that was taken in."""
        return _figures(self._sums, tuple(sorted(self._people)), self._intervals, of_pairs, measures)


def agreement(
    tallies: Iterable[Tally],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    measures: Collection[Measure] = tuple(Measure),
) -> Agreement:
    """The figures of some articles. Without resamples there are no intervals; the same seed gives the same ones."""
    gathered = Gathered(resamples, seed)
    for tally in tallies:
        gathered.add(tally)
    return gathered.agreement(measures)


def agreement_by(
    tallies: Iterable[Tally],
    key: Callable[[Tally], str],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    measures: Collection[Measure] = tuple(Measure),
) -> dict[str, Agreement]:
    """The figures of all annotators for each group of articles, in the order of their keys."""
    groups: dict[str, Gathered] = {}
    for tally in tallies:
        groups.setdefault(key(tally), Gathered(resamples, seed)).add(tally)
    return {name: gathered.agreement(measures, of_pairs=False) for name, gathered in sorted(groups.items())}


def by_province(on: date | None = None) -> Callable[[Tally], str]:
    """Groups by province (ids of units): of the map of a day, or as the articles have them."""

    def key(tally: Tally) -> str:
        if tally.province is None:
            return NOWHERE
        return unit_under(tally.province, on) if on else tally.province

    return key


def by_article(tally: Tally) -> str:
    """Each article by itself, by its id in hex."""
    return tally.article.hex()


def by_week(tally: Tally) -> str:
    """Groups by the week in which the last annotator finished (2026-W41), empty where that is not known."""
    if tally.finished_at is None:
        return ""
    year, week, _ = datetime.fromtimestamp(tally.finished_at / 1000).isocalendar()
    return f"{year}-W{week:02}"


def by_month(tally: Tally) -> str:
    """Groups by the month in which the last annotator finished (2026-10), empty where that is not known."""
    return datetime.fromtimestamp(tally.finished_at / 1000).strftime("%Y-%m") if tally.finished_at else ""


def province_name(key: str) -> str:
    """The name of a group of `by_province`, with its years where another unit bore the same name."""
    if not key:
        return say("curation.no_province")
    namesakes = [one for one in units(None) if one.name == name_of(key)]
    if len(namesakes) < 2:
        return name_of(key)
    one = unit(key)
    return f"{one.name} ({one.start.year}–{one.end.year if one.end else ''})"


def strength(value: float) -> str:
    """What a chance-corrected figure allows: `good` (0.8), `tentative` (0.667, Krippendorff 2004) or `weak`."""
    return next((name for least, name in _STEPS if value >= least), "weak")


def number(value: float | None) -> str:
    """A figure in three digits, as it is shown."""
    return "–" if value is None else decimal(value, 3)


def _figures(
    sums: Sums, people: tuple[bytes, ...], intervals: bool, of_pairs: bool, measures: Collection[Measure]
) -> Agreement:
    whole = sums.whole
    schema = Schema.of(whole)
    found = []
    for measure in measures:
        if measure is Measure.GAMMA and "gamma" not in schema.names:
            continue  # it is counted only where it was asked for
        labels = "", *schema.names.get(_SHOWN[measure], ())
        among = (None, *schema.pairs) if of_pairs and measure in PAIRWISE else (None,)
        found += [_figure(measure, label, pair, sums, whole, schema, intervals) for label in labels for pair in among]
    return Agreement(sums.articles, people, tuple(found))


def _figure(
    measure: Measure, label: str, pair: Pair | None, sums: Sums, whole: Counts, schema: Schema, intervals: bool
) -> Figure:
    now = value(measure, label, pair, whole, schema)
    again = partial(value, measure, label, pair, schema=schema)
    interval = sums.interval(again) if intervals and now is not None else None
    low, high = interval or (None, None)
    parts = (None, None)
    if pair and measure in (Measure.STRICT, Measure.LENIENT, Measure.RELATION):
        parts = precision_recall(measure, label, pair, whole, schema)
    return Figure(measure, label, pair, now, low, high, items(measure, label, pair, whole, schema), *parts)
