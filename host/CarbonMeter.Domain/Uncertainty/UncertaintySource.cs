using System;
using System.Buffers.Binary;

namespace CarbonMeter.Domain.Uncertainty;

/// <summary>Where a part of an uncertainty comes from. Parts of one source are fully correlated, parts of two are independent.</summary>
public readonly record struct UncertaintySource(UInt128 High, UInt128 Low)
{
    /// <summary>What all stated uncertainties of emission factors share: their publisher's method.</summary>
    public static UncertaintySource EmissionFactors { get; } = new(0, 1);

    /// <summary>A certificate, by the SHA-256 of its bytes, 32 bytes.</summary>
    public static UncertaintySource OfCertificate(ReadOnlySpan<byte> hash)
    {
        Require.That(hash.Length == 32, "a certificate's hash has 32 bytes");
        return new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }
}

/// <summary>What one source adds to the standard uncertainty (k = 1) of a figure.</summary>
/// <param name="Source">The source.</param>
/// <param name="Billionths">Billionths of the figure's unit, with the sign by which the figure follows the source.</param>
public readonly record struct UncertainPart(UncertaintySource Source, Int128 Billionths);
