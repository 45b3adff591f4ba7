# make demo and make test do all set-up themselves; both are quick the second time.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
UV := .venv/bin/uv
SUITE := -m "not interop and not conformance and not extending and not long"
# Compiled modules are kept, also where the environment says otherwise: tests start hundreds of processes.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo look test test-latest test-lowest test-interop test-conformance test-extending test-pages test-long test-import soak lint docs bench bench-recognition bench-import golden schema lock clean

demo: $(READY)
	@set -e; for brief in harbour.txt grid.json flood.json prices.json water.json drones.yaml; do \
	    $(BIN)/briefkit render --quiet examples/$$brief --to pdf --to docx --to html -o out; done

look: $(READY)
	@scripts/setup-interop || true
	@$(BIN)/python -m look $(ARGS)

test: $(READY)
	$(BIN)/pytest -n auto $(SUITE)

# The same tests with the newest versions that there are today, as far as pyproject.toml allows them.
test-latest: $(UV)
	@mkdir -p .venv-latest
	@scripts/lock .venv-latest/requirements.lock build test
	@PYTHON="$(PYTHON)" scripts/setup .venv-latest .venv-latest/requirements.lock
	.venv-latest/bin/pytest -n auto $(SUITE)

# The same tests with the lowest versions that pyproject.toml allows; with Python 3.11, for which these have wheels.
test-lowest: .venv-lowest/.ready
	.venv-lowest/bin/pytest -n auto $(SUITE)

test-interop: $(READY)
	@scripts/setup-interop
	$(BIN)/pytest -n auto -m interop tests/interop

test-conformance: $(READY)
	$(BIN)/pytest -m conformance tests/conformance

# Leaves out each place of docs/extending.md in turn: the type checker, or a test, must name it.
test-extending: $(READY)
	$(BIN)/pytest -m extending tests/test_extending.py

# What takes seconds each: bombs that are read to their end, pictures of forty megabytes, work by length in every format,
# an interrupt at many places, every benchmark once.
test-long: $(READY)
	$(BIN)/pytest -n auto -m long

# Two hundred drawn briefs with odd sizes, by each engine: nothing lies outside its place on any page.
test-pages: $(READY)
	BRIEFKIT_DRAWN_PAGES=200 $(BIN)/pytest -n auto tests/test_page_boxes.py

# Two thousand drawn documents of other houses: no word is lost, and what was read prints and comes home.
test-import: $(READY)
	BRIEFKIT_IMPORT=2000 $(BIN)/pytest -n auto tests/test_drawn_documents.py

soak: $(READY)
	BRIEFKIT_SOAK=20000 $(BIN)/pytest -n auto --hypothesis-show-statistics -s tests/test_round_trip.py tests/test_words_stay.py tests/test_concurrency.py tests/test_fuzz.py

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright --project pyproject.toml --pythonpath $(BIN)/python

docs: $(READY)
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html
	@echo docs/_build/html/index.html

# One part alone: make bench ARGS=json; few rounds: make bench ARGS=--quick. Writes docs/benchmarks.md.
bench: $(READY)
	$(BIN)/python -m benchmarks $(ARGS)

# With DATA=/folder also on news that people marked; docs/recognition.md says what is in the folder.
bench-recognition: $(READY)
	$(BIN)/python -m benchmarks.recognition $(if $(DATA),--data $(DATA))

# On web pages whose articles people marked; docs/formats.md says what is in the folder.
bench-import: $(READY)
	$(BIN)/python -m benchmarks.pages $(PAGES)

golden: $(READY)
	BRIEFKIT_RENEW_GOLDEN=1 $(BIN)/pytest -q tests/test_golden.py

schema: $(READY)
	$(BIN)/python -m briefkit.data.schema > schema.tmp && mv schema.tmp src/briefkit/data/brief.schema.json

# Renews the locks: make test installs the newest versions of that day, make test-lowest the lowest.
lock: $(UV)
	scripts/lock requirements.lock build test interop lint bench docs lock
	scripts/lock requirements-lowest.lock build test -- --resolution lowest-direct

clean:
	rm -rf .venv .venv-latest .venv-lowest out build dist docs/_build .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(READY): requirements.lock pyproject.toml scripts/setup
	@PYTHON="$(PYTHON)" scripts/setup
	@touch $@

# A lock is made also where the one that is there is out of date.
$(UV):
	@PYTHON="$(PYTHON)" scripts/setup || test -x $@

.venv-lowest/.ready: requirements-lowest.lock pyproject.toml scripts/setup
	@PYTHON="$(PYTHON)" scripts/setup .venv-lowest requirements-lowest.lock
	@touch $@
