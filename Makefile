# Two commands are enough: `make run` opens the program on its samples, `make test` runs the tests.
# Both make .venv from the lock file first; `make system` names or installs what Qt needs of the system.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test fast slow check bench fuzz torture bundle licences picture pictures system lock clean

run: $(READY) system
	@$(BIN)/python -m gui.demo

test: $(READY) system
	@./test-database
	$(BIN)/python -m pytest

fast: $(READY)
	$(BIN)/python -m pytest -m "not slow"

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/butvang bench

picture: $(READY) system
	$(BIN)/python -m gui.demo --picture resources/guide/window.png

fuzz: $(READY)
	PYTHONPATH=.:tests $(BIN)/python tests/fuzz/rounds.py 10000

torture: $(READY) system
	PYTHONPATH=. $(BIN)/python tests/torture/rounds.py 500

bundle: $(READY) system
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build build.spec
	$(BIN)/python packaging/finish.py dist/butvang

licences: $(READY)
	$(BIN)/python packaging/licences.py

pictures: $(READY) system
	$(BIN)/python packaging/pictures.py

system: $(READY)
	@./system-libraries

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --python-version 3.11 -o requirements.lock

clean:
	rm -rf $(VENV) build dist out
