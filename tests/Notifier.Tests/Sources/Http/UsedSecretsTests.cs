using Microsoft.Extensions.Configuration;
using Notifier.Sources.Http;

namespace Notifier.Tests.Sources.Http;

/// <summary>A secret is hidden however a server spells it when it repeats it.</summary>
public sealed class UsedSecretsTests
{
    private const string Key = "s3/cr+3t tok=en&\"x";

    [Theory]
    [InlineData("s3/cr+3t tok=en&\"x")]
    [InlineData("s3%2Fcr%2B3t%20tok%3Den%26%22x")]
    [InlineData("s3%2fcr%2b3t%20tok%3den%26%22x")]
    [InlineData("s3%2Fcr%2B3t+tok%3Den%26%22x")]
    [InlineData("s3/cr+3t tok=en&amp;&quot;x")]
    [InlineData("s3\\/cr+3t tok=en&\\\"x")]
    [InlineData("s3/cr\\u002B3t tok=en\\u0026\\u0022x")]
    [InlineData("s3/cr+3t tok=en\\u0026\\\"x")]
    public void It_is_hidden_in_each_spelling(string spelling)
    {
        var used = Used(("KEY", Key));

        Assert.Equal("bad key '***' given", used.Hide($"bad key '{spelling}' given"));
    }

    [Fact]
    public void Of_two_the_longer_is_hidden_whole() => Assert.Equal("*** and ***", Used(("A", "abc"), ("B", "abcdef")).Hide("abcdef and abc"));

    private static UsedSecrets Used(params (string Name, string Value)[] secrets)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(secrets.Select(secret => KeyValuePair.Create("Secrets:" + secret.Name, (string?)secret.Value))).Build();
        var used = new UsedSecrets(new SourceSecrets(settings));
        foreach (var (name, _) in secrets)
            Assert.NotNull(used.Find(name));
        return used;
    }
}
