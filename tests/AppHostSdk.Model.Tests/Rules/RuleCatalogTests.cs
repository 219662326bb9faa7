using System.Globalization;
using System.Reflection;
using System.Text;
using AppHostSdk.Tests;

namespace AppHostSdk.Model.Tests;

public class RuleCatalogTests
{
    [Fact]
    public void What_the_rules_say()
    {
        var text = new StringBuilder();
        foreach (var rule in RuleCatalog.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"{rule.Id} {rule.Title}\n    {rule.Message}\n\n");
        }

        Snapshot.Match(text.ToString().TrimEnd());
    }

    [Fact]
    public void All_rules_are_listed_in_the_order_of_their_ids()
    {
        var declared = typeof(RuleCatalog).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(Rule))
            .Select(p => (Rule)p.GetValue(null)!);

        Assert.Equal(declared.OrderBy(r => r.Id, StringComparer.Ordinal), RuleCatalog.All);
        Assert.Equal(RuleCatalog.All.Count, RuleCatalog.All.Select(r => r.Id).Distinct().Count());
        Assert.All(RuleCatalog.All, r => Assert.Matches(r.IsInformation ? "^AHS5[0-9]{3}$" : "^AHS[014][0-9]{3}$", r.Id));
        Assert.All(RuleCatalog.All, r => Assert.False(r.Title.EndsWith('.')));
        Assert.All(RuleCatalog.All, r => Assert.True(r.Message.EndsWith('.') || r.Message.EndsWith('}')));
    }
}
