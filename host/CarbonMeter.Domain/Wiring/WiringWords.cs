using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CarbonMeter.Domain.Wiring;

/// <summary>A wiring verdict as an installer reads it, in English and in Chinese.</summary>
public static class WiringWords
{
    /// <summary>One or two sentences: what was found, and what to do.</summary>
    public static string Describe(WiringVerdict verdict, WiringQuestion question, bool isChinese = false)
    {
        var channel = verdict.Channel.ToString(CultureInfo.InvariantCulture);
        var watts = verdict.PowerWatts.ToString("0", CultureInfo.InvariantCulture);
        var least = WiringSolver.PowerWattsMin.ToString("0", CultureInfo.InvariantCulture);
        string Say(string english, string chinese) => isChinese ? chinese : english;
        return verdict.Finding switch
        {
            WiringFinding.Named => Fix(verdict.Assignment!, question, isChinese),
            WiringFinding.VoltageMissing => Say(
                $"Voltage input L{channel} has no voltage. Check its lead and fuse; nothing else was judged.",
                $"电压输入 L{channel} 没有电压。请检查其接线和熔断器；其余未作判断。"),
            WiringFinding.NotThreePhases => Say(
                "The voltages are not 120 degrees apart: two inputs share a phase, or a lead is on the wrong terminal. Mend the voltage leads first.",
                "三相电压之间不是 120 度：有两路输入接在同一相上，或有接线接错端子。请先改正电压接线。"),
            WiringFinding.WrongRotation => Say(
                "The voltages turn the wrong way: swap any two voltage leads, or say that the supply turns so. Nothing else was judged.",
                "电压相序相反：请对调任意两根电压线，或确认供电相序确实如此。其余未作判断。"),
            WiringFinding.TooLittlePower => Say(
                $"Only {watts} W flow: at least {least} W are needed to judge. Switch on a load, best a heater on every phase.",
                $"目前只有 {watts} W：至少需要 {least} W 才能判断。请接通负载，最好每相一台电加热器。"),
            WiringFinding.ChannelWithoutCurrent => Say(
                $"CT{channel} sees next to no current: load its phase, or look whether the CT is closed and plugged in.",
                $"CT{channel} 几乎没有电流：请给该相加负载，或检查互感器是否合拢、插好。"),
            WiringFinding.AnglesMissing => Say(
                $"The meter gives neither angle nor reactive power of channel {channel}: its wiring cannot be judged. See its self-test.",
                $"电表没有给出通道 {channel} 的相角或无功功率：无法判断接线。请查看自检结果。"),
            WiringFinding.Unsteady => Say(
                $"The load on CT{channel} changes too quickly. Take the sample again with a steady load.",
                $"CT{channel} 上的负载变化太快。请在负载稳定时重新采样。"),
            WiringFinding.Contradiction => Say(
                $"Channel {channel} gives figures that contradict each other. This is not a matter of wiring: check CT type and self-test.",
                $"通道 {channel} 的读数互相矛盾。这不是接线问题：请检查互感器型号并做自检。"),
            WiringFinding.Ambiguous => Ambiguous(verdict, question, isChinese),
            _ => Say(
                "No way to hang the CTs gives every phase a plausible power factor. Is a CT on another cable or on the neutral, does a phase flow the other way, or is the load strongly reactive? Try with heaters.",
                "任何接法都无法使每相功率因数合理。是否有互感器夹在别的电缆或零线上，某相潮流方向相反，或负载无功过大？请用电加热器再试。"),
        };
    }

    /// <summary>What has to be done so that every CT is on its own phase and points the right way.</summary>
    public static string Fix(WiringAssignment assignment, WiringQuestion question, bool isChinese)
    {
        var steps = new List<string>();
        steps.AddRange(Moves(assignment, question, isChinese));
        foreach (var (turned, index) in assignment.Turned.Select((turned, index) => (turned, index)))
            if (turned) steps.Add(isChinese ? $"将 CT{index + 1} 反向" : $"turn CT{index + 1} round");
        if (steps.Count == 0)
            return isChinese ? "接线正确：每个互感器都在自己的相上，方向正确。" : "The wiring is right: every CT is on its own phase and points the right way.";
        return isChinese ? string.Join("，", steps) : string.Join(", ", steps);
    }

    private static IEnumerable<string> Moves(WiringAssignment assignment, WiringQuestion question, bool isChinese)
    {
        bool IsOn(int ct, int other) => assignment.Phases[ct] == question.InputOf(other);
        var misplaced = Enumerable.Range(0, assignment.Phases.Count).Where(ct => !IsOn(ct, ct)).ToArray();
        if (misplaced.Length == 2 && IsOn(misplaced[0], misplaced[1]) && IsOn(misplaced[1], misplaced[0]))
            return [isChinese ? $"对调 CT{misplaced[0] + 1} 和 CT{misplaced[1] + 1}" : $"swap CT{misplaced[0] + 1} and CT{misplaced[1] + 1}"];
        return misplaced.Select(ct => isChinese
            ? $"将 CT{ct + 1} 从 L{assignment.Phases[ct] + 1} 移到 L{question.InputOf(ct) + 1}"
            : $"move CT{ct + 1} from L{assignment.Phases[ct] + 1} to L{question.InputOf(ct) + 1}");
    }

    private static string Ambiguous(WiringVerdict verdict, WiringQuestion question, bool isChinese)
    {
        var count = verdict.Fitting.Count.ToString(CultureInfo.InvariantCulture);
        string first = Fix(verdict.Fitting[0].Assignment, question, isChinese).TrimEnd('.', '。');
        string second = Fix(verdict.Fitting[1].Assignment, question, isChinese).TrimEnd('.', '。');
        var unknown = question.Flow == ExpectedFlow.Unknown;
        if (isChinese)
            return $"有 {count} 种接法同样符合，例如：（一）{first}；（二）{second}。{(unknown ? "请说明此刻潮流方向。" : "请在每相接一台电加热器后再试。")}";
        var remedy = unknown ? "Say which way energy flows now." : "Try again with a heater on every phase.";
        return $"{count} ways to hang the CTs fit alike, among them: (1) {first}; (2) {second}. {remedy}";
    }
}
