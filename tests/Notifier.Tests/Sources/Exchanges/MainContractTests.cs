using CsCheck;
using Notifier.Sources.Exchanges;

namespace Notifier.Tests.Sources.Exchanges;

/// <summary>Which contract speaks for a variety.</summary>
public sealed class MainContractTests
{
    [Theory]
    [InlineData(null, "2408:100 2411:300 2506:200", "2411")]
    [InlineData(null, "2408:300 2411:300", "2408")]
    [InlineData("2408", "2408:100 2411:110", "2408")]
    [InlineData("2408", "2408:100 2411:111", "2411")]
    [InlineData("2411", "2408:900 2411:100", "2411")]
    [InlineData("2411", "2408:900 2501:100 2506:200", "2506")]
    [InlineData("2408", "2408:0 2411:0", "2408")]
    [InlineData("2411", "2408:900", null)]
    public void The_rule_in_examples(string? followed, string listed, string? expected) => Assert.Equal(expected, MainContract.Choose(Read(listed), followed)?.Month);

    /// <summary>Two contracts whose sizes swing around each other by a tenth.</summary>
    [Fact]
    public void Contracts_of_nearly_equal_size_do_not_alternate()
    {
        var followed = "2411";
        for (var day = 0; day < 40; day++)
        {
            var swing = day % 2 == 0 ? 1.09 : 0.92;
            followed = MainContract.Choose([Of("2411", 1000), Of("2501", 1000 * swing)], followed)!.Month;
            Assert.Equal("2411", followed);
        }

        Assert.Equal("2501", followed = MainContract.Choose([Of("2411", 1000), Of("2501", 1101)], followed)!.Month);
        for (var day = 0; day < 40; day++)
            Assert.Equal("2501", followed = MainContract.Choose([Of("2411", day % 2 == 0 ? 5000 : 10), Of("2501", 1000)], followed)!.Month);
    }

    [Fact]
    public void Whatever_the_sizes_it_never_goes_back_and_changes_only_for_a_reason() =>
        Gen.Int[0, 300].Array[6].Array[1, 60].Sample(days =>
        {
            string? followed = null;
            foreach (var sizes in days)
            {
                // A month whose size is drawn as less than 20 is not listed that day.
                var listed = sizes.Select((size, month) => Of($"25{month + 1:D2}", size)).Where(contract => contract.OpenInterest >= 20).ToList();
                var chosen = MainContract.Choose(listed, followed);
                var later = listed.Where(contract => followed is null || string.CompareOrdinal(contract.Month, followed) > 0).ToList();
                var present = listed.Find(contract => contract.Month == followed);
                if (chosen is null)
                {
                    Assert.True(present is null && later.Count == 0);
                    continue;
                }

                Assert.True(followed is null || string.CompareOrdinal(chosen.Month, followed) >= 0);
                if (chosen.Month != followed)
                {
                    Assert.Equal(later.Max(contract => contract.OpenInterest), chosen.OpenInterest);
                    Assert.True(present is null || chosen.OpenInterest > 1.1 * present.OpenInterest);
                }
                else
                {
                    Assert.DoesNotContain(later, contract => contract.OpenInterest > 1.1 * present!.OpenInterest);
                }

                followed = chosen.Month;
            }
        });

    private static Contract Of(string month, double openInterest) => new("碳酸锂", "lc", month, 90_000, openInterest, openInterest);

    private static List<Contract> Read(string listed) => [.. listed.Split(' ').Select(one => Of(one[..4], double.Parse(one[5..], System.Globalization.CultureInfo.InvariantCulture)))];
}
