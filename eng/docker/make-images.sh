#!/usr/bin/env bash
# Makes the container images that the tests need out of Debian packages: no registry, no base image, no docker CLI.
# Usage: make-images.sh [IMAGE...]    (default: all of them)
# Needs a running engine (start-engine.sh), apt-get, dpkg-deb, curl. An image that exists already is never replaced:
# to rebuild one of ours, remove it first.
set -euo pipefail

all_images=(busybox redis postgres rabbitmq mariadb)
our_label=dev.apphostsdk.stand-in
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "make-images: $*" >&2
    exit 1
}

# --- engine -----------------------------------------------------------------

# api PATH CURL_ARGUMENT...
api() {
    local path=$1 host=${DOCKER_HOST:-unix:///var/run/docker.sock}
    shift
    case $host in
        unix://*) curl -sS --unix-socket "${host#unix://}" "http://localhost$path" "$@" ;;
        tcp://*) curl -sS "http://${host#tcp://}$path" "$@" ;;
        *) fail "DOCKER_HOST=$host: only unix:// and tcp:// work here" ;;
    esac
}

# can_skip IMAGE: it is there, ours or someone else's
can_skip() {
    local answer=$work/inspect.json status
    status=$(api "/images/$1/json" -o "$answer" -w '%{http_code}') || fail "the engine does not answer (start-engine.sh starts one)"
    case $status in
        404) return 1 ;;
        200) grep -q "\"$our_label\":\"1\"" "$answer" || echo "$1: exists and is not ours, kept" ;;
        *) fail "the engine answered $status: $(<"$answer")" ;;
    esac
}

url_encode() {
    local text=$1 i
    for ((i = 0; i < ${#text}; i++)); do
        case ${text:i:1} in
            [a-zA-Z0-9._~-]) printf %s "${text:i:1}" ;;
            *) printf %%%02X "'${text:i:1}" ;;
        esac
    done
}

# import_image NAME TAG ROOT CHANGE...: an image from a directory. CHANGE is a Dockerfile line (CMD, ENV, EXPOSE,
# VOLUME, USER, ...); import refuses STOPSIGNAL, an image that needs it goes through POST /build.
import_image() {
    local name=$1 tag=$2 root=$3 query answer change
    shift 3
    query="fromSrc=-&repo=$(url_encode "$name")&tag=$tag"
    for change in "LABEL $our_label=1" "$@"; do
        query+="&changes=$(url_encode "$change")"
    done
    # fixed order, owner and time: the same packages give the same layer
    tar -C "$root" -cf "$work/root.tar" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 .
    answer=$(api "/images/create?$query" -X POST -H 'Content-Type: application/x-tar' -T "$work/root.tar") ||
        fail "import of $name:$tag: the engine does not answer"
    # an error can also come inside of a 200
    [[ $answer == *'"status":"sha256:'* ]] || fail "import of $name:$tag: $answer"
}

# --- packages ---------------------------------------------------------------

# download PACKAGE...: the packages and all they depend on, whatever is installed on this machine:
# apt resolves them against an empty list of installed packages.
download() {
    mkdir -p "$work/debs/partial"
    : >"$work/no-packages"
    local get=(apt-get -qq -y --no-install-recommends --download-only
        -o Dir::State::status="$work/no-packages" -o Dir::Cache::archives="$work/debs"
        -o APT::Sandbox::User=root -o Debug::NoLocking=1 install "$@")
    if ! "${get[@]}" >"$work/apt.log" 2>&1; then
        # no package lists yet, or old ones
        apt-get -qq update >"$work/apt.log" 2>&1 || fail "apt-get update: $(<"$work/apt.log")"
        "${get[@]}" >"$work/apt.log" 2>&1 || fail "download of $*: $(<"$work/apt.log")"
    fi
}

# extract PACKAGE ROOT: the files of a downloaded package, without running its install scripts
extract() {
    dpkg-deb --fsys-tarfile "$work/debs/$1"_*.deb |
        tar -x -C "$2" --exclude=./usr/share/{doc,man,locale,lintian,bug} --exclude=./usr/share/initramfs-tools
}

# --- images -----------------------------------------------------------------

# base_root ROOT: what every image has: busybox with all its commands, /tmp, users
base_root() {
    local root=$1 command
    mkdir -p "$root"/{bin,dev,etc,home,proc,root,run,sys,tmp,usr/bin,usr/sbin,var/tmp}
    chmod 1777 "$root/tmp" "$root/var/tmp"
    extract busybox-static "$root"
    [[ -e $root/bin/busybox ]] || mv "$root/usr/bin/busybox" "$root/bin/busybox"
    for command in $("$root/bin/busybox" --list); do
        [[ -e $root/bin/$command ]] || ln -s /bin/busybox "$root/bin/$command"
    done
    printf '%s\n' root:x:0:0:root:/root:/bin/sh nobody:x:65534:65534:nobody:/nonexistent:/bin/false >"$root/etc/passwd"
    printf '%s\n' root:x:0: nogroup:x:65534: >"$root/etc/group"
    echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
}

make_busybox() {
    can_skip busybox:latest && return
    local root=$work/busybox
    download busybox-static
    base_root "$root"
    import_image busybox latest "$root" "ENV PATH=$path" 'CMD ["sh"]'
    echo "busybox:latest: made"
}

# server_root ROOT PACKAGES USER HOME: a root with the packages and all they depend on, but for what a server does without. Its user is
# number 999, as in the public images.
server_root() {
    local root=$1 packages=$2 user=$3 home=$4 deb name
    rm -rf "$work/debs"
    # shellcheck disable=SC2086 # one or several
    download busybox-static $packages
    base_root "$root"
    for deb in "$work"/debs/*.deb; do
        name=$(basename "$deb" | cut -d_ -f1)
        case $name in
            busybox-static | libllvm* | perl* | libperl* | systemd* | ucf | sensible-utils | debconf | adduser | passwd | tar | dpkg | sysvinit-utils | lsb-base) ;;
            *) extract "$name" "$root" ;;
        esac
    done
    echo "$user:x:999:999::$home:/bin/sh" >>"$root/etc/passwd"
    echo "$user:x:999:" >>"$root/etc/group"
    install -m 755 "$here/$user-entrypoint.sh" "$root/usr/bin/docker-entrypoint.sh"
}

make_redis() {
    can_skip redis:7 && return
    local root=$work/redis
    server_root "$root" redis-server redis /data
    mkdir -p "$root/data"
    chmod 1777 "$root/data"
    import_image redis 7 "$root" "ENV PATH=$path" 'VOLUME /data' 'WORKDIR /data' 'EXPOSE 6379' 'ENTRYPOINT ["docker-entrypoint.sh"]' 'CMD ["redis-server"]'
    echo "redis:7: made"
}

make_postgres() {
    can_skip postgres:15 && return
    local root=$work/postgres
    server_root "$root" postgresql-15 postgres /var/lib/postgresql
    mkdir -p "$root/var/lib/postgresql/data" "$root/run/postgresql"
    rm -rf "$root/var/run"
    ln -s /run "$root/var/run"
    import_image postgres 15 "$root" "ENV PATH=$path:/usr/lib/postgresql/15/bin" 'ENV LANG=C.UTF-8' 'ENV PGDATA=/var/lib/postgresql/data' \
        'VOLUME /var/lib/postgresql/data' 'EXPOSE 5432' 'ENTRYPOINT ["docker-entrypoint.sh"]' 'CMD ["postgres"]'
    echo "postgres:15: made"
}

make_rabbitmq() {
    can_skip rabbitmq:3 && return
    local root=$work/rabbitmq
    server_root "$root" rabbitmq-server rabbitmq /var/lib/rabbitmq
    mkdir -p "$root/var/lib/rabbitmq" "$root/var/log/rabbitmq" "$root/etc/rabbitmq"
    rm -f "$root/etc/rabbitmq/rabbitmq-env.conf"
    echo 'loopback_users = none' >"$root/etc/rabbitmq/rabbitmq.conf"
    import_image rabbitmq 3 "$root" "ENV PATH=/usr/lib/rabbitmq/bin:$path" 'ENV HOME=/var/lib/rabbitmq' 'ENV LANG=C.UTF-8' 'VOLUME /var/lib/rabbitmq' \
        'EXPOSE 5672' 'ENTRYPOINT ["docker-entrypoint.sh"]' 'CMD ["rabbitmq-server"]'
    echo "rabbitmq:3: made"
}

# Stands in for MySQL, which Debian does not have: the same protocol, statements and entry point.
make_mariadb() {
    can_skip mariadb:10 && return
    local root=$work/mariadb
    server_root "$root" "mariadb-server-core mariadb-client-core" mysql /var/lib/mysql
    mkdir -p "$root/var/lib/mysql" "$root/run/mysqld" "$root/docker-entrypoint-initdb.d"
    rm -rf "$root/etc/mysql"
    import_image mariadb 10 "$root" "ENV PATH=$path" 'VOLUME /var/lib/mysql' 'EXPOSE 3306' 'ENTRYPOINT ["docker-entrypoint.sh"]' 'CMD ["mysqld"]'
    echo "mariadb:10: made"
}

(($#)) || set -- "${all_images[@]}"
for image in "$@"; do
    [[ " ${all_images[*]} " == *" $image "* ]] || fail "no such image: $image (there are: ${all_images[*]})"
    "make_$image"
done
