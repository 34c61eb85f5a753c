# The commands of this product. Each is safe to repeat, and quick the second time.

PORT ?= 8000
# How many inputs `make fuzz` tries.
FUZZ ?= 20000
TEST_POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/postgres
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)

BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
# Where only the code is looked at, nobody's database is.
NO_DATABASE = DATABASE_URL=sqlite://:memory:
PYTEST = $(BIN)/pytest --quiet --numprocesses 2 --migrations
FIND_BROWSER = { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
FIND_POSTGRES = $(BIN)/python -c 'import psycopg2, sys; psycopg2.connect(sys.argv[1], connect_timeout=3)' \
	'$(TEST_POSTGRES_URL)' 2>/dev/null
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
FAIL_ON_CI = [ "$(CI)" != true ]

.PHONY: run test lint format browser deploy-programs scanner audit scan chaos trust fuzz release-list test-sqlite test-postgres bench assets screenshots
.NOTPARALLEL:

# Serve the product on this machine, with made-up people and plans in it. Exit code 3: real ones are there already.
run: .venv/installed staticfiles/staticfiles.json
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@$(MANAGE) seed_demo || [ $$? -eq 3 ]
	@echo "On this machine nobody is asked for a second step at sign-in. Passkeys work all the same."
	@echo "Open http://localhost:$(PORT)/ in a browser. To stop, press Ctrl and C."
	@HTTPS=off $(BIN)/gunicorn wyfi_coproduction.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --worker-class gthread \
		--threads 4 --no-control-socket --log-level warning \
		|| { echo "If something else is using port $(PORT), try: make run PORT=8001"; exit 1; }

test: .venv/installed-dev browser deploy-programs scanner lint audit test-sqlite test-postgres
	@[ -e .venv-scan/installed ] || echo "Not scanned: the scanner could not be fetched."
	@$(FIND_BROWSER) || echo "Not tested: the journeys in a browser. Install the package “chromium”."
	@$(FIND_POSTGRES) || echo "Not tested: PostgreSQL. Nothing answers at $(TEST_POSTGRES_URL)."
	@echo "All that was tested is well."

lint: .venv/installed-dev
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/djlint templates --lint --quiet
	find templates -name "*.html" | xargs $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports --no-logo
	$(NO_DATABASE) $(MANAGE) makemigrations --check --dry-run
	@SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') DEBUG=off HTTPS=on \
		$(NO_DATABASE) $(MANAGE) check --deploy --fail-level WARNING

# Put the code and the templates into the form that lint asks for.
format: .venv/installed-dev
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .
	find templates -name "*.html" | xargs $(BIN)/djade --target-version 5.2 || [ $$? -eq 123 ]

browser:
	@$(FIND_BROWSER) || { $(SUDO) apt-get update -q && $(SUDO) apt-get install -qy chromium; } \
		|| { echo "There is no Chromium here to test in. Install the package “chromium”."; $(FAIL_ON_CI); }

# What deploy/ is tried with. Elsewhere than on CI those tests are left out where a program is missing. Nothing is started.
deploy-programs:
	@$(FAIL_ON_CI) || { command -v nginx && command -v systemd-analyze; } >/dev/null \
		|| { $(SUDO) apt-get update -q && RUNLEVEL=1 $(SUDO) apt-get install -qy nginx-light systemd; }

# What looks at the product from outside asks for older libraries than the product, so it has a place of its own.
scanner:
	@$(MAKE) --no-print-directory .venv-scan/installed || $(FAIL_ON_CI)

# Whether anything that the product is built on is known to be unsafe. Says so plainly where nobody could be asked.
audit: scanner .venv/installed-dev
	@$(BIN)/python -m tests.audit

# A scanner attacks the product as it is served. Part of test-sqlite too.
scan: scanner .venv/installed-dev
	@$(NO_DATABASE) $(BIN)/pytest --quiet -rP tests/journeys/test_scan.py

test-sqlite: .venv/installed-dev
	$(NO_DATABASE) $(PYTEST)

# Everything that a database has a part in. What asks none ("pure"), how pages look ("look"), the journeys once more
# without scripts ("unscripted") and what a scanner finds ("slow") is the same on every database: see test-sqlite.
test-postgres: .venv/installed-dev
	@if $(FIND_POSTGRES); then \
		echo "The same on PostgreSQL:"; DATABASE_URL='$(TEST_POSTGRES_URL)' $(PYTEST) -m "not (pure or look or unscripted or slow) or postgresql_alone"; \
	else \
		echo "Nothing answers at $(TEST_POSTGRES_URL)."; $(FAIL_ON_CI); \
	fi

# How long the server takes for the pages used most, beside a bare Django page.
bench: .venv/installed-dev
	@$(BIN)/python -m tests.bench

# Whatever nobody means to send, to every address and into every field: no trace, and what is refused changes nothing.
fuzz: .venv/installed-dev
	@FUZZ=$(FUZZ) $(NO_DATABASE) $(BIN)/pytest --quiet -rP --override-ini=faulthandler_timeout=0 tests/trust/test_fuzz.py

# Fit to be trusted? Measures what can be measured at once, and puts the last numbers into docs/data-protection.md.
trust: .venv/installed-dev
	@$(BIN)/python -m tests.trust

# Faults made for real while people work: workers killed, a full disk, PostgreSQL away. Prints what was lost: nothing.
chaos: .venv/installed-dev
	@$(NO_DATABASE) DJANGO_SETTINGS_MODULE=tests.chaos.settings $(BIN)/python -m tests.chaos

# Fetch the style sheet, script and fonts again, in the versions that static/vendor/assets.json names.
assets: .venv/installed
	@$(NO_DATABASE) $(MANAGE) vendor_assets

# Pictures of the main pages, narrow and wide, light and dark, in test-results/screenshots.
screenshots: .venv/installed-dev browser
	@$(NO_DATABASE) $(BIN)/pytest --quiet tests/screenshots.py

# Write down which migrations a release has: what comes after them must let its code run on.
release-list: .venv/installed-dev
	@$(NO_DATABASE) DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m tests.releases

staticfiles/staticfiles.json: .venv/installed $(shell find static -type f)
	@$(MANAGE) collectstatic --no-input --verbosity 0

.venv/installed: requirements.txt | .venv/bin/python
	@echo "Fetching what the product runs on …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Fetching what checks it …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv-scan/installed: requirements-scan.txt | .venv/bin/python
	@echo "Fetching what looks at it from outside …"
	@$(BIN)/python -m venv .venv-scan
	@.venv-scan/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "This needs Python 3.11 or newer. Install it, then try again."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Install the package “python3-venv”, then try again."; exit 1; }
