#!/usr/bin/env bash
# Makes sure that Podman's service listens on a socket of its own and has the images of the tests, which are copied from Docker.
#
# stdout: "found ADDRESS" or "started ADDRESS" (the caller of a started one stops it: stop-podman.sh); everything else goes to stderr.
#   APPHOST_PODMAN_STATE  socket, pid file, log, configuration, images and containers
#   DOCKER_HOST           the engine that the images are copied from (default unix:///var/run/docker.sock)
set -euo pipefail

images=(busybox:latest redis:7 postgres:15 rabbitmq:3 mariadb:10)
here=$(cd "$(dirname "$0")" && pwd)
state=${APPHOST_PODMAN_STATE:-${TMPDIR:-/tmp}/apphost-podman}
log=$state/podman.log
socket=$state/podman.sock
pid_file=$state/podman.pid

fail() {
    {
        echo "start-podman: $1"
        [[ ! -s $log ]] || { echo "  last lines of $log:" && tail -n 15 "$log" | sed 's/^/    /'; }
        echo "  To get Podman: install it (https://podman.io/docs/installation), or run this as root on Debian or Ubuntu."
    } >&2
    exit 1
}

podman_api() { curl -sS -m 120 --unix-socket "$socket" "http://localhost$1" "${@:2}"; }
answers() { podman_api /_ping -f -o /dev/null 2>/dev/null; }

install_podman() {
    if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then fail "there is no program 'podman'"; fi
    echo "start-podman: installing podman" >&2
    apt-get -qq update >>"$log" 2>&1 || echo "start-podman: apt-get update failed, trying with the lists at hand" >&2
    # netavark and aardvark-dns: networks in which containers find each other by name; catatonit: an init for containers
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 \
        install podman netavark aardvark-dns catatonit >>"$log" 2>&1 </dev/null || fail "apt-get could not install podman"
}

start_service() {
    mkdir -p "$state/networks"
    sed "s|@state@|$state|" "$here/containers.conf" >"$state/containers.conf"
    sed "s|@state@|$state|" "$here/storage.conf" >"$state/storage.conf"
    rm -f "$socket"
    # 9>&-: the service must not keep our lock
    CONTAINERS_CONF=$state/containers.conf CONTAINERS_STORAGE_CONF=$state/storage.conf \
        CONTAINERS_REGISTRIES_CONF=$here/registries.conf setsid env --default-signal \
        podman system service --time=0 "unix://$socket" >"$log" 2>&1 </dev/null 9>&- &
    local pid=$! deadline=$((SECONDS + 60))
    echo "$pid" >"$pid_file"
    until answers; do
        kill -0 "$pid" 2>/dev/null || fail "the service ended"
        ((SECONDS < deadline)) || { kill "$pid" && fail "the service did not answer within 60 s"; }
        sleep 0.05
    done
}

# copy_images: those that Podman has not got, or has got in another version. Their names are those that pulled ones would have.
copy_images() {
    local docker=${DOCKER_HOST:-unix:///var/run/docker.sock} image id wanted
    docker=${docker#unix://}
    for image in "${images[@]}"; do
        wanted=$(curl -sS -f --unix-socket "$docker" "http://localhost/images/$image/json" | grep -o '"Id":"[^"]*"' | head -n 1) ||
            fail "Docker has no image $image (eng/docker/make-images.sh makes it)"
        id=$(podman_api "/images/docker.io/library/$image/json" | grep -o '"Id":"[^"]*"' | head -n 1) || id=
        [[ $id != "$wanted" ]] || continue
        curl -sS -f --unix-socket "$docker" "http://localhost/images/$image/get" |
            podman_api /images/load -f -X POST -H 'Content-Type: application/x-tar' -T - >>"$log" || fail "$image could not be copied"
        podman_api "/v4.0.0/libpod/images/localhost/$image/tag?repo=docker.io/library/${image%:*}&tag=${image#*:}" -f -X POST || fail "$image could not be named"
    done
}

(umask 077 && mkdir -p "$state")
[[ -O $state && ! -L $state ]] || fail "$state belongs to another user; set APPHOST_PODMAN_STATE"
exec 9>"$state/lock"
flock 9

result=found
if ! answers; then
    command -v podman >/dev/null || install_podman
    start_service
    result=started
fi
copy_images
echo "$result unix://$socket"
