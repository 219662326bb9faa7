using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>Orders resources so that each comes after what it waits for, otherwise as declared.</summary>
internal static class WaitOrder
{
    private const int Ordered = -1;

    public static IReadOnlyList<Model.Resource> Of(AppGraph graph)
    {
        var runnable = graph.Resources.Where(r => r.IsStarted).ToList();
        var position = new Dictionary<string, int>(runnable.Count);
        foreach (var resource in runnable)
        {
            position.Add(resource.Key, position.Count);
        }

        var pending = new int[runnable.Count];
        var waiters = new List<int>?[runnable.Count];
        for (var waiter = 0; waiter < runnable.Count; waiter++)
        {
            foreach (var wait in runnable[waiter].Waits)
            {
                if (position.TryGetValue(wait.Dependency, out var dependency))
                {
                    (waiters[dependency] ??= []).Add(waiter);
                    pending[waiter]++;
                }
            }
        }

        // Always the first one that is ready: whoever becomes ready may stand before the last.
        var order = new List<Model.Resource>(runnable.Count);
        for (int at = 0, next; at < runnable.Count; at = next)
        {
            next = at + 1;
            if (pending[at] != 0)
            {
                continue;
            }

            order.Add(runnable[at]);
            pending[at] = Ordered;
            foreach (var waiter in waiters[at] ?? [])
            {
                if (--pending[waiter] == 0)
                {
                    next = Math.Min(next, waiter);
                }
            }
        }

        return order.Count == runnable.Count
            ? order
            : throw new DistributedApplicationException(
                "These resources wait for each other, so none of them would start: "
                + string.Join(", ", runnable.Where(r => pending[position[r.Key]] > 0).Select(r => r.Name)) + ".");
    }
}
