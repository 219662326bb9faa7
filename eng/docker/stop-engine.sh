#!/usr/bin/env bash
# Stops the Docker engine that start-engine.sh started, and no other one.
set -euo pipefail

state=${APPHOST_DOCKER_STATE:-${TMPDIR:-/tmp}/apphost-docker}
pid_file=$state/dockerd.pid

[[ -s $pid_file ]] || exit 0
pid=$(<"$pid_file")

# (the exe link of a zombie is gone)
runs() { [[ $(readlink "/proc/$pid/exe") == */dockerd* ]]; }

runs && kill "$pid"
deadline=$((SECONDS + 30))
while runs; do
    if ((SECONDS >= deadline)); then
        echo "stop-engine: dockerd ($pid) did not end within 30 s: killed" >&2
        kill -KILL "$pid"
        break
    fi
    sleep 0.05
done
rm -f "$pid_file"
