# Two commands are all a fresh machine needs: make demo, make test. Both only want Python 3.11+, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test test-all lint types evaluate bench bench-cite bench-extract bench-ingest bench-language markers prose examples messages \
	words topics judge model model-evaluate \
	model-package wheel clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "loftespor needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

demo: $(VENV)/installed  ## read the example corpus and say where the report lies
	$(BIN)/loftespor demo --out report

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed
	$(BIN)/mypy

test: lint types  ## everything that must hold before a commit
	$(BIN)/pytest

test-all: lint types  ## the same, but a missing browser, LibreOffice or tesseract is a failure
	LOFTESPOR_TEST_ALL=1 $(BIN)/pytest

evaluate: $(VENV)/installed  ## score the finders on the evaluation data beside the checkout
	$(BIN)/loftespor evaluate $(SHARED) --out build/evaluation.html $(if $(COMPARE),--compare $(COMPARE)) $(if $(SAVE),--save $(SAVE))

prose: $(VENV)/installed  ## the finders on annotated prose that no rule was written for
	$(BIN)/python benchmarks/prose.py $(SHARED)

bench: $(VENV)/installed
	$(BIN)/python benchmarks/run.py $(SHARED)

bench-language: $(VENV)/installed  ## what the language model costs, in speed and memory
	$(BIN)/python benchmarks/language.py $(SHARED)

bench-extract: $(VENV)/installed  ## how fast commitments are found beside the language model
	$(BIN)/python benchmarks/extract.py $(SHARED)

bench-cite: $(VENV)/installed  ## how fast citations are found, eyecite beside it
	# In a folder of its own: a package that eyecite needs installs a top-level 'tests', which would hide ours.
	$(BIN)/python -m pip install --quiet --upgrade --target build/bench --group bench
	PYTHONPATH=build/bench $(BIN)/python benchmarks/cite.py $(SHARED)

markers: $(VENV)/installed  ## count the markers of programmes' lists against the commitments found in them
	$(BIN)/python benchmarks/markers.py $(SHARED)

bench-ingest: $(VENV)/installed  ## what reading PDFs costs against pdfium's raw text
	$(BIN)/python benchmarks/ingest.py $(SHARED)

examples: $(VENV)/installed  ## rebuild the documents of the example corpus from their sources
	$(BIN)/python -m examples.build

messages: $(VENV)/installed  ## collect the texts of the reports and compile the translations
	mkdir -p build
	$(BIN)/pybabel extract --no-location --sort-output -k count:1,2 -F reports/babel.cfg -o build/loftespor.pot reports
	$(BIN)/pybabel update --no-fuzzy-matching --ignore-pot-creation-date --width=110 -D loftespor -i build/loftespor.pot -d reports/locale
	$(BIN)/pybabel compile -D loftespor -d reports/locale

words: $(VENV)/installed  ## rebuild the word list of ingest/ from the texts beside the checkout
	$(BIN)/python -m loftespor.ingest.build_words $(SHARED)

topics: $(VENV)/installed  ## rebuild the table of topics from the Los vocabulary beside the checkout
	$(BIN)/python -m loftespor.extract.frame.build_topics $(SHARED)/gazetteers/los.xml

judge: $(VENV)/installed  ## learn which clues of a sentence make it a commitment, from the annotated stretches
	$(BIN)/python -m loftespor.extract.training judge benchmarks/annotated/prose.jsonl $(SHARED) extract/judge/weights.tsv docs/judge-card.md

model: $(VENV)/installed  ## train the language model from the treebank and texts beside the checkout (docs/model.md)
	$(BIN)/python -m pip install --quiet --group model
	$(BIN)/python -m loftespor.extract.training build $(SHARED) build/model extract/model
	$(BIN)/python -m loftespor.extract.training evaluate $(SHARED) build/model extract/model docs/model-card.md

model-evaluate: $(VENV)/installed  ## measure the language model and write its card
	$(BIN)/python -m loftespor.extract.training evaluate $(SHARED) build/model extract/model docs/model-card.md

model-package: $(VENV)/installed  ## make a spaCy distribution of the language model: spacy.load("nb_loftespor")
	$(BIN)/python -m pip install --quiet --group model
	$(BIN)/python -m loftespor.extract.training package extract/model docs/model-card.md dist

wheel: $(VENV)/installed
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) build dist report *.egg-info
