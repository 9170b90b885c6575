using System.Xml.Linq;

namespace Notifier.Tests.Architecture;

/// <summary>Functions → Notifier → Core and Cli → Notifier → Core; Core sees no I/O.</summary>
public sealed class ArrowTests
{
    [Theory]
    [InlineData("Notifier.Core")]
    [InlineData("Notifier", "Notifier.Core")]
    [InlineData("Notifier.Cli", "Notifier")]
    [InlineData("Notifier.Functions", "Notifier")]
    public void A_project_references_what_the_arrows_say(string project, params string[] expected) =>
        Assert.Equal(expected, Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)));

    [Fact]
    public void Core_has_no_package_but_the_analyzer_and_no_framework_of_the_web()
    {
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers"], Items("Notifier.Core", "PackageReference"));
        Assert.Empty(Items("Notifier.Core", "FrameworkReference"));
    }

    [Fact]
    public void Core_is_compiled_against_the_base_library_alone()
    {
        var references = typeof(Core.Rules.Rule).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.DoesNotContain(references, name => Forbidden.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_application_knows_neither_of_its_entries()
    {
        var references = typeof(Notifier.Hosting.WorkTimers).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.DoesNotContain(references, name => name is "notifier" or "System.CommandLine" || name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal));
    }

    [Fact]
    public void Sources_name_no_slice_of_a_project_above_them()
    {
        Assert.DoesNotContain(Checkout.FilesBelow("functions/Notifier.Core", ".cs"), file => Names(file, "Notifier.Cli") || Names(file, "Notifier.Hosting") || Names(file, "Microsoft.AspNetCore") || Names(file, "Azure."));
        Assert.DoesNotContain(Checkout.FilesBelow("functions/Notifier", ".cs"), file => Names(file, "Notifier.Cli"));
    }

    private static readonly string[] Forbidden =
        ["Microsoft.AspNetCore", "Microsoft.Extensions", "Azure", "System.Net.Http", "System.Net.Sockets", "System.Console", "Notifier", "Refit", "Polly"];

    private static bool Names(string file, string space) =>
        Checkout.Read(file).Contains("using " + space, StringComparison.Ordinal);

    private static List<string> Items(string project, string item) =>
        [.. XDocument.Load(Checkout.PathOf($"functions/{project}/{project}.csproj")).Descendants(item).Select(element => element.Attribute("Include")!.Value)];
}
