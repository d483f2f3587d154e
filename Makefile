# make demo   read the examples and show the register
# make test   install what tests need and pass them
# make docs   write the generated pages anew
# make judges fit the learned judges of the reader anew (needs the report texts; some minutes)
# make model  train the language model anew (needs the treebanks; about two hours on two cores)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TREEBANKS ?= ../shared/data/treebanks
REPORTS ?= ../shared/data/reports
GOLD ?= ../shared/gold
NEWS ?= ../shared/data/unlabelled/news.txt.xz

.PHONY: demo test lint docs model judges clean help

help:
	@sed -n 's/^# //p' Makefile

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dragoman needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up $(VENV) (a few minutes the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	@touch $@

$(STAMP)-test: $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[test]'
	@touch $@

demo: $(STAMP)
	@mkdir -p out
	@rm -f out/demo.dragoman*
	$(BIN)/dragoman read examples --case out/demo.dragoman
	$(BIN)/dragoman show register --case out/demo.dragoman
	$(BIN)/dragoman show statements --case out/demo.dragoman --limit 15
	$(BIN)/dragoman show discrepancies --case out/demo.dragoman
	$(BIN)/dragoman brief --case out/demo.dragoman -o brief.html
	@echo
	@echo "Next: open brief.html in a browser, or try"
	@echo "  $(BIN)/dragoman show register --why 1 --case out/demo.dragoman   every value with its quotes"
	@echo "  $(BIN)/dragoman show sources --case out/demo.dragoman            who copied whom"
	@echo "  $(BIN)/dragoman read YOUR_FOLDER                                 your own reports"

lint: $(STAMP)-test
	$(BIN)/ruff check src tests training benchmarks

test: $(STAMP)-test lint
	@sh tests/system.sh
	$(BIN)/python -m pytest -n 2 --dist loadfile

docs: $(STAMP)
	$(BIN)/python -m dragoman.knowledge.page
	$(BIN)/python docs/readme_picture.py

model: $(STAMP)
	@$(BIN)/python -m pip install --quiet -c requirements.lock -e '.[training,pretraining]'
	$(BIN)/python training/build.py $(TREEBANKS) $(NEWS)

judges: $(STAMP)
	@$(BIN)/python -m pip install --quiet -c requirements.lock -e '.[training]'
	$(BIN)/python training/judges.py $(REPORTS) --score $(GOLD)/score.py

clean:
	rm -rf $(VENV) out brief.html
