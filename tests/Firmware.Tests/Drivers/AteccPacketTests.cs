using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>Framing: vectors, and what went over the wire between a host and a real ATECC508A.</summary>
public class AteccPacketTests
{
    private const string Captured = "atecc508a_snippet.csv";

    [Theory]
    [InlineData("0411", "3343")]
    [InlineData("0400", "0340")]
    [InlineData("0730000000", "035D")]
    [InlineData("071B000000", "24CD")]
    [InlineData("0741800000", "2805")]
    [InlineData("0740000000", "0005")]
    public void Crc_gives_the_known_values(string bytes, string crc)
    {
        byte[] packet = [.. Convert.FromHexString(bytes), 0, 0];
        AteccPacket.PutCrc(packet, 0, packet.Length - 2);
        Assert.Equal(bytes + crc, Convert.ToHexString(packet));
        Assert.True(AteccPacket.IsWhole(packet, 0, packet.Length) || packet[0] != packet.Length);
    }

    [Fact]
    public void Every_changed_bit_of_a_packet_is_noticed()
    {
        byte[] packet = Convert.FromHexString("04113343");
        for (int bit = 0; bit < 32; bit++)
        {
            packet[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(AteccPacket.IsWhole(packet, 0, packet.Length));
            packet[bit / 8] ^= (byte)(1 << bit % 8);
        }
        Assert.True(AteccPacket.IsWhole(packet, 0, packet.Length));
        Assert.False(AteccPacket.IsWhole([0xFF, 0xFF, 0xFF, 0xFF], 0, 4));
        Assert.False(AteccPacket.IsWhole([0x00, 0x00, 0x00, 0x00], 0, 4));
        Assert.False(AteccPacket.IsWhole([0x03, 0x00, 0x00, 0x00], 0, 4));
    }

    [Fact]
    public void Ninety_of_the_ninety_one_captured_packets_are_whole()
    {
        int whole = 0, all = 0;
        foreach (var part in CapturedI2c.Read(Captured))
        {
            if (part.Address != 0x60 || part.Bytes.Length < 4) continue;
            all++;
            int offset = part.IsRead ? 0 : 1;
            if (AteccPacket.IsWhole(part.Bytes, offset, part.Bytes.Length - offset)) whole++;
            else Assert.Equal("FC113343", Convert.ToHexString(part.Bytes)); // the first answer to a wake: its count is damaged
        }
        Assert.Equal((90, 91), (whole, all));
    }

    [Fact]
    public void Captured_commands_are_what_the_builder_builds()
    {
        int commands = 0;
        foreach (var part in CapturedI2c.Read(Captured).Where(part => part.Address == 0x60 && !part.IsRead && part.Bytes.Length > 1))
        {
            byte[] bytes = part.Bytes, data = bytes[6..^2], packet = new byte[100];
            int count = AteccPacket.Build(packet, (AteccCommand)bytes[2], bytes[3], bytes[4] | bytes[5] << 8, data, data.Length);
            Assert.Equal(bytes, packet[..count]);
            commands++;
        }
        Assert.Equal(43, commands);
    }

    [Fact]
    public void A_real_chips_answers_are_understood()
    {
        var captured = CapturedI2c.Read(Captured);
        var clock = new VirtualClock(0);
        var chip = new Atecc608(new ReplayBus(captured), 0x60, new VirtualDelay(clock));
        Assert.Equal(AteccStatus.Ok, chip.ReadRevision(out int revision));
        Assert.Equal(0x5000, revision);
        byte[] publicKey = new byte[64];
        Assert.Equal(AteccStatus.Ok, chip.ReadPublicKey(11, publicKey));
        Assert.True(P256.IsPublicKey(publicKey));
        Assert.StartsWith("0E8C52605A699286", Convert.ToHexString(publicKey));
        Assert.Equal(0, chip.FaultCount);
    }

    /// <summary>Answers each command that was captured as the real chip did, the damaged first wake included.</summary>
    private sealed class ReplayBus(List<CapturedPart> captured) : II2cBus
    {
        private readonly Queue<byte[]> _wakes = new(captured.Where(part => part.IsRead && part.Bytes.Length == 4 && part.Bytes[1] == 0x11).Select(part => part.Bytes));
        private byte[]? _answer;

        public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
        {
            if (address == 0x00)
            {
                _answer = _wakes.Dequeue();
                return false;
            }
            if (writeCount > 1)
            {
                int at = captured.FindIndex(part => !part.IsRead && part.Bytes.AsSpan().SequenceEqual(write.AsSpan(0, writeCount)));
                _answer = at < 0 ? null : captured[at + 1].Bytes;
                return at >= 0;
            }
            if (readCount == 0) return true;
            if (_answer is null) return false;
            Assert.Equal(_answer.Length, readCount);
            _answer.CopyTo(read, 0);
            return true;
        }
    }
}
