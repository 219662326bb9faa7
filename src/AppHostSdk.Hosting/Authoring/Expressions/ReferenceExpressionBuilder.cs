using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Makes a <see cref="ReferenceExpression"/> piece by piece.</summary>
[ModelExpressionHandler]
public sealed class ReferenceExpressionBuilder
{
    private readonly List<ExpressionPart> _parts = [];

    /// <summary>True as long as nothing was appended.</summary>
    public bool IsEmpty => _parts.Count == 0;

    /// <summary>Appends an interpolated string.</summary>
    /// <param name="handler">The text; what is in its holes is a resource, an endpoint, a parameter, another expression or a string.</param>
    [ModelOperation(OperationKind.AppendExpression)]
    public void Append([ModelArgument("value")] in ReferenceExpression.ExpressionInterpolatedStringHandler handler) => _parts.AddRange(handler.Parts);

    /// <summary>Appends text.</summary>
    /// <param name="value">The text.</param>
    [ModelOperation(OperationKind.AppendExpression)]
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _parts.Add(ExpressionPart.Of(value));
    }

    /// <summary>Appends text.</summary>
    /// <param name="value">The text; <see langword="null"/> appends nothing.</param>
    /// <param name="format">How it is written, see <see cref="ValueFormat"/>: for example <c>uri</c> as a part of a URL.</param>
    /// <exception cref="FormatException">There is no such format.</exception>
    [ModelOperation(OperationKind.AppendExpression)]
    public void AppendFormatted(string? value, string? format = null) => _parts.Add(ExpressionPart.Of(ExpressionPart.Format(value ?? "", format)));

    /// <summary>Appends a value.</summary>
    /// <param name="valueProvider">The value.</param>
    /// <param name="format">How it is written, see <see cref="ValueFormat"/>: for example <c>uri</c> as a part of a URL.</param>
    /// <exception cref="FormatException">There is no such format.</exception>
    [ModelOperation(OperationKind.AppendExpression)]
    public void AppendFormatted<T>([ModelArgument("value")] T valueProvider, string? format = null)
        where T : IExpressionValue => _parts.Add(ExpressionPart.Of(valueProvider, format));

    /// <summary>The expression of what was appended so far.</summary>
    [ModelOperation(OperationKind.BuildExpression)]
    public ReferenceExpression Build() => new([.. _parts]);
}
