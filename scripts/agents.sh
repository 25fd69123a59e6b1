#!/usr/bin/env bash
# Drives real agents against a model on loopback while the real daemon records, and compares the recordings with what the
# model said. Installs the agents from PyPI into .build/agents, which nothing else uses.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$repository"

agents="$repository/.build/agents"
# The command-line program of Codex, and the library that brings the one of Claude Code.
packages=(openai-codex-cli-bin claude-agent-sdk)

command -v python3 >/dev/null || fail "python3 is not installed, or not on the PATH." "Install the Debian package python3-venv."
if [[ ! -x "$agents/bin/python3" ]]; then
    say "Making .build/agents"
    python3 -m venv "$agents" || fail "python3 cannot make virtual environments." "Install the Debian package python3-venv."
fi
for package in "${packages[@]}"; do
    if ! "$agents/bin/python3" -m pip show --quiet "$package" 2>/dev/null; then
        say "Installing $package"
        "$agents/bin/python3" -m pip install --quiet --disable-pip-version-check "$package" ||
            printf 'warning: %s could not be installed; its test will be skipped.\n' "$package" >&2
    fi
done

KATO_AGENTS="$agents" exec scripts/test.sh --filter RealAgentTests
