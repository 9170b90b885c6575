namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// How far a measure is, as an entry says it of itself. The first four follow each other; <see cref="Amended"/> and
/// <see cref="Repealed"/> are of a measure that was there before.
/// </summary>
public enum Stage
{
    /// <summary>Proposed or announced, nobody is asked yet.</summary>
    Draft,

    /// <summary>The public is asked for comments, usually until a deadline.</summary>
    Comment,

    /// <summary>Adopted and published.</summary>
    Final,

    /// <summary>In force.</summary>
    Effective,

    /// <summary>Changed by a later measure.</summary>
    Amended,

    /// <summary>No longer in force, or withdrawn before it ever was.</summary>
    Repealed,
}

public static class StageText
{
    /// <summary>As rules and the API write them, in the order of a measure's life.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<Stage>().Select(Word)];

    public static string Word(this Stage stage) => stage switch
    {
        Stage.Draft => "draft",
        Stage.Comment => "comment",
        Stage.Final => "final",
        Stage.Effective => "effective",
        Stage.Amended => "amended",
        Stage.Repealed => "repealed",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "not a stage"),
    };

    public static string Chinese(this Stage stage) => stage switch
    {
        Stage.Draft => "草案",
        Stage.Comment => "征求意见",
        Stage.Final => "正式发布",
        Stage.Effective => "已施行",
        Stage.Amended => "修订",
        Stage.Repealed => "废止",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "not a stage"),
    };

    public static bool TryParse(string? word, out Stage stage)
    {
        var index = word is null ? -1 : Words.ToList().IndexOf(word);
        stage = index < 0 ? default : (Stage)index;
        return index >= 0;
    }
}
