namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Keys of the reasons, as docs/formats/chain.md has them; <see cref="ReasonWords"/> has their sentences.</summary>
internal static class Reason
{
    internal const string NotJudged = "not-judged";

    internal const string HashAsCited = "hash-as-cited";
    internal const string CitationWithoutHash = "citation-without-hash";
    internal const string CitationOtherBytes = "citation-other-bytes";
    internal const string StoredBytesChanged = "stored-bytes-changed";

    internal const string ItemMatches = "item-matches";
    internal const string InstrumentUnknown = "instrument-unknown";
    internal const string ItemWithoutSerial = "item-without-serial";
    internal const string ItemDiffers = "item-differs";
    internal const string StandardNotComparable = "standard-not-comparable";
    internal const string StandardDiffers = "standard-differs";

    internal const string IdUnique = "id-unique";
    internal const string IdSharedUnproven = "id-shared-unproven";
    internal const string IdShared = "id-shared";

    internal const string NotSuperseded = "not-superseded";
    internal const string Revoked = "revoked";
    internal const string StandardRevokedBeforeUse = "standard-revoked-before-use";
    internal const string StandardSuperseded = "standard-superseded";
    internal const string PreviousReportOfOtherItem = "previous-report-of-other-item";
    internal const string PreviousReportLater = "previous-report-later";

    internal const string StandardsInForce = "standards-in-force";
    internal const string StandardValidityNotStated = "standard-validity-not-stated";
    internal const string StandardExpired = "standard-expired";
    internal const string StandardCalibratedLater = "standard-calibrated-later";

    internal const string DatesInOrder = "dates-in-order";
    internal const string PerformedBackwards = "performed-backwards";
    internal const string IssuedBeforePerformed = "issued-before-performed";
    internal const string SignedBeforePerformed = "signed-before-performed";
    internal const string DatedInFuture = "dated-in-future";

    internal const string InValidity = "in-validity";
    internal const string NoCertificate = "no-certificate";
    internal const string ValidityNotStated = "validity-not-stated";
    internal const string BeforeCalibration = "before-calibration";
    internal const string Expired = "expired";

    internal const string NotOpened = "not-opened";
    internal const string Opened = "opened";
    internal const string FirmwareChanged = "firmware-changed";

    internal const string CadencePlausible = "cadence-plausible";
    internal const string OneCalibrationTwoPeriods = "one-calibration-two-periods";
    internal const string SameResultsOtherDays = "same-results-other-days";

    internal const string Accredited = "accredited";
    internal const string NationalInstitute = "national-institute";
    internal const string LaboratoryNotStated = "laboratory-not-stated";
    internal const string LaboratoryUnknown = "laboratory-unknown";
    internal const string ScopeUnitUnknown = "scope-unit-unknown";
    internal const string QuantityNotAccredited = "quantity-not-accredited";
    internal const string NotAccreditedThen = "not-accredited-then";
    internal const string RangeNotAccredited = "range-not-accredited";

    internal const string WithinCapability = "within-capability";
    internal const string BetterThanCapability = "better-than-capability";

    internal const string MethodAllowed = "method-allowed";
    internal const string MethodNotStated = "method-not-stated";
    internal const string MethodNotAllowed = "method-not-allowed";

    internal const string UnitsMatch = "units-match";
    internal const string UnitUnknown = "unit-unknown";
    internal const string UnitWrong = "unit-wrong";
    internal const string QuantityNotCalibratedAbove = "quantity-not-calibrated-above";

    internal const string RangeCovered = "range-covered";
    internal const string UseNotStated = "use-not-stated";
    internal const string UseUnitUnknown = "use-unit-unknown";
    internal const string RangeNotStated = "range-not-stated";
    internal const string QuantityNotCalibrated = "quantity-not-calibrated";
    internal const string OutsideCalibratedRange = "outside-calibrated-range";
    internal const string StandardOutsideRange = "standard-outside-range";

    internal const string UncertaintyGrows = "uncertainty-grows";
    internal const string UncertaintyBetween = "uncertainty-between";
    internal const string UncertaintyShrinks = "uncertainty-shrinks";
    internal const string UncertaintyTooLargeForClass = "uncertainty-too-large-for-class";
    internal const string UncertaintyNotComparable = "uncertainty-not-comparable";
    internal const string UncertaintyUnusable = "uncertainty-unusable";

    internal const string WithinClass = "within-class";
    internal const string NoClassClaimed = "no-class-claimed";
    internal const string DecisionRuleNotStated = "decision-rule-not-stated";
    internal const string DecisionRuleUnknown = "decision-rule-unknown";
    internal const string OutsideClass = "outside-class";
    internal const string DeclaredNotConforming = "declared-not-conforming";

    internal const string DriftWithinBudget = "drift-within-budget";
    internal const string FirstCalibration = "first-calibration";
    internal const string DriftAdjusted = "drift-adjusted";
    internal const string AsLeftMissing = "as-left-missing";
    internal const string DriftNotAdjusted = "drift-not-adjusted";
    internal const string DriftFound = "drift-found";
    internal const string StandardDriftFound = "standard-drift-found";

    internal const string CorrectionBound = "correction-bound";
    internal const string NoCertificateBefore = "no-certificate-before";
    internal const string AdjustedWithoutNewSet = "adjusted-without-new-set";
    internal const string NewSetWithoutAdjustment = "new-set-without-adjustment";

    internal const string EnvironmentWithinLimits = "environment-within-limits";
    internal const string EnvironmentNotStated = "environment-not-stated";
    internal const string EnvironmentOutside = "environment-outside";

    internal const string EndsAtNationalStandard = "ends-at-national-standard";
    internal const string StandardCertificateMissing = "standard-certificate-missing";
    internal const string StandardUnreadable = "standard-unreadable";
    internal const string StandardWithoutCertificate = "standard-without-certificate";
    internal const string ChainStops = "chain-stops";
    internal const string Circle = "circle";
    internal const string ChainTooLong = "chain-too-long";
    internal const string TwoPaths = "two-paths";

    internal const string ParameterSetCertified = "parameter-set-certified";
    internal const string BindingNotStated = "binding-not-stated";
    internal const string ParameterSetOther = "parameter-set-other";

    internal const string FirmwareApproved = "firmware-approved";
    internal const string FirmwareRegisterEmpty = "firmware-register-empty";
    internal const string FirmwareNotApproved = "firmware-not-approved";
    internal const string FirmwareWithdrawn = "firmware-withdrawn";

    internal const string KeyRegistered = "key-registered";
    internal const string KeyRegisterEmpty = "key-register-empty";
    internal const string KeyReplacedUnconfirmed = "key-replaced-unconfirmed";
    internal const string KeyAnnouncedByRevoked = "key-announced-by-revoked";
    internal const string KeyNotRegistered = "key-not-registered";
    internal const string KeyOfOtherMeter = "key-of-other-meter";
    internal const string KeyRevoked = "key-revoked";
    internal const string KeyNotCertified = "key-not-certified";

    /// <summary>What a check says that found nothing wrong.</summary>
    internal static string WhereAllIsWell(ChainCheck check) => check switch
    {
        ChainCheck.HashAsCited => HashAsCited,
        ChainCheck.Signature => SignatureReasons.Holds,
        ChainCheck.ItemIdentity => ItemMatches,
        ChainCheck.UniqueId => IdUnique,
        ChainCheck.NotSuperseded => NotSuperseded,
        ChainCheck.ParentInForce => StandardsInForce,
        ChainCheck.DatesInOrder => DatesInOrder,
        ChainCheck.RecordInValidity => InValidity,
        ChainCheck.NotOpenedSince => NotOpened,
        ChainCheck.PlausibleCadence => CadencePlausible,
        ChainCheck.Accredited => Accredited,
        ChainCheck.WithinCapability => WithinCapability,
        ChainCheck.MethodAllowed => MethodAllowed,
        ChainCheck.UnitsMatch => UnitsMatch,
        ChainCheck.RangeCovered => RangeCovered,
        ChainCheck.UncertaintyGrows => UncertaintyGrows,
        ChainCheck.WithinClass => WithinClass,
        ChainCheck.DriftWithinBudget => DriftWithinBudget,
        ChainCheck.CorrectionApplied => CorrectionBound,
        ChainCheck.EnvironmentWithinLimits => EnvironmentWithinLimits,
        ChainCheck.EndsAtNationalStandard => EndsAtNationalStandard,
        ChainCheck.ParameterSetBound => ParameterSetCertified,
        ChainCheck.FirmwareApproved => FirmwareApproved,
        _ => KeyRegistered,
    };
}
