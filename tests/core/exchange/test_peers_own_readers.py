"""The peers' own libraries, installed into an environment of their own, read what we wrote for them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.store.store import Store

SPACY = """
import sys
from core.cli import main
sys.argv = ["butvang", "export", sys.argv[1], "--format", "spacy", "-o", sys.argv[2]]
try:
    main()
except SystemExit as done:
    assert not done.code, done.code
import spacy
from spacy.training import Corpus
(example,) = Corpus(sys.argv[6])(spacy.blank("xx"))
doc = example.reference
spans = {(s.text, s.label_, s.kb_id_) for s in doc.spans["butvang"]}
assert ("Chiều ngày 28/7", "DATE", "2021-07-28TAF") in spans, spans
assert ("Ban Tuyên giáo\\nTỉnh ủy", "AGENCY", "") in spans
assert [e.label_ for e in doc.ents] == ["VĂN KIỆN", "DATE", "OFFICIAL", "TITLE"]
"""
DATASETS = """
from datasets import load_dataset
rows = load_dataset(sys.argv[1], split="train", cache_dir=sys.argv[2])
(row,) = rows
assert all(row["text"][s["start"]:s["end"]] == s["text"] for s in row["spans"])
assert row["title"] == "Ký kết quy chế"
"""
LABEL_STUDIO = """
import json, sys
from pathlib import Path
from label_studio_sdk.label_interface import LabelInterface
from label_studio_sdk.converter import Converter
folder = Path(sys.argv[1])
config = (folder / "label_config.xml").read_text("utf-8")
(task,) = json.loads((folder / "tasks.json").read_text("utf-8"))
interface = LabelInterface(config)
for result in task["annotations"][0]["result"]:
    assert result["type"] == "relation" or interface.validate_region(result), result
(item,) = Converter(config, str(folder)).iter_from_json_file(str(folder / "tasks.json"))
labels = {(r["text"], r["labels"][0]) for r in item["output"]["label"]}
assert ("Trần Thị Lụa", "OFFICIAL") in labels, labels
"""
PANDAS = """
import sys
import pandas
from pathlib import Path
folder = Path(sys.argv[1])
tables = {path.stem: pandas.read_csv(path, dtype=str, keep_default_na=False) for path in sorted(folder.glob("*.csv"))}
officials = tables["can-bo"]
assert officials["Họ tên"].tolist() == ["Trần Thị Lụa"], officials
assert officials["Chức vụ"].tolist() == ["Trưởng Ban Tuyên giáo Tỉnh ủy"]
ends = [int(end) for end in officials["Vị trí họ tên"][0].split("..")]
assert ends == [44, 56]
assert all(not cell.startswith(("=", "+", "@", "-")) for table in tables.values() for cell in table.to_numpy().flat)
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_spacy_trains_on_the_docbin(there: Callable, example: Store, tmp_path: Path):
    there("readers", SPACY, Path(example.path), tmp_path / "gold.spacy")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_datasets_loads_the_folder_by_its_card(there: Callable, example: Store, send: Callable, tmp_path: Path):
    there("readers", DATASETS, send(example, "parquet"), tmp_path / "cache")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_label_studio_takes_the_tasks_with_their_interface(there: Callable, example: Store, send: Callable):
    there("readers", LABEL_STUDIO, send(example, "labelstudio"))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_pandas_reads_the_registers(there: Callable, example: Store, send: Callable):
    there("readers", PANDAS, send(example, "csv"))
