using System;

namespace CarbonMeter.Domain.Ledger;

/// <summary>The store cannot be opened, read or written. The message says what failed, where, and what an operator can do.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>A failure of the store and, where there is one, what lies below it.</summary>
    public LedgerException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
