using System.Text;
using Notifier.Cli.Rules;

namespace Notifier.Cli.Backtesting;

/// <summary>The lines of a UTF-8 file one by one, so that a file of any length is read in little memory.</summary>
internal sealed class CsvLines(string path) : IDisposable
{
    private readonly StreamReader _reader = new(RuleFiles.Open(path), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, 1 << 16);

    /// <summary>Of the line read last, from 1.</summary>
    public int Number { get; private set; }

    /// <returns>Null behind the last line.</returns>
    /// <exception cref="UnreadableInputException">The file cannot be read on, or is not UTF-8.</exception>
    public string? Next()
    {
        try
        {
            var line = _reader.ReadLine();
            return ++Number == 1 ? line?.TrimStart('\uFEFF') : line;
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableInputException($"cannot read '{path}': it is not UTF-8");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableInputException($"cannot read '{path}': {failure.Message}");
        }
    }

    public void Dispose() => _reader.Dispose();
}
