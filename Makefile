# Every verb works alone on a machine that has Swift, git and make. Try `make help`.

SHELL := /bin/bash
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=
BINDIR := $(DESTDIR)$(PREFIX)/bin
UNITDIR := $(DESTDIR)$(PREFIX)/share/systemd/user

.PHONY: help bootstrap build run demo test e2e-agents crash bench docs format lint clean install uninstall

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
	@scripts/bootstrap.sh tests
	@Tests/Benchmarks/run.sh

docs: ## Write the documents that are made from the code
	KATO_WRITE_DOCS=1 swift test --disable-xctest --filter ControlProtocolDocumentTests

format: ## Format all Swift code in place
	swift format --in-place --recursive --parallel Package.swift Sources Tests

lint: ## Check the formatting of all Swift code
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

clean: ## Remove what was built
	rm -rf .build

install: ## Copy the programs and the systemd unit below PREFIX (default /usr/local); build first
	@test -x .build/release/kato -a -x .build/release/katod || { echo "There is nothing to install yet. Run: make build" >&2; exit 1; }
	install -d "$(BINDIR)" "$(UNITDIR)"
	install -m 755 .build/release/kato .build/release/katod "$(BINDIR)"
	sed 's|@bindir@|$(PREFIX)/bin|' packaging/systemd/kato.service > "$(UNITDIR)/kato.service"
	install -m 644 packaging/systemd/kato.socket "$(UNITDIR)/kato.socket"
	chmod 644 "$(UNITDIR)/kato.service"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
		"$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	.build/release/kato manual > "$(DESTDIR)$(PREFIX)/share/man/man1/kato.1"
	.build/release/kato completion bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/kato"
	.build/release/kato completion zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_kato"
	.build/release/kato completion fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/kato.fish"

uninstall: ## Remove what `make install` copied; settings, journal and recordings stay
	rm -f "$(BINDIR)/kato" "$(BINDIR)/katod" "$(UNITDIR)/kato.service" "$(UNITDIR)/kato.socket"
	rm -f "$(DESTDIR)$(PREFIX)/share/man/man1/kato.1" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/kato" \
		"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_kato" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/kato.fish"
