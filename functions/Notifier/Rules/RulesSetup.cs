using Microsoft.Extensions.Hosting;

namespace Notifier.Rules;

internal static class RulesSetup
{
    public static IHostApplicationBuilder AddRules(this IHostApplicationBuilder builder) => builder;
}
