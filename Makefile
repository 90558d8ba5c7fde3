# What a developer does with formgen; `make help` lists it. Needs python3 (3.11 or newer) and make, nothing else:
# system packages are installed by apt-get when you are root and named when you are not, all other things go into
# .venv and .cache. Nothing is fetched again until pyproject.toml or tests/package.json changes.
#
# Every path is relative and every tool is started as `python -m`, so that the checkout may lie in a folder with
# spaces in its name.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory --warn-undefined-variables

HOST ?= 127.0.0.1
PORT ?=
DATA ?= data
SPECS ?= specs examples
# Tests to run and options of pytest: make test TESTS=tests/storage ARGS="-x -k upload"
TESTS ?= tests
ARGS ?=
WORKERS ?= 2

PYTHON := .venv/bin/python
RUN_READY := .venv/formgen-run
TEST_READY := .venv/formgen-test
NODE_READY := .cache/node/ready
CHECKED := formgen tests benchmarks scripts

.PHONY: help
help: ## List the commands
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do \
		printf '  make %-18s %s\n' "$$name" "$$text"; done

.PHONY: run
run: system-run $(RUN_READY) ## Serve specs/ and examples/ (HOST=127.0.0.1 PORT=8000 DATA=data SPECS="specs examples")
	@port=$$(python3 scripts/choose_port.py "$(HOST)" "$(PORT)"); \
	exec env FORMGEN_DEVELOPMENT=true $(PYTHON) -m formgen.cli serve $(SPECS) --host "$(HOST)" --port "$$port" --data "$(DATA)"

.PHONY: test
test: test-dependencies ## Run the tests (TESTS=tests/storage ARGS="-x")
	@$(PYTHON) -m pytest --numprocesses $(WORKERS) --dist loadgroup $(ARGS) $(TESTS)

.PHONY: test-dependencies
test-dependencies: system-test $(TEST_READY) $(NODE_READY)

.PHONY: check check-rules check-format check-types check-imports
check: system-run $(TEST_READY) ## Ruff, mypy in strict mode, and the direction of imports
	@$(MAKE) --keep-going check-rules check-format check-types check-imports
check-rules:
	$(PYTHON) -m ruff check $(CHECKED)
check-format:
	$(PYTHON) -m ruff format --check $(CHECKED)
check-types:
	$(PYTHON) -m mypy
check-imports:
	$(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

.PHONY: fix
fix: system-run $(TEST_READY) ## Mend what ruff can mend, and format
	$(PYTHON) -m ruff check --fix $(CHECKED)
	$(PYTHON) -m ruff format $(CHECKED)

.PHONY: language
language: system-run $(TEST_READY) ## Write docs/language.md and docs/language.schema.json anew
	$(PYTHON) scripts/language_files.py

.PHONY: screenshots
screenshots: test-dependencies ## Take the pictures of the documentation anew
	$(PYTHON) scripts/screenshots.py

.PHONY: benchmarks
benchmarks: system-benchmarks $(TEST_READY) ## Measure speed and memory, each figure beside its reference
	$(PYTHON) -m benchmarks

.PHONY: wheel
wheel: system-run $(TEST_READY) ## Build dist/formgen-….whl
	$(PYTHON) -m uv build --quiet --wheel --no-build-isolation --out-dir dist .

.PHONY: clean
clean: ## Delete what was installed, built or cached here; data/ stays
	rm -rf .venv .cache dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: system-run system-test system-benchmarks
system-run system-test system-benchmarks: system-%:
	@scripts/system-packages $*

# The virtual environment. uv comes into it from pip, once.
.venv/formgen-uv: | system-run
	@echo "Making a virtual environment in .venv"
	@python3 -m venv .venv
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	@touch $@

$(RUN_READY): pyproject.toml .venv/formgen-uv
	@echo "Installing formgen and what it needs"
	@$(PYTHON) -m uv pip install --quiet --python $(PYTHON) --editable .
	@touch $@

$(TEST_READY): pyproject.toml .venv/formgen-uv
	@echo "Installing formgen and what its tests need"
	@$(PYTHON) -m uv pip install --quiet --python $(PYTHON) --editable '.[dev,postgresql]'
	@touch $@ $(RUN_READY)

$(NODE_READY): tests/package.json | system-test
	@echo "Installing axe-core, the Nu HTML checker and the YAML language server"
	@mkdir -p .cache/node
	@cp tests/package.json .cache/node/package.json
	@npm install --prefix .cache/node --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
