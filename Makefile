# make chat   set everything up and open the chat page
# make test   set everything up and pass the tests
# make evals  ask every eval question and judge the answers
# make tiny   ask some of them with a real, tiny language model on this machine (LIMIT=64)
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# Tests and evals share one index, beside the environment.
test evals tiny: export ISO_ASSISTANT_INDEX ?= $(CURDIR)/$(VENV)/index

.PHONY: chat test evals tiny clean
LIMIT ?= 64

chat: $(VENV)/installed
	$(BIN)/iso-assistant chat

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/iso-assistant library check
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

evals: $(VENV)/installed-dev
	$(BIN)/python -m evals

tiny: $(VENV)/installed-tiny
	$(BIN)/python -m evals.tiny_model --limit $(LIMIT) --no-controls --out evals/out/tiny

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-tiny: $(VENV)/installed-dev
	$(BIN)/python -m pip install --quiet --editable '.[dev,tiny]'
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache evals/out
