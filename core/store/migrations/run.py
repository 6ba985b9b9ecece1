"""Bringing a dataset to the newest schema by alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from core.store.connect import SCHEMA, engine_for, writing
from core.store.server import Target


def upgrade(target: Target) -> None:
    """Run the missing steps on a dataset in one transaction: all of them or none."""
    engine = engine_for(target)
    try:
        with writing(engine).begin() as db:
            run_steps(db, SCHEMA)
    finally:
        engine.dispose()


def run_steps(db: Connection, target: str) -> None:
    """Run the steps up to the migration `target` on an open transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = db
    command.upgrade(config, target)
