#!/usr/bin/env bash
# Makes the default configuration, starts the daemon and says what to do next. `make run` builds before.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
kato="$repository/.build/release/kato"

[[ -x "$kato" ]] || fail "There is no $kato." "Run: make build"

# The folders Claude Code writes to, as the daemon looks for them.
claude_folders() {
    local folder
    if [[ -n "${CLAUDE_CONFIG_DIR:-}" ]]; then
        while IFS= read -r folder; do printf '%s\n' "$folder"; done < <(tr ',' '\n' <<<"$CLAUDE_CONFIG_DIR")
    else
        printf '%s\n' "${HOME:-}/.claude" "${XDG_CONFIG_HOME:-${HOME:-}/.config}/claude"
    fi
}

has_conversations() {
    local folder
    while IFS= read -r folder; do
        if [[ -n "$(find "$folder/projects" -name '*.jsonl' -print -quit 2>/dev/null)" ]]; then return 0; fi
    done < <(claude_folders)
    return 1
}

"$kato" init
"$kato" start
echo
"$kato" status
echo
if has_conversations; then
    say "Next: open Claude Code anywhere and type ${bold}::record${reset} on a line of its own."
    printf '    %s\n' "The conversation then grows as Markdown in the recordings folder." \
        "::capture takes what was said before, too."
else
    say "There are no Claude Code conversations on this machine yet."
    printf '    %s\n' "To see kato work without one:  make demo" \
        "Or start Claude Code and type ::record on a line of its own."
fi
printf '    %s\n' "Look: $kato status    Stop: $kato stop"
