# backchannel: what a newcomer, a developer and CI type.
#
#   make demo    install what is locked into .venv, read the shipped examples, say where the dossier is
#   make test    every check that CI runs
#   make bench   the long measurements under benchmarks/
#   make fuzz    a million damaged files, for a night
#   make lock    renew the lock files under requirements/
#
# PYTHON=python3.12 chooses the interpreter that .venv is made with; left out, the first of these that is 3.11 or newer.

PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
DEMO ?= backchannel-demo
BENCH ?= out/bench

.DEFAULT_GOAL := help
.PHONY: help demo test lint types rooms gate pytest bench fuzz lock format clean

help:
	@sed -n '3,9s/^# \{0,1\}//p' Makefile

# --- setting up; each stamp stands for one set of locked packages ------------------------------------------------------

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "backchannel needs Python 3.11 or newer; none was found. Name one: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is not Python 3.11 or newer. Name another: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) could not make a virtual environment; on Debian and Ubuntu install python3-venv" >&2; exit 2; }

$(VENV)/.core: requirements/core.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "installing what requirements/core.txt locks; the first time this takes a minute or two"
	@$(PIP) install --quiet --only-binary :all: --require-hashes -r requirements/build.txt -r requirements/core.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.core
	@echo "installing what requirements/dev.txt locks"
	@$(PIP) install --quiet --only-binary :all: --require-hashes -r requirements/dev.txt
	@touch $@

# --- what it is for ----------------------------------------------------------------------------------------------------

demo: $(VENV)/.core
	@$(BIN)/backchannel demo -o $(DEMO)

# --- every check that CI runs; pytest comes last, so that its summary closes the output --------------------------------

test: lint types rooms gate pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev
	$(BIN)/mypy

rooms: $(VENV)/.dev
	$(BIN)/lint-imports

gate: $(VENV)/.dev
	$(BIN)/python benchmarks/gate.py

pytest: $(VENV)/.dev
	$(BIN)/python -m pytest

# --- now and then ------------------------------------------------------------------------------------------------------

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run_all.py --out $(BENCH)

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --python $(BIN)/python --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" --upgrade

fuzz: $(VENV)/.dev
	$(BIN)/python benchmarks/fuzz.py --cases 1000000

lock: | $(BIN)/python
	@$(BIN)/uv --version >/dev/null 2>&1 || $(PIP) install --quiet uv
	$(COMPILE) pyproject.toml -o requirements/core.txt
	$(COMPILE) requirements/build.in -c requirements/core.txt -o requirements/build.txt
	$(COMPILE) pyproject.toml --extra dev -c requirements/core.txt -c requirements/build.txt -o requirements/dev.txt
	$(COMPILE) requirements/ftm.in -o requirements/ftm.txt

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf $(VENV) build dist out $(DEMO) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
