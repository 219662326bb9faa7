#!/usr/bin/env bash
# Makes sure a Docker engine is reachable, and starts one where there is none.
#
# stdout: one word, "found" or "started" (the caller of a started one stops it: stop-engine.sh);
# everything else goes to stderr. Exit code 1: no engine.
#   DOCKER_HOST           where the engine is (default unix:///var/run/docker.sock)
#   APPHOST_DOCKER_STATE  pid file, log and lock of the engine started here
#   APPHOST_DOCKER_DATA   its images and containers (kept between runs)
set -euo pipefail

default_host=unix:///var/run/docker.sock
host=${DOCKER_HOST:-$default_host}
state=${APPHOST_DOCKER_STATE:-${TMPDIR:-/tmp}/apphost-docker}
data=${APPHOST_DOCKER_DATA:-$state/data}
log=$state/dockerd.log
pid_file=$state/dockerd.pid
tried=()
log_used=

say() { echo "start-engine: $*" >&2; }

fail() {
    {
        echo "start-engine: no Docker engine: $1"
        ((!${#tried[@]})) || printf '  tried: %s\n' "${tried[@]}"
        if [[ -n $log_used ]]; then
            echo "  last lines of $log:"
            tail -n 15 "$log" | sed 's/^/    /'
        fi
        echo "  To get an engine: install and start Docker (https://docs.docker.com/engine/install/),"
        echo "  or set DOCKER_HOST to one that runs (unix:// or tcp://),"
        echo "  or run this script as root on Debian or Ubuntu: it installs docker.io and starts it."
    } >&2
    exit 1
}

answers() {
    case $host in
        unix://*) curl -sf -m 10 -o /dev/null --unix-socket "${host#unix://}" http://localhost/_ping ;;
        tcp://*) curl -sf -m 10 -o /dev/null "http://${host#tcp://}/_ping" ;;
        *) return 1 ;;
    esac
}

is_debian_root() { [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; }

apt_updated=
install_package() {
    log_used=1
    say "installing $1"
    tried+=("apt-get install $1")
    if [[ -z $apt_updated ]]; then
        apt-get -qq update >>"$log" 2>&1 || say "apt-get update failed, trying with the lists at hand"
        apt_updated=1
    fi
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 \
        install "$1" >>"$log" 2>&1 </dev/null || fail "apt-get could not install $1"
}

# A pid file whose process is another program now would make dockerd refuse to start, or wait forever.
forget_stale_pid() {
    local file=$1 program=$2 pid
    [[ -s $file ]] || return 0
    pid=$(<"$file")
    # (the exe link of a zombie is gone)
    [[ $(readlink "/proc/$pid/exe") == */"$program"* ]] || rm -f "$file"
}

start_dockerd() {
    forget_stale_pid "$pid_file" dockerd
    forget_stale_pid /var/run/docker/containerd/containerd.pid containerd
    say "starting dockerd (log: $log)"
    tried+=("dockerd --data-root $data")
    # 9>&-: dockerd must not keep our lock. env: a background job ignores SIGINT, its containers would too.
    setsid env --default-signal dockerd --host "$host" --data-root "$data" --pidfile "$pid_file" \
        >"$log" 2>&1 </dev/null 9>&- &
    log_used=1
    local pid=$! deadline=$((SECONDS + 60))
    trap 'kill "$pid"; exit 130' INT TERM
    until answers; do
        kill -0 "$pid" 2>/dev/null || fail "dockerd ended"
        ((SECONDS < deadline)) || { kill "$pid"; fail "dockerd did not answer within 60 s"; }
        sleep 0.05
    done
}

# On a shared temp directory the name could belong to someone else.
(umask 077 && mkdir -p "$state")
[[ -O $state && ! -L $state ]] || fail "$state belongs to another user; set APPHOST_DOCKER_STATE"

# Two callers at once: the second waits, then finds the engine of the first.
exec 9>"$state/lock"
flock 9

if ! command -v curl >/dev/null; then
    is_debian_root || fail "curl is missing"
    install_package curl
fi

tried+=("GET /_ping at $host")
if answers; then
    echo found
    exit
fi
# An engine started here would not be the one that DOCKER_HOST names.
[[ $host == "$default_host" ]] || fail "DOCKER_HOST=$host does not answer"
is_debian_root || fail "nothing answers at $host, and only root on Debian may start one here"

if ! command -v dockerd >/dev/null; then
    install_package docker.io
    # where services start at installation, it runs already
    if answers; then
        echo found
        exit
    fi
fi
start_dockerd
echo started
