namespace CarbonMeter.Records;

/// <summary>How a record stands to what is known of its meter's chain before it; record.md rule 4.</summary>
public enum ChainVerdict
{
    /// <summary>It follows its predecessor in every respect.</summary>
    Linked = 0,
    /// <summary>The meter's first record, counting from zero.</summary>
    First = 1,
    /// <summary>The predecessor is not known. No reason to refuse, but it has to be shown.</summary>
    Gap = 2,
    /// <summary>Its sequence is not above the known one: a repetition or a fork, which its hash tells apart.</summary>
    NotAfter = 3,
    /// <summary>It names another predecessor than the one known.</summary>
    WrongPreviousHash = 4,
    /// <summary>Its boot count is below its predecessor's.</summary>
    BootCountFell = 5,
    /// <summary>Its event counter is below its predecessor's.</summary>
    EventCounterFell = 6,
    /// <summary>It has other channels than its predecessor, or only one of them has a gas register.</summary>
    ChannelsChanged = 7,
    /// <summary>Its registers are not its predecessor's plus its intervals.</summary>
    RegistersDisagree = 8,
    /// <summary>The meaning of its gas register changed, and the parameter set did not.</summary>
    GasReferenceChanged = 9,
}

/// <summary>Judges whether a decoded record continues its meter's chain; record.md rule 4. Pure.</summary>
public static class ChainJudge
{
    /// <summary>Judges against the whole latest record known and its hash; both null where none is.</summary>
    public static ChainVerdict Judge(MeterRecord? previous, byte[]? previousHash, MeterRecord next)
    {
        if (previous is null || previousHash is null) return Judge(null, next);
        return Judge(ChainState.After(previous, previousHash), next);
    }

    /// <summary>Judges against the state after the latest record known; null where none is.</summary>
    public static ChainVerdict Judge(ChainState? previous, MeterRecord next)
    {
        Require.NotNull(next, nameof(next));
        if (previous is null)
        {
            if (next.Sequence != 1) return ChainVerdict.Gap;
            return RegistersFollow(null, null, next) ? ChainVerdict.First : ChainVerdict.RegistersDisagree;
        }
        if (next.Sequence <= previous.Sequence) return ChainVerdict.NotAfter;
        if (next.Sequence != previous.Sequence + 1) return ChainVerdict.Gap;
        if (!RecordHash.AreEqual(next.PreviousHash, previous.Hash)) return ChainVerdict.WrongPreviousHash;
        if (next.BootCount < previous.BootCount) return ChainVerdict.BootCountFell;
        if (next.EventCounter < previous.EventCounter) return ChainVerdict.EventCounterFell;
        if (!SameChannels(previous.Registers, next.Registers)) return ChainVerdict.ChannelsChanged;
        if (previous.Gas is null != next.Gas is null) return ChainVerdict.ChannelsChanged;
        if (next.Gas is not null && !next.Gas.MeansTheSameAs(previous.Gas!)
            && RecordHash.AreEqual(next.ParameterSetHash, previous.ParameterSetHash)) return ChainVerdict.GasReferenceChanged;
        return RegistersFollow(previous.Registers, previous.Gas, next) ? ChainVerdict.Linked : ChainVerdict.RegistersDisagree;
    }

    private static bool SameChannels(Register[] before, Register[] after)
    {
        if (before.Length != after.Length) return false;
        for (int index = 0; index < before.Length; index++)
        {
            if (before[index].ChannelId != after[index].ChannelId) return false;
        }
        return true;
    }

    private static bool RegistersFollow(Register[]? before, GasRegister? gasBefore, MeterRecord next)
    {
        Interval[]? intervals = next is IntervalRecord run ? run.Intervals : null;
        for (int channel = 0; channel < next.Registers.Length; channel++)
        {
            Register from = before is null ? new Register() : before[channel];
            if (!RegisterFollows(from, intervals, channel, next.Registers[channel])) return false;
        }
        return next.Gas is null || GasFollows(gasBefore ?? new GasRegister(), intervals, next.Gas);
    }

    // Sixty intervals add at most 2.4e14 to registers of at most 4e18.
    private static bool GasFollows(GasRegister before, Interval[]? intervals, GasRegister after)
    {
        long mass = before.MassMilligrams, volume = before.VolumeLitres;
        for (int index = 0; intervals is not null && index < intervals.Length; index++)
        {
            GasInterval? added = intervals[index].Gas;
            if (added is null) continue;
            if (added.MassMilligrams.IsPresent) mass += added.MassMilligrams.Value;
            if (added.VolumeLitres.IsPresent) volume += added.VolumeLitres.Value;
        }
        return mass == after.MassMilligrams && volume == after.VolumeLitres;
    }

    // Not Register.Add, which throws at the bound: what is judged here comes from outside. Sixty intervals add at most
    // 2.4e14 mWh and 4.8e14 mg to registers of at most 4e18, so nothing leaves a long.
    private static bool RegisterFollows(Register before, Interval[]? intervals, int channel, Register after)
    {
        long import = before.ImportMilliwattHours, export = before.ExportMilliwattHours, reactive = before.ReactiveMillivarHours;
        long milligrams = before.CarbonMilligrams, nanograms = before.CarbonRemainderNanograms;
        for (int index = 0; intervals is not null && index < intervals.Length; index++)
        {
            ChannelInterval added = intervals[index].Channels[channel];
            import += added.ImportMilliwattHours;
            export += added.ExportMilliwattHours;
            reactive += added.ReactiveMillivarHours;
            nanograms += added.CarbonNanograms;
            long whole = nanograms / Register.NanogramsPerMilligram;
            milligrams += whole;
            nanograms -= whole * Register.NanogramsPerMilligram;
        }
        return import == after.ImportMilliwattHours && export == after.ExportMilliwattHours
            && reactive == after.ReactiveMillivarHours && milligrams == after.CarbonMilligrams
            && nanograms == after.CarbonRemainderNanograms;
    }
}
