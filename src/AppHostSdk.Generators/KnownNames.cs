namespace AppHostSdk.Generators;

/// <summary>Names that the generator shares with the SDK and the run time; tests hold them in step.</summary>
internal static class KnownNames
{
    public const string ModelOperationAttribute = "AppHostSdk.ModelOperationAttribute";
    public const string ModelArgumentAttribute = "AppHostSdk.ModelArgumentAttribute";
    public const string ModelConstantAttribute = "AppHostSdk.ModelConstantAttribute";
    public const string ModelViewAttribute = "AppHostSdk.ModelViewAttribute";
    public const string RunTimeOnlyAttribute = "AppHostSdk.RunTimeOnlyAttribute";
    public const string ModelQueryAttribute = "AppHostSdk.ModelQueryAttribute";
    public const string ResourceObjectAttribute = "AppHostSdk.ResourceObjectAttribute";
    public const string ResourceNameAttribute = "AppHostSdk.ResourceNameAttribute";
    public const string EndpointNameAttribute = "AppHostSdk.EndpointNameAttribute";
    public const string ExpressionHandlerAttribute = "AppHostSdk.ModelExpressionHandlerAttribute";
    public const string ModelObjectAttribute = "AppHostSdk.ModelObjectAttribute";
    public const string ConnectionResource = "AppHostSdk.IResourceWithConnectionString";
    public const string EndpointReference = "AppHostSdk.EndpointReference";
    public const string ExpressionBuilder = "AppHostSdk.ReferenceExpressionBuilder";
    public const string Options = "AppHostSdk.DistributedApplicationOptions";
    public const string UserSecretsIdProperty = "build_property.UserSecretsId";
    public const string Resource = "AppHostSdk.IResource";
    public const string ParentResource = "AppHostSdk.IResourceWithParent";
    public const string ApplicationBuilder = "AppHostSdk.IDistributedApplicationBuilder";
    public const string ResourceBuilder = "AppHostSdk.IResourceBuilder<T>";
    public const string ResourceBuilderMetadata = "AppHostSdk.IResourceBuilder`1";
    public const string Application = "AppHostSdk.DistributedApplication";
    public const string HostingAssembly = "AppHostSdk.Hosting";
    public const string ParameterResource = "AppHostSdk.ParameterResource";

    /// <summary>Set by the SDK; without it the generator does nothing.</summary>
    public const string IsAppHostProperty = "build_property.IsAppHost";
    public const string RequireStaticModelProperty = "build_property.AppHostRequireStaticModel";

    /// <summary>The ids that <c>AppHostDowngradeErrors</c> lists, escaped as a part of a URL.</summary>
    public const string DowngradedErrorsProperty = "build_property._AppHostDowngradedErrors";

    /// <summary>The line of the project file that sets it, from 1.</summary>
    public const string DowngradeLineProperty = "build_property._AppHostDowngradeLine";

    /// <summary>The project file, or the program where it is one, escaped as a part of a URL.</summary>
    public const string ProjectFileProperty = "build_property._AppHostProjectFile";

    /// <summary>The namespace of the hosted projects' types.</summary>
    public const string ProjectsNamespace = "Projects";

    /// <summary>The project's directory with a slash at its end, escaped as a part of a URL.</summary>
    public const string ProjectDirectoryProperty = "build_property._AppHostProjectDirectory";

    /// <summary>The file name of the manifest that the SDK writes.</summary>
    public const string ManifestFile = "apphost.manifest.txt";

    public const string GeneratedNamespace = "AppHostSdk.Generated";
}
