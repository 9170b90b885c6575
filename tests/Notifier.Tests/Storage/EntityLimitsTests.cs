using Azure;
using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Tests.Storage;

/// <summary>What Azure refuses and Azurite accepts (or answers with a broken body) is refused before it is sent.</summary>
public sealed class EntityLimitsTests
{
    [Fact]
    public void One_hundred_operations_in_one_partition_pass()
    {
        EntityLimits.Check([.. Enumerable.Range(0, 100).Select(number => Add(new TableEntity("p", $"r{number}")))]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Another_number_of_operations_is_refused(int count) =>
        Refused("operations", [.. Enumerable.Range(0, count).Select(number => Add(new TableEntity("p", $"r{number}")))]);

    [Fact]
    public void Two_partitions_are_refused() =>
        Refused("two partitions", Add(new TableEntity("p", "1")), Add(new TableEntity("q", "2")));

    [Fact]
    public void An_entity_twice_is_refused() =>
        Refused("twice", Add(new TableEntity("p", "1")), new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity("p", "1"), ETag.All));

    [Fact]
    public void A_transaction_of_4_MiB_of_base64_is_refused_and_2_5_MiB_of_binary_pass()
    {
        EntityLimits.Check([.. Enumerable.Range(0, 4).Select(number => Add(Binary(number, 640)))]);
        Refused("as sent", [.. Enumerable.Range(0, 5).Select(number => Add(Binary(number, 640)))]);
    }

    [Fact]
    public void Chinese_text_counts_six_bytes_a_character_as_sent()
    {
        // 25 × 30,000 characters are 1.5 MB stored and 4.5 MB as \uXXXX.
        var entities = Enumerable.Range(0, 25).Select(number => Add(new TableEntity("p", $"r{number}") { ["t"] = new string('锂', 30_000) }));

        Refused("as sent", [.. entities]);
    }

    [Fact]
    public void The_bound_of_the_size_as_sent_holds_for_what_the_client_sends()
    {
        var entity = new TableEntity("p|一", "r")
        {
            ["text"] = "plain 锂 \"quoted\" <tag> \u0001 + '",
            ["binary"] = new byte[1000],
            ["long"] = long.MinValue,
            ["double"] = -1.2345678901234567e-300,
            ["when"] = DateTimeOffset.MaxValue,
            ["id"] = Guid.Empty,
            ["flag"] = true,
        };
        var json = System.Text.Json.JsonSerializer.Serialize(entity.ToDictionary(pair => pair.Key, pair => pair.Value));

        Assert.InRange(EntitySize.AsSent(entity), json.Length, json.Length + 3000);
    }

    [Fact]
    public void A_property_of_64_KiB_passes_and_one_more_is_refused()
    {
        EntityLimits.Check([Add(new TableEntity("p", "r") { ["s"] = new string('x', 32_768), ["b"] = new byte[65_536] })]);
        Refused("at most 65536", Add(new TableEntity("p", "r") { ["s"] = new string('x', 32_769) }));
        Refused("at most 65536", Add(new TableEntity("p", "r") { ["b"] = new byte[65_537] }));
        Refused("at most 65536", Add(new TableEntity("p", "r") { ["b"] = new BinaryData(new byte[65_537]) }));
    }

    [Fact]
    public void An_entity_of_1_MiB_is_refused()
    {
        var entity = new TableEntity("p", "r");
        for (var number = 0; number < 17; number++)
            entity[$"s{number}"] = new string('x', 32_000);

        Refused("less than 1048576", Add(entity));
    }

    [Fact]
    public void With_the_mark_of_the_write_252_properties_pass_and_253_do_not()
    {
        EntityLimits.Check([Add(Wide(251))]);
        Refused("253 properties", Add(Wide(252)));
        var read = Wide(251);
        read[OwnWrite.Property] = "from the last write";
        EntityLimits.Check([Add(read)]);
    }

    [Fact]
    public void A_date_before_1601_is_refused()
    {
        EntityLimits.Check([Add(new TableEntity("p", "r") { ["d"] = new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero) })]);
        Refused("before 1601", Add(new TableEntity("p", "r") { ["d"] = new DateTimeOffset(1600, 12, 31, 23, 59, 59, TimeSpan.Zero) }));
        Refused("before 1601", Add(new TableEntity("p", "r") { ["d"] = default(DateTime) }));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    public void A_key_with_a_forbidden_character_is_refused(string key)
    {
        Refused("a key with", Add(new TableEntity("p", key)));
        Refused("a key with", Add(new TableEntity(key, "r")));
    }

    [Fact]
    public void A_key_of_513_characters_is_refused()
    {
        EntityLimits.Check([Add(new TableEntity("p", new string('k', 512)))]);
        Refused("at most 512", Add(new TableEntity("p", new string('k', 513))));
    }

    [Fact]
    public void A_value_that_a_table_cannot_hold_is_refused() =>
        Refused("cannot hold", Add(new TableEntity("p", "r") { ["n"] = 1.5m }));

    [Fact]
    public void What_is_deleted_needs_only_a_key() =>
        EntityLimits.Check([new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity("p", "r") { ["n"] = 1.5m }, ETag.All)]);

    private static TableEntity Binary(int number, int kib)
    {
        var entity = new TableEntity("p", $"r{number}");
        for (var part = 0; part < kib / 64; part++)
            entity[$"b{part}"] = new byte[64 * 1024];
        return entity;
    }

    private static TableEntity Wide(int properties)
    {
        var entity = new TableEntity("p", "r");
        for (var number = 0; number < properties; number++)
            entity[$"p{number}"] = number;
        return entity;
    }

    private static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    private static void Refused(string because, params TableTransactionAction[] actions) =>
        Assert.Contains(because, Assert.Throws<ArgumentException>(() => EntityLimits.Check(actions)).Message, StringComparison.Ordinal);
}
