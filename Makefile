# Needs make and Python 3.11 or later; all else goes into .venv, at the versions that the lock names.
# PYTHON=python3.13 chooses the Python; ARGS='…' is passed on to the command.

BIN = .venv/bin
# Without addresses, so that the lock is good with any index; for every platform and Python from 3.11 on.
COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header

.DEFAULT_GOAL = site
.NOTPARALLEL:
.PHONY: site serve test soak check lock docs pictures guide-pictures clean help in-site in-dev

site: in-site ## build content/ into output/ (the default)
	@$(BIN)/tracker-site build $(ARGS)

serve: in-site ## preview the site, reloaded as files are saved
	@$(BIN)/tracker-site serve $(ARGS)

test: in-dev ## run the tests
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

soak: in-dev ## run the tests that take minutes
	@$(BIN)/python -m pytest -m soak $(ARGS)

check: in-dev ## format, lint and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

pictures: in-dev ## take pictures of every kind of page in every mode, into pictures/
	@$(BIN)/python -m tests.pictures pictures

guide-pictures: in-dev ## take the pictures in the guides anew, into docs/pictures/
	@$(BIN)/python -m tests.guide_pictures

lock: in-dev ## write the lock anew after a change of dependencies (ARGS=--upgrade: at the newest versions)
	@$(COMPILE) $(ARGS) pyproject.toml requirements/site.in --output-file requirements/site.txt
	@$(COMPILE) $(ARGS) pyproject.toml requirements/dev.in --output-file requirements/dev.txt

docs: in-dev ## write the reference of the content, docs/content.md, anew from the models
	@$(BIN)/python -m tracker_site.authoring.reference > docs/content.md

clean: ## remove all that was made, .venv and output/ included
	@rm -rf .venv pictures output .output.* .tracker-site build dist
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +

help: ## list these
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s%s\n", $$1, $$2 }' Makefile

in-site:
	@sh requirements/install site

in-dev:
	@sh requirements/install dev
