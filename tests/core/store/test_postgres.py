"""A dataset on PostgreSQL: made and migrated alike, found the same by a search, one writer at a time, errors in words."""

import os
import threading
from pathlib import Path

import postgres
import pytest
from parts import TEXT

from core.errors import Away, StoreError, UsageError
from core.model.article import Article, ArticleCard, Source
from core.model.ids import new_id
from core.model.library import Filter
from core.people import Annotator
from core.store import connect, dialect, tables
from core.store.migrations import run
from core.store.phrases import articles_with
from core.store.schema import prepare
from core.store.server import target_of
from core.store.shelf import Shelf
from core.store.store import Store

_COLUMNS = (
    "SELECT table_name, column_name, data_type, is_nullable, collation_name, column_default "
    "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
)
_REST = (
    "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "SELECT regexp_replace(indexdef, 'INDEX \\S+', '') FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
)


def facts(server: postgres.Server, url: str) -> list[list[tuple]]:
    """What the database says of its tables, constraints, indexes, triggers and functions."""
    name = target_of(url).name
    return [server.sql(name, query) for query in (_COLUMNS, *_REST)]


def test_the_migrations_build_the_very_schema_that_new_datasets_have(server: postgres.Server, database: str):
    made, stepped = target_of(database), target_of(server.database())
    prepare(made)
    engine = connect.engine_for(stepped)
    with connect.writing(engine).begin() as db:
        run.run_steps(db, "head")
    engine.dispose()
    for one, other in zip(facts(server, made.url), facts(server, stepped.url), strict=True):
        assert one == other
    assert connect.schema_of(made) == connect.schema_of(stepped) == connect.SCHEMA


def test_both_databases_find_the_same_articles(tmp_path: Path, database: str, annotator: Annotator):
    texts = (
        TEXT,
        "Uỷ ban nhân dân tỉnh Lào Cai ban hành Quyết định số 12/QĐ-UBND ngày 28/7.\nĐồng chí Lụa.",
        "Điện Biên: http://a.vn/b-c?d=1 và mã 1e5, số -7, e-mail hoa@lan.vn.\nỦy Ban",
        "\n".join(f"từ{n}" for n in range(45_000)) + "\nkết thúc ở đây",
        "không",
    )
    stores = [Store(tmp_path / "a.sqlite"), Store(database)]
    for store in stores:
        store.meet(annotator.id, annotator.name)
        for number, text in enumerate(texts):
            source = Source(f"{number}.txt", str(number) * 64, "txt", "utf-8")
            card = ArticleCard(new_id(), Article.of(text).id, annotator.id, b"", title=f"Bài {number}: Sở Nội vụ")
            store.add(Article.of(text), source, text.encode(), card, annotator.id)
    asked = (
        "uy ban",
        "ủy ban nhân dân",
        "12 qd",
        "qđ-ubnd",
        "1e5",
        "hoa@lan",
        "dien bi",
        "từ44999 ket",
        "noi vu 3",
        "sơ",
        "",
        "…",
    )
    for words in asked:
        file, server = (
            [Article.of(t).id for t in texts if Article.of(t).id in Shelf(s, annotator.id).ids(Filter(words))]
            for s in stores
        )
        assert file == server, words
        assert articles_with(stores[0], words) == articles_with(stores[1], words), words
    assert len(Shelf(stores[1], annotator.id).ids(Filter("từ44999 ket"))) == 1
    assert len(articles_with(stores[1], "đồng chí lụa")) == 1
    number = tables.article.c.number
    for words, begun, where in (
        ("nội v", True, "title"),
        ("nội v", False, ""),
        ("số 12", False, "title"),
        ("số 12", False, ""),
    ):
        counts = []
        for store in stores:
            with store.engine.connect() as db:
                condition = dialect.has_phrase(store.engine.dialect.name, words, begun, where)
                counts.append(len(db.execute(tables.article.select().with_only_columns(number).where(condition)).all()))
        assert counts[0] == counts[1], words
    for store in stores:
        store.close()


def test_the_journals_numbers_are_in_the_order_in_which_they_are_seen(database: str, annotator: Annotator):
    """A reader that has seen a number has missed none below it, however many write at once."""
    Store(database).close()
    errors: list[Exception] = []

    def work() -> None:
        try:
            mine, who = Store(database), Annotator(new_id(), "Lan")
            for n in range(12):
                text = f"{TEXT}\n{who.id.hex()} {n}"
                card = ArticleCard(new_id(), Article.of(text).id, who.id, b"")
                mine.meet(who.id, who.name)
                mine.add(Article.of(text), Source(f"{n}", "0" * 64, "txt", "utf-8"), text.encode(), card, who.id)
            mine.close()
        except Exception as error:
            errors.append(error)

    writers = [threading.Thread(target=work) for _ in range(4)]
    reader = Store(database)
    seen: list[int] = []
    for writer in writers:
        writer.start()
    while any(w.is_alive() for w in writers) or (len(seen) < 48 and not errors):
        with reader.engine.connect() as db:
            last = seen[-1] if seen else 0
            seen += db.exec_driver_sql(f"SELECT seq FROM journal WHERE seq > {last} ORDER BY seq").scalars()
    with reader.engine.connect() as db:
        everything = list(db.exec_driver_sql("SELECT seq FROM journal ORDER BY seq").scalars())
    reader.close()
    assert not errors
    assert seen == everything
    assert len(seen) == 48


def test_what_is_wrong_with_a_server_is_said_in_words(server: postgres.Server, database: str, tmp_path: Path):
    name = target_of(database).name
    server.sql(name, "CREATE ROLE guest LOGIN PASSWORD 'bí mật'")
    cases = {
        "server_no_database": server.url("no_such"),
        "server_no_role": server.url(name, "nobody_here"),
        "server_password": server.url(name, "guest:sai"),
        "server_away": f"postgresql+psycopg://postgres@/{name}?host={tmp_path}",
    }
    for key, url in cases.items():
        with pytest.raises(StoreError) as caught:
            Store(url)
        assert caught.value.key == key, str(caught.value)
        assert isinstance(caught.value, Away) == (key == "server_away")
        assert "sai" not in str(caught.value)
    Store(database).close()
    with pytest.raises(StoreError) as caught:  # may come in, may not write
        Store(server.url(name, "guest:bí mật"))
    assert caught.value.key == "server_read_only"
    server.sql(name, "DROP OWNED BY guest")
    server.sql(name, "DROP ROLE guest")


def test_another_programs_database_is_refused_and_left_alone(server: postgres.Server, database: str):
    name = target_of(database).name
    server.sql(name, "CREATE TABLE notes (id int)")
    with pytest.raises(StoreError) as caught:
        Store(database)
    assert caught.value.key == "server_not_dataset"
    assert server.sql(name, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [("notes",)]
    with pytest.raises(UsageError, match="mysql"):
        Store("mysql://hoa:mật@h/x")


def test_a_writer_that_waits_too_long_is_told_that_the_server_is_busy(database: str, annotator: Annotator):
    one, other = Store(database), Store(f"{database}&options=-c%20lock_timeout=100")
    with one.writing(), pytest.raises(StoreError) as caught:
        other.meet(annotator.id, annotator.name)
    assert caught.value.key == "server_busy"
    other.meet(annotator.id, annotator.name)
    assert one.annotators() == {annotator.id: annotator.name}
    one.close()
    other.close()


def test_a_password_is_kept_nowhere_and_shown_to_nobody(server: postgres.Server, database: str, tmp_path: Path):
    name = target_of(database).name
    Store(database).close()
    server.sql(name, "CREATE ROLE guest LOGIN SUPERUSER PASSWORD 'bí-mật-9'")
    try:
        with_password = target_of(server.url(name, "guest:b%C3%AD-m%E1%BA%ADt-9"))
        store = Store(with_password)
        assert "9@" not in str(store.path) + repr(store.path) + store.path.remembered
        assert target_of(store.path.remembered).name == name
        kept = server.sql(name, "SELECT string_agg(d::text, '') FROM dataset d")
        assert "mật-9" not in str(kept)
        store.close()
        keys = tmp_path / "pgpass"
        keys.write_text(f"*:*:{name}:guest:bí-mật-9\n", "utf-8")
        keys.chmod(0o600)
        os.environ["PGPASSFILE"] = str(keys)
        Store(store.path.remembered).close()
    finally:
        os.environ.pop("PGPASSFILE", None)
        server.sql("postgres", "DROP ROLE guest")


def test_a_text_with_a_nul_is_refused_in_words(database: str, annotator: Annotator):
    store = Store(database)
    store.meet(annotator.id, annotator.name)
    article = Article.of("a\0b")
    card = ArticleCard(new_id(), article.id, annotator.id, b"")
    with pytest.raises(StoreError) as caught:
        store.add(article, Source("a", "0" * 64, "txt", "utf-8"), b"", card, annotator.id)
    assert caught.value.key == "server_nul"
    assert Shelf(store, annotator.id).ids() == []
    store.close()
