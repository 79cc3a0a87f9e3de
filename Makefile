# `make sandbox` runs the bot with its local chat page; `make test` passes the tests. Each sets up .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

UV_LOCK := --universal --generate-hashes --no-emit-index-url --python-version 3.11 --no-header -q

.PHONY: sandbox run test check soak bench venv lock clean

sandbox: .venv/runtime.stamp
	$(BIN)/nutgraf sandbox $(ARGS)

run: .venv/runtime.stamp
	$(BIN)/nutgraf run

test: .venv/dev.stamp
	$(BIN)/pytest --cov --cov-report=term $(ARGS)

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: .venv/dev.stamp
	$(BIN)/pytest -m soak -s --timeout=3600 $(ARGS)

bench: .venv/dev.stamp
	$(BIN)/pytest -m bench -s --timeout=1800 -p no:randomly $(ARGS)

venv: .venv/dev.stamp

.venv/python.stamp:
	$(PYTHON) -m venv .venv
	touch $@

# --no-deps: the lock names every dependency with its hash, so there is nothing to resolve (older pips fail at it).
.venv/runtime.stamp: .venv/python.stamp requirements.lock pyproject.toml
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	$(PIP) install --no-deps -e .
	touch $@

.venv/dev.stamp: .venv/runtime.stamp requirements-dev.lock
	$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	touch $@

# After a change of dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile $(UV_LOCK) pyproject.toml --group dev -o requirements-dev.lock
	uv pip compile $(UV_LOCK) pyproject.toml -c requirements-dev.lock -o requirements.lock

clean:
	rm -rf .venv .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
