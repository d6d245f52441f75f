namespace CarbonMeter.Cli;

/// <summary>What the exit code of carbonctl says.</summary>
public static class Exit
{
    /// <summary>Done; where a question was asked, the answer is yes.</summary>
    public const int Ok = 0;

    /// <summary>The answer is no: a record does not verify, a meter is not known, a message was quarantined.</summary>
    public const int No = 1;

    /// <summary>The command line or a file given cannot be used.</summary>
    public const int Input = 2;

    /// <summary>The ledger, the network or the machine failed.</summary>
    public const int Failure = 3;
}
