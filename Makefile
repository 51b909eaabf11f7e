# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Holds for what builds the package, too.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
# Compiled modules are kept: pytest compiles every test anew where they are not, in each of its processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run run-all test pytest test-drawn fuzz lint bench bench-peers windows clean
.DEFAULT_GOAL := run

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("checker needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q -j 0 checker
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# Findings are the expected outcome of the sample district, so only "could not run" (2) fails the target.
run: $(VENV)/.installed
	$(BIN)/checker run heping 2022Q4 inputs/heping/2022Q4 --out out/heping/2022Q4 --fail-on never

# The samples of every pack: each folder inputs/PACK/PERIOD, checked into out/PACK/PERIOD.
RUNS := $(patsubst inputs/%/,%,$(wildcard inputs/*/*/))
run-all: $(VENV)/.installed
	@for run in $(RUNS); do \
		$(BIN)/checker run $${run%/*} $${run#*/} inputs/$$run --out out/$$run --fail-on never || exit $$?; \
	done

test: lint pytest

# Which tests. MARKS='drawn or not drawn' collects those of `make test` and of `make test-drawn` once, and runs both.
MARKS ?= not drawn
pytest: $(VENV)/.installed-dev
	$(BIN)/pytest -m '$(MARKS)'

# More drawn workbooks for the oracles, of which `make test` tries a few.
test-drawn: $(VENV)/.installed-dev
	$(BIN)/pytest -m drawn

# Spoils files, cells, flags sheets and packs at random for SECONDS; what fails is shown with the seed that repeats it.
SECONDS ?= 600
fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m tests.hostile.fuzz $(SECONDS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# SCALE=--full goes up to 1,000,000 rows and 1,000 workbooks, for hours.
bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.outputs
	$(BIN)/python -m benchmarks.scale $(SCALE)
	$(BIN)/python -m benchmarks.signals --times 0.05

# Beside other programs that check tables, which are installed into an environment of their own.
PEERS := build/peers
$(PEERS)/.installed: benchmarks/peers.txt
	$(PYTHON) -m venv $(PEERS)
	PIP_CONSTRAINT= $(PEERS)/bin/pip install --quiet --disable-pip-version-check -r benchmarks/peers.txt
	@touch $@

bench-peers: $(VENV)/.installed-dev $(PEERS)/.installed
	$(BIN)/python -m benchmarks.peers $(PEERS)/bin/python

# A folder for Windows computers without Python. EMBED is the path of Python's embeddable package: see docs/windows.md.
windows: $(VENV)/.installed
	$(BIN)/python -m windows "$(EMBED)" build

clean:
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
