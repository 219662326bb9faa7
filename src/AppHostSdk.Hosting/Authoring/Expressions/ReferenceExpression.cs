using System.Globalization;
using System.Runtime.CompilerServices;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>
/// A text with values in it that are known once addresses and parameters are. Each consumer resolves it for itself: a container
/// sees another host and port than a process.
/// </summary>
public sealed class ReferenceExpression : IExpressionValue
{
    private readonly IReadOnlyList<ExpressionPart> _parts;

    internal ReferenceExpression(IReadOnlyList<ExpressionPart> parts) => _parts = parts;

    /// <summary>The expression without anything in it.</summary>
    public static ReferenceExpression Empty { get; } = new([]);

    /// <summary>The text as a composite format string: <c>{0}</c>, <c>{1}</c>… stand for <see cref="ValueProviders"/>.</summary>
    public string Format
    {
        get
        {
            var index = 0;
            return string.Concat(_parts.Select(p => p.Text is { } text
                ? text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
                : string.Create(CultureInfo.InvariantCulture, $"{{{index++}}}")));
        }
    }

    /// <summary>The values in the text, in order.</summary>
    public IReadOnlyList<IExpressionValue> ValueProviders => [.. _parts.Select(p => p.Value).OfType<IExpressionValue>()];

    /// <inheritdoc/>
    public string ValueExpression => string.Concat(_parts.Select(p => p.Text ?? p.Value!.ValueExpression));

    internal IReadOnlyList<ExpressionPart> Parts => _parts;

    /// <summary>Makes an expression of an interpolated string, for example <c>$"Host={endpoint.Property(EndpointProperty.Host)};Password={password}"</c>.</summary>
    /// <param name="handler">The text; what is in its holes is a resource, an endpoint, a parameter, another expression or a string.</param>
    [ModelOperation(OperationKind.CreateExpression)]
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Expressed.ValueOf(this);

    /// <summary>Collects the parts of an interpolated string. The compiler makes it; there is no need to use it directly.</summary>
    [InterpolatedStringHandler]
    [ModelExpressionHandler]
    public readonly struct ExpressionInterpolatedStringHandler
    {
        private readonly List<ExpressionPart> _parts;

        /// <summary>Creates a handler.</summary>
        /// <param name="literalLength">The number of characters outside of holes.</param>
        /// <param name="formattedCount">The number of holes.</param>
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) => _parts = new((formattedCount * 2) + Math.Min(literalLength, 1));

        /// <summary>Appends text.</summary>
        /// <param name="value">The text.</param>
        public void AppendLiteral(string value) => _parts.Add(ExpressionPart.Of(value));

        /// <summary>Appends text.</summary>
        /// <param name="value">The text; <see langword="null"/> appends nothing.</param>
        public void AppendFormatted(string? value) => _parts.Add(ExpressionPart.Of(value ?? ""));

        /// <summary>Appends text in another form.</summary>
        /// <param name="value">The text; <see langword="null"/> appends nothing.</param>
        /// <param name="format">How it is written, see <see cref="ValueFormat"/>: for example <c>uri</c> as a part of a URL.</param>
        public void AppendFormatted(string? value, string? format) => _parts.Add(ExpressionPart.Of(ExpressionPart.Format(value ?? "", format)));

        /// <summary>Appends a number, a time or the like as text, in the same form on every machine.</summary>
        /// <param name="value">The value; <see langword="null"/> appends nothing.</param>
        /// <param name="format">The form, as the type of the value knows it.</param>
        public void AppendFormatted(IFormattable? value, string? format = null) =>
            _parts.Add(ExpressionPart.Of(value?.ToString(format, CultureInfo.InvariantCulture) ?? ""));

        /// <summary>Appends a truth value as text.</summary>
        /// <param name="value">The value.</param>
        public void AppendFormatted(bool value) => _parts.Add(ExpressionPart.Of(value.ToString()));

        /// <summary>Appends a value.</summary>
        /// <param name="valueProvider">The value.</param>
        public void AppendFormatted<T>(T valueProvider)
            where T : IExpressionValue => AppendFormatted(valueProvider, null);

        /// <summary>Appends a value in another form.</summary>
        /// <param name="valueProvider">The value.</param>
        /// <param name="format">How it is written, see <see cref="ValueFormat"/>: for example <c>uri</c> as a part of a URL.</param>
        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IExpressionValue => _parts.Add(ExpressionPart.Of(valueProvider, format));

        /// <summary>Appends what a resource stands for: the value of a parameter, a connection string, the URL of an external service.</summary>
        /// <param name="resourceBuilder">The resource.</param>
        public void AppendFormatted<T>(IResourceBuilder<T> resourceBuilder)
            where T : IResource, IExpressionValue => AppendFormatted(resourceBuilder, null);

        /// <summary>Appends what a resource stands for in another form.</summary>
        /// <param name="resourceBuilder">The resource.</param>
        /// <param name="format">How it is written, see <see cref="ValueFormat"/>: for example <c>uri</c> as a part of a URL.</param>
        public void AppendFormatted<T>(IResourceBuilder<T> resourceBuilder, string? format)
            where T : IResource, IExpressionValue
        {
            ArgumentNullException.ThrowIfNull(resourceBuilder);
            AppendFormatted(resourceBuilder.Resource, format);
        }

        internal ReferenceExpression ToExpression() => new([.. Parts]);

        internal IReadOnlyList<ExpressionPart> Parts => _parts ?? [];
    }
}

/// <summary>One part of an expression: a text, or a value.</summary>
internal readonly record struct ExpressionPart(string? Text, IExpressionValue? Value, string? FormatName)
{
    public static ExpressionPart Of(string text) => new(text, null, null);

    /// <exception cref="FormatException">There is no such format.</exception>
    public static ExpressionPart Of(IExpressionValue value, string? format)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(null, value, Known(format));
    }

    /// <summary>A text in another form.</summary>
    /// <exception cref="FormatException">There is no such format, or it cannot write the text.</exception>
    public static string Format(string text, string? format) => Known(format) is { } known ? ValueFormat.Write(text, known) : text;

    private static string? Known(string? format) => string.IsNullOrEmpty(format)
        ? null
        : ValueFormat.Find(format)
            ?? throw new FormatException($"'{format}' is not a format of expressions; there are {ValueFormat.Known}.");
}
