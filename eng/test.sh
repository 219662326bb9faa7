#!/usr/bin/env bash
# Builds the solution and runs the test suites. The last line is "N passed, M failed"; exit code 1 if anything failed.
set -euo pipefail

usage() {
    cat <<'EOF'
Usage: ./eng/test.sh [--long] [--no-containers] [--no-podman] [SUITE...]
  --long           also the tests that take minutes; mutants and random hosts go on where the last run ended, see fuzz.sh
  --no-containers  leave out the tests that need a container engine or programs of others
  --no-podman      do not run the tests that need a container engine a second time with Podman
  SUITE            only these: the name of a folder in tests/, * allowed
EOF
}

suite_limit=${APPHOST_TEST_LIMIT:-900} # seconds per suite
cd "$(dirname "$0")/.."

containers=1
podman=1
wanted=()
while (($#)); do
    case $1 in
        --long) export APPHOST_TEST_LONG=1 ;;
        --no-containers) containers= ;;
        --no-podman) podman= ;;
        -h | --help) usage && exit ;;
        -*) usage >&2 && exit 2 ;;
        *) wanted+=("$1") ;;
    esac
    shift
done

suites=()
for project in tests/*.Tests*/*.csproj; do
    [[ -e $project ]] || continue
    folder=$(basename "$(dirname "$project")")
    ((${#wanted[@]})) || suites+=("$project")
    for pattern in ${wanted[@]+"${wanted[@]}"}; do
        # shellcheck disable=SC2053  # a pattern is meant
        if [[ $folder == $pattern ]]; then suites+=("$project") && break; fi
    done
done
if ((${#wanted[@]} && !${#suites[@]})); then
    echo "test.sh: no suite ${wanted[*]}; there are:" tests/*.Tests*/ >&2
    exit 2
fi

export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export APPHOST_VERIFY=fail
[[ -n $containers ]] || export APPHOST_TEST_NO_CONTAINERS=1

# All that dotnet starts inherits this mark, so that nothing outlives the run. The compiler server would: it gets
# a name of its own, since ending a shared one would disturb other builds on this machine. The builds of the tests
# take three times as long without one, so a machine where it is switched off gets one for this run.
run_id=apphost-test-$$-$(date +%s)
mark=APPHOST_TEST_RUN=$run_id
export SharedCompilationId=$run_id UseSharedCompilation=true

temp=$(mktemp -d)
started_engine=
started_podman=
podman_state=${APPHOST_PODMAN_STATE:-${TMPDIR:-/tmp}/apphost-podman}
podman_suite=tests/AppHostSdk.Hosting.Tests/AppHostSdk.Hosting.Tests.csproj
table=()
passed=0 failed=0 skipped=0
begin=$(date +%s%3N)

now() { date +%s%3N; }
add_row() { table+=("$(printf '%-44s %4d.%d %7s %7s %8s' "$1" $((($2) / 1000)) $((($2) % 1000 / 100)) "${@:3}")"); }

processes_of_this_run() {
    grep -lzxF "$mark" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 || true
}

# "PID COMMAND" of each, without the compiler server (it serves all suites)
left_processes() {
    local pid command
    for pid in $(processes_of_this_run); do
        command=$({ tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null) || continue
        [[ -z $command || $command == *VBCSCompiler* ]] || echo "$pid $command"
    done
}

# wait_until_none LIST_FUNCTION: a second at most
wait_until_none() {
    local i
    for ((i = 0; i < 20; i++)); do
        [[ -n $("$1") ]] || return 0
        sleep 0.05
    done
    return 1
}

# signal_all LIST_FUNCTION SIGNAL
signal_all() { "$1" | cut -d' ' -f1 | xargs -r kill "-$2" 2>/dev/null || true; }

# end_left_processes SUITE: a suite should leave none behind; they get a second to end by themselves
end_left_processes() {
    wait_until_none left_processes && return
    echo "test.sh: still running after $1, killed:"
    left_processes | sed 's/^/  /'
    signal_all left_processes TERM
    wait_until_none left_processes || signal_all left_processes KILL
}

clean_up() {
    signal_all processes_of_this_run TERM
    wait_until_none processes_of_this_run || signal_all processes_of_this_run KILL
    [[ -z $started_podman ]] || eng/podman/stop-podman.sh || echo "test.sh: Podman could not be stopped"
    started_podman=
    [[ -z $started_engine ]] || eng/docker/stop-engine.sh || echo "test.sh: the engine could not be stopped"
    started_engine=
    # the socket of the compiler server
    rm -rf "$temp" "${TMPDIR:-/tmp}/$run_id"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

finish() {
    local start
    start=$(now)
    clean_up
    add_row "clean up" $(($(now) - start)) "" "" ""
    echo
    printf '%-44s %6s %7s %7s %8s\n' "" seconds passed failed skipped
    printf '%s\n' "${table[@]}"
    add_row total $(($(now) - begin)) $passed $failed $skipped
    echo "${table[-1]}"
    echo
    [[ -n $containers ]] || echo "CONTAINER TESTS WERE LEFT OUT (--no-containers)"
    [[ -z $containers || -n $podman ]] || echo "TESTS WITH PODMAN WERE LEFT OUT (--no-podman)"
    local skips=
    ((!skipped)) || skips=", $skipped skipped"
    echo "$passed passed, $failed failed$skips"
    ((!failed && passed)) || exit 1
    exit 0
}

# step NAME COMMAND...: shows the output only if it fails; then that is the result of the whole run
step() {
    local name=$1 start
    start=$(now)
    shift
    echo "== $name"
    if "$@" >"$temp/step.log" 2>&1; then
        add_row "$name" $(($(now) - start)) "" "" ""
    else
        cat "$temp/step.log"
        echo "test.sh: $name failed"
        failed=1
        add_row "$name" $(($(now) - start)) "" 1 ""
        finish
    fi
}

# shellcheck disable=SC2317  # called through step
check_sdk() {
    local version
    version=$(dotnet --version 2>&1) || {
        echo "$version"
        echo "The .NET SDK that global.json asks for is not installed: https://dotnet.microsoft.com/download"
        return 1
    }
}

# shellcheck disable=SC2317  # called through step
start_engine() {
    local result
    result=$(eng/docker/start-engine.sh) || {
        echo "Without an engine: ./eng/test.sh --no-containers"
        return 1
    }
    [[ $result != started ]] || started_engine=1
}

# shellcheck disable=SC2317  # called through step
start_podman() {
    local result
    result=$(eng/podman/start-podman.sh) || {
        echo "Without Podman: ./eng/test.sh --no-podman"
        return 1
    }
    [[ $result != started* ]] || started_podman=1
}

# sum DIRECTORY COUNTER: over all result files of a suite (there is one per target framework)
sum() {
    find "$1" -name '*.trx' -exec sed -n "s/.*<Counters.* $2=\"\([0-9]*\)\".*/\1/p" {} + |
        awk '{ n += $1 } END { print n + 0 }'
}

# run_suite PROJECT [SUFFIX [ARGUMENT...]]: the suffix tells the second run of a suite from the first, the arguments go to dotnet test
run_suite() {
    local project=$1 suffix=${2-} name results start milliseconds code=0 executed ok bad skip
    name=$(basename "$project" .csproj)$suffix
    results=$temp/results/$name
    mkdir -p "$results"
    start=$(now)
    echo "== $name"
    # --foreground: Ctrl+C reaches the tests. --default-signal: tests send SIGINT; a background job would ignore it.
    timeout --foreground --kill-after=10 "$suite_limit" env --default-signal=INT,QUIT "$mark" \
        dotnet test "$project" --no-build -c Debug --results-directory "$results" "${@:3}" \
        --logger "trx;LogFilePrefix=suite" --logger "console;verbosity=minimal" \
        >"$temp/suite.log" 2>&1 </dev/null || code=$?
    milliseconds=$(($(now) - start))
    end_left_processes "$name"

    executed=$(sum "$results" executed)
    ok=$(sum "$results" passed)
    bad=$((executed - ok))
    # trx files count a skipped test in "total" only
    skip=$(($(sum "$results" total) - executed))
    # a crash, the time limit, or a project that ran nothing
    if ((!bad && (code || !executed && !skip))); then bad=1; fi

    if ((bad)); then
        cat "$temp/suite.log"
        ((milliseconds < suite_limit * 1000)) || echo "test.sh: $name hit the limit of $suite_limit s and was stopped"
        echo "test.sh: $name failed (exit code $code)"
    else
        grep -E '^(Passed|Skipped)! ' "$temp/suite.log" || tail -n 1 "$temp/suite.log"
    fi
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + skip))
    add_row "$name" "$milliseconds" "$ok" "$bad" "$skip"
}

step "SDK" check_sdk
step "build" env "$mark" dotnet build AppHostSdk.sln -c Debug --nologo -v quiet
if [[ -n $containers ]]; then
    step "container engine" start_engine
    step "container images" eng/docker/make-images.sh
    step "programs" eng/install-programs.sh
    step "image registry" eng/docker/get-registry.sh
fi
for project in ${suites[@]+"${suites[@]}"}; do
    run_suite "$project"
done
if [[ -n $containers && -n $podman && " ${suites[*]} " == *" $podman_suite "* ]]; then
    step "Podman" start_podman
    DOCKER_HOST=unix://$podman_state/podman.sock APPHOST_TEST_PODMAN=$podman_state run_suite "$podman_suite" " (Podman)" --filter needs=containers
fi
finish
