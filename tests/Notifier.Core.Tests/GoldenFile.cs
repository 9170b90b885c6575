using System.Runtime.CompilerServices;
using System.Text;

namespace Notifier.Core.Tests;

/// <summary>
/// Compares a text with the file of that name in the folder <c>Golden</c> beside the test's source. With
/// <c>UPDATE_GOLDEN=1</c> it writes the file instead, and the difference is read in the commit.
/// </summary>
internal static class GoldenFile
{
    public static void Match(string name, string actual, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "Golden", name);
        var text = actual.EndsWith('\n') ? actual : actual + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text, new UTF8Encoding(false));
            return;
        }

        Assert.True(File.Exists(file), $"there is no golden file {name}; make it with UPDATE_GOLDEN=1 and read it");
        Assert.Equal(File.ReadAllText(file), text);
    }
}
