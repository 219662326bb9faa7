#!/bin/sh
# What the public image's entry point does that tests rely on: the server accepts connections from outside its container.
set -e
[ "$1" != redis-server ] || set -- "$@" --protected-mode no
exec "$@"
