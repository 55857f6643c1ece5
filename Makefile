# The two commands: `make demo` and `make test`. Each does all the set-up; a second run does only what has changed.

SHELL := /bin/bash
PYTHON := .venv/bin/python
WORKERS ?= 2
export PYTHONDONTWRITEBYTECODE :=  # what one run has compiled, the next need not

VENV := .venv/.ready
NODE := node_modules/.ready
PAGES := $(if $(wildcard package.json),src/reprise/web/static/build/.ready)
TEMPLATES := $(wildcard src/reprise/web/templates)
FRENCH := src/reprise/locale/fr/LC_MESSAGES/django.mo
INDEX := src/reprise/apps/knowledge/index.built
CODE := src/reprise/platform/serving/classes.built

LOCKS := requirements/dev.lock requirements/installer.lock
FRONTEND := package.json $(shell find frontend -type f 2>/dev/null) $(wildcard tsconfig*.json vite.config.*)
CATALOGUES := $(wildcard src/reprise/locale/parts/*.po src/reprise/locale/fr/LC_MESSAGES/*.po)

.NOTPARALLEL:
.PHONY: help setup demo test verify lint types contracts templates frontend-test test-sqlite test-postgresql \
        system-packages messages lock clean

help:
	@echo 'make demo      set everything up, then run the demo shop'
	@echo 'make test      set everything up, then run every test'
	@echo 'make setup     the set-up alone, into .venv'
	@echo 'make verify    the tests again, with many more generated examples'
	@echo 'make messages  list the texts without French, and the French without a text'
	@echo 'make lock      pin the newest allowed packages, with their hashes'
	@echo 'make clean     remove what the set-up made; the data in var/ stays'

setup: $(VENV) $(PAGES) $(FRENCH) $(INDEX) $(CODE)

demo: setup
	.venv/bin/reprise demo $(if $(FRESH),--fresh) $(if $(PORT),--port $(PORT))

test: lint types contracts templates frontend-test test-sqlite test-postgresql

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: setup
	.venv/bin/mypy

contracts: setup
	.venv/bin/lint-imports

templates: setup
	$(if $(TEMPLATES),.venv/bin/djlint --lint --quiet $(TEMPLATES))

frontend-test: setup
	$(if $(PAGES),npm run --silent typecheck)
	$(if $(PAGES),npm test --silent)

# What only looks at pages or starts an instance of its own answers alike on both databases: once is enough. What asks no
# table is left out on the second by conftest.py. `make verify` runs everything on both.
ONCE = tests/architecture tests/translations tests/live tests/pages/test_every_page.py src/reprise/web/tour \
	src/reprise/web/cli/tests/test_careless_use.py src/reprise/web/cli/tests/test_demo_stops.py \
	src/reprise/web/cli/tests/test_first_command.py

test-sqlite: setup system-packages
	REPRISE_TEST_DATABASE=sqlite .venv/bin/pytest -n $(WORKERS)

test-postgresql: setup system-packages
	REPRISE_TEST_DATABASE=postgresql .venv/bin/pytest -n $(WORKERS) -m 'not browser' $(addprefix --ignore=,$(ONCE))

verify: setup system-packages
	REPRISE_TEST_DATABASE=sqlite .venv/bin/pytest -n $(WORKERS) --hypothesis-profile=thorough
	REPRISE_TEST_DATABASE=postgresql .venv/bin/pytest -n $(WORKERS) --hypothesis-profile=thorough

system-packages:
	@tools/system-packages

messages: setup
	$(PYTHON) -m tools.translations report

PIN := .venv/bin/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
       --no-header --quiet
lock: $(VENV)
	$(PIN) pyproject.toml --output-file requirements/app.lock
	$(PIN) pyproject.toml --group dev --output-file requirements/dev.lock
	echo uv | $(PIN) - --no-annotate --output-file requirements/installer.lock

clean:
	rm -rf .venv node_modules src/reprise/web/static/build $(FRENCH) $(INDEX) src/reprise/apps/knowledge/ear.built $(CODE) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV): $(LOCKS) pyproject.toml tools/python-environment
	tools/python-environment
	@touch $@

$(NODE): package-lock.json tools/node-environment
	tools/node-environment
	@touch $@

$(PAGES): $(NODE) $(FRONTEND)
	npm run --silent build
	@touch $@

$(INDEX): $(wildcard $(addprefix src/reprise/apps/knowledge/,articles/*.yaml words/*.yaml rules/*.py)) $(VENV)
	.venv/bin/reprise assistant index

# A start takes a third as long with it, also where Python is told to keep no bytecode itself.
$(CODE): $(shell find src -name '*.py' -not -path '*/tests/*') tools/kept_code.py $(VENV)
	$(PYTHON) -m compileall -q src
	$(PYTHON) -m tools.kept_code

$(FRENCH): $(CATALOGUES) $(VENV)
	$(PYTHON) -m tools.translations compile
	@touch $@
