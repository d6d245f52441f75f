using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using Dapper;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>Factor sets as bytes under their hash.</summary>
internal sealed class SqliteFactorSets(SqliteFile file) : IFactorSets
{
    public FactorSet? Find(byte[] hash) => file.Use("Reading", connection =>
        connection.QuerySingleOrDefault<byte[]>("SELECT bytes FROM factor_sets WHERE hash = @hash", new { hash }) is { } bytes
            ? KeptFactorSet.Decode(bytes)
            : null);

    public byte[] Add(byte[] bytes)
    {
        KeptFactorSet.Decode(bytes);
        byte[] hash = FactorSetCodec.Hash(bytes);
        file.Write(connection => connection.Execute(
            "INSERT INTO factor_sets(hash, bytes) VALUES (@hash, @bytes) ON CONFLICT DO NOTHING", new { hash, bytes }));
        return hash;
    }

    public IReadOnlyList<StoredFactorSet> All() => file.Use("Reading", connection => KeptFactorSet.InOrder(
        connection.Query<(byte[] Hash, byte[] Bytes)>("SELECT hash, bytes FROM factor_sets")
            .Select(row => new StoredFactorSet(row.Hash, row.Bytes, KeptFactorSet.Decode(row.Bytes)))));
}
