namespace Notifier.Sources.Polling;

/// <summary>What somebody can do about a source that is not well: one sentence, for the API and the dashboard.</summary>
internal static class SourceAdvice
{
    private const string Try = "Post the definition to /api/sources/test, which shows what it reads now";

    /// <returns>Null where nothing is to be done.</returns>
    public static string? Of(SourceState state, SourceFailureReason? reason) => state switch
    {
        SourceState.Blocked => "It refuses programs: ask its owner for access, or use another source.",
        SourceState.Empty => $"Look whether it still publishes at this address; where it may be empty, set expectMinItems to 0. {Try}.",
        SourceState.SchemaChanged => $"It has another form than before: correct what the definition names. {Try}.",
        SourceState.Slow => "Poll it less often or at a quieter hour, or ask for less with its address.",
        SourceState.Stale => "Look whether it still publishes at this address, and whether its schedule and calendar fit; where no source is polled, look at the timers and queues of this service.",
        SourceState.Failing when reason is { } why => OfFailure(why),
        _ => null,
    };

    public static string OfFailure(SourceFailureReason reason) => reason switch
    {
        SourceFailureReason.Blocked => Of(SourceState.Blocked, reason)!,
        SourceFailureReason.Empty => Of(SourceState.Empty, reason)!,
        SourceFailureReason.Unauthorized => "Check the key that its headers or address name, in the settings of this service.",
        SourceFailureReason.NotConfigured => "Set what is named, or correct the definition.",
        SourceFailureReason.NotFound or SourceFailureReason.ClientError => "Check its address.",
        SourceFailureReason.TooLarge => "Ask for less with its address, or use a smaller page; where the message names bytes, Notifier__Sources__LargestBody raises the limit.",
        SourceFailureReason.NotTheFormat or SourceFailureReason.ErrorInBody => $"Check its kind, its address and what its series name. {Try}.",
        SourceFailureReason.WrongUnit => $"Nothing of that series is stored: write as its 'unit' in the definition (PUT /api/sources/{{id}}) the unit that the message names, and convert in a derived series; or name another symbol. {Try}.",
        SourceFailureReason.Truncated => $"The message names where it broke off or what does not add up. It is asked again by itself; where it lasts, ask for less in one answer (fewer series, a narrower address), and look whether a proxy on the way cuts long answers. {Try}.",
        _ => "It is asked again by itself; where it lasts, ask its owner or use another source.",
    };
}
