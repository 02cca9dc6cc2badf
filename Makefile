# make chat   set everything up and open the chat page
# make test   set everything up and pass the tests
# make evals  ask every eval question and judge the answers
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# Tests and evals share one index, beside the environment.
test evals: export ISO_ASSISTANT_INDEX ?= $(CURDIR)/$(VENV)/index

.PHONY: chat test evals clean

chat: $(VENV)/installed
	$(BIN)/iso-assistant chat

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/iso-assistant library check
	$(BIN)/python -m pytest

evals: $(VENV)/installed-dev
	$(BIN)/python -m evals

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache evals/out
