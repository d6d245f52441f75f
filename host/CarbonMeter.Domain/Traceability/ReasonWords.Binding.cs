using System.Collections.Generic;
using CarbonMeter.Domain.Traceability.Judging;

namespace CarbonMeter.Domain.Traceability;

// Checks 22 to 24.
public static partial class ReasonWords
{
    private static Dictionary<string, (string English, string Chinese)> Binding => new()
    {
        [Reason.ParameterSetCertified] = ("The record was made under the parameter set that was certified.", "记录使用的是已认证的参数集。"),
        [Reason.BindingNotStated] = (
            "Certificate {0} does not name meter id, parameter set, key and firmware, so no record can be tied to it. Ask its laboratory for a certificate that does.",
            "证书 {0} 未写明电表标识、参数集、密钥和固件,无法与记录绑定。请实验室出具写明这些内容的证书。"),
        [Reason.ParameterSetOther] = (
            "Certificate {0} is of parameter set {1}, the record was made under {2}. Put the certified set back, or have the meter calibrated under this one.",
            "证书 {0} 对应参数集 {1},记录使用的是 {2}。请恢复已认证的参数集,或在此参数集下重新校准。"),

        [Reason.FirmwareApproved] = ("The meter's firmware is approved.", "电表固件已获批准。"),
        [Reason.FirmwareRegisterEmpty] = (
            "No firmware is approved here yet, so nothing can be said of {0}. Enter the approved ones.",
            "本系统尚无已批准的固件,无法判定 {0}。请录入已批准的固件。"),
        [Reason.FirmwareNotApproved] = (
            "Firmware {0} is not approved. Approve it if it is the released one; else load an approved one and find out how it came there.",
            "固件 {0} 未获批准。若为正式发布版本请批准;否则请换装已批准的固件并查明来源。"),
        [Reason.FirmwareWithdrawn] = (
            "The approval of firmware {0} is withdrawn from {1} on: {2}. Load an approved one and have the meter calibrated.",
            "固件 {0} 的批准自 {1} 起撤销:{2}。请换装已批准的固件并重新校准。"),

        [Reason.KeyRegistered] = ("The record is signed with the meter's own key.", "记录由该电表自己的密钥签名。"),
        [Reason.KeyRegisterEmpty] = (
            "No key of meter {0} is registered. Enrol the one that was written down when it was commissioned.",
            "电表 {0} 没有登记密钥。请登记安装时记录的密钥。"),
        [Reason.KeyReplacedUnconfirmed] = (
            "The key of meter {0} was replaced without the word of the key before it, so certificate {1} cannot vouch for it. Have the meter calibrated again.",
            "电表 {0} 更换密钥时没有旧密钥的确认,证书 {1} 不能为其作证。请重新校准。"),
        [Reason.KeyAnnouncedByRevoked] = (
            "The key of meter {0} was announced by one that is not believed from {1} on: {2}. Certificate {3} cannot vouch for it: have the meter calibrated again.",
            "电表 {0} 的密钥由自 {1} 起不再可信的密钥宣布:{2}。证书 {3} 不能为其作证,请重新校准。"),
        [Reason.KeyNotRegistered] = (
            "The record is signed with key {1}, which is none of meter {0}'s. Find out who sent it.",
            "记录由密钥 {1} 签名,该密钥不属于电表 {0}。请查明发送者。"),
        [Reason.KeyOfOtherMeter] = (
            "Meters {0} and {1} have one key: one of them is a copy, or was enrolled wrongly. Inspect both and give each a key of its own.",
            "电表 {0} 与 {1} 使用同一密钥:其中一台系复制,或登记有误。请检查两台电表并分别配置密钥。"),
        [Reason.KeyRevoked] = (
            "The key of meter {0} is not believed from {1} on: {2}. Give the meter a new key.",
            "电表 {0} 的密钥自 {1} 起不再可信:{2}。请为电表更换密钥。"),
        [Reason.KeyNotCertified] = (
            "Certificate {0} is of a meter with key {1}, which meter {2} never had. Check that this certificate belongs to this meter.",
            "证书 {0} 对应密钥 {1} 的电表,而电表 {2} 从未有过该密钥。请核对证书是否属于本表。"),
    };
}
