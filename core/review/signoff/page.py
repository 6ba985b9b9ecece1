"""The sign-off sheet as a page to print: one HTML file that needs nothing beside it, plain enough for any printer.

Tables only, no flexible boxes: the window prints it through Qt's rich text, which knows no others.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import escape

from core.model.scheme import label_name
from core.review.agreement import Figure, number
from core.review.audit import Method, Rate
from core.review.signoff.sheet import SHOWN, Audit, SignoffSheet
from core.wording import language, percent, say

_STYLE = """
@page { size: A4; margin: 18mm 16mm }
body { font-family: "Be Vietnam Pro", "Noto Sans", Arial, sans-serif; font-size: 9.5pt; color: #1d1d1f; line-height: 1.4 }
h1 { font-size: 17pt; margin: 0 0 2pt } h2 { font-size: 11.5pt; margin-top: 14px; margin-bottom: 6px }
p { margin: 2pt 0 } .quiet { color: #6b6b70; font-size: 8.5pt }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #c9c9ce; padding-top: 2px; padding-bottom: 2px;
  padding-left: 8px; padding-right: 8px }
th { font-weight: 600 } td.number, th.number { text-align: right; white-space: nowrap }
.sign td { border: 1px solid #9a9aa0; width: 33% }
"""


def page(sheet: SignoffSheet) -> str:
    """The page in the language spoken now."""
    body = "\n".join(
        (
            f"<h1>{escape(say('curation.sheet'))}</h1>",
            f"<p><b>{escape(sheet.title)}</b></p>",
            f'<p class="quiet">{escape(say("curation.sheet_made", day=_day(sheet.at), dataset=sheet.dataset))}</p>',
            *_covered(sheet),
            *_agreement(sheet),
            *_adjudication(sheet),
            *_checks(sheet),
            *_audits(sheet),
            *_signatures(sheet),
        )
    )
    title = escape(f"{say('curation.sheet')} – {sheet.title}")
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _covered(sheet: SignoffSheet) -> Iterator[str]:
    yield _heading("covered")
    rows = [(say("curation.sheet_articles"), str(sheet.articles)), (say("curation.sheet_gold"), str(sheet.gold))]
    if sheet.published:
        rows.append((say("curation.sheet_published"), " – ".join(map(_iso, sheet.published))))
    rows += [(say("curation.sheet_finished", name=name), str(done)) for name, done in sheet.people]
    yield _table((), rows)
    yield f"<p>{escape('; '.join(f'{label_name(name)}: {n}' for name, n in sheet.items.items()))}.</p>"


def _agreement(sheet: SignoffSheet) -> Iterator[str]:
    yield _heading("agreement")
    found = [f for measure in SHOWN if (f := sheet.agreement.of(measure)) and f.value is not None]
    if not found:
        yield _quiet("sheet_agreement_none")
        return
    yield f"<p>{escape(say('curation.sheet_agreement_on', articles=sheet.agreement.articles))}</p>"
    heads = (say("cli.col_what"), say("curation.figure"), say("curation.interval_column"), say("curation.sheet_means"))
    yield _table(heads, (_figure_row(figure) for figure in found), numbers=(1, 2))


def _figure_row(figure: Figure) -> tuple[str, ...]:
    name = say(f"curation.measure_{figure.measure}")
    between = f"{number(figure.low)}–{number(figure.high)}" if figure.low is not None else "–"
    return name, number(figure.value), between, figure.meaning(interval=False)


def _adjudication(sheet: SignoffSheet) -> Iterator[str]:
    yield _heading("adjudication")
    yield f"<p>{escape(say('curation.sheet_decided', decided=sheet.decided, open=sheet.open))}</p>"
    if sheet.reasons:
        rows = (
            (say(f"curation.reason_{why}"), label_name(label), str(n))
            for (why, label), n in sheet.reasons.most_common()
        )
        heads = say("curation.reason"), say("exchange.label"), say("curation.count")
        yield _table(heads, rows, numbers=(2,))


def _checks(sheet: SignoffSheet) -> Iterator[str]:
    yield _heading("checks")
    if not sheet.checks:
        yield _quiet("sheet_checks_none")
        return
    rows = ((check.title, str(check.open), str(check.muted)) for check in sheet.checks)
    heads = say("curation.sheet_check"), say("curation.sheet_open"), say("curation.sheet_muted")
    yield _table(heads, rows, numbers=(1, 2))


def _audits(sheet: SignoffSheet) -> Iterator[str]:
    yield _heading("audits")
    if not sheet.audits:
        yield _quiet("sheet_audits_none")
    for audit in sheet.audits:
        yield f"<p>{escape(audit_in_words(audit))}</p>"


def audit_in_words(audit: Audit) -> str:
    """A sample and what was found in it, in two sentences."""
    kind = say(f"curation.sheet_by_{Method(audit.sample.method)}")
    facts = {"day": _day(audit.sample.at), "size": len(audit.sample.articles), "population": audit.sample.population}
    drawn = say("curation.sheet_sample", kind=kind, judged=audit.judged, **facts)
    return f"{drawn} {rate_in_words(audit.rate)}"


def rate_in_words(rate: Rate) -> str:
    """An error rate as a sentence."""
    if rate.value is None:
        return say("curation.rate_none")
    percents = {
        name: percent(value, 1) for name, value in (("value", rate.value), ("low", rate.low), ("high", rate.high))
    }
    return say("curation.rate", errors=rate.errors, items=rate.items, **percents)


def _signatures(sheet: SignoffSheet) -> Iterator[str]:
    yield _heading("signed")
    for one in sheet.signatures:
        facts = say("curation.sheet_signature", name=one.name, day=_day(one.at), articles=one.articles)
        yield f"<p>{escape(facts)} {escape(one.note)}</p>"
    line = f'<br><span class="quiet">{escape(say("curation.sheet_line"))}</span>{"<br>" * 4}'
    who = (escape(say(f"curation.sheet_{role}")) for role in ("reviewer", "auditor", "head"))
    cells = "".join(f"<td>{each}{line}</td>" for each in who)
    yield f'<table class="sign" width="100%" cellpadding="6" cellspacing="0" border="1"><tr>{cells}</tr></table>'


def _heading(key: str) -> str:
    return f"<h2>{escape(say(f'curation.sheet_{key}'))}</h2>"


def _quiet(key: str) -> str:
    return f'<p class="quiet">{escape(say(f"curation.{key}"))}</p>'


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], numbers: tuple[int, ...] = (1,)) -> str:
    def cells(tag: str, row: tuple[str, ...]) -> str:
        kinds = (' class="number"' if n in numbers else "" for n in range(len(row)))
        return "".join(f"<{tag}{kind}>{escape(cell)}</{tag}>" for kind, cell in zip(kinds, row, strict=True))

    head = f"<tr>{cells('th', heads)}</tr>" if heads else ""
    lines = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f'<table width="100%" cellpadding="4" cellspacing="0">{head}{lines}</table>'


def _day(at: int) -> str:
    return datetime.fromtimestamp(at / 1000).strftime("%d/%m/%Y")


def _iso(day: str) -> str:
    return date.fromisoformat(day).strftime("%d/%m/%Y")
