using Microsoft.Extensions.Configuration;
using Notifier.Storage;

namespace Notifier.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Without_any_setting_it_is_Azurite_on_this_machine()
    {
        var options = Bind();

        Assert.Equal("UseDevelopmentStorage=true", options.ConnectionString);
        Assert.True(new StorageOptionsCheck().Validate(null, options).Succeeded);
    }

    [Fact]
    public void An_identity_needs_no_connection_string()
    {
        var options = Bind(
            ("AzureWebJobsStorage:tableServiceUri", "https://acme.table.core.windows.net"),
            ("AzureWebJobsStorage:queueServiceUri", "https://acme.queue.core.windows.net"));

        Assert.Equal("acme.table.core.windows.net", options.TableServiceUri!.Host);
        Assert.True(new StorageOptionsCheck().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "AccountName=acme;AccountKey=not-base64-secret", "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "https://acme.table.core.windows.net", "AzureWebJobsStorage__queueServiceUri")]
    [InlineData("Notifier:TablePrefix", "no-dash-secret", "Notifier__TablePrefix")]
    [InlineData("Notifier:TablePrefix", "9secret", "Notifier__TablePrefix")]
    public void An_error_names_the_key_and_keeps_the_value_to_itself(string key, string value, string named)
    {
        var result = new StorageOptionsCheck().Validate(null, Bind((key, value)));

        Assert.Contains(named, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.FailureMessage, StringComparison.Ordinal);
    }

    private static StorageOptions Bind(params (string Key, string Value)[] settings)
    {
        var options = new StorageOptions();
        var values = settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value));
        StorageOptions.Bind(options, new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        return options;
    }
}
