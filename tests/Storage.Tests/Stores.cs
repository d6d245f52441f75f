using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Storage.Memory;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Storage.Tests;

public sealed class SqliteLedgerTests : LedgerContract
{
    protected override IStoreUnderTest Open(LedgerLimits? limits = null) => new SqliteUnderTest(limits);
}

public sealed class SqliteRegistryTests : RegistryContract
{
    protected override IStoreUnderTest Open() => new SqliteUnderTest();
}

public sealed class MemoryLedgerTests : LedgerContract
{
    protected override IStoreUnderTest Open(LedgerLimits? limits = null) => new MemoryUnderTest(limits);
}

public sealed class MemoryRegistryTests : RegistryContract
{
    protected override IStoreUnderTest Open() => new MemoryUnderTest();
}

public sealed class SqliteBindingTests : BindingContract
{
    protected override IStoreUnderTest Open() => new SqliteUnderTest();
}

public sealed class MemoryBindingTests : BindingContract
{
    protected override IStoreUnderTest Open() => new MemoryUnderTest();
}

public sealed class SqliteAsOfTests : AsOfContract
{
    protected override IStoreUnderTest Open() => new SqliteUnderTest();
}

public sealed class MemoryAsOfTests : AsOfContract
{
    protected override IStoreUnderTest Open() => new MemoryUnderTest();
}

public sealed class SqliteGasTests : GasContract
{
    protected override IStoreUnderTest Open() => new SqliteUnderTest();
}

public sealed class MemoryGasTests : GasContract
{
    protected override IStoreUnderTest Open() => new MemoryUnderTest();
}

public sealed class SqliteTraceabilityTests : TraceabilityContract
{
    protected override IStoreUnderTest Open() => new SqliteUnderTest();
}

public sealed class MemoryTraceabilityTests : TraceabilityContract
{
    protected override IStoreUnderTest Open() => new MemoryUnderTest();
}

public sealed class SqliteJudgedSeriesTests : JudgedSeriesContract
{
    protected override IStoreUnderTest Open() => new SqliteUnderTest();
}

public sealed class MemoryJudgedSeriesTests : JudgedSeriesContract
{
    protected override IStoreUnderTest Open() => new MemoryUnderTest();
}

public sealed class SqliteKeyTests : KeyContract
{
    protected override IStoreUnderTest Open() => new SqliteUnderTest();
}

public sealed class MemoryKeyTests : KeyContract
{
    protected override IStoreUnderTest Open() => new MemoryUnderTest();
}

internal sealed class MemoryUnderTest : IStoreUnderTest
{
    private readonly MemoryLedger _ledger;
    private readonly MemoryTraceability _traceability;

    public MemoryUnderTest(LedgerLimits? limits = null)
    {
        Registry = new MemoryRegistry(fact => _traceability!.Append([fact], TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        _ledger = new MemoryLedger(Registry, limits: limits);
        _traceability = new MemoryTraceability(_ledger);
    }

    public ILedger Ledger => _ledger;
    public ILedgerQueries Queries => _ledger;
    public ITraceabilityFacts Facts => _traceability;
    public IVerdicts Verdicts => _traceability;
    public IRegistry Registry { get; }
    public IFactorSets FactorSets { get; } = new MemoryFactorSets();

    public void Dispose()
    {
    }
}

/// <summary>A SQLite store in a folder of its own that goes with it.</summary>
internal sealed class SqliteUnderTest : IStoreUnderTest
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public SqliteUnderTest(LedgerLimits? limits = null)
    {
        try
        {
            _store = SqliteStore.Open(_folder.File("ledger.db"), null, limits);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    public ILedger Ledger => _store.Ledger;
    public ILedgerQueries Queries => _store.Queries;
    public IRegistry Registry => _store.Registry;
    public IFactorSets FactorSets => _store.FactorSets;
    public ITraceabilityFacts Facts => _store.Facts;
    public IVerdicts Verdicts => _store.Verdicts;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}

/// <summary>A folder that is removed at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("carbonmeter-").FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
