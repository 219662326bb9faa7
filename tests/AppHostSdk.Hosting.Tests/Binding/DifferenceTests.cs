using System.Reflection;
using System.Runtime.CompilerServices;
using AppHostSdk.Binding;
using AppHostSdk.Model;
using static AppHostSdk.Hosting.Tests.Binding.CompiledProgram;

namespace AppHostSdk.Hosting.Tests.Binding;

/// <summary>What is said of a difference: of that operation alone, where it stands, and in which way the two are different.</summary>
[Collection(nameof(VerifyVariable))]
public sealed class DifferenceTests : IDisposable
{
    private readonly VerifyVariable _variable = new("fail");

    public void Dispose() => _variable.Dispose();

    /// <summary>1 container db, 2 its image and 3 a variable unless 'x', 4 another image with 'x', 5 to 8 variables of api unless 'x'.</summary>
    private static CompiledProgram Conditional()
    {
        var compiled = new CompiledProgram();
        var unless = compiled.Unless("x");
        compiled.Call(OperationKind.AddContainer, "db", "db".Value(), "postgres".Value());
        compiled.When = unless;
        compiled.Call(OperationKind.WithImage, "db", "first".Value(), "1".Value()).Call(OperationKind.WithEnvironment, "db", "A".Value(), "1".Value());
        compiled.When = compiled.Not(unless);
        compiled.Call(OperationKind.WithImage, "db", "second".Value(), "2".Value());
        compiled.When = Condition.Always;
        compiled.Call(OperationKind.AddExecutable, "api", "api".Value(), "node".Value(), ".".Value());
        compiled.When = unless;
        foreach (var name in new[] { "B", "C", "D" })
        {
            compiled.Call(OperationKind.WithEnvironment, "api", name.Value(), "1".Value());
        }

        compiled.Call(OperationKind.WithEndpoint, "api", 5000.Value(), ModelValue.None, "http".Value(), ModelValue.None, ModelValue.None, true.Value());
        return compiled.Call(OperationKind.WaitFor, "api", new ModelValue.Resource("db"));
    }

    private static string Refusal(Action<IDistributedApplicationBuilder> program) =>
        Assert.Throws<DistributedApplicationException>(() => Build(Conditional(), program)).Message;

    // Without the advice, which is the last one.
    private static IEnumerable<string> Lines(string refusal) => refusal.Split('\n').SkipLast(1).Select(line => line.TrimEnd('\r'));

    [Fact]
    public void Difference_in_one_operation_makes_no_claim_about_those_that_share_its_condition()
    {
        var refusal = Refusal(b =>
        {
            var db = b.AddContainer("db", "postgres").WithImage("second", "2").WithEnvironment("A", "1");
            b.AddExecutable("api", "node", ".").WithEnvironment("B", "1").WithEnvironment("C", "1").WithEnvironment("D", "1").WithHttpEndpoint(port: 5000).WaitFor(db);
        });

        Assert.Equal(
            ["Program.cs(2,1): warning AHS2901: on 'db' the compiler derived WithImage(\"first\", \"1\"), but the program did WithImage(\"second\", \"2\")."],
            Lines(refusal));
    }

    [Fact]
    public void Difference_is_told_at_the_call_that_was_meant()
    {
        var refusal = Refusal(b =>
        {
            var db = b.AddContainer("db", "postgres").WithImage("third", "3").WithEnvironment("A", "1");
            b.AddExecutable("api", "node", ".").WithEnvironment("B", "1").WithEnvironment("C", "1").WithEnvironment("D", "2").WithHttpEndpoint(port: 5000).WaitFor(db);
        });

        Assert.Equal(
            [
                "Program.cs(2,1): warning AHS2901: on 'db' the compiler derived WithImage(\"first\", \"1\"), but the program did WithImage(\"third\", \"3\").",
                "Program.cs(8,1): warning AHS2901: on 'api' the compiler derived WithEnvironment(\"D\", \"1\"), but the program did WithEnvironment(\"D\", \"2\").",
            ],
            Lines(refusal));
    }

    [Fact]
    public void Late_image_may_bring_its_tag_and_a_late_tag_may_be_none()
    {
        var compiled = new CompiledProgram();
        compiled
            .Call(OperationKind.AddContainer, "a", "a".Value(), compiled.Late("image"))
            .Call(OperationKind.WithImage, "a", compiled.Late("other"))
            .Call(OperationKind.WithImage, "a", "redis:7".Value(), compiled.Late("tag"))
            .Call(OperationKind.WithImage, "a", "redis".Value(), compiled.Late("tag"))
            .Call(OperationKind.WithImage, "a", compiled.Late("image"), "8".Value());

        foreach (var image in new[] { "x", "x:1", "localhost:5000/x", "localhost:5000/x:1", "x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" })
        {
            foreach (var tag in new[] { null, "8" })
            {
                Build(compiled, b => b.AddContainer("a", image).WithImage(image).WithImage("redis:7", null!).WithImage("redis", tag!).WithImage("x", "8"));
            }
        }

        Assert.Throws<DistributedApplicationException>(() => Build(compiled, b => b.AddContainer("a", "x").WithImage("x").WithImage("redis:8", null!).WithImage("redis").WithImage("x", "8")));
        Assert.Throws<DistributedApplicationException>(() => Build(compiled, b => b.AddContainer("a", "x").WithImage("x").WithImage("redis:7").WithImage("redis").WithImage("x", "9")));
    }

    public static TheoryData<string, string> Members
    {
        get
        {
            var members = new TheoryData<string, string>();
            foreach (var type in typeof(Entry).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Entry)) && !t.IsAbstract))
            {
                foreach (var property in Settable(type).Where(p => p.Name is not (nameof(Entry.Site) or nameof(Entry.Condition))))
                {
                    members.Add(type.Name, property.Name);
                }
            }

            return members;
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Two_calls_that_differ_are_never_told_in_one_text(string entry, string member)
    {
        var type = typeof(Entry).Assembly.GetTypes().Single(t => t.IsSubclassOf(typeof(Entry)) && t.Name == entry);
        var (derived, done) = ((Entry)Blank(type), (Entry)Blank(type));
        var property = type.GetProperty(member)!;
        property.SetValue(done, Another(property.PropertyType));

        var (left, right) = EntryText.Of(derived, done);

        Assert.NotEqual(left, right);
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(p => p.SetMethod is not null);

    private static object Blank(Type type)
    {
        var blank = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in Settable(type).Where(p => p.PropertyType == typeof(string) || p.PropertyType == typeof(ModelValue)))
        {
            var mayBeNull = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
            property.SetValue(blank, mayBeNull ? null : property.PropertyType == typeof(string) ? "a" : ModelValue.None);
        }

        return blank;
    }

    private static object Another(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? Another(underlying)
        : type == typeof(string) ? "other"
        : type == typeof(ModelValue) ? ModelValue.From("other")
        : type == typeof(bool) ? true
        : type == typeof(int) ? 7
        : type.IsEnum ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!
        : throw new InvalidOperationException($"No other value of {type} is known.");
}
