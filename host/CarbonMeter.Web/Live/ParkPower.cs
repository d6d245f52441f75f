using System;
using System.Collections.Generic;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Web.Api;

namespace CarbonMeter.Web.Live;

/// <summary>
/// Sums power by role under the convention of <see cref="ParkTree"/>: positive flows into the node, so generation is negative.
/// A role none of whose meters read has no power, which is not the same as zero.
/// </summary>
internal sealed class ParkPower
{
    private long? _gridImport, _gridExport, _pv, _wind, _chp, _green, _charge, _discharge, _load;

    internal void Add(Node node, long milliwatts)
    {
        long into = Math.Max(milliwatts, 0), outOf = Math.Max(-milliwatts, 0);
        switch (node.Role)
        {
            case NodeRole.GridConnection:
                _gridImport = (_gridImport ?? 0) + into;
                _gridExport = (_gridExport ?? 0) + outOf;
                break;
            case NodeRole.Storage:
                _charge = (_charge ?? 0) + into;
                _discharge = (_discharge ?? 0) + outOf;
                break;
            case NodeRole.Pv: _pv = (_pv ?? 0) + outOf; break;
            case NodeRole.Wind: _wind = (_wind ?? 0) + outOf; break;
            case NodeRole.Chp: _chp = (_chp ?? 0) + outOf; break;
            case NodeRole.Load: _load = (_load ?? 0) + into; break;
            default: break;
        }
        if (node.IsGreen && ParkTree.Generates(node.Role)) _green = (_green ?? 0) + outOf;
    }

    internal ParkLiveAnswer Answer(string parkId, long atUnixMs, int freshSeconds, IReadOnlyList<string> silent,
        IReadOnlyList<GasLiveAnswer> gas) =>
        new(parkId, atUnixMs, freshSeconds, _gridImport, _gridExport, _pv, _wind, _chp, _green, _charge, _discharge, _load,
            silent, gas);
}
