namespace Notifier.Core.Rules;

/// <summary>One lint result with its place. Lines and columns are 1-based and count code points.</summary>
/// <param name="Code">Stable, for example <c>unknown-indicator</c>; listed with its fix in functions/README.md.</param>
/// <param name="Message">Names what is wrong and how to mend it.</param>
public sealed record Finding(int Line, int Column, FindingLevel Level, string Code, string Message);

public enum FindingLevel
{
    Error,
    Warning,
}
