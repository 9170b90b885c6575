using Notifier.Core.Rules;

namespace Notifier.Rules;

/// <summary>The rules, and the number that rises with every change of them.</summary>
internal sealed class RuleStore
{
    public Task<RuleSet> ReadAsync(CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Stores a rule and raises the number in one transaction, then enqueues <c>evaluate</c> for the shards concerned.</summary>
    /// <param name="ifMatch">ETag that the caller saw; null creates only.</param>
    /// <returns>The new ETag, or null where <paramref name="ifMatch"/> no longer holds.</returns>
    public Task<string?> PutAsync(Rule rule, string? ifMatch, CancellationToken cancellation) => throw new NotSupportedException(rule.Id);

    public Task<bool> DeleteAsync(string ruleId, string ifMatch, CancellationToken cancellation) => throw new NotSupportedException(ruleId);
}

/// <param name="Number">Rises with every change; a commit carries the number that it read.</param>
internal sealed record RuleSet(long Number, IReadOnlyList<StoredRule> Rules);

internal sealed record StoredRule(Rule Rule, string ETag);
