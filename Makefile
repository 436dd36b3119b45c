# What a person types. `make` alone lists it.
# Kept to what GNU make 3.81 and a plain sh know, so that it runs on macOS as it is.

# The first Python that is new enough; or say which: make PYTHON=python3.12
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
BIND ?= 127.0.0.1:8000
WORKERS ?= 2

export PIP_DISABLE_PIP_VERSION_CHECK = 1

BIN := .venv/bin
SENTENCES := $(shell find src -name '*.po' 2>/dev/null)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help env dev browser up test test-sqlite test-postgresql lint types coverage bench fmt mutation pins clean

help:  ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

# --- What Seloste needs -------------------------------------------------------------------------

env: .venv/.sentences  ## make .venv with Seloste in it

up: env  ## start a register with the example notice and demo customers
	@$(BIN)/seloste up --bind $(BIND)

.venv/.python:
	@test -n "$(PYTHON)" || { echo "Seloste needs Python 3.11 or newer, and none was found." >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.run: .venv/.python requirements/run.txt
	@echo "Installing what Seloste needs to run (requirements/run.txt)"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements/run.txt
	@touch $@

.venv/.seloste: .venv/.run pyproject.toml
	@echo "Installing Seloste itself"
	@$(BIN)/python -m pip install -qq --no-build-isolation --no-deps --no-index --editable .
	@touch $@

.venv/.sentences: .venv/.seloste $(SENTENCES)
	@echo "Compiling the Finnish and Swedish sentences"
	@$(BIN)/python tools/compile_sentences.py
	@touch $@

# --- What working on it needs -------------------------------------------------------------------

dev: env .venv/.dev  ## add what tests, lint and types need

.venv/.dev: .venv/.run requirements/dev.txt
	@echo "Installing what working on Seloste needs (requirements/dev.txt)"
	@$(BIN)/python -m pip install -qq --no-compile --require-hashes -r requirements/dev.txt
	@touch $@

browser: dev  ## find or install the browser for the browser tests
	@$(BIN)/python tools/browser.py

# --- Questions ----------------------------------------------------------------------------------

test: dev browser lint types test-sqlite test-postgresql  ## everything a change must pass

test-sqlite: dev browser  ## the whole suite, on SQLite
	@echo "Tests on SQLite"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

test-postgresql: dev browser  ## the tests that touch a database, on PostgreSQL
	@echo "Tests on PostgreSQL"
	@SELOSTE_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: dev  ## layout, style, walls, templates, migrations
	@echo "Lint: ruff"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not formatted: make fmt" >&2; exit 1; }
	@echo "Lint: djlint"
	@$(BIN)/djlint --lint --check --quiet src || { echo "Some templates are not laid out: make fmt" >&2; exit 1; }
	@echo "Lint: walls"
	@$(BIN)/lint-imports --no-logo
	@echo "Lint: migrations"
	@SELOSTE_HOME="$$(mktemp -d)" $(BIN)/seloste manage makemigrations --check --dry-run

types: dev  ## mypy on all, pyright's second opinion on the pure files
	@echo "Types: mypy"
	@$(BIN)/mypy
	@echo "Types: basedpyright"
	@$(BIN)/basedpyright --level error

coverage: dev browser  ## which lines and branches no test runs
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term $(ARGS)

bench: dev  ## measure; prints tables
	@$(BIN)/python -m benchmarks $(ARGS)

mutation: dev  ## do the tests of the rules notice a changed rule?
	@$(BIN)/mutmut run $(ARGS)

# --- Chores -------------------------------------------------------------------------------------

fmt: dev  ## lay out Python and templates
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djlint --reformat --quiet src

PIN := pip compile --quiet --no-config --generate-hashes --universal --no-strip-extras --python-version 3.11 \
	--no-emit-index-url --no-header

pins: dev  ## pin requirements/*.in anew (UPGRADE=--upgrade for newer releases)
	@$(BIN)/uv $(PIN) $(UPGRADE) requirements/run.in -o requirements/run.txt
	@$(BIN)/uv $(PIN) $(UPGRADE) requirements/dev.in -o requirements/dev.txt

clean:  ## remove .venv and what the tools left; the registers in var/ stay
	@rm -rf .venv build dist mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
