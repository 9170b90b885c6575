namespace Notifier.Tests.Architecture;

/// <summary>One top level, the same folders in every project, and files that can be read at one sitting.</summary>
public sealed class LayoutTests
{
    private static readonly string[] TopLevel = ["functions", "infra", "local.settings.sample.json", "Notifier.sln", "README.md", "tests"];

    private static readonly string[] CoreSlices =
        ["Observations", "Indicators", "Rules", "Episodes", "Entries", "Warnings", "Subscriptions", "Deliveries", "Backtesting"];

    private static readonly string[] ApplicationSlices =
        ["Sources", "Observations", "Rules", "Episodes", "Entries", "Subscriptions", "Silences", "Deliveries", "Dashboard", "Storage", "Hosting", "Api", "Outgoing"];

    /// <summary>Longer than 300 lines, with the reason.</summary>
    private static readonly Dictionary<string, string> Long = new()
    {
    };

    private static readonly string[] Forbidden = ["Manager", "Helper", "Utils", "Utilities", "Common", "Base", "Service", "Services", "Interfaces", "Misc"];

    [Fact]
    public void The_top_level_holds_nothing_else() =>
        Assert.DoesNotContain(
            Checkout.Files.Select(file => file.Split('/')[0]).Distinct(),
            name => name[0] != '.' && !TopLevel.Contains(name));

    [Fact]
    public void Core_has_the_slices_of_the_design() => Assert.Empty(Folders("functions/Notifier.Core").Except(CoreSlices));

    [Fact]
    public void The_application_has_the_slices_of_the_design() => Assert.Empty(Folders("functions/Notifier").Except(ApplicationSlices));

    [Fact]
    public void Tests_stand_in_folders_named_as_what_they_test()
    {
        Assert.Empty(Folders("tests/Notifier.Core.Tests").Except(CoreSlices));
        Assert.Empty(Folders("tests/Notifier.Tests").Except([.. CoreSlices, .. ApplicationSlices, "Architecture", "Functions", "Driving"]));
    }

    [Fact]
    public void A_file_over_300_lines_is_on_the_list_with_its_reason()
    {
        var tooLong = Checkout.Files
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => File.ReadLines(Checkout.PathOf(file)).Count() > 300);

        Assert.Equal(Long.Keys.Order(), tooLong.Order());
    }

    [Fact]
    public void No_folder_or_file_is_named_as_a_bin() =>
        Assert.DoesNotContain(
            Checkout.FilesBelow("functions").SelectMany(file => file.Split('/')).Select(name => Path.GetFileNameWithoutExtension(name)),
            name => Forbidden.Any(bin => name.EndsWith(bin, StringComparison.Ordinal)));

    [Fact]
    public void Text_files_end_their_lines_with_LF_and_carry_no_path_of_a_machine()
    {
        foreach (var file in Checkout.Files.Where(IsText))
        {
            var text = Checkout.Read(file);
            Assert.False(text.Contains('\r'), file + " has a carriage return");
            Assert.False(MachinePaths.Any(path => text.Contains(path, StringComparison.Ordinal)), file + " names a path of a machine");
        }
    }

    // Written in parts, so that this file passes its own test.
    private static readonly string[] MachinePaths = ["/" + "home/", "/" + "root/", "/" + "work/", "C:" + @"\Users"];

    private static bool IsText(string file) =>
        Path.GetExtension(file) is ".cs" or ".razor" or ".md" or ".json" or ".csproj" or ".props" or ".css" or ".js" or ".txt" or ".yml" or ".bicep"
        && !file.EndsWith("package-lock.json", StringComparison.Ordinal);

    private static IEnumerable<string> Folders(string project) =>
        Checkout.FilesBelow(project).Select(file => file[(project.Length + 1)..]).Where(file => file.Contains('/')).Select(file => file.Split('/')[0]).Distinct();
}
