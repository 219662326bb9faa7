using System.Text;
using System.Text.Json;
using AppHostSdk.Containers;
using AppHostSdk.Model;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>What <c>docker login</c> has left, as the engine is told of it.</summary>
public sealed class RegistryCredentialsTests : IDisposable
{
    private static readonly string Encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("me:s3cret:word"));
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, string, string> Files => new()
    {
        { "{}", "ghcr.io/team/app", "" },
        { """{"auths":{"ghcr.io":{"auth":"ENCODED"}}}""", "ghcr.io/team/app", "me s3cret:word  ghcr.io" },
        { """{"auths":{"https://ghcr.io/v2/":{"auth":"ENCODED"}}}""", "GHCR.io/team/app", "me s3cret:word  GHCR.io" },
        { """{"auths":{"ghcr.io":{"auth":"ENCODED"}}}""", "example.com/team/app", "" },
        { """{"auths":{"localhost:5000":{"auth":"ENCODED"}}}""", "localhost:5001/app", "" },
        { """{"auths":{"https://index.docker.io/v1/":{"auth":"ENCODED"}}}""", "redis", "me s3cret:word  https://index.docker.io/v1/" },
        { """{"auths":{"https://index.docker.io/v1/":{"auth":"ENCODED"}}}""", "docker.io/library/redis", "me s3cret:word  https://index.docker.io/v1/" },
        { """{"auths":{"ghcr.io":{"identitytoken":"tok","auth":"ENCODED"}}}""", "ghcr.io/app", "  tok ghcr.io" },
        { """{"auths":{"ghcr.io":{"username":"u","password":"p"}}}""", "ghcr.io/app", "u p  ghcr.io" },
        { """{"auths":{"ghcr.io":{}},"credsStore":"works"}""", "ghcr.io/app", "from-works secret of ghcr.io  ghcr.io" },
        { """{"credsStore":"none","credHelpers":{"ghcr.io":"token"}}""", "ghcr.io/app", "  secret of ghcr.io ghcr.io" },
        { """{"auths":{"ghcr.io":{"auth":"ENCODED"}},"credsStore":"none"}""", "ghcr.io/app", "me s3cret:word  ghcr.io" },
        { """{"credHelpers":{"other.io":"fails"}}""", "ghcr.io/app", "" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Are_found_for_the_registry_of_the_image(string file, string image, string expected)
    {
        var found = await FindAsync(file, image);

        Assert.Null(found.Problem);
        if (expected.Length == 0)
        {
            Assert.Null(found.Header);
            return;
        }

        var sent = JsonSerializer.Deserialize<Dictionary<string, string>>(Convert.FromBase64String(found.Header!.Replace('-', '+').Replace('_', '/')))!;
        Assert.Equal(expected, $"{Of("username")} {Of("password")} {Of("identitytoken")} {Of("serveraddress")}");
        Assert.DoesNotContain("s3cret", $"{found} {found.Auth}", StringComparison.Ordinal);

        string? Of(string name) => sent.GetValueOrDefault(name);
    }

    public static TheoryData<string, string> Problems => new()
    {
        { """{"credsStore":"missing"}""", "the credentials for 'ghcr.io' are kept by 'docker-credential-missing' (credsStore in FILE), which is not in PATH. Install it, or remove the entry and log in again with 'docker login'." },
        { """{"credHelpers":{"ghcr.io":"fails"}}""", "the credentials for 'ghcr.io' are kept by 'docker-credential-fails' (credHelpers in FILE), which ended with exit code 3: the store is locked" },
        { """{"credsStore":"foreign"}""", "the credentials for 'ghcr.io' are kept by 'docker-credential-foreign' (credsStore in FILE), which cannot be started: Exec format error." },
        { """{"credsStore":"talks"}""", "the credentials for 'ghcr.io' are kept by 'docker-credential-talks' (credsStore in FILE), which gave an answer that is no JSON." },
        { """{"auths":{"ghcr.io":{"auth":"s3cret"}}}""", "the entry for 'ghcr.io' in FILE is damaged. Log in again: docker login ghcr.io." },
        { "{\n\"auths\": s3cret", "FILE is no valid JSON in line 2. Repair it, or log in again with 'docker login'." },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task What_is_wrong_with_them_is_said_without_showing_them(string file, string problem)
    {
        var found = await FindAsync(file, "ghcr.io/app");

        Assert.Null(found.Header);
        Assert.Equal(problem.Replace("FILE", _directory["config.json"], StringComparison.Ordinal), found.Problem);
    }

    [Fact]
    public async Task Without_a_file_there_are_none() =>
        Assert.Equal(new RegistryCredentials.Found(null, null), await new RegistryCredentials(_directory["nowhere"], "").ForAsync(ImageReference.Parse("redis"), CancellationToken.None));

    public void Dispose() => _directory.Dispose();

    private async Task<RegistryCredentials.Found> FindAsync(string file, string image)
    {
        await File.WriteAllTextAsync(_directory["config.json"], file.Replace("ENCODED", Encoded, StringComparison.Ordinal));
        await HelperAsync("works", """read server; echo "{\"ServerURL\":\"$server\",\"Username\":\"from-works\",\"Secret\":\"secret of $server\"}" """);
        await HelperAsync("token", """read server; echo "{\"Username\":\"<token>\",\"Secret\":\"secret of $server\"}" """);
        await HelperAsync("none", "echo credentials not found in native keychain; exit 1");
        await HelperAsync("fails", "echo the store is locked >&2; exit 3");
        await HelperAsync("talks", "echo s3cret");
        await HelperAsync("foreign", "", start: "MZ");
        return await new RegistryCredentials(Path.GetDirectoryName(_directory["config.json"])!, Path.GetDirectoryName(_directory["config.json"])).ForAsync(ImageReference.Parse(image), CancellationToken.None);
    }

    private async Task HelperAsync(string name, string script, string start = "#!/bin/sh")
    {
        await File.WriteAllTextAsync(_directory[$"docker-credential-{name}"], $"{start}\n{script}\n");
        File.SetUnixFileMode(_directory[$"docker-credential-{name}"], (UnixFileMode)0b111_101_101);
    }
}
