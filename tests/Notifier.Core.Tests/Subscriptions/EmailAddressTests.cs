using System.Text.Json;
using System.Xml.Linq;
using Notifier.Core.Subscriptions;

namespace Notifier.Core.Tests.Subscriptions;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a@example.org", "a@example.org")]
    [InlineData(" a@example.org ", "a@example.org")]
    [InlineData("A.b+tag@EXAMPLE.org", "A.b+tag@example.org")]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example")]
    [InlineData("a@例子.测试", "a@xn--fsqu00a.xn--0zwm56d")]
    public void An_address_is_kept_as_written_with_its_domain_in_ASCII(string text, string expected)
    {
        Assert.True(EmailAddress.TryParse(text, out var address, out var problem), problem);
        Assert.Equal(expected, address.ToString());
    }

    [Fact]
    public void Two_spellings_of_one_mailbox_have_one_key()
    {
        Assert.True(EmailAddress.TryParse("Ada@Bücher.example", out var one, out _));
        Assert.True(EmailAddress.TryParse("ada@xn--bcher-kva.EXAMPLE", out var other, out _));

        Assert.Equal(one.Key, other.Key);
    }

    [Theory]
    [InlineData(null, "an address is needed")]
    [InlineData("", "an address is needed")]
    [InlineData("a", "there is no @")]
    [InlineData("@example.org", "nothing stands before the @")]
    [InlineData("a@b@example.org", "a character before the @ is not allowed")]
    [InlineData("a@example.org\r\nBcc: b@example.org", "a character before the @ is not allowed")]
    [InlineData("a@example.org\n", "the domain after the @ is not a domain name")]
    [InlineData("\ta@example.org", "a character before the @ is not allowed")]
    [InlineData("üser@example.org", "only ASCII may stand before the @: mail to other addresses is not supported by every mail service")]
    [InlineData("a..b@example.org", "a dot is misplaced before the @")]
    [InlineData("a@localhost", "the domain after the @ has no dot")]
    [InlineData("a@127.0.0.1", "the domain after the @ is not a domain name")]
    [InlineData("a@example.org\u3002", "the domain after the @ is not a domain name")]
    public void What_is_wrong_is_said_without_repeating_it(string? text, string expected)
    {
        Assert.False(EmailAddress.TryParse(text, out var address, out var problem));
        Assert.Null(address);
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void A_long_address_is_refused() => Assert.False(EmailAddress.TryParse("a@" + new string('b', 60) + "." + new string('c', 320), out _, out _));

    [Fact]
    public void Injections_are_refused_and_legal_addresses_are_not()
    {
        var cases = SharedData.Read("security/email/header-injection.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(item => item.GetProperty("field").GetString() == "email")
            .ToList();

        Assert.NotEmpty(cases);
        foreach (var item in cases)
        {
            var (value, expect) = (item.GetProperty("value").GetString(), item.GetProperty("expect").GetString());
            var accepted = EmailAddress.TryParse(value, out _, out _);
            if (expect is "accept" or "reject")
                Assert.True(accepted == (expect == "accept"), $"{value}: {expect}");
        }
    }

    /// <summary>
    /// Stricter than the RFCs on purpose: whatever isemail calls an error is refused, and what it calls valid is accepted,
    /// except addresses at a top-level domain.
    /// </summary>
    [Fact]
    public void The_isemail_cases_are_judged_as_we_say()
    {
        var cases = XDocument.Parse(SharedData.Read("security/email/isemail-tests.xml")).Descendants("test").ToList();

        Assert.Equal(164, cases.Count);
        foreach (var test in cases)
        {
            // Control characters stand in the file as their symbols, U+2400 and up.
            var address = string.Concat(test.Element("address")!.Value.Select(c => c is >= '\u2400' and < '\u2420' ? (char)(c - 0x2400) : c));
            var accepted = EmailAddress.TryParse(address, out _, out _);
            var category = test.Element("category")!.Value;
            var expected = category is "ISEMAIL_VALID_CATEGORY" or "ISEMAIL_DNSWARN"
                ? address.Split('@')[1].Contains('.', StringComparison.Ordinal)
                : address is " test@iana.org" or "test@iana.org ";
            Assert.True(accepted == expected, $"{address} ({category})");
        }
    }
}
