#!/usr/bin/env bash
# Makes sure that what tests start beside containers is there: Node.js with npm and the other package managers, Python with virtual
# environments, and the server of Redis, which Debian has under two names. As root on Debian it installs them.
set -euo pipefail

has() { command -v "$1" >/dev/null; }

missing=()
has node || missing+=(nodejs)
has npm || missing+=(npm)
has redis-server || has redis-check-rdb || missing+=(redis-tools)
has python3 || missing+=(python3)
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)

managers=()
has pnpm || managers+=(pnpm@10)
has yarn || managers+=(yarn@1)
has bun || managers+=(bun@1)
((${#missing[@]} + ${#managers[@]})) || exit 0

if [[ $(id -u) != 0 ]] || ! has apt-get; then
    ((${#missing[@]} == 0)) || echo "install-programs: missing, as Debian calls them: ${missing[*]}. Install them; Node.js must be 18.19 or newer." >&2
    ((${#managers[@]} == 0)) || echo "install-programs: missing package managers. Run: npm install --global ${managers[*]}" >&2
    exit 1
fi

if ((${#missing[@]})); then
    apt-get -qq update || echo "install-programs: apt-get update failed, trying with the lists at hand" >&2
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 install "${missing[@]}" </dev/null
fi

((${#managers[@]} == 0)) || npm install --global --silent --no-audit --no-fund "${managers[@]}"
