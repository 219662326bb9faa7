using System.Security.Cryptography.X509Certificates;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Which certificates a program trusts besides those that are its own.</summary>
public enum CertificateTrustScope
{
    /// <summary>No others.</summary>
    None,

    /// <summary>Others, too.</summary>
    Append,

    /// <summary>Others only.</summary>
    Override,

    /// <summary>Those of the system.</summary>
    System,
}

/// <summary>
/// Says which certificate a server is meant to have and which ones a program is meant to trust. It is noted; a run changes neither: an
/// endpoint keeps the scheme that it is declared with. ASP.NET Core projects use the developer certificate without being told.
/// </summary>
public static class CertificateExtensions
{
    /// <summary>The https endpoints of the resource are meant to have the developer certificate of this machine.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="password">Protects the key of the certificate.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.HttpsCertificate))]
    [ModelConstant("value", Developer)]
    public static IResourceBuilder<TResource> WithHttpsDeveloperCertificate<TResource>(
        this IResourceBuilder<TResource> builder,
        [ModelArgument("detail")] IResourceBuilder<ParameterResource>? password = null)
        where TResource : IResourceWithEnvironment, IResourceWithArgs =>
        builder.Set(ResourceSetting.HttpsCertificate, ModelValue.From(Developer), password is null ? ModelValue.None : new ModelValue.Parameter(password.Key()));

    /// <summary>The https endpoints of the resource are meant to have a certificate.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="password">Protects its key.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.HttpsCertificate))]
    [ModelConstant("value", Given)]
    public static IResourceBuilder<TResource> WithHttpsCertificate<TResource>(
        this IResourceBuilder<TResource> builder,
        [RunTimeOnly] X509Certificate2 certificate,
        [ModelArgument("detail")] IResourceBuilder<ParameterResource>? password = null)
        where TResource : IResourceWithEnvironment, IResourceWithArgs
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return builder.Set(ResourceSetting.HttpsCertificate, ModelValue.From(Given), password is null ? ModelValue.None : new ModelValue.Parameter(password.Key()));
    }

    /// <summary>The resource is meant to have no certificate, whatever was said before.</summary>
    /// <param name="builder">The resource.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.HttpsCertificate))]
    [ModelConstant("value", None)]
    public static IResourceBuilder<TResource> WithoutHttpsCertificate<TResource>(this IResourceBuilder<TResource> builder)
        where TResource : IResourceWithEnvironment, IResourceWithArgs => builder.Set(ResourceSetting.HttpsCertificate, ModelValue.From(None));

    /// <summary>The resource is meant to trust the developer certificate of this machine, or not to.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="trust">Whether it is.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.CertificateTrust))]
    public static IResourceBuilder<TResource> WithDeveloperCertificateTrust<TResource>(this IResourceBuilder<TResource> builder, [ModelArgument("value")] bool trust)
        where TResource : IResourceWithEnvironment, IResourceWithArgs => builder.Set(ResourceSetting.CertificateTrust, ModelValue.From(trust));

    /// <summary>Which certificates the resource is meant to trust besides those that it is given.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="scope">Which ones.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.CertificateTrust))]
    public static IResourceBuilder<TResource> WithCertificateTrustScope<TResource>(this IResourceBuilder<TResource> builder, [ModelArgument("value")] CertificateTrustScope scope)
        where TResource : IResourceWithEnvironment, IResourceWithArgs =>
        builder.Set(ResourceSetting.CertificateTrust, ModelValue.From(Enum.IsDefined(scope)
            ? scope.ToString()
            : throw new ArgumentOutOfRangeException(nameof(scope), scope, "The value is not a CertificateTrustScope. Pass one of its members.")));

    private const string Developer = "Developer";
    private const string Given = "Given";
    private const string None = "None";
}
