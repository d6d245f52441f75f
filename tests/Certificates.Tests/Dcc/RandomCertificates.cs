using System.Security.Cryptography;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Dcc;

/// <summary>Random certificates that can be written, from a seed; what may be absent or awkward often is.</summary>
internal sealed class RandomCertificates(int seed)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Awkward = "<>&\"'\\]]>{}éß校准Ω₂\u00A0";
    private static readonly string[] Issuers = ["manufacturer", "calibrationLaboratory", "customer", "owner", "other"];
    private static readonly string[] Units = [@"\ampere", @"\volt", @"\kilo\watt\hour", @"\percent", @"\one", @"\degreecelsius"];
    private readonly Random _random = new(seed);

    internal Certificate Next()
    {
        var from = Day();
        return new Certificate
        {
            Hash = [],
            Id = Text(),
            SchemaVersion = DccWriter.SchemaVersion,
            PerformedFrom = from,
            PerformedTo = from.AddDays(_random.Next(10)),
            IssuedOn = Maybe(Day),
            ValidUntil = Maybe(Day),
            PreviousReport = Reference(),
            LaboratoryCode = MaybeText(),
            LaboratoryName = Text(),
            CountryCode = $"{(char)('A' + _random.Next(26))}{(char)('A' + _random.Next(26))}",
            ResponsiblePersons = Some(1, 3, _ => Text()),
            Items = Some(1, 3, _ => new CalibratedItem(Text(), MaybeText(), Some(1, 3, _ => Identification()))),
            Statements = Some(0, 3, _ => Statement()),
            Methods = Some(0, 3, index => $"{Text()} {index}"),
            Standards = Some(0, 3, index => new UsedStandard($"{Text()} {index}", MaybeText(), MaybeText(), Some(0, 3, _ => Identification()), Reference())),
            Tables = Some(0, 4, _ => Table()),
            Environment = Some(0, 3, index => Condition(index switch { 0 => Quantities.Temperature, 1 => Quantities.RelativeHumidity, _ => Word() }, Coin(), Unit())),
            Meter = Coin() ? new MeterBinding(Word(), HashBytes(), HashBytes(), "cm 1." + Word()) : null,
            IsDemonstration = Coin(),
        };
    }

    private CertificateStatement Statement() => new(
        string.Join(' ', Some(0, 2, _ => "basic_" + Word())), MaybeBoolean(), Some(0, 2, _ => Text()), MaybeText(), MaybeBoolean());

    private CalibrationTable Table()
    {
        int count = _random.Next(1, 6);
        var conditions = Some(0, 3, index => (Quantity: Word() + index, IsRange: Coin(), HasOneUnit: Coin(), Unit: Unit()));
        return new CalibrationTable(Coin() ? Quantities.ActiveEnergy : "", _random.Next(9), (AdjustmentStatus)_random.Next(3), Unit(), Unit(),
            Some(count, count, _ => new CalibrationPoint(Number(), Number(), 0.001m + Math.Abs(Small()), 1 + Math.Abs(Small() % 5),
                [.. conditions.Select(each => Condition(each.Quantity, each.IsRange, each.HasOneUnit ? each.Unit : Unit()))])));
    }

    private Condition Condition(string quantity, bool isRange, string unit)
    {
        var from = Small();
        return new Condition(quantity, from, isRange ? from + Math.Abs(Small()) : from, unit);
    }

    private CertificateReference? Reference()
    {
        if (Coin()) return null;
        var (procedure, size) = _random.Next(4) switch { 0 => ("SHA-256", 32), 1 => ("SHA-384", 48), 2 => ("SHA-512", 64), _ => ("MD5", 0) };
        return new CertificateReference(Text(), procedure, size == 0 || Coin() ? null : Bytes(size));
    }

    private Identification Identification() => new(Issuers[_random.Next(Issuers.Length)], Text());

    private decimal Number() => _random.Next(3) == 0
        ? new decimal(_random.Next(), _random.Next(), _random.Next(), Coin(), (byte)_random.Next(29))
        : Small();

    private decimal Small() => new(_random.Next(1_000_000), 0, 0, Coin(), (byte)_random.Next(7));

    private DateOnly Day() => new DateOnly(1990, 1, 1).AddDays(_random.Next(30_000));

    private string Unit() => Units[_random.Next(Units.Length)];

    private string Word() => new([.. Enumerable.Range(0, _random.Next(1, 12)).Select(_ => Letters[_random.Next(Letters.Length)])]);

    private string Text() => Coin() ? Word()
        : Word() + string.Concat(Enumerable.Range(0, _random.Next(8)).Select(_ => _random.Next(4) switch
        {
            0 => Awkward[_random.Next(Awkward.Length)].ToString(),
            1 => " \t\n\r"[_random.Next(4)].ToString(),
            2 => "\U0001F50C",
            _ => Word(),
        })) + Word();

    private string? MaybeText() => Coin() ? Text() : null;

    private bool? MaybeBoolean() => _random.Next(3) switch { 0 => true, 1 => false, _ => null };

    private DateOnly? Maybe(Func<DateOnly> make) => Coin() ? make() : null;

    private T[] Some<T>(int least, int most, Func<int, T> make) => [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(make)];

    private bool Coin() => _random.Next(2) == 0;

    private byte[] HashBytes() => Bytes(SHA256.HashSizeInBytes);

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
