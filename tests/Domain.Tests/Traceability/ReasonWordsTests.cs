using System.Text.RegularExpressions;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>Every reason has a sentence in both languages, with everything in it that is known.</summary>
public partial class ReasonWordsTests
{
    private static readonly IReadOnlyList<CheckResult> Given = [.. AllResults()];

    // Reasons that stand beside a chain or come from elsewhere, and have their tests there.
    private static readonly string[] Elsewhere = ["circle", "drift-found", "standard-drift-found", "drift-adjusted"];

    private static IEnumerable<CheckResult> AllResults()
    {
        foreach (var broken in BrokenChains.All)
        {
            var chain = new TestChain();
            broken.Break(chain);
            foreach (var verdict in chain.Spans().Select(span => span.Verdict))
                foreach (var check in verdict.Checks.Concat(verdict.Warnings)) yield return check;
        }
        var noClass = new TestChain();
        noClass.Instrument = noClass.Instrument! with { ClassLimitPpm = 0 };
        noClass.Laboratories[0] = noClass.Laboratories[0] with { Scopes = [] };
        foreach (var check in noClass.Verdict().Checks) yield return check;
        var direct = new TestChain();
        direct.National.Change(certificate => certificate with { Items = direct.Meter.Certificate.Items, Meter = direct.Meter.Certificate.Meter });
        direct.Laboratories[0] = direct.Laboratories[0] with { Scopes = [] };
        foreach (var check in direct.Verdict().Checks) yield return check;
    }

    [Fact]
    public void Every_reason_the_judge_gives_uses_each_argument_in_both_languages()
    {
        foreach (var result in Given)
        {
            Assert.Contains(result.Reason, ReasonWords.Reasons);
            var words = ReasonWords.Words(result);
            var places = Enumerable.Range(0, result.Arguments.Count).ToArray();
            Assert.True(places.SequenceEqual(Places(words.English)), $"{result.Reason}: English has other places than arguments");
            Assert.True(places.SequenceEqual(Places(words.Chinese)), $"{result.Reason}: Chinese has other places than arguments");
            Assert.All(result.Arguments, argument => Assert.NotEqual("", argument));
        }
    }

    [Fact]
    public void Every_reason_of_a_check_is_given_by_some_chain()
    {
        var given = Given.Select(result => result.Reason).Concat(Elsewhere).ToHashSet();
        Assert.Equal([], Own().Except(given));
    }

    [Fact]
    public void Every_reason_of_a_check_stands_in_the_document()
    {
        string document = File.ReadAllText(Path.Combine(OutsideData.RepositoryRoot, "docs", "formats", "chain.md"));
        Assert.All(Own(), reason => Assert.Contains($"`{reason}`", document, StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_is_filled_with_its_arguments_and_quantities_by_their_names()
    {
        var result = new CheckResult(ChainCheck.RangeCovered, Outcome.Invalid, "outside-calibrated-range", ["W-1", Quantities.Current, "0.1 – 30", "0.1 – 25"], null);
        Assert.Equal("The meter is used for current at 0.1 – 30, but certificate W-1 covers 0.1 – 25. Have it calibrated for its use, or correct the use in the register.",
            ReasonWords.English(result));
        Assert.Equal("电表的电流使用范围为 0.1 – 30,证书 W-1 只覆盖 0.1 – 25。请按使用范围校准,或更正台账。", ReasonWords.Chinese(result));
    }

    [Fact]
    public void What_a_certificate_says_of_itself_is_never_taken_for_a_place()
    {
        var result = new CheckResult(ChainCheck.RecordInValidity, Outcome.Invalid, "expired", ["{1}", "2024-01-01"], null);
        Assert.StartsWith("Certificate {1} ended on 2024-01-01.", ReasonWords.English(result), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_of_a_later_version_is_shown_as_it_is()
    {
        var result = new CheckResult(ChainCheck.Signature, Outcome.Invalid, "from-the-future", ["a", "b"], null);
        Assert.Equal("from-the-future, a, b", ReasonWords.English(result));
        Assert.Equal("from-the-future, a, b", ReasonWords.Chinese(result));
        Assert.Equal("Certificate ? ended on ?. Have the meter calibrated, and add the new certificate.",
            ReasonWords.English(result with { Reason = "expired", Arguments = [] }));
    }

    [Fact]
    public void Sentences_are_sentences()
    {
        foreach (string reason in Own())
        {
            var (english, chinese) = ReasonWords.Words(new CheckResult(ChainCheck.Signature, Outcome.Valid, reason, [], null));
            Assert.Matches(@"^[A-Z{].*\.$", english);
            Assert.EndsWith("。", chinese, StringComparison.Ordinal);
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", chinese);
            Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", english);
        }
    }

    private static IEnumerable<string> Own() => ReasonWords.Reasons.Where(
        reason => !SignatureReasons.Words.ContainsKey(reason) && !reason.StartsWith("load-", StringComparison.Ordinal));

    private static IEnumerable<int> Places(string sentence) =>
        Place().Matches(sentence).Select(match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order();

    [GeneratedRegex(@"\{([0-9])(?::q)?\}")]
    private static partial Regex Place();
}
