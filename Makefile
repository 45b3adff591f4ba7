# make demo and make test do all set-up themselves; both are quick the second time.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo look test test-interop test-conformance soak lint docs bench golden schema clean

demo: $(READY)
	@set -e; for brief in harbour.txt grid.json water.json drones.yaml; do \
	    $(BIN)/briefkit render --quiet examples/$$brief --to pdf --to docx --to html -o out; done

look: $(READY)
	@scripts/setup-interop || true
	@$(BIN)/python -m look $(ARGS)

test: $(READY)
	$(BIN)/pytest -n auto -m "not interop and not conformance"

test-interop: $(READY)
	@scripts/setup-interop
	$(BIN)/pytest -n auto -m interop tests/interop

test-conformance: $(READY)
	$(BIN)/pytest -m conformance tests/conformance

soak: $(READY)
	BRIEFKIT_SOAK=20000 $(BIN)/pytest -n auto --hypothesis-show-statistics -s tests/test_round_trip.py tests/test_concurrency.py

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs: $(READY)
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html
	@echo docs/_build/html/index.html

bench: $(READY)
	$(BIN)/python -m benchmarks

golden: $(READY)
	BRIEFKIT_RENEW_GOLDEN=1 $(BIN)/pytest -q tests/test_golden.py

schema: $(READY)
	$(BIN)/python -m briefkit.schema > schema.tmp && mv schema.tmp src/briefkit/brief.schema.json

clean:
	rm -rf .venv out build dist docs/_build .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(READY): pyproject.toml scripts/setup
	@PYTHON="$(PYTHON)" scripts/setup
	@touch $@
