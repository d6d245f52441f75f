using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability;

// Loads outside of the calibrated range: energy that a valid chain does not cover (docs/formats/uncertainty.md).
public static partial class ReasonWords
{
    private static Dictionary<string, (string English, string Chinese)> Load => new()
    {
        ["load-current-above"] = (
            "Channel {0} measured currents above the highest calibrated one. Have the meter calibrated up to the currents it is used at.",
            "通道 {0} 的电流高于校准的最大电流。请将电表校准到实际使用的电流。"),
        ["load-current-below"] = (
            "Channel {0} measured currents below the lowest calibrated one, and the certificate states no voltage to conclude from. Ask its laboratory to state it.",
            "通道 {0} 的电流低于校准的最小电流，而证书未写明电压，无法推算。请实验室补充电压。"),
        ["load-power-factor-below"] = (
            "Channel {0} measured at power factors below the lowest calibrated one, which is too high to conclude from. Have the meter calibrated at 0.5 too.",
            "通道 {0} 的功率因数低于校准的最小值，而该值过高，无法推算。请在功率因数 0.5 处补充校准。"),
        ["load-current-unknown"] = (
            "Channel {0} counted energy, but no sample tells at which current.",
            "通道 {0} 有电量计数，但没有采样说明当时的电流。"),
        ["load-not-calibrated"] = (
            "The meter's certificate has no results for channel {0}. Have that channel calibrated, or leave it out of the park.",
            "电表证书中没有通道 {0} 的结果。请校准该通道，或不在园区中使用它。"),
    };
}
