#!/usr/bin/env bash
# Stops the service that start-podman.sh started, and no other one. Its images stay.
set -euo pipefail

pid_file=${APPHOST_PODMAN_STATE:-${TMPDIR:-/tmp}/apphost-podman}/podman.pid
[[ -s $pid_file ]] || exit 0
pid=$(<"$pid_file")

# (the exe link of a zombie is gone)
runs() { [[ $(readlink "/proc/$pid/exe") == */podman* ]]; }

! runs || kill "$pid"
for ((i = 0; i < 200; i++)); do
    runs || break
    sleep 0.05
done
! runs || kill -KILL "$pid"
rm -f "$pid_file"
