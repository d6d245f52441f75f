using System.Collections.Generic;
using CarbonMeter.Domain.Traceability.Judging;

namespace CarbonMeter.Domain.Traceability;

// Checks 6 to 10.
public static partial class ReasonWords
{
    private static Dictionary<string, (string English, string Chinese)> Time => new()
    {
        [Reason.StandardsInForce] = ("Every standard's certificate was in force when the standard was used.", "各级标准器在使用时证书均在有效期内。"),
        [Reason.StandardValidityNotStated] = (
            "Certificate {1}, of the standard used for {0}, does not say until when it is valid. Ask its laboratory or owner for a stated validity.",
            "{0} 所用标准器的证书 {1} 未写明有效期。请其实验室或所有者说明有效期。"),
        [Reason.StandardExpired] = (
            "Certificate {0} was made on {1} with a standard whose certificate {2} had ended on {3}. Have it calibrated again with a standard in force.",
            "证书 {0} 于 {1} 校准时,所用标准器的证书 {2} 已于 {3} 到期。请用有效的标准器重新校准。"),
        [Reason.StandardCalibratedLater] = (
            "Certificate {0} was made from {1} on with a standard that, by {2}, was calibrated only on {3}. Ask its laboratory which certificate covered the standard then.",
            "证书 {0} 自 {1} 起校准,而按证书 {2},所用标准器到 {3} 才校准。请向实验室核实当时覆盖该标准器的证书。"),

        [Reason.DatesInOrder] = ("The dates of all certificates are in order.", "各证书的日期顺序正确。"),
        [Reason.PerformedBackwards] = (
            "Certificate {0} says that its calibration began on {1} and ended on {2}. Ask its laboratory for a corrected certificate.",
            "证书 {0} 写明校准开始于 {1}、结束于 {2}。请实验室更正证书。"),
        [Reason.IssuedBeforePerformed] = (
            "Certificate {0} was issued on {1}, before its calibration ended on {2}. Ask its laboratory for a corrected certificate.",
            "证书 {0} 于 {1} 出具,早于校准结束日 {2}。请实验室更正证书。"),
        [Reason.SignedBeforePerformed] = (
            "Certificate {0} was signed on {1}, before its calibration ended on {2}. Ask its laboratory for a corrected certificate.",
            "证书 {0} 于 {1} 签名,早于校准结束日 {2}。请实验室更正证书。"),
        [Reason.DatedInFuture] = (
            "Certificate {0} bears the date {1}, but was received on {2} already. Ask its laboratory for a corrected certificate, and check this host's clock.",
            "证书 {0} 的日期为 {1},却在 {2} 就已收到。请实验室更正证书,并检查本机时钟。"),

        [Reason.InValidity] = ("The meter's certificate {0} counts from {1} to {2}.", "电表证书 {0} 的有效期为 {1} 至 {2}。"),
        [Reason.NoCertificate] = (
            "No certificate of meter {0} is known here. Add it; records measured before it arrives are judged again.",
            "本系统没有电表 {0} 的证书。请添加;此前的记录会重新判定。"),
        [Reason.ValidityNotStated] = (
            "Certificate {0} does not say until when it is valid. Ask its laboratory for a certificate with a stated validity.",
            "证书 {0} 未写明有效期。请实验室出具写明有效期的证书。"),
        [Reason.BeforeCalibration] = (
            "Measured before meter {0} was calibrated: its first certificate, {1}, counts from {2}. If there is an earlier certificate, add it.",
            "测量早于电表 {0} 的校准:其最早的证书 {1} 自 {2} 起有效。如有更早的证书,请添加。"),
        [Reason.Expired] = (
            "Certificate {0} ended on {1}. Have the meter calibrated, and add the new certificate.",
            "证书 {0} 已于 {1} 到期。请安排校准并添加新证书。"),

        [Reason.NotOpened] = ("The meter has not been opened, and runs the firmware it was calibrated with.", "电表校准后未被开启,固件与校准时相同。"),
        [Reason.Opened] = (
            "Meter {0} was opened on {1}: {2}. Its certificate {3} ends there: have it calibrated again.",
            "电表 {0} 于 {1} 被开启:{2}。其证书 {3} 到此为止:请重新校准。"),
        [Reason.FirmwareChanged] = (
            "Certificate {0} is of firmware {1}, the record was made by {2}. Have the meter calibrated under this firmware, or put the certified one back.",
            "证书 {0} 对应固件 {1},记录由固件 {2} 生成。请在此固件下重新校准,或恢复已认证的固件。"),

        [Reason.CadencePlausible] = ("The certificates of the meter can all be of calibrations that took place.", "电表的各份证书在时间上合理。"),
        [Reason.OneCalibrationTwoPeriods] = (
            "Certificates {0} and {1} are of one calibration, on {2}, but say different ends of validity. Ask the laboratory; revoke the wrong one from its first day.",
            "证书 {0} 与 {1} 出自 {2} 的同一次校准,有效期却不同。请向实验室核实,并将错误的一份自首日起吊销。"),
        [Reason.SameResultsOtherDays] = (
            "Certificate {0} of {1} has exactly the results of {2} of {3}: one of them was copied. Ask the laboratory; revoke the wrong one from its first day.",
            "证书 {0}({1})与 {2}({3})的结果完全相同:其中一份系抄录。请向实验室核实,并将错误的一份自首日起吊销。"),
    };
}
