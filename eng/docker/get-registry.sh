#!/usr/bin/env bash
# Makes sure that the program docker-registry is there, which tests of pulls start themselves, each at a port of its own.
# stdout: its path; everything else goes to stderr. Exit code 1: it is not there.
set -euo pipefail

if ! command -v docker-registry >/dev/null; then
    [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || {
        echo "get-registry: the program docker-registry is missing. Install it, or run this script as root on Debian or Ubuntu." >&2
        exit 1
    }
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    echo "get-registry: installing docker-registry" >&2
    install=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 install docker-registry)
    if ! "${install[@]}" >"$log" 2>&1 </dev/null; then
        # no package lists yet, or old ones
        { apt-get -qq update && "${install[@]}"; } >"$log" 2>&1 </dev/null || {
            echo "get-registry: apt-get could not install docker-registry:" >&2
            tail -n 15 "$log" >&2
            exit 1
        }
    fi
fi
command -v docker-registry
