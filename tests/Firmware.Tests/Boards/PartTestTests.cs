using CarbonMeter.Boards;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Boards;

/// <summary>The self-test of every board, its drivers over models of its parts.</summary>
public class PartTestTests
{
    public static TheoryData<string> Boards => BoardWorld.Names;

    [Theory, MemberData(nameof(Boards))]
    public void Every_part_that_has_a_driver_is_found(string name)
    {
        var bench = new Bench(name);
        bench.SetUp();
        bench.Run(20);
        Assert.Equal(bench.Board.Parts.Where(part => part.Kind != BoardPartKind.Ssd1306).Select(part => part.Name), bench.Answers.Keys);
        Assert.All(bench.Answers, answer => Assert.Equal("", answer.Value));
    }

    [Theory, MemberData(nameof(Boards))]
    public void Each_part_that_is_taken_off_is_named_and_no_other(string name)
    {
        foreach (var part in BoardWorld.Read(name).Parts.Where(part => part.Kind != BoardPartKind.Ssd1306 && part.ChipSelectPin == Board.None))
        {
            var bench = new Bench(name);
            bench.SetUp();
            bench.Run(20);
            bench.World.Bus(part.Bus).At((byte)part.Address).IsUnplugged = true;
            bench.Run(120);
            Assert.Equal(PartTest.NoAnswer, bench.Answers[part.Name]);
            Assert.All(bench.Answers.Where(answer => answer.Key != part.Name), answer => Assert.Equal("", answer.Value));
        }
    }

    [Fact]
    public void A_new_board_says_what_is_still_to_be_done()
    {
        var bench = new Bench("stack");
        var answers = bench.Answers;
        Assert.StartsWith("it is not locked yet", answers[NameOf(BoardPartKind.Atecc608)], StringComparison.Ordinal);
        Assert.StartsWith("it has stood still", answers[NameOf(BoardPartKind.Ds3231)], StringComparison.Ordinal);
        Assert.StartsWith("no figure yet", answers[NameOf(BoardPartKind.Sdp3x)], StringComparison.Ordinal);
        Assert.Equal("", answers[NameOf(BoardPartKind.Mb85rc256)]);

        string NameOf(BoardPartKind kind) => bench.Board.Parts.Single(part => part.Kind == kind).Name;
    }

    [Fact]
    public void The_words_fit_a_console_line()
    {
        foreach (string name in Boards.Select(row => row.Data))
            Assert.All(new Bench(name).Answers.Values, words => Assert.All(words, letter => Assert.InRange(letter, ' ', '~')));
    }

    private sealed class Bench
    {
        private readonly VirtualClock _clock = new(BoardWorld.Start);
        private readonly BoardAssembly _assembly;
        private readonly SensorReading _figures = new();

        public Bench(string name)
        {
            Board = BoardWorld.Read(name);
            World = new VirtualBoard(Board, _clock, 7);
            World.Supply(true);
            _assembly = new BoardAssembly(Board, World, new VirtualDelay(_clock), 1000);
        }

        public Board Board { get; }

        public VirtualBoard World { get; }

        public Dictionary<string, string> Answers
        {
            get
            {
                var answers = new Dictionary<string, string>();
                for (int i = 0; i < _assembly.Test.Count; i++)
                {
                    bool isWell = _assembly.Test.TryTest(i, out string words);
                    Assert.Equal(isWell, words.Length == 0);
                    answers.Add(_assembly.Test.PartName(i), words);
                }
                return answers;
            }
        }

        public void SetUp()
        {
            if (_assembly.Clock is { } clock) Assert.True(clock.TrySet(_clock.NowMs));
            if (_assembly.SecureElement is not { } element) return;
            var provisioning = new AteccProvisioning(element);
            provisioning.Prepare();
            Assert.Equal(AteccLockOutcome.Locked, provisioning.Lock(provisioning.Confirmation()!));
        }

        public void Run(int seconds)
        {
            for (int i = 0; i < seconds * 50; i++)
            {
                foreach (var sensor in _assembly.Sensors) sensor.Step(_clock.UptimeMs, _figures);
                _clock.Advance(20);
            }
        }
    }
}
