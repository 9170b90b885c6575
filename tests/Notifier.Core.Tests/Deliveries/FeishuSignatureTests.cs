using System.Globalization;
using System.Text.Json;
using Notifier.Core.Deliveries;

namespace Notifier.Core.Tests.Deliveries;

public sealed class FeishuSignatureTests
{
    [Fact]
    public void The_published_vectors_are_reproduced()
    {
        using var vectors = JsonDocument.Parse(SharedData.Read("security/webhooks/chat-sign-vectors.json"));
        var own = vectors.RootElement.GetProperty("vectors").EnumerateArray().Where(vector => vector.GetProperty("service").GetString() == "feishu").ToList();

        Assert.Equal(2, own.Count);
        foreach (var vector in own)
        {
            var timestamp = vector.GetProperty("timestamp_s").GetInt64().ToString(CultureInfo.InvariantCulture);
            Assert.Equal(vector.GetProperty("sign").GetString(), FeishuSignature.Sign(timestamp, vector.GetProperty("secret").GetString()!));
        }
    }
}
