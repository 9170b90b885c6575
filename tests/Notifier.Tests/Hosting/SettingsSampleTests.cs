using System.Reflection;
using System.Text.Json;
using Notifier.Hosting;
using Notifier.Tests.Architecture;

namespace Notifier.Tests.Hosting;

/// <summary>Every setting that the application binds stands in local.settings.sample.json, and nothing else does.</summary>
public sealed class SettingsSampleTests
{
    private static readonly Dictionary<string, string> Sections = new()
    {
        ["CatalogOptions"] = "Notifier", ["KeyOptions"] = "Notifier", ["LinkOptions"] = "Notifier", ["MailOptions"] = "Notifier", ["OutgoingOptions"] = "Notifier",
        ["HoldOptions"] = "Notifier", ["OperatorOptions"] = "Notifier", ["HeartbeatOptions"] = "Notifier", ["ProofOptions"] = "Notifier", ["DeliveriesOptions"] = "Notifier__Deliveries", ["LimitOptions"] = "Notifier__Limits", ["SourceHttpOptions"] = "Notifier__Sources", ["SendGridOptions"] = "SendGrid", ["SmtpOptions"] = "Smtp", ["FredOptions"] = "Fred",
        ["EiaOptions"] = "Eia", ["AlphaVantageOptions"] = "AlphaVantage", ["NasdaqDataLinkOptions"] = "NasdaqDataLink", ["TradingEconomicsOptions"] = "TradingEconomics", ["MetalsOptions"] = "Metals",
    };

    // Bound by hand, or read by the Functions host.
    private static readonly string[] ByHand = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "Notifier__TablePrefix"];

    // Set in code by an entry, never from outside.
    private static readonly string[] Internal = ["DashboardOptions", "StorageOptions"];

    [Fact]
    public void It_names_each_setting_and_no_other()
    {
        using var sample = JsonDocument.Parse(Checkout.Read("local.settings.sample.json"));

        var bound = typeof(NotifierApplication).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type is { IsClass: true, IsAbstract: false } && !Internal.Contains(type.Name))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => $"{Sections[type.Name]}__{property.Name}"));

        Assert.Equal(
            bound.Concat(ByHand).Order(StringComparer.Ordinal),
            sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name).Order(StringComparer.Ordinal));
    }
}
