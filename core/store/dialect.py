"""What the two databases are asked in words of their own: searching, and reading the suggestions that are kept as JSON.

SQLite searches by FTS5. PostgreSQL keeps the different words of an article as a tsvector, which finds the articles, and the
words one after the other, which tell phrases: its own parser takes figures and hyphens for what they are not, and forgets
where a word stood after the sixteen thousandth.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Text,
    cast,
    column,
    func,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.types import UserDefinedType

from core.store import tables
from core.store.postgres import copy_rows
from core.text.fold import fold


class _Query(UserDefinedType):
    """PostgreSQL's tsquery; SQLAlchemy's own would load the whole dialect where nobody needs it."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Its name."""
        return "TSQUERY"


POSTGRES = "postgresql"
Where = Literal["", "title", "body"]
Among = Callable[[ColumnElement[int]], Iterable[ColumnElement[bool]]]
_PREFIX = 3  # letters from which on the last word may go on
_LONGEST = 400  # letters of a word that the tsvector has: a lexeme has at most two thousand bytes
_PART = 20_000  # words of one row: a tsvector has at most a megabyte
_COLUMNS = "rowid", "article_search", "number", "part", "title", "body", "words"  # the first two of FTS5, the rest not
_SEARCH = table("article_search", *(column(name) for name in _COLUMNS))
_FTS5 = "INSERT INTO article_search (rowid, title, body) VALUES (?, ?, ?)"
_FTS5_DELETE = "INSERT INTO article_search (article_search, rowid, title, body) VALUES ('delete', ?, ?, ?)"


def terms_of(words: str) -> list[str]:
    """The words to search for, folded, cut where there is no letter or digit."""
    return "".join(c if c.isalnum() else " " for c in fold(words)).split()


def index_article(db: Connection, number: int, title: str, body: str) -> None:
    """Put an article's words into the search index."""
    index_articles(db, [(number, title, body)])


def index_articles(db: Connection, articles: Iterable[tuple[int, str, str]]) -> None:
    """Put the words of articles into the search index: number, title and text of each."""
    if db.dialect.name != POSTGRES:
        db.exec_driver_sql(_FTS5, [(number, fold(title), fold(body)) for number, title, body in articles])
    else:
        rows = (row for number, title, body in articles for row in _parts(number, terms_of(title), terms_of(body)))
        copy_rows(db, "article_search", ("number", "part", "title", "body", "words"), rows)


def forget_article(db: Connection, number: int, title: str, body: str) -> None:
    """Take an article's words, as they were indexed, out of the search index."""
    if db.dialect.name != POSTGRES:
        db.exec_driver_sql(_FTS5_DELETE, (number, fold(title), fold(body)))
    else:
        db.execute(text("DELETE FROM article_search WHERE number = :number"), {"number": number})


def with_words(dialect: str, query: Select, words: str, joined: FromClause) -> Select:
    """A query of articles, `joined` with what it asks of them, held to those with all the words, the last perhaps only begun.

    In the order in which they were added; the first come without the last being looked for.
    """
    terms, article = terms_of(words), tables.article.c
    if not terms:
        return query.select_from(joined).order_by(article.number)
    begun = len(terms[-1]) >= _PREFIX and not words.endswith(" ")
    if dialect == POSTGRES:
        return query.select_from(joined).where(*_numbers(article.number, terms, begun)).order_by(article.number)
    match = _SEARCH.c.article_search.op("MATCH")(" ".join(f'"{term}"' for term in terms) + ("*" if begun else ""))
    found = query.select_from(joined.join(_SEARCH, _SEARCH.c.rowid == article.number))
    return found.where(match).order_by(_SEARCH.c.rowid)


def has_phrase(
    dialect: str, words: str, begun: bool = False, where: Where = "", among: Among = lambda _number: ()
) -> ColumnElement[bool] | None:
    """Of an article: that it has the words one after the other, with `begun` the last perhaps only begun. None for no words.

    `among` says of a column of numbers which are looked at, so that a frequent word is not looked up in all articles.
    """
    terms = terms_of(words)
    if not terms:
        return None
    if dialect != POSTGRES:
        return _matching(f'{where and f"{where} : "}"{" ".join(terms)}"{"*" if begun else ""}', among)
    candidates = select(_SEARCH.c.number, _SEARCH.c.title, _SEARCH.c.body).where(*among(_SEARCH.c.number))
    # OFFSET: a fence, for only of articles that have all the words the texts are to be looked at.
    some = candidates.where(_SEARCH.c.part == 0, *_numbers(_SEARCH.c.number, terms, begun)).offset(0).subquery()
    phrase = _row(terms).removesuffix(" " if begun else "")
    there = (func.strpos(some.c[column], phrase) > 0 for column in ([where] if where else ["title", "body"]))
    return tables.article.c.number.in_(select(some.c.number).where(or_(*there)))


def suggested_places(dialect: str, payload: Column[Any]) -> tuple[FromClause, list[ColumnElement[Any]]]:
    """The suggestions of a kept detection as a table to join, and of each its start, end and label."""
    if dialect != POSTGRES:
        rows = func.json_each(payload, "$.suggestions").table_valued("value", name="suggested")
        return rows, [func.json_extract(rows.c.value, f"$[{n}]") for n in range(3)]
    rows = func.json_array_elements(cast(payload, JSON)["suggestions"]).table_valued(
        Column("value", JSON), name="suggested"
    )
    start, end, label = (rows.c.value.op("->>")(n) for n in range(3))
    return rows, [cast(start, Integer), cast(end, Integer), cast(label, Text)]


def own_checks(db: Connection) -> Iterator[tuple[str, str]]:
    """What the database itself finds wrong: `database` or `reference`, and what it says."""
    if db.dialect.name == POSTGRES:
        unproven = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
        yield from (("reference", f"{row[0]} {row[1]}") for row in db.exec_driver_sql(unproven))
        missing = select(tables.article.c.id).where(tables.article.c.number.not_in(select(_SEARCH.c.number)))
        yield from (("database", f"article_search {row.id.hex()}") for row in db.execute(missing))
        return
    yield from (("database", said) for (said,) in db.exec_driver_sql("PRAGMA integrity_check") if said != "ok")
    for row in db.exec_driver_sql("PRAGMA foreign_key_check"):
        yield "reference", f"{row[0]} {row[1]} → {row[2]}"


def _matching(match: str, among: Among = lambda _number: ()) -> ColumnElement[bool]:
    """By FTS5."""
    found = select(_SEARCH.c.rowid).where(_SEARCH.c.article_search.op("MATCH")(match), *among(_SEARCH.c.rowid))
    return tables.article.c.number.in_(found)


def _numbers(number: ColumnElement[int], terms: Sequence[str], begun: bool) -> list[ColumnElement[bool]]:
    """By tsvector: one word after the other, for those of a very long article stand in several rows."""
    lexemes = [f"'{term[:_LONGEST]}'" for term in terms]
    lexemes[-1] += ":*" if begun or len(terms[-1]) > _LONGEST else ""
    rows = _SEARCH.alias("words")
    return [number.in_(select(rows.c.number).where(rows.c.words.op("@@")(cast(x, _Query)))) for x in lexemes]


def _parts(number: int, title: list[str], body: list[str]) -> Iterator[tuple[int, int, str, str, str]]:
    """The rows of one article: the different words, and in the first also the words as they follow each other."""
    words = sorted({term[:_LONGEST] for term in (*title, *body)})
    for part, at in enumerate(range(0, max(len(words), 1), _PART)):
        one, other = ("", "") if part else (_row(title), _row(body))
        yield number, part, one, other, " ".join(f"'{word}'" for word in words[at : at + _PART])


def _row(terms: Sequence[str]) -> str:
    """Words one after the other, each between spaces."""
    return f" {' '.join(terms)} "
