namespace Notifier.Core.Entries.Topics;

internal enum TermRole
{
    /// <summary>Enough by itself.</summary>
    Strong,

    /// <summary>Enough where a word of the context stands nearby.</summary>
    InContext,

    Weak,

    /// <summary>Its sentence says nothing about the topic.</summary>
    Negative,

    /// <summary>Hides the topic's terms inside it.</summary>
    TopicBlock,

    /// <summary>Hides every term inside it.</summary>
    Block,

    Context,

    /// <summary>A word of another field: without a word of the context its sentence says nothing about any topic.</summary>
    Foreign,

    /// <summary>One place of a co-occurrence.</summary>
    Place,

    /// <summary>Parts the words of a co-occurrence.</summary>
    Barrier,

    /// <summary>Directly before the words of a co-occurrence it says that they mean something else.</summary>
    Leader,
}

/// <param name="Topic">Index in the taxonomy; −1 for words of all topics.</param>
/// <param name="Rule">Index of the co-occurrence, and the place in it.</param>
internal readonly record struct TermUse(TermRole Role, int Topic, int Rule = -1, int Place = -1);

/// <summary>Words that mean a topic together.</summary>
internal sealed record Cooccurrence(int Topic, int Places, int Window);
