using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace CarbonMeter.Domain.Traceability;

/// <summary>Puts the facts about authorities in order: of one trusted, distrusted and trusted again the last word counts.</summary>
internal sealed class TrustFold
{
    private readonly List<(byte[] Hash, byte[] Der)> _anchors = [];
    private readonly List<byte[]> _distrusted = [];
    private readonly List<byte[]> _lists = [];

    /// <summary>Whether the fact is about authorities.</summary>
    internal bool Learn(TraceabilityFact fact)
    {
        switch (fact)
        {
            case AnchorTrusted trusted:
                byte[] hash = SHA256.HashData(trusted.CertificateDer);
                Remove(hash);
                _anchors.Add((hash, trusted.CertificateDer));
                return true;
            case AnchorDistrusted distrusted:
                Remove(distrusted.CertificateHash);
                _distrusted.Add(distrusted.CertificateHash);
                return true;
            case RevocationListAdded added:
                if (!_lists.Exists(list => list.AsSpan().SequenceEqual(added.ListDer))) _lists.Add(added.ListDer);
                return true;
            default:
                return false;
        }
    }

    internal TrustStore Store() => new([.. _anchors.Select(anchor => anchor.Der)], [.. _lists]) { Distrusted = [.. _distrusted] };

    private void Remove(byte[] hash)
    {
        _anchors.RemoveAll(anchor => anchor.Hash.AsSpan().SequenceEqual(hash));
        _distrusted.RemoveAll(one => one.AsSpan().SequenceEqual(hash));
    }
}
