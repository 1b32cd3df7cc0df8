# Thin: every target is one or two commands one could type oneself.
# make run ARGS="--port 8080" hands its arguments on to `manage.py demo`.

.PHONY: run test lint fix lock sbom messages bench proof
.DEFAULT_GOAL := run

run: .venv/run
	@./manage.py demo $(ARGS)

test: .venv/dev
	@scripts/check

lint: .venv/dev
	@scripts/check lint

fix: .venv/dev
	.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format . ; .venv/bin/djangofmt --quiet templates

lock: .venv/dev
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in -o requirements.txt
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-dev.in -o requirements-dev.txt

sbom:
	@scripts/components

messages: .venv/dev
	@ACCORD_MODE=demo ./manage.py messages

bench: .venv/run
	.venv/bin/python -m benchmarks $(ARGS)

proof: .venv/dev
	@scripts/proof $(ARGS)

# Python compiles what the demonstration needs at its first use; a service, which may not write there, gets all of it compiled.
.venv/run: requirements.txt
	@scripts/install requirements.txt --no-compile && touch $@

.venv/dev: requirements-dev.txt
	@scripts/install requirements-dev.txt && touch $@
