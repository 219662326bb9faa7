#!/usr/bin/env bash
# What AppHost SDK adds to a build: an app host against console projects that build the same six projects.
set -euo pipefail

usage() {
    cat <<'EOF'
Usage: ./eng/bench/build-cost.sh [ROUNDS]
  ROUNDS  measured rounds, 10 or more (default: 12); two more warm up

Packs the packages, writes a solution in a temporary directory and measures `dotnet build` of its app host and of a
plain console project: with nothing changed, and after an edit of their Program.cs. A third one, plain but for an SDK
package with nothing in it, shows what any SDK package costs. All build the same three web and three console projects.
They take turns, and who is first changes from round to round. Build nodes and the compiler server stay between builds,
as they do for a developer, but are the run's own and end with it.
Prints medians in milliseconds, and as the ratio the median of the rounds' ratios: of the time that passed, and of the
processor time of everything that took part, which other work on the machine disturbs less.
EOF
}

rounds=12
case ${1:-} in
    -h | --help) usage && exit ;;
    "") ;;
    *[!0-9]*) usage >&2 && exit 2 ;;
    *) rounds=$1 ;;
esac
(($# <= 1 && rounds >= 10)) || { usage >&2 && exit 2; }

root=$(cd "$(dirname "$0")/../.." && pwd)
temp=$(mktemp -d)
run_id=apphost-bench-$$-$(date +%s)
mark=APPHOST_BENCH_RUN=$run_id

processes_of_this_run() { grep -lzxF "$mark" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 || true; }
clean_up() {
    processes_of_this_run | xargs -r kill 2>/dev/null || true
    rm -rf "$temp" "${TMPDIR:-/tmp}/$run_id"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "Packing"
version=$("$root/eng/pack.sh" "$temp/packages" | tail -n 1)

# After packing, which shall leave no nodes. Nodes and compiler server of other builds are not joined.
unset MSBUILDDISABLENODEREUSE UseSharedCompilation
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 SharedCompilationId=$run_id MSBUILDNODEHANDSHAKESALT=$run_id

# write FILE: standard input, in the solution
write() {
    mkdir -p "$(dirname "$temp/solution/$1")"
    cat >"$temp/solution/$1"
}

# An SDK package with nothing in it.
mkdir -p "$temp/empty/Sdk"
echo '<Project />' | tee "$temp/empty/Sdk/Sdk.props" >"$temp/empty/Sdk/Sdk.targets"
cat >"$temp/empty/Empty.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <PackageId>EmptySdk</PackageId>
    <Version>$version</Version>
    <PackageType>MSBuildSdk</PackageType>
    <IncludeBuildOutput>false</IncludeBuildOutput>
    <SuppressDependenciesWhenPacking>true</SuppressDependenciesWhenPacking>
  </PropertyGroup>
  <ItemGroup><None Include="Sdk/*" Pack="true" PackagePath="Sdk/" /></ItemGroup>
</Project>
EOF
dotnet pack "$temp/empty" -o "$temp/packages" -v quiet --nologo

write nuget.config <<EOF
<configuration>
  <config><add key="globalPackagesFolder" value="$temp/cache" /></config>
  <packageSources><clear /><add key="feed" value="$temp/packages" /></packageSources>
</configuration>
EOF

references='' plain_references='' calls='' previous=''
for i in 1 2 3 4 5 6; do
    sdk=Microsoft.NET.Sdk.Web
    program='var app = WebApplication.CreateBuilder(args).Build(); app.MapGet("/", () => "hello"); app.Run();'
    if ((i > 3)); then
        sdk=Microsoft.NET.Sdk
        program='Console.WriteLine("hello");'
    fi
    write "Part$i/Part$i.csproj" <<EOF
<Project Sdk="$sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
</Project>
EOF
    write "Part$i/Program.cs" <<<"$program"
    references+="<ProjectReference Include=\"../Part$i/Part$i.csproj\" />"
    plain_references+="<ProjectReference Include=\"../Part$i/Part$i.csproj\" ReferenceOutputAssembly=\"false\" />"
    calls+="var part$i = builder.AddProject<Projects.Part$i>(\"part$i\").WithEnvironment(\"EDIT\", \"0\")$previous;"$'\n'
    previous=".WaitFor(part$i)"
done

# write_project NAME SDK_ELEMENT REFERENCES
write_project() {
    write "$1/$1.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  $2
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>$3</ItemGroup>
</Project>
EOF
}

write_project Host "<Sdk Name=\"AppHostSdk\" Version=\"$version\" />" "$references"
write Host/Program.cs <<EOF
var builder = DistributedApplication.CreateBuilder(args);
${calls}builder.Build().Run();
EOF
write_project Plain "" "$plain_references"
write_project Empty "<Sdk Name=\"EmptySdk\" Version=\"$version\" />" "$plain_references"
for name in Plain Empty; do write "$name/Program.cs" <<<'Console.WriteLine("0");'; done

build() {
    env "$mark" dotnet build "$temp/solution/$1/$1.csproj" -v:q -clp:NoSummary >"$temp/build.log" 2>&1 ||
        { cat "$temp/build.log" >&2 && exit 1; }
}

# Milliseconds of processor time so far: of what this script started and waited for, and of nodes and compiler server.
processor_time() {
    local pid
    {
        sed 's/.*) //' /proc/$$/stat | awk '{ print $14 + $15 }'
        for pid in $(processes_of_this_run); do
            { sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null || true; } | awk '{ print $12 + $13 + $14 + $15 }'
        done
    } | awk -v tick="$(getconf CLK_TCK)" '{ n += $1 } END { print int(n * 1000 / tick) }'
}

# timed NAME CASE: one build, its milliseconds into the case's two series
timed() {
    local start processor end
    processor=$(processor_time)
    start=$(date +%s%N)
    build "$1"
    end=$(date +%s%N)
    echo $(((end - start) / 1000000)) >>"$temp/$2.$1.passed"
    echo $(($(processor_time) - processor)) >>"$temp/$2.$1.processor"
}

# edit NAME: the value of a constant
edit() {
    sed -i "s/\"$((round - 1))\"/\"$round\"/" "$temp/solution/$1/Program.cs"
    grep -qF "\"$round\"" "$temp/solution/$1/Program.cs"
}

echo "Building and warming up"
for name in Host Plain Empty; do build "$name"; done
for ((round = 1; round <= rounds + 2; round++)); do
    orders=("Host Plain Empty" "Empty Host Plain" "Plain Empty Host" "Empty Plain Host" "Host Empty Plain" "Plain Host Empty")
    read -ra order <<<"${orders[round % 6]}"
    for name in "${order[@]}"; do timed "$name" no-op; done
    for name in "${order[@]}"; do edit "$name" && timed "$name" incremental; done
    ((round != 2)) || rm "$temp"/no-op.* "$temp"/incremental.*
done

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

echo
echo "$(nproc) cores, $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), .NET SDK $(dotnet --version), $rounds rounds"
ratio() { paste "$temp/$case.$1.$time" "$temp/$case.$2.$time" | awk '{ print $2 / $1 }' | median; }
printf '%-12s %-10s %9s %9s %9s %11s %11s %11s\n' "" time "plain ms" "empty ms" "host ms" host/plain empty/plain host/empty
for row in "no-op passed" "no-op processor" "incremental passed" "incremental processor"; do
    read -r case time <<<"$row"
    printf '%-12s %-10s %9.0f %9.0f %9.0f %11.3f %11.3f %11.3f\n' "$case" "$time" \
        "$(median <"$temp/$case.Plain.$time")" "$(median <"$temp/$case.Empty.$time")" "$(median <"$temp/$case.Host.$time")" \
        "$(ratio Plain Host)" "$(ratio Plain Empty)" "$(ratio Empty Host)"
done
