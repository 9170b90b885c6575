using Notifier.Tests.Architecture;

namespace Notifier.Tests.Functions;

/// <summary>The solution lists Notifier.Functions and neither restores nor builds it: its packages are not on every mirror.</summary>
public sealed class SolutionTests
{
    [Fact]
    public void It_is_listed_and_not_built()
    {
        var lines = Checkout.Read("Notifier.sln").Split('\n').Select(line => line.Trim()).ToList();
        var project = Assert.Single(lines, line => line.Contains(@"""functions\Notifier.Functions\Notifier.Functions.csproj""", StringComparison.Ordinal));
        var id = project.Split('"')[^2];

        Assert.Equal(6, lines.Count(line => line.StartsWith(id, StringComparison.Ordinal) && line.Contains(".ActiveCfg = ", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.StartsWith(id, StringComparison.Ordinal) && line.Contains(".Build.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_other_project_is_listed_and_built()
    {
        var lines = Checkout.Read("Notifier.sln").Split('\n').Select(line => line.Trim()).ToList();

        foreach (var project in Checkout.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !file.Contains("Notifier.Functions", StringComparison.Ordinal)))
        {
            var listed = Assert.Single(lines, line => line.Contains('"' + project.Replace('/', '\\') + '"', StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith(listed.Split('"')[^2], StringComparison.Ordinal) && line.Contains("Release|Any CPU.Build.0", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_project_references_it() =>
        Assert.DoesNotContain(
            Checkout.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal)),
            file => Checkout.Read(file).Contains("Notifier.Functions.csproj", StringComparison.Ordinal));
}
