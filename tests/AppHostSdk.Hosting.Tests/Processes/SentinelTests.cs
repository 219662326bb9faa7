using System.Text;
using AppHostSdk.Hosting.Tests.Containers;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

/// <summary>What the sentinel does when its input ends, told by a test instead of a host.</summary>
public class SentinelTests
{
    [Fact]
    public async Task Group_of_the_host_is_ended_even_without_a_mark()
    {
        await using var run = ChildRun.Shell("trap '' TERM; sleep 50 & echo grandchild $!; wait; sleep 50");
        var grandchild = await run.UntilPrintedPid("grandchild");
        var leader = ProcessIdentity.Of(run.Pid)!;
        using var sentinel = new SentinelProgram();
        sentinel.Tell("session aaaaaaaa 1 1");
        sentinel.Tell($"group {leader.Pid} {leader.StartTime}");

        sentinel.HangUp();
        await sentinel.EndAsync();

        Assert.Equal(128 + 9, await run.Exited);
        await Processes.UntilGone(grandchild);
    }

    [Fact]
    public async Task Number_that_is_used_again_is_left_alone()
    {
        await using var run = ChildRun.Shell("echo ready; exec sleep 50");
        await run.UntilPrinted("ready");
        var leader = ProcessIdentity.Of(run.Pid)!;
        using var sentinel = new SentinelProgram();
        sentinel.Tell("session aaaaaaaa 1 1");
        sentinel.Tell($"group {leader.Pid} {leader.StartTime - 1}");

        sentinel.HangUp();
        await sentinel.EndAsync();

        Assert.True(Processes.IsAlive(leader));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("bye")]
    public async Task Nothing_is_done_for_what_is_over(string last)
    {
        await using var run = ChildRun.Shell("echo ready; exec sleep 50");
        await run.UntilPrinted("ready");
        var leader = ProcessIdentity.Of(run.Pid)!;
        using var sentinel = new SentinelProgram();
        sentinel.Tell("session aaaaaaaa 1 1");
        sentinel.Tell($"group {leader.Pid} {leader.StartTime}");
        sentinel.Tell(last == "gone" ? $"gone {leader.Pid}" : "bye");

        sentinel.HangUp();
        await sentinel.EndAsync();

        Assert.True(Processes.IsAlive(leader));
    }

    [Fact]
    public async Task Marked_process_is_ended_wherever_it_went_and_one_of_another_run_is_not()
    {
        var host = ProcessIdentity.Current;
        var (mine, other) = (new SessionMark("mine" + Guid.NewGuid().ToString("N"), host), new SessionMark("other" + Guid.NewGuid().ToString("N"), host));
        await using var first = ChildRun.Start(Marked(mine));
        await using var second = ChildRun.Start(Marked(other));
        await first.UntilPrinted("ready");
        await second.UntilPrinted("ready");
        using var sentinel = new SentinelProgram();
        sentinel.Tell($"session {mine.Session} {host.Pid} {host.StartTime}");

        sentinel.HangUp();
        await sentinel.EndAsync();

        Assert.Equal(128 + 15, await first.Exited);
        Assert.True(Processes.IsAlive(ProcessIdentity.Of(second.Pid)!));
        Assert.Equal([other], SessionProcesses.Marked().Where(p => p.Process.Pid == second.Pid).Select(p => p.Mark));

        static ProcessSpec Marked(SessionMark mark) => ChildRun.Spec() with
        {
            FileName = "sh",
            Arguments = ["-c", "echo ready; exec sleep 50"],
            Environment = new Dictionary<string, string> { [SessionMark.Variable] = mark.Value },
        };
    }

    [Fact]
    public async Task Process_of_a_host_that_is_dead_is_harvested_and_one_in_another_namespace_is_not()
    {
        // No process has ever started at tick 1 under the number of this one.
        var dead = new SessionMark("dead" + Guid.NewGuid().ToString("N"), new ProcessIdentity(Environment.ProcessId, 1));
        await using var orphan = Start(dead.Value);
        await using var elsewhere = Start(dead.Value + "1");
        await orphan.UntilPrinted("ready");
        await elsewhere.UntilPrinted("ready");
        using var sentinel = new SentinelProgram();
        sentinel.Tell($"session next {ProcessIdentity.Current.Pid} {ProcessIdentity.Current.StartTime}");

        Assert.Equal(128 + 15, await orphan.Exited);
        Assert.True(Processes.IsAlive(ProcessIdentity.Of(elsewhere.Pid)!));

        static ChildRun Start(string mark) => ChildRun.Start(ChildRun.Spec() with
        {
            FileName = "sh",
            Arguments = ["-c", "echo ready; exec sleep 50"],
            Environment = new Dictionary<string, string> { [SessionMark.Variable] = mark },
        });
    }

    [Fact]
    public async Task Containers_and_networks_of_the_run_are_removed_again_and_again_until_none_comes_any_more()
    {
        // "late" is being created when the host dies: the engine has it only after the first search.
        var (searches, there) = (0, new HashSet<string> { "one", "two", "kept" });
        await using var engine = new FakeEngine((request, stream, ct) =>
        {
            var words = request.Split(' ');
            var path = Uri.UnescapeDataString(words[1]);
            var body = "[]";
            lock (there)
            {
                if (words[0] == "DELETE")
                {
                    there.Remove(path.Split('/', '?')[2]);
                }
                else if (path.StartsWith("/containers/json", StringComparison.Ordinal))
                {
                    body = $"[{string.Join(',', there.Where(n => n != "net").Select(n => Item(n, n == "kept" ? "\"dev.apphostsdk.persistent\":\"true\"" : "")))}]";
                    if (++searches == 1)
                    {
                        there.UnionWith(["late", "net"]);
                    }
                }
                else
                {
                    body = there.Contains("net") ? """[{"Id":"net","Labels":{}}]""" : "[]";
                }
            }

            return stream.WriteAsync(Encoding.UTF8.GetBytes(FakeEngine.Response("200 OK", body)), ct).AsTask();
        });
        using var sentinel = new SentinelProgram();
        sentinel.Tell("session abcd1234 1 1");
        sentinel.Tell($"engine {engine.DockerHost}");

        sentinel.HangUp();
        await sentinel.EndAsync();

        Assert.Equal(["kept"], there);
        Assert.All(engine.Requests.Where(r => r.StartsWith("GET", StringComparison.Ordinal)), r => Assert.Contains("dev.apphostsdk.session", Uri.UnescapeDataString(r), StringComparison.Ordinal));
        Assert.Contains(engine.Requests, r => r.StartsWith("DELETE /containers/late?force=1&v=1 ", StringComparison.Ordinal));
        Assert.Contains(engine.Requests, r => r.StartsWith("DELETE /networks/net ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Containers_of_a_dead_host_are_harvested_and_no_others()
    {
        var (scope, pid, start) = (ProcessScope.Current, Environment.ProcessId, ProcessIdentity.Current.StartTime);
        var containers = new Dictionary<string, string>
        {
            ["alive"] = Labels(scope.ToString(), pid, start),
            ["dead"] = Labels(scope.ToString(), pid, 1),
            ["earlier"] = Labels((scope with { Boot = "earlier" }).ToString(), pid, start),
            ["elsewhere"] = Labels((scope with { Namespace = "1" }).ToString(), pid, 1),
            ["unknown"] = "\"dev.apphostsdk.session\":\"x\"",
            ["kept"] = Labels(scope.ToString(), pid, 1) + ",\"dev.apphostsdk.persistent\":\"true\"",
        };
        var removed = new EventLog<string>();
        await using var engine = new FakeEngine((request, stream, ct) =>
        {
            var words = request.Split(' ');
            if (words[0] == "DELETE")
            {
                removed.Add(words[1].Split('/', '?')[2]);
            }

            var body = words[1].StartsWith("/containers", StringComparison.Ordinal) ? $"[{string.Join(',', containers.Select(c => Item(c.Key, c.Value)))}]" : "[]";
            return stream.WriteAsync(Encoding.UTF8.GetBytes(FakeEngine.Response("200 OK", body)), ct).AsTask();
        });
        using var sentinel = new SentinelProgram();
        sentinel.Tell($"session abcd1234 {pid} {start}");
        sentinel.Tell($"engine {engine.DockerHost}");

        await removed.UntilAll(all => all.Count == 2);
        sentinel.Tell("bye");
        await sentinel.EndAsync();

        Assert.Equal(["dead", "earlier"], removed.Events.Order());

        static string Labels(string scope, int pid, long start) =>
            $"\"dev.apphostsdk.creator-scope\":\"{scope}\",\"dev.apphostsdk.creator-pid\":\"{pid}\",\"dev.apphostsdk.creator-start\":\"{start}\"";
    }

    [Fact]
    public async Task Engine_that_is_gone_does_not_keep_the_sentinel()
    {
        using var sentinel = new SentinelProgram();
        sentinel.Tell("session abcd1234 1 1");
        sentinel.Tell("engine unix:///nonexistent/engine.sock");

        sentinel.HangUp();

        await sentinel.EndAsync();
    }

    private static string Item(string id, string labels) => $"{{\"Id\":\"{id}\",\"Labels\":{{{labels}}}}}";
}
