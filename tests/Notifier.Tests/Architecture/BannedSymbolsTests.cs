using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notifier.Tests.Architecture;

/// <summary>The wall around Core: clocks, randomness, files, network and waiting are compile errors there.</summary>
public sealed class BannedSymbolsTests
{
    [Fact]
    public void The_list_is_given_to_the_analyzer_and_its_findings_are_errors()
    {
        var project = XDocument.Load(Checkout.PathOf("functions/Notifier.Core/Notifier.Core.csproj"));

        Assert.Contains(project.Descendants("AdditionalFiles"), item => item.Attribute("Include")!.Value == "BannedSymbols.txt");
        Assert.Equal("true", XDocument.Load(Checkout.PathOf("infra/build/Common.props")).Descendants("TreatWarningsAsErrors").Single().Value);
        Assert.DoesNotContain("RS0030", Checkout.Read(".editorconfig"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:System.TimeProvider")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("T:System.Random")]
    [InlineData("T:System.Net.Http.HttpClient")]
    [InlineData("T:System.IO.File")]
    public void What_Core_may_not_see_is_banned(string symbol) => Assert.Contains(Banned(), id => id == symbol);

    /// <summary>A misspelt id bans nothing and is not reported by the analyzer.</summary>
    [Fact]
    public void Every_banned_symbol_exists()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create("names", references: platform.Select(path => MetadataReference.CreateFromFile(path)));

        Assert.All(Banned(), id => Assert.NotEmpty(DocumentationCommentId.GetSymbolsForDeclarationId(id, compilation)));
    }

    private static IEnumerable<string> Banned() =>
        Checkout.Read("functions/Notifier.Core/BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')[0]);
}
