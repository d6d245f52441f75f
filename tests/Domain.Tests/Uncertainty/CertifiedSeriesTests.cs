using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using static CarbonMeter.Tests.Domain.TestPark;

namespace CarbonMeter.Tests.Domain.Uncertainty;

public class CertifiedSeriesTests
{
    private static readonly ChainVerdict Valid = new(Outcome.Valid, [], [], [], []);
    private static readonly ChainVerdict Unknown = Valid with { Outcome = Outcome.CannotTell };
    private static readonly ChainVerdict Invalid = Valid with { Outcome = Outcome.Invalid };

    private static IEnumerable<KeptVerdict> Timeline(int binding, params (long Until, ChainVerdict Verdict)[] spans)
    {
        long from = long.MinValue;
        foreach (var (until, verdict) in spans)
        {
            yield return new KeptVerdict(binding, new VerdictSpan(from, until, verdict), 0, null);
            from = until;
        }
    }

    private static EnergySlot Slot(int binding, int hour, int quarter = 0, bool isQuarter = false) => Hour(Load, hour, 4) with
    {
        BindingNumber = binding, StartUnixSeconds = Start + hour * 3600 + quarter * 900, LengthSeconds = isQuarter ? 900 : 3600,
    };

    private static IEnumerable<EnergySlot> Quarters(int binding, int hour) => Enumerable.Range(0, 4).Select(quarter => Slot(binding, hour, quarter, true));

    private static IEnumerable<(long, Outcome?)> Told(IEnumerable<JudgedSlot> slots) =>
        slots.Select(judged => ((judged.Slot.StartUnixSeconds - Start) / 900, judged.Verdict?.Outcome));

    [Fact]
    public void An_hour_within_one_span_is_judged_whole()
    {
        var series = new CertifiedSeries(Timeline(1, (Start + 3600, Valid), (long.MaxValue, Invalid)));
        EnergySlot[] hours = [Slot(1, 0), Slot(1, 1)];
        Assert.Empty(series.Cut(hours));
        Assert.Equal([(0, Outcome.Valid), (4, Outcome.Invalid)], Told(series.Judge(hours, [], [])));
    }

    [Fact]
    public void A_cut_hour_is_judged_interval_by_interval()
    {
        var series = new CertifiedSeries(Timeline(1, (Start + 5400, Valid), (long.MaxValue, Invalid)));
        EnergySlot[] hours = [Slot(1, 0), Slot(1, 1), Slot(1, 2)];
        var cut = series.Cut(hours);
        Assert.Equal([new CutHour(Load.MeterId!, Start + 3600)], cut);
        // Intervals of other hours are none of its business.
        Assert.Equal([(0, Outcome.Valid), (8, Outcome.Invalid), (4, Outcome.Valid), (5, Outcome.Valid), (6, Outcome.Invalid), (7, Outcome.Invalid)],
            Told(series.Judge(hours, cut, [.. Quarters(1, 1), .. Quarters(1, 2)])));
    }

    [Fact]
    public void An_interval_that_is_cut_itself_is_as_good_as_its_worse_side()
    {
        var series = new CertifiedSeries(Timeline(1, (Start + 100, Unknown), (Start + 1000, Valid), (long.MaxValue, Unknown)));
        var cut = series.Cut([Slot(1, 0)]);
        Assert.Equal([(0, Outcome.CannotTell), (1, Outcome.CannotTell), (2, Outcome.CannotTell), (3, Outcome.CannotTell)],
            Told(series.Judge([Slot(1, 0)], cut, Quarters(1, 0))));
        var better = new CertifiedSeries(Timeline(1, (Start + 100, Invalid), (Start + 900, Unknown), (long.MaxValue, Valid)));
        Assert.Equal([(0, Outcome.Invalid), (1, Outcome.Valid), (2, Outcome.Valid), (3, Outcome.Valid)],
            Told(better.Judge([Slot(1, 0)], better.Cut([Slot(1, 0)]), Quarters(1, 0))));
    }

    [Fact]
    public void Where_one_binding_of_an_hour_is_cut_all_of_the_hour_is_read_anew()
    {
        var series = new CertifiedSeries([.. Timeline(1, (Start + 1800, Valid), (long.MaxValue, Invalid)), .. Timeline(2, (long.MaxValue, Valid))]);
        EnergySlot[] hours = [Slot(1, 0), Slot(2, 0)];
        var cut = series.Cut(hours);
        Assert.Single(cut);
        var quarters = Quarters(1, 0).Take(3).Append(Slot(2, 0, 3, true));
        Assert.Equal([(0, Outcome.Valid), (1, Outcome.Valid), (2, Outcome.Invalid), (3, Outcome.Valid)], Told(series.Judge(hours, cut, quarters)));
    }

    [Fact]
    public void A_binding_nobody_judged_has_no_verdict()
    {
        var series = new CertifiedSeries([]);
        Assert.Equal([(0, (Outcome?)null)], Told(series.Judge([Slot(3, 0)], series.Cut([Slot(3, 0)]), [])));
    }
}
