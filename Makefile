# `make` names the targets. Each sets up .venv by itself: Python 3.11 or newer and make are all that is needed.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input

.PHONY: help demo test check lock run bench

help:
	@echo "make demo   a small town in the browser: no token, no network; OPTIONS=--fresh begins with a new one"
	@echo "make test   all tests, offline"
	@echo "make check  style, types, rooms, then settings, programmes, texts and places"
	@echo "make run    the bot (settings: .env.example)"
	@echo "make bench  the interview beside a stock echo bot, the desk of a small region beside a large one: some minutes"
	@echo "make lock   write requirements.lock anew; UPGRADE=--upgrade takes newer versions"

demo: $(READY)
	@$(BIN)/asar demo $(OPTIONS)

run: $(READY)
	@$(BIN)/asar run

test: $(READY)
	@$(BIN)/pytest -n 2 --dist loadfile

bench: $(READY)
	@$(BIN)/python -m benchmarks.interview
	@$(BIN)/python -m benchmarks.desk

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/asar check

# No index, host or folder of the machine that resolves it: the lock is for everybody.
lock: $(READY)
	@$(BIN)/pip-compile pyproject.toml --quiet --output-file requirements.lock --extra dev --generate-hashes \
		--strip-extras --allow-unsafe --no-header --no-annotate --no-emit-options \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links $(UPGRADE) >$(VENV)/lock.log 2>&1 || { cat $(VENV)/lock.log >&2; exit 1; }

$(READY): requirements.lock pyproject.toml
	@if ! $(BIN)/python -c 'import pip' 2>/dev/null; then \
		for each in $(PYTHONS); do \
			if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$each; break; fi; \
		done; \
		if [ -z "$$found" ]; then \
			echo "Asar needs Python 3.11 or newer, and none is on the PATH. make PYTHON=/path/to/python3 names one." >&2; \
			exit 1; \
		fi; \
		echo "Setting up $(VENV), once: about a minute."; \
		$$found -m venv --clear $(VENV) >/dev/null || { \
			echo "$$found cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; \
			exit 1; \
		}; \
	fi
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
