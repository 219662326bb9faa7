using AppHostSdk.Model;

namespace AppHostSdk.Hosting.Tests;

/// <summary>Constants as values of the model.</summary>
internal static class Values
{
    public static ModelValue Value(this string text) => ModelValue.From(text);

    public static ModelValue Value(this int number) => ModelValue.From(number);

    public static ModelValue Value(this bool flag) => ModelValue.From(flag);
}
