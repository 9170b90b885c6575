using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Problems;
using Notifier.Rules;

namespace Notifier.Api.Rules;

/// <summary><c>/api/rule-pack</c>: the rules that come with the program, to be saved by who wants them.</summary>
internal static class RulePackRoutes
{
    public static void MapRulePack(this IEndpointRouteBuilder api)
    {
        var pack = api.MapGroup("/rule-pack").WithTags("Rules");
        pack.MapRead("", List).RequireScope(KeyScope.Read).WithName("listRulePack").WithSummary("The rules that come with the program, with their measured scores; none is switched on").Produces<RulePackView>();
        pack.MapRead("/{id}", Find).RequireScope(KeyScope.Read).WithName("getRuleOfPack").WithSummary("One of them, as PUT /api/rules/{id} takes it").Produces<RuleDocumentBody>();
    }

    private static IResult List() => Answer.Json(new RulePackView([.. RulePack.All.Select(packed => RuleDocumentBody.Of(packed.Rule))]));

    private static IResult Find(string id) => RulePack.All.FirstOrDefault(packed => packed.Rule.Id == id) is { } packed
        ? Answer.Json(RuleDocumentBody.Of(packed.Rule))
        : Problem.NotFound("such rule in the pack");

    internal sealed record RulePackView(IReadOnlyList<RuleDocumentBody> Items);
}
