# `make run` and `make test` set up what they need by themselves: Python 3.11 or newer and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes
LOCK = $(BIN)/uv pip compile pyproject.toml -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make lock"
STATE := $(if $(EMPTY),.state/empty,.state)
FIRST = $(if $(EMPTY),--empty,--first "$(BIN)/python -m bot import --as U0MARTA000 $(STATE)/accounts.csv")
PAGE_PORT ?= 3456
PROCESSES := tests/command_line tests/sandbox/test_main.py tests/test_readme_commands.py tests/test_logs.py tests/test_operations.py \
	tests/test_benchmarks.py tests/test_deployment.py tests/test_hanging.py tests/test_omissions.py \
	$(addprefix tests/reliability/test_,crashes.py killed.py killed_in_a_freeze.py killed_in_a_statement.py trouble.py frozen.py starting.py)
unexport PYTHONDONTWRITEBYTECODE  # many processes are started: what one has compiled serves the next

.PHONY: help run test processes http torture clocks check house stranger rules bench browser pictures lock deployment clean

help: ## say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: $(READY) ## start Concord with its sandbox (EMPTY=1: not set up yet), or against Slack where .env holds tokens
	@if grep -qs '^SLACK_BOT_TOKEN=.' .env; then exec $(BIN)/python -m bot run; \
	else LOG_LEVEL=$${LOG_LEVEL:-WARNING} DATABASE_URL=sqlite:///$(STATE)/concord.db MEDIA_DIR=$(STATE)/media \
		GOVERNANCE_FILE=$(if $(EMPTY),,bot/governance.yml) exec $(BIN)/python -m sandbox --port $(PAGE_PORT) --state $(STATE) \
		$(FIRST) -- $(BIN)/python -m bot run; fi

test: $(READY) ## run the tests, on SQLite and PostgreSQL, but for those of the targets below
	$(BIN)/python -m pytest -q -n 3 --dist worksteal $(addprefix --ignore ,tests/browser tests/bucket tests/faketime $(PROCESSES))

processes: $(READY) ## processes as they are started, killed, frozen, measured, backed up and deployed, and the README's commands
	$(BIN)/python -m pytest -q -n 3 --dist worksteal $(PROCESSES)

http: $(READY) ## what people do, tested over signed HTTP instead of Socket Mode
	OVER=HTTP $(BIN)/python -m pytest -q -n 3 tests/accounts tests/agencies tests/attestation tests/calendar tests/changes tests/checklists tests/crises tests/debriefs tests/delegation tests/drills tests/door/test_odd_words.py tests/freezes tests/handlers tests/oversight tests/people tests/policies tests/posts tests/products tests/reviews tests/setup tests/signing tests/voice tests/test_hostile_words.py

torture: export LIMIT_S = 7200
torture: $(READY) ## kill 2,000 workers, freeze some, set clocks, fill disks, look at plans over a million rows, migrate while people act; SEED=7 repeats the run of that seed
	KILLS=$${KILLS:-2000} SEED=$(SEED) FINISHED=1000000 $(BIN)/python -m pytest -q -s tests/reliability/test_crashes.py \
		tests/reliability/test_finished_rows.py
	ROUNDS=$${ROUNDS:-150} SEED=$(SEED) $(BIN)/python -m pytest -q -s -n 2 tests/reliability/test_trouble.py
	LETTERS=500000 $(BIN)/python -m pytest -q tests/migrations -k six_people
	THOROUGHNESS=10 $(BIN)/python -m pytest -q -n 2 -k "machine or test_starting or full_and_away or of_a_rush or whoever_leaves"

clocks: $(READY) ## set the machine's clock back and ahead under a real process; needs Debian's package faketime
	$(BIN)/python -m pytest -q tests/faketime

bucket: $(READY) ## keep files in an S3-like bucket, over HTTP: with s3fs, which is installed beside all else
	$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade --target build/bucket s3fs
	PYTHONPATH=build/bucket $(BIN)/python -m pytest -q tests/bucket

check: $(READY) ## lint, types, import walls
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

house: $(READY) ## print the figures of the house: modules, functions, rooms, arrows, circles
	@$(BIN)/python -m tests.house.figures

browser: $(READY) ## walk the sandbox's page in chromium
	$(BIN)/python -m pytest -q tests/browser

pictures: $(READY) ## the same walk, taking the README's pictures
	PICTURES=docs/pictures $(BIN)/python -m pytest -q tests/browser

stranger: $(READY) ## count what a new user has to do and to read for the main job
	@$(BIN)/python -m pytest -q -s tests/test_stranger.py -k "sqlite or readme"

rules: $(READY) ## print docs/who-may-do-what.md from the rows that decide it
	$(BIN)/python -m bot.rulebook > docs/who-may-do-what.md

bench: $(READY) ## compare speeds within one run
	$(BIN)/python -m benchmarks

lock: $(READY) ## pin the newest versions that pyproject.toml allows, and those of them that are deployed
	$(LOCK) --extra dev --upgrade -o requirements.lock
	$(LOCK) --extra postgres --constraint requirements.lock -o requirements.txt

deployment: ## install what is deployed into an environment of its own, and see that it runs there
	$(PYTHON) -m venv --clear build/deployment
	build/deployment/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	rm -f build/deployment/concord.db
	for command in migrate "audit verify"; do \
		DATABASE_URL=sqlite:///build/deployment/concord.db build/deployment/bin/python -m bot $$command || exit 1; done

clean: ## forget the sandbox's workspace and database
	rm -rf $(STATE)

$(READY): requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("Concord needs Python 3.11 or newer: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.lock
	$(PIP) -r $(VENV)/uv.lock
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.lock || $(PIP) -r requirements.lock # the registry may be known to pip alone
	@touch $@
