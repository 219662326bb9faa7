#!/usr/bin/env bash
# Makes sure that what tests start beside containers is there: Node.js with npm, and the server of Redis, which Debian has under two
# names. As root on Debian it installs them.
set -euo pipefail

has() { command -v "$1" >/dev/null; }

missing=()
has node || missing+=(nodejs)
has npm || missing+=(npm)
has redis-server || has redis-check-rdb || missing+=(redis-tools)
((${#missing[@]})) || exit 0

if [[ $(id -u) != 0 ]] || ! has apt-get; then
    echo "install-programs: missing, as Debian calls them: ${missing[*]}. Install them; Node.js must be 18.19 or newer." >&2
    exit 1
fi

apt-get -qq update || echo "install-programs: apt-get update failed, trying with the lists at hand" >&2
DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 install "${missing[@]}" </dev/null
