#!/bin/sh
# What the public image's entry point does that tests rely on: the first start makes the data, and the server runs as its own user.
set -e
if [ "$1" = postgres ] && [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA" /run/postgresql
    chown -R postgres:postgres "$PGDATA" /run/postgresql
    chmod 700 "$PGDATA"
    exec start-stop-daemon -S -c postgres:postgres -x /bin/sh -- "$0" "$@"
fi

if [ "$1" = postgres ]; then
    if [ ! -s "$PGDATA/PG_VERSION" ]; then
        [ -n "$POSTGRES_PASSWORD" ] || { echo "POSTGRES_PASSWORD is not set" >&2 && exit 1; }
        password=$(mktemp)
        printf '%s\n' "$POSTGRES_PASSWORD" >"$password"
        # shellcheck disable=SC2086 # several arguments
        initdb -D "$PGDATA" -U "${POSTGRES_USER:-postgres}" --pwfile="$password" $POSTGRES_INITDB_ARGS
        rm "$password"
        echo "host all all all ${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
    fi
    set -- "$@" -c "listen_addresses=*"
fi
exec "$@"
