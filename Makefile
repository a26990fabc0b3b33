# Kädenjälki. `make run` and `make test` need nothing but Python 3.11 or newer and, once, the network.
#
#   make run            sets up, builds the data release if needed, serves http://127.0.0.1:8501
#   make run PORT=8600  the same on another port;  make run DEV=1  reloads when files change
#   make test           sets up the test tools too, then runs the everyday suite
#   make test SLOW=1    adds every page x language x size, the kill points and the attacks
#   make data           builds a data release from data/raw, and the audience's files from it
#   make snapshot       writes each story as one HTML file for the audience, to data/snapshots
#   make backup         copies what users have written to a dated, verified file
#   make restore FROM=… puts such a file in force; the one it replaces is kept (UNSEALED=1: also
#                       a file copied by hand, whose end nobody can vouch for)
#   make check          formatting, lint, layers and the quick tests: one definition of clean
#   make bench          measures the app against a plain Streamlit page

SHELL := /bin/sh
.DEFAULT_GOAL := run
.PHONY: run test data snapshot backup restore check bench setup setup-dev browser

VENV ?= .venv
PY := $(VENV)/bin/python
# The environment holds what requirements.txt says and nothing from outside.
unexport PYTHONPATH PYTHONHOME
export PYTHONNOUSERSITE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_USER := 0
PIP := $(PY) -m pip --no-input install --quiet
TESTS ?=
# Two processes share the tests; WORKERS=0 runs them one after another in this one.
WORKERS ?= 2
SHARED := -n $(WORKERS)
export SLOW

run: setup
	@$(PY) -c "import sys; from handprint.publish import is_current; sys.exit(not is_current())" || $(PY) -m handprint.publish
	@exec $(PY) -m streamlit run dashboard.py $(if $(PORT),--server.port $(PORT)) $(if $(DEV),--server.fileWatcherType auto --server.runOnSave true)

test: setup-dev browser
	@$(PY) -m pytest $(SHARED) $(TESTS)

data: setup
	@$(PY) -m handprint.publish
	@$(PY) -W ignore -m handprint.packs.snapshot

snapshot: setup
	@$(PY) -c "import sys; from handprint.publish import is_current; sys.exit(not is_current())" || $(PY) -m handprint.publish
	@$(PY) -W ignore -m handprint.packs.snapshot

backup: setup
	@$(PY) -m handprint.records backup

restore: setup
	@$(PY) -m handprint.records restore "$(FROM)" $(if $(UNSEALED),unsealed)

check: setup-dev
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(VENV)/bin/lint-imports
	@$(PY) -m pytest $(SHARED) -q -m "not browser and not slow" $(TESTS)

bench: setup-dev browser
	@$(PY) -m tests.bench

# Installs only when a requirements file has changed since the last time.
setup: $(PY)
	@now="$$(cksum < requirements.txt)"; kept="$(VENV)/installed-run"; \
	if [ "$$(cat "$$kept" 2>/dev/null)" != "$$now" ]; then \
	  echo "Asennetaan kirjastot / installing libraries (requirements.txt) ..."; \
	  $(PIP) -r requirements.txt && echo "$$now" > "$$kept"; \
	fi

setup-dev: setup
	@now="$$(cat requirements.txt requirements-dev.txt | cksum)"; kept="$(VENV)/installed-dev"; \
	if [ "$$(cat "$$kept" 2>/dev/null)" != "$$now" ]; then \
	  echo "Asennetaan testityökalut / installing test tools (requirements-dev.txt) ..."; \
	  $(PIP) -r requirements-dev.txt && echo "$$now" > "$$kept"; \
	fi

# The first Python that is new enough; then the first way of making an environment that works here.
$(PY):
	@set -e; python=""; \
	for name in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	  if "$$name" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then python="$$name"; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Tarvitaan Python 3.11 tai uudempi / Python 3.11 or newer is needed: https://www.python.org/downloads/" >&2; exit 1; fi; \
	echo "Luodaan ympäristö / making the environment $(VENV) ($$($$python --version)) ..."; \
	make_env() { rm -rf "$(VENV)"; "$$@" "$(VENV)" >/dev/null 2>&1 && "$(PY)" -m pip --version >/dev/null 2>&1; }; \
	if make_env "$$python" -m venv; then :; \
	elif make_env "$$python" -m virtualenv; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && { apt-get install -y -qq python3-venv >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq python3-venv; } >/dev/null 2>&1; } && make_env "$$python" -m venv; then :; \
	elif rm -rf "$(VENV)" && "$$python" -m venv --without-pip "$(VENV)" 2>/dev/null && "$$python" -m pip --python "$(PY)" install --quiet pip 2>/dev/null; then :; \
	else rm -rf "$(VENV)"; echo "Ympäristöä ei voitu luoda. Debian ja Ubuntu: sudo apt install python3-venv / no environment could be made; on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; fi

# A browser for the browser tests: any Chrome, Chromium or Edge; on Debian as root one is fetched.
browser:
	@if $(PY) -m tests.browser.executable >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && grep -qs '^ID=debian' /etc/os-release; then \
	  echo "Asennetaan Chromium testejä varten / installing Chromium for the tests ..."; \
	  { apt-get install -y -qq --no-install-recommends chromium || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }; } >/dev/null 2>&1 || true; \
	fi
