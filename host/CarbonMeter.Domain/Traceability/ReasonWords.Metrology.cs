using System.Collections.Generic;
using CarbonMeter.Domain.Traceability.Judging;

namespace CarbonMeter.Domain.Traceability;

// Checks 14 to 19.
public static partial class ReasonWords
{
    private static Dictionary<string, (string English, string Chinese)> Metrology => new()
    {
        [Reason.UnitsMatch] = ("Quantities and units fit together all the way.", "各级的量与单位一致。"),
        [Reason.UnitUnknown] = (
            "Certificate {0} gives {2:q} in the unit \"{1}\", which is not known here. Ask its laboratory to state it in SI units as D-SI writes them.",
            "证书 {0} 中{2:q}的单位“{1}”无法识别。请实验室按 D-SI 写法使用 SI 单位。"),
        [Reason.UnitWrong] = (
            "Certificate {0} gives {2:q} in {1}, which is no unit of it ({3} would be). Ask its laboratory for a corrected certificate.",
            "证书 {0} 中{2:q}的单位为 {1},与该量不符(应如 {3})。请实验室更正证书。"),
        [Reason.QuantityNotCalibratedAbove] = (
            "Certificate {0} has results of {1:q}, but the certificate of its standard, {2}, has none. Ask its laboratory which standard it is traced by.",
            "证书 {0} 给出{1:q}的结果,而其标准器的证书 {2} 没有该量。请向实验室核实所溯源的标准器。"),

        [Reason.RangeCovered] = ("What the meter is used for was calibrated, at every level.", "电表的使用范围在各级校准范围之内。"),
        [Reason.UseNotStated] = (
            "The register does not say in which ranges meter {0} is used. Enter its current, voltage and power factor.",
            "台账未写明电表 {0} 的使用范围。请录入电流、电压和功率因数范围。"),
        [Reason.UseUnitUnknown] = (
            "The register gives the use of meter {0} for {1:q} in \"{2}\", which does not fit. Correct the entry.",
            "台账中电表 {0} 的{1:q}使用范围单位为“{2}”,与该量不符。请更正。"),
        [Reason.RangeNotStated] = (
            "Certificate {0} does not state {1:q} at every point. Ask its laboratory for a certificate that does.",
            "证书 {0} 未在各校准点写明{1:q}。请实验室补充。"),
        [Reason.QuantityNotCalibrated] = (
            "Certificate {0} has no results of {1:q}. Have the meter calibrated for it.",
            "证书 {0} 没有{1:q}的校准结果。请对该量进行校准。"),
        [Reason.OutsideCalibratedRange] = (
            "The meter is used for {1:q} at {2}, but certificate {0} covers {3}. Have it calibrated for its use, or correct the use in the register.",
            "电表的{1:q}使用范围为 {2},证书 {0} 只覆盖 {3}。请按使用范围校准,或更正台账。"),
        [Reason.StandardOutsideRange] = (
            "Certificate {0} was made at {1:q} {2}, outside the {4} for which its standard is calibrated by {3}. Ask its laboratory.",
            "证书 {0} 在{1:q} {2} 处校准,超出其标准器证书 {3} 的范围 {4}。请向实验室核实。"),

        [Reason.UncertaintyGrows] = ("Every calibration adds to the uncertainty, and what is reached is small enough.", "不确定度逐级增大,且满足要求。"),
        [Reason.UncertaintyBetween] = (
            "Certificate {0} states {1} %, and its standard has up to {3} % at the points around ({2}): it cannot be told whether that is less. Ask its laboratory for points that match.",
            "证书 {0} 声明 {1} %,其标准器在邻近点可达 {3} %({2}):无法判定是否更小。请实验室提供对应的校准点。"),
        [Reason.UncertaintyShrinks] = (
            "Certificate {0} states {1} %, less than the {3} % of the standard it was made with ({2}). That cannot be: ask its laboratory for a corrected certificate.",
            "证书 {0} 声明 {1} %,小于所用标准器({2})的 {3} %。这不可能:请实验室更正证书。"),
        [Reason.UncertaintyTooLargeForClass] = (
            "Certificate {0} has an uncertainty of {1} %, more than a third of the class limit of {2} %. Have the meter calibrated with a better standard, or claim a wider class.",
            "证书 {0} 的不确定度 {1} % 大于等级限值 {2} % 的三分之一。请用更好的标准器校准,或降低等级。"),
        [Reason.UncertaintyNotComparable] = (
            "The certificate {1} of the standard used for {0} has no uncertainty to compare with. Ask its laboratory for one that states it at the points used.",
            "{0} 所用标准器的证书 {1} 没有可比较的不确定度。请实验室在所用的点上给出。"),
        [Reason.UncertaintyUnusable] = (
            "Certificate {0} states an uncertainty that cannot be: not above 0, with a coverage factor below 1, or above 100 %. Ask its laboratory for a corrected certificate.",
            "证书 {0} 声明的不确定度不可能成立:不大于 0、包含因子小于 1 或超过 100 %。请实验室更正证书。"),

        [Reason.WithinClass] = ("The meter is within its class by the decision rule of its certificate.", "按证书的判定规则,电表符合其准确度等级。"),
        [Reason.NoClassClaimed] = ("No class is claimed for meter {0}, so there is no limit to keep.", "电表 {0} 未声明准确度等级,无限值要求。"),
        [Reason.DecisionRuleNotStated] = (
            "Certificate {0} states no decision rule for the class. Ask its laboratory for a statement of conformity that names it (simple acceptance or guard band).",
            "证书 {0} 未写明等级判定规则。请实验室出具写明规则(简单接受或保护带)的符合性声明。"),
        [Reason.DecisionRuleUnknown] = (
            "Certificate {0} states the decision rule \"{1}\", which is not known here. Ask its laboratory for simple acceptance or guard band.",
            "证书 {0} 的判定规则“{1}”无法识别。请实验室采用简单接受或保护带。"),
        [Reason.OutsideClass] = (
            "By certificate {0} the error is {1} % (uncertainty {2} %) at {4} A, beyond the class limit of {3} %. Have the meter adjusted and calibrated, or claim a wider class.",
            "证书 {0} 在 {4} A 处误差为 {1} %(不确定度 {2} %),超出等级限值 {3} %。请调整并重新校准,或降低等级。"),
        [Reason.DeclaredNotConforming] = (
            "By certificate {0} its laboratory says that the meter does not conform. Have it adjusted or replaced.",
            "证书 {0} 中实验室声明电表不符合要求。请调整或更换。"),

        [Reason.DriftWithinBudget] = ("The meter has kept within its budget since the calibration before.", "电表自上次校准以来的漂移在允许范围内。"),
        [Reason.FirstCalibration] = ("There is no earlier calibration to compare with.", "没有更早的校准可供比较。"),
        [Reason.DriftAdjusted] = (
            "Certificate {0} found a change of {2} % since {1}, beyond {3} %, and the meter was adjusted. What it measured in between is in doubt.",
            "证书 {0} 发现自 {1} 以来变化 {2} %,超过 {3} %,已作调整。其间的测量存疑。"),
        [Reason.AsLeftMissing] = (
            "Certificate {0} says how channel {1} was found, not how it was left. Ask its laboratory for the results after adjustment.",
            "证书 {0} 只给出通道 {1} 调整前的结果。请实验室提供调整后的结果。"),
        [Reason.DriftNotAdjusted] = (
            "Certificate {0} found a change of {2} % since {1}, beyond {3} %, and the meter was left so. Have it adjusted and calibrated.",
            "证书 {0} 发现自 {1} 以来变化 {2} %,超过 {3} %,且未作调整。请调整并重新校准。"),
        [Reason.DriftFound] = (
            "The calibration after {0}, certificate {1} of {2}, found that the meter had changed by {3} %, more than {4} %. Look at what it measured since {0}, and restate it if needed.",
            "{0} 之后的校准(证书 {1},{2})发现电表变化 {3} %,超过 {4} %。请复核自 {0} 以来的测量,必要时更正。"),
        [Reason.StandardDriftFound] = (
            "The calibration after {0}, certificate {1} of {2}, found that the standard had changed by {3} %, more than {4} %. Ask the laboratory what that means for this meter.",
            "{0} 之后的校准(证书 {1},{2})发现标准器变化 {3} %,超过 {4} %。请向实验室了解对本表的影响。"),

        [Reason.CorrectionBound] = ("The parameter set changed exactly when the meter was adjusted.", "参数集仅在电表调整时更换。"),
        [Reason.NoCertificateBefore] = ("The parameter set is the one certified; there is no earlier certificate to compare with.", "参数集即为已认证的参数集;没有更早的证书可供比较。"),
        [Reason.AdjustedWithoutNewSet] = (
            "Certificate {0} says that the meter was adjusted, but names the parameter set that {1} named. Ask its laboratory which set holds the adjustment.",
            "证书 {0} 写明已作调整,却与 {1} 列出同一参数集。请向实验室核实哪个参数集包含该调整。"),
        [Reason.NewSetWithoutAdjustment] = (
            "Certificate {0} names another parameter set than {1}, but no adjustment. Ask its laboratory for the results before and after.",
            "证书 {0} 的参数集与 {1} 不同,却未写明调整。请实验室提供调整前后的结果。"),
    };
}
