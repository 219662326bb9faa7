#!/usr/bin/env bash
# Makes sure that Node.js and npm are there, for the tests of JavaScript programs. As root on Debian it installs them.
set -euo pipefail

missing() {
    local program
    for program in node npm; do
        command -v "$program" >/dev/null || echo "$program"
    done
}

[[ -n $(missing) ]] || exit 0
if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "install-node: $(missing | paste -sd ' ') missing; install Node.js 18.19 or newer with npm (https://nodejs.org)" >&2
    exit 1
fi

apt-get -qq update || echo "install-node: apt-get update failed, trying with the lists at hand" >&2
DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 install nodejs npm </dev/null
