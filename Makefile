# One command each; every one makes its own virtual environment in .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bench words clean

demo: $(BIN)/promoboard  ## open the demo board: a team's week before a promo
	@$(BIN)/promoboard demo

test: .venv/dev  ## pass the tests; more at a time than cores, for real processes mostly wait
	$(BIN)/python -m pytest -q -n 4 --dist worksteal tests

lint: .venv/dev  ## what a reviewer need not say
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/dev  ## measure against peers and limits; prints one table
	$(BIN)/python -m bench

words: .venv/dev  ## gather the sentences of the code into the catalogue and compile it
	$(BIN)/pybabel -q extract -F babel.cfg -k N -k tr -k ntr:1,2 --no-location --sort-output \
		-o .venv/promoboard.pot domain tui
	$(BIN)/pybabel -q update -i .venv/promoboard.pot -d domain/locale -D promoboard -l zh_CN \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel -q compile -d domain/locale -D promoboard

$(BIN)/promoboard: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .

.venv/dev: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist bench/.peers
