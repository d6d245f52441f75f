using System.Text;
using CarbonMeter.Firmware.SerialConsole;

namespace CarbonMeter.Firmware.Tests.SerialConsole;

public sealed class ImprovTests
{
    private readonly ConsoleBench _bench = new();

    [Fact]
    public void A_packet_is_framed_as_the_protocol_says()
    {
        // 'I' + 'M' + 'P' + 'R' + 'O' + 'V' is 1DD; with version, type, length and data 1E2.
        Assert.Equal("494D50524F5601010102E2", Convert.ToHexString(ImprovPacket.Encode(ImprovPacket.State, [2], 1)));
    }

    [Fact]
    public void Information_state_networks_and_names_are_answered()
    {
        Assert.Equal(["0101:02"], Answers(Command(2)));
        Assert.Equal([Result(3, "carbonmeter", "carbonmeter-0.1.0", "unknown", "virtual")], Answers(Command(3)));
        Assert.Equal([Result(4, "site 网", "-61", "YES"), Result(4)], Answers(Command(4)));
        Assert.Equal(["0201:05"], Answers(Command(5, "name")));
        Assert.Equal(["0201:02"], Answers(Command(9)));
    }

    [Fact]
    public void Wifi_is_joined_or_not_and_both_are_told()
    {
        Assert.Equal(["0201:00", "0101:03", "0201:03", "0101:02"], Answers(Command(1, "site", "wrong")));
        Assert.Equal(["0201:00", "0101:03", "0101:04", Result(1, "")], Answers(Command(1, "site", StubNetwork.Password)));
        Assert.Equal(["0101:04", Result(1, "")], Answers(Command(2)));
        Assert.Contains("state=up address=192.0.2.7", _bench.Ask("network")[0]);
        _bench.Network.Kind = NetworkKind.Ethernet;
        Assert.Equal(["0201:03"], Answers(Command(1, "site", "wrong")));
        Assert.Equal(2, _bench.Network.Joins);
    }

    [Fact]
    public void Bad_packets_are_told_and_change_nothing()
    {
        var wrong = Command(1, "site", StubNetwork.Password);
        wrong[^1] ^= 1;
        Assert.Equal(["0201:01"], Answers(wrong));
        Assert.Equal(["0201:01"], Answers(ImprovPacket.Encode(3, [1, 9, 1], 3)));
        Assert.Equal(["0201:01"], Answers(ImprovPacket.Encode(3, [1, 2, 5, 65], 4)));
        Assert.Equal(["0201:01"], Answers(ImprovPacket.Encode(3, [1], 1)));
        Assert.Empty(Answers(ImprovPacket.Encode(1, [2], 1)));
        Assert.Equal(0, _bench.Network.Joins);
    }

    [Fact]
    public void A_packet_that_never_ends_is_given_up_and_the_console_goes_on()
    {
        Assert.Empty(_bench.Send([.. "IMPROV\u0001\u0003"u8.ToArray(), 200, 1, 2, 3]));
        _bench.Run(100);
        Assert.Equal(["0201:01"], Answers([]));
        _bench.Ok("settings");
    }

    [Fact]
    public void A_packet_inside_a_line_leaves_the_line_whole()
    {
        byte[] mixed = [.. "@x set pl"u8, .. Command(2), .. "ace=IMPROVed\n"u8];
        var answer = Encoding.Latin1.GetString(_bench.Send(mixed));
        Assert.Contains("IMPROV\u0001\u0001\u0001\u0002", answer);
        Assert.Contains("!x ok", answer);
        Assert.Contains("place=IMPROVed", _bench.Ask("settings"));
    }

    [Fact]
    public void Garbage_does_no_harm()
    {
        _bench.Prepare();
        var before = _bench.Ask("settings");
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var garbage = new byte[random.Next(1, 400)];
            random.NextBytes(garbage);
            // Pieces of what means something make it likelier to come near it.
            if (round % 3 == 0 && garbage.Length > 9) "IMPROV\u0001"u8.CopyTo(garbage.AsSpan(garbage.Length - 9));
            if (round % 3 == 1 && garbage.Length > 9) "\n@9 set i"u8.CopyTo(garbage);
            _bench.Send(garbage);
        }
        _bench.Run(110);
        _bench.Send((byte)'\n');
        Assert.Equal(before, _bench.Ask("settings"));
        Assert.False(_bench.Console.Commissioning.IsSealed);
        Assert.Equal(0, _bench.Console.Overflows);
    }

    private static byte[] Data(int command, string[] strings)
    {
        byte[] text = [.. strings.Select(Encoding.UTF8.GetBytes).SelectMany(bytes => bytes.Prepend((byte)bytes.Length))];
        return [(byte)command, (byte)text.Length, .. text];
    }

    private static string Result(int command, params string[] strings)
    {
        var data = Data(command, strings);
        return $"04{data.Length:X2}:{Convert.ToHexString(data)}";
    }

    private static byte[] Command(int command, params string[] strings)
    {
        var data = Data(command, strings);
        return ImprovPacket.Encode(ImprovPacket.Command, data, data.Length);
    }

    // Each packet as type, length, colon, data; its checksum and line end are looked at here.
    private string[] Answers(byte[] packet)
    {
        var bytes = _bench.Send(packet);
        List<string> packets = [];
        for (var at = 0; at < bytes.Length;)
        {
            Assert.Equal("IMPROV\u0001"u8, bytes.AsSpan(at, 7));
            var length = bytes[at + 8];
            Assert.Equal((byte)bytes[at..(at + 9 + length)].Sum(value => value), bytes[at + 9 + length]);
            Assert.Equal((byte)'\n', bytes[at + 10 + length]);
            packets.Add($"{bytes[at + 7]:X2}{length:X2}:{Convert.ToHexString(bytes, at + 9, length)}");
            at += 11 + length;
        }
        return [.. packets];
    }
}
