using System.Collections.Generic;
using CarbonMeter.Domain.Traceability.Judging;

namespace CarbonMeter.Domain.Traceability;

// Checks 1 to 5.
public static partial class ReasonWords
{
    private static Dictionary<string, (string English, string Chinese)> Identity => new()
    {
        [Reason.NotJudged] = ("Not judged, because check {0} fails: put that right first.", "未判定,因为第 {0} 项检查未通过:请先解决该项。"),

        [Reason.HashAsCited] = ("Every standard's certificate is, byte for byte, the one that was cited.", "各级标准器的证书与下级证书引用的文件逐字节一致。"),
        [Reason.CitationWithoutHash] = (
            "Certificate {0} cites {1} without a hash that can be checked (procedure {2}). Ask its laboratory for a certificate that cites by SHA-256.",
            "证书 {0} 引用 {1} 时没有可核对的散列值(算法 {2})。请实验室出具以 SHA-256 引用上级证书的证书。"),
        [Reason.CitationOtherBytes] = (
            "The file known as {1} is not the one that certificate {0} cites: it was changed, or issued again. Get the original file from its laboratory.",
            "本系统中的 {1} 不是证书 {0} 所引用的文件:它被改动过,或已重新出具。请向其实验室索取原始文件。"),
        [Reason.StoredBytesChanged] = (
            "The stored file of certificate {0} is no longer what was received. Restore the database from a backup and find out who changed it.",
            "证书 {0} 的存储文件与收到时不同。请从备份恢复数据库并查明改动原因。"),

        [Reason.ItemMatches] = ("Every certificate is about the instrument it is used for.", "各证书所述器具与实际使用的器具一致。"),
        [Reason.InstrumentUnknown] = (
            "Meter {0} is not in the register of instruments. Enter its manufacturer, model, serial number and use.",
            "器具台账中没有电表 {0}。请录入其制造商、型号、出厂编号和使用范围。"),
        [Reason.ItemWithoutSerial] = (
            "Certificate {0} states no serial number of its item; the meter's is {1}. Ask its laboratory for a corrected certificate.",
            "证书 {0} 未写明被校器具的出厂编号;本表编号为 {1}。请实验室更正证书。"),
        [Reason.ItemDiffers] = (
            "Certificate {0} is about another instrument: it says {1}, the register says {2}. Correct the register, or add this meter's certificate.",
            "证书 {0} 属于另一台器具:证书写 {1},台账写 {2}。请更正台账,或添加本表的证书。"),
        [Reason.StandardNotComparable] = (
            "Certificate {0} names its standard \"{1}\" without a number that certificate {2} has too. Ask its laboratory to state the serial number.",
            "证书 {0} 所列标准器“{1}”没有与证书 {2} 相同来源的编号。请实验室写明出厂编号。"),
        [Reason.StandardDiffers] = (
            "Certificate {0} was made with standard {1}, but the certificate it cites, {2}, is about {3}. Ask its laboratory which one is right.",
            "证书 {0} 使用的标准器是 {1},而其引用的证书 {2} 属于 {3}。请向实验室核实。"),

        [Reason.IdUnique] = ("No two different files bear one certificate number.", "没有两份不同的文件使用同一证书编号。"),
        [Reason.IdSharedUnproven] = (
            "There is another file with number {0} of laboratory {1}, and its signature cannot be told. Ask the laboratory which one it issued; trust its authority or revoke the wrong one.",
            "实验室 {1} 的编号 {0} 另有一份文件,其签名无法判定。请向实验室核实出具的是哪一份;信任其颁发机构,或吊销错误的一份。"),
        [Reason.IdShared] = (
            "Two different files, both signed, bear number {0} of laboratory {1}. Ask the laboratory which one counts, and have the other revoked by it.",
            "两份均已签名的不同文件使用实验室 {1} 的同一编号 {0}。请向实验室核实哪一份有效,并由其撤回另一份。"),

        [Reason.NotSuperseded] = ("No certificate of the chain is revoked or was out of date when it was used.", "溯源链中没有被吊销或使用时已被取代的证书。"),
        [Reason.Revoked] = (
            "Certificate {0} is revoked from {1} on: {2}. What is measured from then on is not certified until there is a new certificate.",
            "证书 {0} 自 {1} 起被吊销:{2}。此后的测量在有新证书之前不予认证。"),
        [Reason.StandardRevokedBeforeUse] = (
            "The calibration of certificate {0} relies on {1}, which was revoked from {2} on: {3}. Have it calibrated again with a sound standard.",
            "证书 {0} 的校准依赖已自 {2} 起被吊销的证书 {1}:{3}。请用有效的标准器重新校准。"),
        [Reason.StandardSuperseded] = (
            "Certificate {0} relies on {1}, although {2} had replaced it by {3}. Ask its laboratory for a corrected certificate.",
            "证书 {0} 依赖 {1},而 {2} 已于 {3} 取代它。请实验室更正证书。"),
        [Reason.PreviousReportOfOtherItem] = (
            "Certificate {0} names {1} as its previous report, which is about another instrument. Ask its laboratory for a corrected certificate.",
            "证书 {0} 所列的前一份报告 {1} 属于另一台器具。请实验室更正证书。"),
        [Reason.PreviousReportLater] = (
            "Certificate {0} names {1} as its previous report, which is of a later calibration. Ask its laboratory for a corrected certificate.",
            "证书 {0} 所列的前一份报告 {1} 的校准日期反而更晚。请实验室更正证书。"),
    };
}
