#!/usr/bin/env bash
# Plays demo/conversation.jsonl through the real daemon, line by line as Claude Code would write it, and shows the
# recording grow. Everything happens in a throw-away home: settings, journal and recordings of yours are not touched.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
kato="${KATO_BIN_DIR:-$repository/.build/release}/kato"
[[ -x "$kato" ]] || fail "There is no $kato." "Run: make build"

# A socket's path may have 107 bytes, so a long TMPDIR does not do.
parent="${TMPDIR:-/tmp}"
if ((${#parent} > 60)); then parent=/tmp; fi
home="$(mktemp -d "${parent%/}/kato-demo.XXXXXX")"
export KATO_HOME="$home/kato" CLAUDE_CONFIG_DIR="$home/claude"
unset NOTIFY_SOCKET

clean_up() {
    "$kato" stop >/dev/null 2>&1 || true
    rm -rf -- "$home"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

folder="$CLAUDE_CONFIG_DIR/projects/-home-ada-parcels"
log="$folder/5f3c2a1e-8d47-4b60-9c1f-2e7ab94d0c31.jsonl"
recording='' shown=0

# What a line is, in a few words. Bash alone: the demo needs no tool that a fresh machine lacks.
caption() {
    case "$1" in
    *'"type":"ai-title"'*) echo "Claude Code notes a title" ;;
    *'"type":"thinking"'*) echo "Claude thinks" ;;
    *'"type":"tool_use"'*) echo "Claude uses a tool" ;;
    *'"type":"tool_result"'*) echo "the tool answers" ;;
    *'"type":"assistant"'*) echo "Claude answers" ;;
    *::capture*) echo "you type, ::capture on a line of its own" ;;
    *::stop*) echo "you type, ::stop on a line of its own" ;;
    *) echo "you type" ;;
    esac
}

# Prints what the recording has gained since the last look, in a frame. True when there was something.
show_growth() {
    if [[ -z "$recording" ]]; then
        recording="$(find "$KATO_HOME/recordings" -name '*.md' -size +0c -print -quit 2>/dev/null || true)"
        [[ -n "$recording" ]] || return 1
        printf '\n%s┌─ %s%s\n' "$bold" "${recording#"$KATO_HOME/"}" "$reset"
    fi
    local size line
    size="$(wc -c <"$recording")"
    ((size > shown)) || return 1
    while IFS= read -r line; do printf '%s│%s %s\n' "$bold" "$reset" "$line"; done \
        < <(head -c "$size" "$recording" | tail -c "+$((shown + 1))")
    shown="$size"
}

# Waits a moment for the recording to grow; longer only where a write is already on its way.
wait_for_growth() {
    local try
    for ((try = 0; try < 5; try++)); do
        sleep 0.1
        if show_growth; then return 0; fi
    done
    return 0
}

say "A throw-away home in $home, with its own daemon"
"$kato" init
"$kato" start
mkdir -p "$folder"
echo
say "Claude Code writes its log; kato follows it"
printf '\n'

written=0
while IFS= read -r line; do
    # The times in the file are the past, and kato obeys no command from before it first ran.
    now="$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)"
    if [[ "$line" =~ \"timestamp\":\"[^\"]*\" ]]; then
        line="${line/"${BASH_REMATCH[0]}"/\"timestamp\":\"$now\"}"
    fi
    printf '%s%s%s\n' "$dim" "· $(caption "$line")" "$reset"
    printf '%s\n' "$line" >>"$log"
    written=$((written + 1))
    wait_for_growth
done <"$repository/demo/conversation.jsonl"

# A busy machine may need longer; what the recording is to end with is known.
for ((try = 0; try < 100; try++)); do
    show_growth || true
    if [[ -n "$recording" ]] && grep -q 'Perfect, thank you' "$recording"; then break; fi
    sleep 0.1
done
[[ -n "$recording" ]] || fail "Nothing was recorded." "The daemon says:" "$("$kato" status 2>&1 || true)"
printf '%s└─ %s lines of log, %s bytes of Markdown%s\n\n' "$bold" "$written" "$shown" "$reset"

say "kato status"
"$kato" status
echo
say "That is all: the daemon is stopped and $home is removed. For your own conversations: make run"
