using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Storage;

/// <summary>
/// Facts as text, the form in which they are kept for ever: names here and in the facts' own members are never changed. Bytes are
/// base64 in it, decimals stand as they came.
/// </summary>
internal static class FactJson
{
    /// <summary>Every fact with the name it is kept by.</summary>
    internal static readonly (Type Type, string Name)[] Names =
    [
        (typeof(CertificateAdded), "certificateAdded"),
        (typeof(CertificateRevoked), "certificateRevoked"),
        (typeof(LaboratoryPut), "laboratoryPut"),
        (typeof(AnchorTrusted), "anchorTrusted"),
        (typeof(AnchorDistrusted), "anchorDistrusted"),
        (typeof(RevocationListAdded), "revocationListAdded"),
        (typeof(InstrumentPut), "instrumentPut"),
        (typeof(FirmwareApproved), "firmwareApproved"),
        (typeof(FirmwareWithdrawn), "firmwareWithdrawn"),
        (typeof(KeyEnrolled), "keyEnrolled"),
        (typeof(EnrolmentReceived), "enrolmentReceived"),
        (typeof(KeyRevoked), "keyRevoked"),
        (typeof(MeterOpened), "meterOpened"),
        (typeof(FactorUncertaintyStated), "factorUncertaintyStated"),
    ];

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameFacts } },
    };

    internal static string Write(TraceabilityFact fact) => JsonSerializer.Serialize(fact, s_options);

    internal static TraceabilityFact Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<TraceabilityFact>(text, s_options)!;
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException)
        {
            throw new LedgerException($"A kept fact cannot be read back ({cause.Message}): the ledger is damaged, or was written by a "
                + "newer program. Use that program, or restore a copy.", cause);
        }
    }

    private static void NameFacts(JsonTypeInfo type)
    {
        if (type.Type != typeof(TraceabilityFact)) return;
        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "fact" };
        foreach (var (fact, name) in Names) type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(fact, name));
    }
}
