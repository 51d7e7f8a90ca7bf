# Everything one types here. `make` alone lists it.
# Debian's own Python is built optimised: analysis and reports take a fifth less time than with a plain build.
PYTHON ?= $(shell /usr/bin/python3 -c "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo /usr/bin/python3 || echo python3)
PORT ?= 8000
SERVE ?= 1
TESTS ?=
BIN := .venv/bin
DATA := $(or $(EVENTAUDIT_DATA),var)
export HTTPS ?= 0
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.PHONY: help demo serve setup test test-faults test-postgres check format bench lock messages screenshots

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup $(DATA)/static/.ready ## Set up everything, write the demo report, serve the site (SERVE=0: do not serve, PORT=8000)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_library
	@$(BIN)/python manage.py load_demo
	@$(BIN)/python manage.py render_report gilded_compass --organisation demo --lang en --out var/gilded-compass.pdf
	@if [ "$(SERVE)" != "0" ]; then $(BIN)/python -m eventaudit.config.serve --port $(PORT); fi

serve: setup $(DATA)/static/.ready ## Serve the site with its worker on PORT=8000, with the data there is
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_library
	@$(BIN)/python -m eventaudit.config.serve --port $(PORT)

setup: .venv/.base node_modules/.ready .venv/.messages ## Install what the site needs, nothing else

.venv/.made:
	@$(PYTHON) bin/system_packages.py site
	@$(PYTHON) -m venv .venv || { echo "Python cannot make a virtual environment. Type: sudo apt-get install python3-venv"; exit 1; }
	@touch $@

.venv/.base: requirements/base.txt | .venv/.made
	@echo "Installing Python packages ..."
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt \
	  || { echo "The Python packages could not be installed. Check the network, then type the same again."; exit 1; }
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	@echo "Installing the packages for tests ..."
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt \
	  || { echo "The Python packages could not be installed. Check the network, then type the same again."; exit 1; }
	@touch $@

node_modules/.ready: package-lock.json package.json | .venv/.base
	@echo "Installing front-end packages ..."
	@sh bin/npm ci --no-audit --no-fund --loglevel=error \
	  || { echo "The front-end packages could not be installed. Check the network, then type the same again."; exit 1; }
	@touch $@

$(DATA)/static/.ready: $(shell find static -type f) eventaudit/config/settings.py .venv/.base node_modules/.ready
	@$(BIN)/python manage.py collectstatic --no-input --clear --verbosity 0
	@touch $@

.venv/.messages: $(wildcard locale/*/LC_MESSAGES/*.po) | .venv/.base
	@$(BIN)/pybabel --quiet compile --domain django --directory locale --statistics
	@touch $@

test: setup .venv/.dev ## Set up what is missing and run all the tests (TESTS=tests/events for some)
	@$(PYTHON) bin/system_packages.py tests
	@$(BIN)/pytest --numprocesses 2 --dist loadfile $(TESTS)
	@sh bin/npm --silent test

test-faults: setup .venv/.dev $(DATA)/static/.ready ## The faults, the mistakes put in on purpose and the chaos, in a real Chromium (20 minutes)
	@$(PYTHON) bin/system_packages.py tests
	@FAULTS_STATIC=$(DATA)/static $(BIN)/pytest --numprocesses 2 --dist load -m "" $(or $(TESTS),tests/faults)

test-postgres: setup .venv/.dev ## The same Python tests on a PostgreSQL server of their own
	@$(BIN)/python bin/with_postgres.py $(BIN)/pytest --numprocesses 2 --dist loadfile $(TESTS)

check: setup .venv/.dev ## Style, types and templates
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/djade --check $$(git ls-files 'templates/*.html')
	@$(BIN)/djlint --quiet --lint templates
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 1
	@HTTPS=1 $(BIN)/python manage.py check --deploy --fail-level WARNING

format: .venv/.dev ## Put the code into shape
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . ; $(BIN)/djade $$(git ls-files 'templates/*.html')

bench: setup .venv/.dev ## Measure pages, analysis and report
	@$(BIN)/python -m bench

screenshots: setup .venv/.dev ## Make the README's screenshots anew
	@SCREENSHOTS=docs/img $(BIN)/pytest -q -p no:randomly tests/browser/test_demo_screenshots.py

lock: .venv/.dev ## Compile requirements/*.in to hash-locked files
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header requirements/base.in --output-file requirements/base.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --constraints requirements/base.txt requirements/dev.in --output-file requirements/dev.txt

messages: .venv/.base ## Collect the strings to translate into locale/
	@$(BIN)/python bin/messages.py
