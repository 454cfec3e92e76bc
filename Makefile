# Two commands are all the set-up: `make demo` and `make test`. `make help` lists the rest.
# Works with GNU make 3.81 (macOS) and later; on Windows from Git Bash, or by hand as CONTRIBUTING.md says.

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
EXE := .exe
else
BIN := $(VENV)/bin
EXE :=
endif
PY := $(BIN)/python$(EXE)

# The first Python on the path that is new enough. Another one: make PYTHON=/usr/local/bin/python3.12 demo
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)

# uv is used where it is found, plain venv and pip where it is not. To leave uv aside: make UV= demo
UV ?= $(shell command -v uv 2>/dev/null)

# What `make demo` runs once the run-time packages are there.
DRAGOMAN := $(BIN)/dragoman$(EXE)
DEMO := demo.drg

# The code that the checks look at (bench/ and training/ where they exist).
CODE := src tests $(wildcard bench) $(wildcard training)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test lint types imports pytest gates fullgates bench fuzz soak format lock dist clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -e 's/:.*##/ -/' -e 's/^/  make /'

demo: $(VENV)/.run  ## set up what the library needs, code a page of examples/, put all into an archive and ask it
	$(DRAGOMAN) code examples/stormglass-review-odesa-strike.txt --published 2022-07-24
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(DRAGOMAN) add --manifest examples/manifest.csv --archive $(DEMO)
	$(DRAGOMAN) quotes --speaker "Hulusi Akar" --status denied --archive $(DEMO)
	$(DRAGOMAN) events --category CONSULT --confidence 0.9 --archive $(DEMO)
	$(DRAGOMAN) relation RUS UKR --reported --archive $(DEMO)

test: lint types imports pytest  ## everything that must hold before a change is finished

lint: $(VENV)/.dev  ## ruff: format and rules
	$(PY) -m ruff format --check $(CODE)
	$(PY) -m ruff check $(CODE)

types: $(VENV)/.dev  ## mypy --strict
	$(PY) -m mypy $(CODE)

imports: $(VENV)/.dev  ## import-linter: who may import whom (.importlinter)
	$(BIN)/lint-imports$(EXE)

pytest: $(VENV)/.dev  ## the tests, the docs as tests, in random order; ARGS="-k name" is handed on
	$(PY) -m pytest -n auto --dist loadfile $(ARGS)

gates: $(VENV)/.dev  ## the quality floors alone (tests/gates)
	@test -d tests/gates || { echo "no quality floors yet: tests/gates does not exist"; exit 2; }
	$(PY) -m pytest tests/gates $(ARGS)

fullgates: $(VENV)/.dev  ## the floors of the language room and of articles on all of the dev data (three minutes)
	$(PY) -m tests.gates.test_language --full >/dev/null
	$(PY) -m tests.gates.test_articles >/dev/null

bench: $(VENV)/.dev  ## speed and quality, one run, prints its table
	@test -f bench/__main__.py || { echo "no bench yet: bench/__main__.py does not exist"; exit 2; }
	$(PY) -m bench $(ARGS)

fuzz: $(VENV)/.dev  ## the laws with many more examples than `make test` gives them
	$(PY) -m pytest tests/laws --hypothesis-profile=fuzz $(ARGS)

soak: $(VENV)/.dev  ## kill what writes to an archive, 20 times for each of six jobs, into bench/results (some minutes)
	$(PY) -W ignore::RuntimeWarning -m tests.store.killing 20 >bench/results/archive-kills.md
	@cat bench/results/archive-kills.md

format: $(VENV)/.dev  ## let ruff format, and mend what it can
	$(PY) -m ruff format $(CODE)
	$(PY) -m ruff check --fix $(CODE)

# uv.lock is the one list of exact versions; constraints.txt is the same list as pip reads it.
# The lock is made against PyPI under its own name: the address of a mirror must never be committed,
# so a set index is put aside here, and the rule fails if another address still got in.
lock:  ## renew uv.lock and constraints.txt (needs uv)
	@test -n "$(UV)" || { echo "make lock needs uv: https://docs.astral.sh/uv"; exit 2; }
	env -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS UV_NO_CONFIG=1 \
		UV_DEFAULT_INDEX=https://pypi.org/simple $(UV) lock --upgrade
	$(UV) export --quiet --frozen --all-extras --no-emit-project --no-hashes --no-annotate --no-header \
		--output-file constraints.txt
	@if grep -oE '[a-z]+://[^/" ]+' uv.lock constraints.txt \
		| grep -vE ':https://(pypi\.org|files\.pythonhosted\.org)$$'; \
	then echo "the lock names an address that is not PyPI's"; exit 1; fi

dist: $(VENV)/.dev  ## the wheel and the source archive, into dist/
	$(PY) -m build

clean:  ## remove the environment, caches and built files
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests $(wildcard bench) -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------- the environment
# A stamp says that the environment matches pyproject.toml and constraints.txt; a second call does nothing.

ifneq ($(UV),)
INSTALL := $(UV) pip install --quiet --python $(PY) -c constraints.txt
else
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt
endif

$(VENV)/.run: pyproject.toml constraints.txt
	@$(MAKE) --no-print-directory venv
	$(INSTALL) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	@$(MAKE) --no-print-directory venv
	$(INSTALL) -e ".[dev]"
	@touch $(VENV)/.run $@

# Keeps an environment that works; makes a new one where there is none, or where pip is needed and missing.
.PHONY: venv
venv:
ifneq ($(UV),)
	@$(PY) -c '' 2>/dev/null || $(UV) venv --quiet --clear --python "$(or $(PYTHON),>=3.11)" $(VENV)
else
	@test -n "$(PYTHON)" || { echo "dragoman needs Python 3.11 or newer: none found (make PYTHON=... $(MAKECMDGOALS))"; exit 2; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) \
		|| { echo "python -m venv failed; Debian and Ubuntu keep it in the package python3-venv"; exit 2; }
endif
