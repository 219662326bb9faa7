#!/bin/sh
# What the public image's entry point does that tests rely on: the first start makes the data and runs what is to be run then, and the
# server runs as its own user.
set -e
data=/var/lib/mysql
if [ "$1" = mysqld ] && [ "$(id -u)" = 0 ]; then
    chown -R mysql:mysql "$data" /run/mysqld
    exec start-stop-daemon -S -c mysql:mysql -x /bin/sh -- "$0" "$@"
fi

if [ "$1" = mysqld ]; then
    shift
    if [ ! -d "$data/mysql" ]; then
        [ -n "$MYSQL_ROOT_PASSWORD" ] || { echo "MYSQL_ROOT_PASSWORD is not set" >&2 && exit 1; }
        mariadb-install-db --datadir="$data" --auth-root-authentication-method=normal --skip-test-db
        password=$(printf %s "$MYSQL_ROOT_PASSWORD" | sed "s/[\\\\']/\\\\&/g")
        {
            echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';"
            echo "CREATE USER 'root'@'%' IDENTIFIED BY '$password';"
            echo "GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;"
            cat /docker-entrypoint-initdb.d/*.sql 2>/dev/null || true
        } >/tmp/first-start.sql
        set -- "$@" --init-file=/tmp/first-start.sql
    fi
    set -- mariadbd --datadir="$data" --socket=/run/mysqld/mysqld.sock --bind-address=0.0.0.0 --innodb-use-native-aio=0 "$@"
fi
exec "$@"
