#!/usr/bin/env bash
# Packs every packable project. The last line of the output is the version.
# Usage: eng/pack.sh OUT    (env APPHOST_PACK_VERSION: this version instead of the projects' own)
set -euo pipefail

(($# == 1)) || { echo "Usage: eng/pack.sh OUT" >&2 && exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
properties=(-p:AppHostCompileAhead=true ${APPHOST_PACK_VERSION:+"-p:Version=$APPHOST_PACK_VERSION"})

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! dotnet pack AppHostSdk.sln -c Release -o "$out" --nologo -v quiet "${properties[@]}" >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
dotnet msbuild sdk/AppHostSdk/AppHostSdk.csproj -nologo -p:Configuration=Release "${properties[@]}" -getProperty:Version
