using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability;

/// <summary>
/// The reasons of a <see cref="SignatureVerdict"/>: keys, and the sentences they stand for. {0}, {1}, {2} are the verdict's
/// arguments: names, serial numbers, times (UTC) and names of elements.
/// </summary>
public static class SignatureReasons
{
    /// <summary>Valid, and every authority on the way has a revocation list that covers the time of signing.</summary>
    public const string Holds = "signature-holds";
    /// <summary>Valid, but authorities ({0}) have no revocation list here.</summary>
    public const string HoldsWithoutList = "signature-holds-without-list";

    /// <summary>Invalid: the file is not XML this program reads ({0}: why).</summary>
    public const string Unreadable = "signature-unreadable";
    /// <summary>Invalid: there is no signature.</summary>
    public const string Missing = "signature-missing";
    /// <summary>Invalid: there is more than one.</summary>
    public const string Several = "signature-several";
    /// <summary>Invalid: it does not stand directly in the certificate's outermost element.</summary>
    public const string Misplaced = "signature-misplaced";
    /// <summary>Invalid: it has a part ({0}) that is not accepted.</summary>
    public const string FormRefused = "signature-form-refused";
    /// <summary>Invalid: it uses an algorithm ({0}) that is not accepted.</summary>
    public const string AlgorithmRefused = "signature-algorithm-refused";
    /// <summary>Invalid: it refers to something ({0}) other than this certificate and its own properties.</summary>
    public const string RefersElsewhere = "signature-refers-elsewhere";
    /// <summary>Invalid: an attribute of the xml namespace ({0}) is inherited by a signed part.</summary>
    public const string AttributeInherited = "signature-attribute-inherited";
    /// <summary>Invalid: properties such as the time of signing are there but not signed.</summary>
    public const string PropertiesNotSigned = "signature-properties-not-signed";
    /// <summary>Invalid: the content is not what was signed.</summary>
    public const string ContentChanged = "signature-content-changed";
    /// <summary>Invalid: the properties are not what was signed.</summary>
    public const string PropertiesChanged = "signature-properties-changed";
    /// <summary>Invalid: not made with the key of the signer ({0}), or what it covers was changed.</summary>
    public const string WrongKey = "signature-wrong-key";
    /// <summary>Invalid: the properties do not name the signer's X.509 certificate, or name one that is not there.</summary>
    public const string SignerNotNamed = "signature-signer-not-named";
    /// <summary>Invalid: signed (at {0}) after the host received it (at {1}).</summary>
    public const string SignedAfterReceipt = "signature-after-receipt";
    /// <summary>Cannot tell: no time of signing with a time zone is stated.</summary>
    public const string TimeMissing = "signature-time-missing";

    /// <summary>Cannot tell: the laboratory is not in the register.</summary>
    public const string LaboratoryUnknown = "signature-laboratory-unknown";
    /// <summary>Invalid: the signer ({0}) does not sign for the laboratory ({1}).</summary>
    public const string OtherLaboratory = "signature-other-laboratory";
    /// <summary>Cannot tell: the signer ({0}) chains to no trusted authority.</summary>
    public const string NoTrustedAuthority = "signature-no-trusted-authority";
    /// <summary>Invalid: an authority on the way ({0}) is trusted no more.</summary>
    public const string Distrusted = "signature-distrusted";
    /// <summary>Invalid: an X.509 certificate ({0}) of the chain is not in order ({1}: what).</summary>
    public const string ChainBroken = "signature-chain-broken";
    /// <summary>Invalid: an X.509 certificate ({0}) was not in force when it was signed ({1} to {2}).</summary>
    public const string NotInForce = "signature-not-in-force";
    /// <summary>Invalid: the signer's X.509 certificate ({0}) is not for signing documents.</summary>
    public const string KeyUsage = "signature-key-usage";
    /// <summary>Invalid: an X.509 certificate ({0}) was revoked (on {1}) before it signed.</summary>
    public const string Revoked = "signature-revoked";
    /// <summary>Cannot tell: the key ({0}) was stolen later ({1}), and nothing proves that the signature is older.</summary>
    public const string KeyStolenLater = "signature-key-stolen-later";
    /// <summary>Cannot tell: the revocation lists of {0} do not cover the time of signing ({1}).</summary>
    public const string ListOutdated = "signature-list-outdated";
    /// <summary>Cannot tell: {0} has no revocation list here, and one is required.</summary>
    public const string ListMissing = "signature-list-missing";
    /// <summary>Cannot tell: something in the trust store cannot be read ({0}).</summary>
    public const string TrustUnreadable = "signature-trust-unreadable";

    /// <summary>English and Chinese sentences by key.</summary>
    public static IReadOnlyDictionary<string, (string English, string Chinese)> Words { get; } =
        new Dictionary<string, (string English, string Chinese)>
        {
            [Holds] = ("The signature is intact and by a signer of the laboratory.", "签名完好,签名者属于该实验室。"),
            [HoldsWithoutList] = (
                "The signature is intact and by a signer of the laboratory; no revocation list of {0} is known here.",
                "签名完好,签名者属于该实验室;此处没有 {0} 的证书吊销列表。"),
            [Unreadable] = ("The file cannot be read: {0}", "无法读取文件:{0}"),
            [Missing] = ("The certificate bears no signature.", "证书没有签名。"),
            [Several] = ("The certificate bears more than one signature; exactly one is accepted.", "证书有多个签名;只接受一个签名。"),
            [Misplaced] = (
                "The signature does not stand directly in the certificate's outermost element.", "签名不在证书最外层元素之下。"),
            [FormRefused] = ("The signature has a part that is not accepted: {0}.", "签名含有不被接受的部分:{0}。"),
            [AlgorithmRefused] = ("The signature uses an algorithm that is not accepted: {0}.", "签名使用了不被接受的算法:{0}。"),
            [RefersElsewhere] = (
                "The signature refers to something other than this certificate: {0}.", "签名所指的不是本证书:{0}。"),
            [AttributeInherited] = (
                "A signed part inherits the attribute {0}, on which canonical forms differ.", "被签部分继承了属性 {0},各规范化形式对此不一致。"),
            [PropertiesNotSigned] = ("The properties of the signature, its time among them, are not signed.", "签名的属性(包括签名时间)未被签名。"),
            [ContentChanged] = ("The certificate was changed after it was signed.", "证书在签名之后被改动。"),
            [PropertiesChanged] = (
                "The properties of the signature were changed after it was made.", "签名的属性在签名之后被改动。"),
            [WrongKey] = ("The signature was not made with the key of {0}, or was changed since.", "签名不是用 {0} 的密钥生成的,或事后被改动。"),
            [SignerNotNamed] = (
                "The signed properties do not name an X.509 certificate that comes with the signature.", "被签属性没有指明随签名所附的 X.509 证书。"),
            [SignedAfterReceipt] = (
                "The certificate says it was signed at {0}, but was received at {1}.", "证书声称签名于 {0},但收到时间是 {1}。"),
            [TimeMissing] = ("The signature states no time of signing with a time zone.", "签名没有给出带时区的签名时间。"),
            [LaboratoryUnknown] = ("The laboratory is not in the register.", "实验室不在登记册中。"),
            [OtherLaboratory] = ("{0} does not sign for the laboratory {1}.", "{0} 不是实验室 {1} 的签名者。"),
            [NoTrustedAuthority] = (
                "{0} chains to no authority that is trusted here.", "{0} 的证书链未到达此处信任的机构。"),
            [Distrusted] = ("{0} is trusted no more.", "{0} 已不再受信任。"),
            [ChainBroken] = ("The X.509 certificate of {0} is not in order: {1}.", "{0} 的 X.509 证书有误:{1}。"),
            [NotInForce] = (
                "The X.509 certificate of {0} is in force from {1} to {2}, not when it was used.", "{0} 的 X.509 证书有效期为 {1} 至 {2},使用时不在有效期内。"),
            [KeyUsage] = ("The X.509 certificate of {0} is not for signing documents.", "{0} 的 X.509 证书不可用于签署文件。"),
            [Revoked] = ("The X.509 certificate of {0} was revoked on {1}, before it signed.", "{0} 的 X.509 证书已于 {1}(签名之前)被吊销。"),
            [KeyStolenLater] = (
                "The key of {0} was reported stolen as of {1}; nothing here proves that the signature is older.",
                "{0} 的密钥被报告自 {1} 起失窃;此处无法证明签名早于该时间。"),
            [ListOutdated] = (
                "The revocation lists of {0} do not cover the time of signing, {1}; add a newer one.", "{0} 的吊销列表未覆盖签名时间 {1};请添加更新的列表。"),
            [ListMissing] = ("No revocation list of {0} is known here; add one.", "此处没有 {0} 的吊销列表;请添加。"),
            [TrustUnreadable] = ("The trust store holds something that cannot be read: {0}.", "信任库中有无法读取的内容:{0}。"),
        };
}
