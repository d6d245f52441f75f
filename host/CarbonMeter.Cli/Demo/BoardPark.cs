using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Boards;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Web;

namespace CarbonMeter.Cli.Demo;

/// <summary>
/// A park of one virtual meter of each board, each with the drivers and the models of its own parts. Loads, sun and gas are sums of
/// sines, so the same day is always the same. A row holds the power of every channel, board after board.
/// </summary>
public sealed class BoardPark : DemoPark
{
    private const int Minute = 60;
    private const int PollMs = 5000;
    private const long DayMs = 86_400_000;
    private const string Park = "boards", NationalFactors = "CN-IM-2022";

    private readonly IReadOnlyList<Board> _boards;
    private readonly IReadOnlyList<BoardMeter> _meters;
    private readonly int[] _firstChannel;

    /// <summary>Makes the meters and registers park, nodes and meters with the host. They have no power yet.</summary>
    public BoardPark(IReadOnlyList<Board> boards, CarbonMeterHost host, byte[] authorityPublicKey, long startUnixMs)
    {
        _boards = boards;
        _firstChannel = [.. boards.Select((_, i) => boards.Take(i).Sum(board => board.Channels.Length))];
        _meters = [.. boards.Select((board, index) => Make(board, index, host, authorityPublicKey, startUnixMs))];
        host.Store.Registry.Put(new Park(Park, "Boards", 0));
        for (var i = 0; i < boards.Count; i++) Register(host, boards[i], _meters[i]);
    }

    /// <inheritdoc/>
    public override string ParkId => Park;

    /// <inheritdoc/>
    public override string FactorSet => NationalFactors;

    /// <inheritdoc/>
    public override int RowSeconds => Minute;

    /// <inheritdoc/>
    public override IReadOnlyList<RunningMeter> Running => _meters;

    /// <summary>The boards of a list of names, or all.</summary>
    /// <exception cref="InputException">There is no such board.</exception>
    public static IReadOnlyList<Board> BoardsOf(string names)
    {
        if (names == "all") return BuiltInBoards.All();
        var found = names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(BuiltInBoards.Find).ToList();
        if (found.Count == 0) throw new InputException("--boards: all, or names with commas between; carbonctl board list tells them.");
        if (found.DistinctBy(board => board.Name).Count() < found.Count) throw new InputException("--boards: a name stands twice.");
        return found;
    }

    /// <summary>The rows of some days from a moment on, unix s.</summary>
    public static List<ProfileRow> Rows(IReadOnlyList<Board> boards, long fromUnixSeconds, int days)
    {
        var channels = boards.SelectMany(board => board.Channels).ToList();
        var rows = new List<ProfileRow>(days * 1440);
        for (long at = fromUnixSeconds; at < fromUnixSeconds + days * 86_400L; at += Minute)
            rows.Add(new ProfileRow(at, [.. channels.Select((channel, i) => Milliwatts(channel, i, at))]));
        return rows;
    }

    /// <inheritdoc/>
    public override void Load(int meterIndex, ProfileRow row, long atMs)
    {
        var world = _meters[meterIndex].World;
        for (var i = 0; i < _boards[meterIndex].Channels.Length; i++) world.SetPower(i, row.Milliwatts[_firstChannel[meterIndex] + i]);
        SetGas(world.Gas, _boards[meterIndex], atMs / 1000);
    }

    /// <inheritdoc/>
    public override void Unload(int meterIndex, long atMs)
    {
        for (var i = 0; i < _boards[meterIndex].Channels.Length; i++) _meters[meterIndex].World.SetPower(i, 0);
    }

    // Whole multiples of 48 mW, so that on 48 V a whole number of mA carries them.
    private static long Milliwatts(BoardChannel channel, int index, long unixSeconds)
    {
        var hour = unixSeconds % 86_400 / 3600.0;
        var wave = Math.Sin(2 * Math.PI * (hour / 24 * 5 + index * 0.37));
        var watts = channel.Role switch
        {
            BoardRole.Pv => hour is > 6 and < 18 ? -1500 * Math.Sin(Math.PI * (hour - 6) / 12) : 0,
            BoardRole.Storage => hour is > 9 and < 15 ? 600 : hour is > 18 and < 23 ? -600 : 0,
            BoardRole.GridConnection => 3000 + 1200 * wave,
            _ => 900 + 500 * wave,
        };
        return (long)Math.Round(watts * 1000 / 48) * 48;
    }

    // A duct breathes with the process behind it; a room with the people in it.
    private static void SetGas(GasState gas, Board board, long unixSeconds)
    {
        if (board.Gas is not { } channel) return;
        var day = Math.Sin(2 * Math.PI * (unixSeconds % 86_400) / 86_400.0);
        var isDuct = channel.AreaSquareMillimetres > 0;
        gas.CarbonDioxidePpm = isDuct ? 120_000 + (int)(30_000 * day) : 700 + (int)(250 * day);
        gas.DifferentialPressureMillipascals = isDuct ? 100_000 + (int)(20_000 * day) : 0;
        gas.TemperatureMillikelvins = isDuct ? 313_150 : 295_150;
        gas.RelativeHumidityPpm = isDuct ? 50_000 : 450_000;
    }

    private static BoardMeter Make(Board board, int index, CarbonMeterHost host, byte[] authorityPublicKey, long startUnixMs)
    {
        var endPoint = host.MqttEndPoint;
        try
        {
            return new BoardMeter(new BoardMeterOptions
            {
                Board = board,
                Settings = new MeterSettings
                {
                    MeterId = board.Name,
                    FirmwareId = "carbonmeter-0.1.0+virtual",
                    PollPeriodMs = PollMs,
                    IntervalSeconds = Minute,
                    EarliestCredibleUnixMs = startUnixMs - DayMs,
                    Window = MeterSettings.WindowMax,
                    // Virtual hours pass in real milliseconds: whether an answer is late cannot be told by the meter's clock.
                    AcknowledgeTimeoutMs = 0,
                    LivePeriodMs = 0,
                    CheckpointPeriodMs = MeterSettings.FlashCheckpointPeriodMsMin,
                },
                Factors = GridFactors.Find(NationalFactors)!,
                SoftwareKey = new SoftwareSigner(VirtualPark.NewPrivateKey(), KeyClass.Development),
                AuthorityPublicKey = authorityPublicKey,
                MakeLink = () => new TcpLink(new TcpLinkOptions { MeterId = board.Name, Host = endPoint.Address.ToString(), Port = endPoint.Port }),
                StartUnixMs = startUnixMs,
                Seed = index + 1,
            });
        }
        catch (NotSupportedException error)
        {
            throw new InputException(error.Message);
        }
    }

    private static void Register(CarbonMeterHost host, Board board, BoardMeter meter)
    {
        var registry = host.Store.Registry;
        registry.Add(new Domain.Parks.Meter(board.Name, meter.PublicKey, board.Title, Minute));
        // A board without electricity hangs on a line that is not counted, so that the park knows its gas.
        if (board.Channels.Length == 0) registry.Put(new Node(Park, $"{board.Name}-gas", null, NodeRole.Feeder, board.Title, false, board.Name, 1));
        foreach (var channel in board.Channels)
        {
            var role = channel.Role == BoardRole.None ? NodeRole.Load : (NodeRole)channel.Role;
            registry.Put(new Node(Park, $"{board.Name}-{channel.Id}", null, role, $"{board.Title}, {channel.Label}",
                role is NodeRole.Pv or NodeRole.Wind, board.Name, channel.Id));
        }
    }
}
