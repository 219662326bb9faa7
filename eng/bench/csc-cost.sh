#!/usr/bin/env bash
# What the generator adds to a run of the whole compiler, as a process of its own: the worst case, nothing is warm.
set -euo pipefail

usage() {
    cat <<'USAGE'
Usage: ./eng/bench/csc-cost.sh [ROUNDS]
  ROUNDS  measured rounds, 5 or more (default: 9)

Writes hosts of 10, 100 and 1000 resources and compiles each with csc of the .NET SDK, without and with the generator, in
turns. Prints medians of the processor time in milliseconds and, as the ratio, the median of the rounds' ratios.
USAGE
}

rounds=9
case ${1:-} in
    -h | --help) usage && exit ;;
    "") ;;
    *[!0-9]*) usage >&2 && exit 2 ;;
    *) rounds=$1 ;;
esac
(($# <= 1 && rounds >= 5)) || { usage >&2 && exit 2; }

cd "$(dirname "$0")/../.."
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build eng/bench/evaluation -c Release -v quiet --nologo >/dev/null
bench=$PWD/eng/bench/evaluation/bin/Release/net10.0/AppHostSdk.Bench.Evaluation.dll
csc=$(dotnet --list-sdks | awk -v version="$(dotnet --version)" '$1 == version { gsub(/[][]/, "", $2); print $2 "/" $1 }')/Roslyn/bincore/csc.dll
generator=$PWD/src/AppHostSdk.Generators/bin/Release/netstandard2.0/AppHostSdk.Generators.dll
model=$PWD/src/AppHostSdk.Model/bin/Release/netstandard2.0/AppHostSdk.Model.dll
TIMEFORMAT='%U %S'

# compile DIRECTORY plain|generated: one run, its processor time in milliseconds
compile() {
    local analyzers=()
    [[ $2 == plain ]] || analyzers=("/analyzer:$generator" "/analyzer:$model")
    { time (cd "$1" && dotnet "$csc" /nologo /noconfig @host.rsp ${analyzers[@]+"${analyzers[@]}"} >"$temp/csc.log" 2>&1); } 2>&1 | awk '{ print ($1 + $2) * 1000 }'
    [[ ! -s $temp/csc.log ]] || { cat "$temp/csc.log" >&2 && exit 1; }
}

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

echo "$(nproc) cores, $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), .NET SDK $(dotnet --version), $rounds rounds"
echo "| host | resources | csc ms | with generator ms | ratio |"
echo "| --- | ---: | ---: | ---: | ---: |"
for kind in straight conditions helpers; do
    for count in 10 100 1000; do
        host=$temp/$kind.$count
        dotnet "$bench" --write "$host" "$kind" "$count"
        for ((round = 0; round <= rounds; round++)); do
            order=(plain generated)
            ((round % 2)) || order=(generated plain)
            for way in "${order[@]}"; do compile "$host" "$way" >>"$host.$way"; done
            # the first round fills the file cache
            ((round)) || rm "$host.plain" "$host.generated"
        done
        printf '| %s | %d | %.0f | %.0f | %.2f |\n' "$kind" "$count" "$(median <"$host.plain")" "$(median <"$host.generated")" \
            "$(paste "$host.plain" "$host.generated" | awk '{ print $2 / $1 }' | median)"
    done
done
