#!/usr/bin/env bash
# Goes on with the mutants and random hosts that no run has checked yet.
set -euo pipefail

usage() {
    cat <<'USAGE'
Usage: ./eng/fuzz.sh [SECONDS]
  SECONDS  for mutants and for hosts each (default: 3600)

The state is in artifacts/fuzz: a file per 5,000 seeds that says how many are done and what came of them, and a file per
failure. A run may be stopped and continued at any time. A seed that ended the process is tried once more, then it is a failure.
One seed, made smaller: APPHOST_FUZZ_SEED=1000123 dotnet test tests/AppHostSdk.Generators.Tests -c Release --filter One_seed
USAGE
}

case ${1:-} in
    -h | --help) usage && exit ;;
    *[!0-9]*) usage >&2 && exit 2 ;;
esac
(($# <= 1)) || { usage >&2 && exit 2; }

cd "$(dirname "$0")/.."
export APPHOST_TEST_LONG=1 APPHOST_VERIFY=fail MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1
project=tests/AppHostSdk.Generators.Tests
dotnet build "$project" -c Release -v quiet --nologo
status=0

# Tens of thousands of assemblies use up the memory mappings that the system allows a process, so a process lasts two minutes.
for ((left = ${1:-3600}; left > 0; left -= slice)); do
    slice=$((left < 120 ? left : 120))
    APPHOST_FUZZ_SECONDS=$slice dotnet test "$project" -c Release --no-build --filter "FullyQualifiedName~in_shards" || status=$?
    ! awk '/^next/ && $2 < $4 { left = 1 } END { exit left }' artifacts/fuzz/mutants.*.txt artifacts/fuzz/hosts.*.txt || break
done

echo
awk '/^next/ { sub(/\.[0-9]*\.txt$/, "", FILENAME); sub(/.*\//, "", FILENAME); done[FILENAME] += $2 }
    /^count/ { counts[FILENAME " " $2] += $3 }
    /^seed/ { print "failure: " $0 }
    END { for (kind in done) print kind ": " done[kind] " seeds done" }' artifacts/fuzz/mutants.*.txt artifacts/fuzz/hosts.*.txt
awk '/^count/ { name = FILENAME; sub(/.*\//, "", name); sub(/\..*/, "", name); counts[name " " $2] += $3 } END { for (c in counts) print "  " c ": " counts[c] }' \
    artifacts/fuzz/mutants.*.txt artifacts/fuzz/hosts.*.txt | sort
exit "$status"
