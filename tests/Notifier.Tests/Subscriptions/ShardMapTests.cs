using CsCheck;
using Notifier.Subscriptions;

namespace Notifier.Tests.Subscriptions;

public sealed class ShardMapTests
{
    [Fact]
    public void It_is_the_set_of_what_was_put_in() =>
        Gen.Int[0, 255].HashSet[0, 256].Sample(shards =>
        {
            var map = shards.Aggregate(ShardMap.Empty, static (map, shard) => map.With(shard));
            var read = ShardMap.FromBytes(map.ToBytes());
            return read.All().SequenceEqual(shards.Order())
                && shards.Aggregate(read, static (map, shard) => map.Without(shard)).IsEmpty
                && read.IsEmpty == (shards.Count == 0);
        });

    [Fact]
    public void Changing_a_map_leaves_the_old_one_as_it_was()
    {
        var old = ShardMap.Empty.With(7);

        Assert.True(old.With(8).Contains(8));
        Assert.False(old.Contains(8));
        Assert.True(old.Contains(7));
    }

    [Theory]
    [InlineData("00ffffffffffffffffffffffffffffff", 0, "00")]
    [InlineData("a5000000000000000000000000000000", 165, "a5")]
    [InlineData("ff000000000000000000000000000000", 255, "ff")]
    public void A_subscription_stands_in_the_shard_of_its_first_two_digits(string id, int shard, string text)
    {
        Assert.Equal(shard, ShardMap.ShardOf(id));
        Assert.Equal(text, ShardMap.Text(shard));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(new byte[] { 1 })]
    public void Bytes_that_are_no_map_are_an_empty_one(byte[]? bytes) => Assert.True(ShardMap.FromBytes(bytes).IsEmpty);
}
