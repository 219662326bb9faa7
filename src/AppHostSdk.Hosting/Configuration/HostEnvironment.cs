using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace AppHostSdk.Configuration;

/// <summary>The environment the app host itself runs in.</summary>
internal sealed class HostEnvironment(string name, string application, string directory) : IHostEnvironment
{
    private IFileProvider? _files;

    public string EnvironmentName { get; set; } = name;

    public string ApplicationName { get; set; } = application;

    public string ContentRootPath { get; set; } = directory;

    public IFileProvider ContentRootFileProvider
    {
        get => _files ??= new PhysicalFileProvider(ContentRootPath);
        set => _files = value;
    }
}
