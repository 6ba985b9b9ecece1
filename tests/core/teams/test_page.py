"""What docs/teams.md tells an administrator to type works as it stands there."""

import re
import subprocess
from pathlib import Path

import postgres
import pytest
from layers import lay
from sqlalchemy import select

from core.errors import StoreError
from core.people import Annotator
from core.store import tables
from core.store.connect import speaking
from core.store.integrity import flaws
from core.store.move import copy_whole
from core.store.server import target_of
from core.store.store import Store
from core.teams.assign import take_next

PAGE = (Path(__file__).parents[3] / "docs" / "teams.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
SQL = [code for language, code in BLOCKS if language == "sql"]
TEXT = "Tin\nÔng Lụa, Giám đốc Sở Y tế tỉnh Lào Cai, đến Hà Nội ngày 28/7/2021."


def statements(server: postgres.Server, database: str, code: str) -> None:
    for statement in filter(None, (part.strip() for part in code.split(";"))):
        server.sql(database, statement)


def test_an_administrator_follows_the_page_and_an_annotator_can_do_what_they_may(
    server: postgres.Server, tmp_path: Path
):
    source = Store(tmp_path / "gold.sqlite")
    hoa = Annotator(b"H" * 16, "Hoa")
    lay(source, hoa, TEXT)
    try:
        statements(server, "postgres", SQL[0])
        list(copy_whole(source, target_of(server.url("gold", "butvang_owner"))))
        statements(server, "gold", SQL[1])
        server.sql("gold", "CREATE ROLE lan LOGIN IN ROLE butvang_annotators")
        store = Store(server.url("gold", "lan"))
        store.meet(b"L" * 16, "Lan")
        article = lay(store, Annotator(b"L" * 16, "Lan"), TEXT + "\nThêm.")
        assert take_next(store, b"H" * 16) is None  # each is somebody's already
        store.keep_bookmark(b"L" * 16, article, 3)
        for forbidden in (
            "DELETE FROM journal",
            "CREATE TABLE x (id int)",
            "UPDATE alembic_version SET version_num = ''",
        ):
            with pytest.raises(StoreError) as caught, speaking(store.path), store.writing() as db:
                db.exec_driver_sql(forbidden)
            assert caught.value.key == "server_read_only"
        assert list(flaws(store)) == []
        before = rows(store)
        store.close()
        dump, again = (line for line in BLOCKS[3][1].strip().splitlines())
        server.sql("postgres", "CREATE DATABASE gold_moi TEMPLATE template0")
        for line in (dump, again):
            program, *rest = line.replace("gold.dump", str(tmp_path / "gold.dump")).split()
            reached = ["--host", str(server.folder), "--username", "postgres"]
            subprocess.run([str(postgres.binary(program)), *reached, *rest], check=True)
        restored = Store(server.url("gold_moi"))
        assert rows(restored) == before
        assert list(flaws(restored)) == []
        restored.close()
    finally:
        source.close()
        for database in ("gold", "gold_moi"):
            server.drop(server.url(database))
        for role in ("lan", "butvang_annotators", "butvang_owner"):
            server.sql("postgres", f"DROP ROLE IF EXISTS {role}")


def rows(store: Store) -> dict[str, list[tuple]]:
    with store.engine.connect() as db:
        return {
            t.name: [tuple(r) for r in db.execute(select(t).order_by(*t.primary_key))]
            for t in tables.metadata.sorted_tables
        }
