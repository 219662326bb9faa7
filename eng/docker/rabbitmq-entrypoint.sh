#!/bin/sh
# What the public image's entry point does that tests rely on: the broker logs to its output. It takes its user from the environment.
set -e
[ "$1" != rabbitmq-server ] || export RABBITMQ_LOGS=-
exec "$@"
