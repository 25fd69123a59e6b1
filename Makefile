# Every verb works alone on a machine that has Swift, git and make. Try `make help`.

SHELL := /bin/bash
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=
# Where the built programs are, and which of them writes its own manual and completions.
BUILD ?= .build/release
MANUAL ?= $(BUILD)/kato
BINDIR := $(DESTDIR)$(PREFIX)/bin
SHARE := $(DESTDIR)$(PREFIX)/share
UNITDIR := $(SHARE)/systemd/user
MANDIR := $(SHARE)/man/man1
DOCDIR := $(SHARE)/doc/kato
BASHDIR := $(SHARE)/bash-completion/completions
ZSHDIR := $(SHARE)/zsh/site-functions
FISHDIR := $(SHARE)/fish/vendor_completions.d

.PHONY: help bootstrap build run demo test e2e-agents crash bench docs format lint clean install uninstall deb

help: ## List these verbs
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: bootstrap build ## Install what is missing, build, start the daemon, say what to do next
	@scripts/run.sh

demo: bootstrap build ## Play a bundled conversation through the real daemon, in a throw-away home
	@scripts/demo.sh

bootstrap: ## Install the Debian packages that building needs
	@scripts/bootstrap.sh

# Two calls, because SwiftPM builds one product or all of them, test support included.
build: bootstrap ## Build the release programs: .build/release/kato and .build/release/katod
	@scripts/build.sh

test: ## Run every test, and install what they need
	@scripts/bootstrap.sh tests
	@scripts/test.sh

e2e-agents: ## Let real agents talk to a model on loopback, and compare what is recorded
	@scripts/bootstrap.sh tests
	@scripts/agents.sh

crash: build ## Race for paths, kill the daemon a thousand times, cut its power, edit under it
	@scripts/bootstrap.sh tests
	@scripts/crash.sh

bench: build ## Run the benchmarks (socat and a C compiler are used for comparison)
	@scripts/bootstrap.sh bench
	@Tests/Benchmarks/run.sh

docs: ## Write the documents that are made from the code
	KATO_WRITE_DOCS=1 swift test --disable-xctest --filter 'ControlProtocolDocumentTests|ConfigSchemaTests|EventDocumentTests'

format: ## Format all Swift code in place
	swift format --in-place --recursive --parallel Package.swift Sources Tests

lint: ## Check the formatting of all Swift code
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

clean: ## Remove what was built
	rm -rf .build

install: ## Copy programs, units, manual and completions below PREFIX (default /usr/local); build first
	@test -x $(BUILD)/kato -a -x $(BUILD)/katod || { echo "There is nothing to install yet. Run: make build" >&2; exit 1; }
	install -d "$(BINDIR)" "$(UNITDIR)" "$(MANDIR)" "$(DOCDIR)" "$(BASHDIR)" "$(ZSHDIR)" "$(FISHDIR)"
	install -m 755 $(BUILD)/kato $(BUILD)/katod "$(BINDIR)"
	sed 's|@bindir@|$(PREFIX)/bin|' packaging/systemd/kato.service > "$(UNITDIR)/kato.service"
	install -m 644 packaging/systemd/kato.socket "$(UNITDIR)/kato.socket"
	$(MANUAL) manual > "$(MANDIR)/kato.1"
	echo '.so man1/kato.1' > "$(MANDIR)/katod.1"
	$(MANUAL) completion bash > "$(BASHDIR)/kato"
	$(MANUAL) completion zsh > "$(ZSHDIR)/_kato"
	$(MANUAL) completion fish > "$(FISHDIR)/kato.fish"
	install -m 644 README.md CHANGELOG.md docs/control-protocol.md docs/user/*.md "$(DOCDIR)"
	chmod 644 "$(UNITDIR)/kato.service" "$(MANDIR)"/kato*.1 "$(BASHDIR)/kato" "$(ZSHDIR)/_kato" "$(FISHDIR)/kato.fish"

uninstall: ## Remove what `make install` copied; settings, journal and recordings stay
	rm -f "$(BINDIR)/kato" "$(BINDIR)/katod" "$(UNITDIR)/kato.service" "$(UNITDIR)/kato.socket"
	rm -f "$(MANDIR)/kato.1" "$(MANDIR)/katod.1" "$(BASHDIR)/kato" "$(ZSHDIR)/_kato" "$(FISHDIR)/kato.fish"
	rm -rf "$(DOCDIR)"

deb: build ## Make a Debian package in .build/deb, and have lintian look at it where that is installed
	@packaging/deb/build.sh
