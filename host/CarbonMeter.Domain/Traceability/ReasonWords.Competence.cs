using System.Collections.Generic;
using CarbonMeter.Domain.Traceability.Judging;

namespace CarbonMeter.Domain.Traceability;

// Checks 11 to 13, 20 and 21.
public static partial class ReasonWords
{
    private static Dictionary<string, (string English, string Chinese)> Competence => new()
    {
        [Reason.Accredited] = ("Every laboratory was accredited for what it calibrated.", "各实验室在校准时均具备相应的认可范围。"),
        [Reason.NationalInstitute] = ("{0} is a national institute, and the register lists no limits of its competence.", "{0} 为国家计量院,台账中未列其能力限制。"),
        [Reason.LaboratoryNotStated] = (
            "Certificate {0} states no laboratory code (laboratory: {1}). Ask the laboratory for a certificate with its code.",
            "证书 {0} 未写明实验室代码(实验室:{1})。请实验室出具带代码的证书。"),
        [Reason.LaboratoryUnknown] = (
            "Certificate {0} is by laboratory {1}, which is not in the register. Enter it with its accreditation.",
            "证书 {0} 由实验室 {1} 出具,该实验室不在台账中。请录入其认可信息。"),
        [Reason.ScopeUnitUnknown] = (
            "Certificate {0}: the range of {1} in the register has unit {2}, which does not fit. Correct the laboratory's entry.",
            "证书 {0}:台账中 {1} 的范围单位为 {2},与该量不符。请更正实验室条目。"),
        [Reason.QuantityNotAccredited] = (
            "Certificate {0}: {1} is not accredited for {2:q}. Have it calibrated by a laboratory that is, or complete the register.",
            "证书 {0}:{1} 没有{2:q}的认可范围。请由具备认可的实验室校准,或补全台账。"),
        [Reason.NotAccreditedThen] = (
            "Certificate {0}: {1} was not accredited for {2:q} on all days from {3} to {4}. Have it calibrated again, or complete the register.",
            "证书 {0}:{1} 在 {3} 至 {4} 期间并非一直具备{2:q}的认可。请重新校准,或补全台账。"),
        [Reason.RangeNotAccredited] = (
            "Certificate {0} has a point at {2}, outside the range {1} is accredited for. Have it calibrated by a laboratory that is, or complete the register.",
            "证书 {0} 有一校准点 {2} 超出 {1} 的认可范围。请由具备认可的实验室校准,或补全台账。"),

        [Reason.WithinCapability] = ("No laboratory states less uncertainty than it is capable of.", "各实验室声明的不确定度均不优于其校准测量能力。"),
        [Reason.BetterThanCapability] = (
            "Certificate {0} states an uncertainty of {2} %, but {1} is accredited for no less than {3} %. Ask the laboratory for a corrected certificate.",
            "证书 {0} 声明不确定度 {2} %,而 {1} 的校准测量能力不优于 {3} %。请实验室更正证书。"),

        [Reason.MethodAllowed] = ("Every calibration was made by a method its laboratory is accredited for.", "各次校准均采用实验室认可范围内的方法。"),
        [Reason.MethodNotStated] = (
            "Certificate {0} names no method. Ask its laboratory for a certificate that does.",
            "证书 {0} 未写明校准方法。请实验室出具写明方法的证书。"),
        [Reason.MethodNotAllowed] = (
            "Certificate {0} was made by {2}; {1} may use {3}. Have it calibrated by an allowed method, or complete the register.",
            "证书 {0} 采用 {2};{1} 获准使用 {3}。请按获准的方法校准,或补全台账。"),

        [Reason.EnvironmentWithinLimits] = ("Every calibration took place in proper surroundings.", "各次校准的环境条件均在限值内。"),
        [Reason.EnvironmentNotStated] = (
            "Certificate {0} does not state the temperature of its calibration. Ask its laboratory for a certificate that does.",
            "证书 {0} 未写明校准时的温度。请实验室出具写明环境条件的证书。"),
        [Reason.EnvironmentOutside] = (
            "Certificate {0} is of a calibration at {1}; the limits are {2}. Have it calibrated again within them.",
            "证书 {0} 的校准环境为 {1};限值为 {2}。请在限值内重新校准。"),

        [Reason.EndsAtNationalStandard] = ("The chain ends at {0}.", "溯源链止于 {0}。"),
        [Reason.StandardCertificateMissing] = (
            "Certificate {0} was made with \"{2}\", whose certificate {1} is not here. Get it from the laboratory and add it.",
            "证书 {0} 所用标准器“{2}”的证书 {1} 不在本系统中。请向实验室索取并添加。"),
        [Reason.StandardUnreadable] = (
            "Certificate {0} relies on {1}, which is here but cannot be read: {2}. Get a file from the laboratory that can be.",
            "证书 {0} 依赖的 {1} 无法读取:{2}。请向实验室索取可读取的文件。"),
        [Reason.StandardWithoutCertificate] = (
            "Certificate {0} was made with \"{1}\", but does not cite that standard's certificate. Ask its laboratory for a certificate that does.",
            "证书 {0} 使用了标准器“{1}”,但未引用其证书。请实验室出具引用上级证书的证书。"),
        [Reason.ChainStops] = (
            "The chain stops at certificate {0}: it names no standard, and {1} is no national institute. Ask the laboratory what it traces to.",
            "溯源链止于证书 {0}:未列出标准器,而 {1} 不是国家计量院。请向实验室核实其溯源。"),
        [Reason.Circle] = (
            "The chain goes in a circle: certificate {0} relies on {1}, which relies on it. Ask both laboratories.",
            "溯源链成环:证书 {0} 依赖 {1},而后者又依赖前者。请向两家实验室核实。"),
        [Reason.ChainTooLong] = (
            "The chain of certificate {0} has more than {1} certificates, and was followed no further. Ask its laboratory for a shorter way to a national standard.",
            "证书 {0} 的溯源链超过 {1} 份证书,未再追溯。请实验室提供更短的溯源途径。"),
        [Reason.TwoPaths] = (
            "Certificate {0} cites two standards for {1:q}, {2} and {3}, and does not say which it is traced by. Ask its laboratory for a certificate that names one.",
            "证书 {0} 就{1:q}引用了两个标准器 {2} 和 {3},未说明溯源于哪一个。请实验室出具只引用一个的证书。"),
    };
}
