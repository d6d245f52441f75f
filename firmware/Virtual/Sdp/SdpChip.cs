namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// An SDP8xx or SDP3x behind its bus. Its scale holds at 966 mbar: at another absolute pressure it shows proportionally more or
/// less. Not modelled: averaging, mass-flow compensation, triggered measurement, sleep, the reset by general call.
/// </summary>
public sealed class SdpChip : SensirionChip
{
    /// <summary>The address of an SDP800 or SDP810.</summary>
    public const byte BusAddress = 0x25;

    /// <summary>From power until it answers, ms.</summary>
    public const int StartUpMs = 25;

    private const int ReplyMs = 1, FirstFigureMs = 8;
    private const double ScalePascals = 96_600;

    private bool _isRunning, _isIdentityPrepared;
    private long _figuresFromMs;

    /// <summary>A chip of 500 Pa with 60 counts a pascal, or of 125 Pa with 240.</summary>
    public SdpChip(VirtualClock clock, GasState gas, SeededRandom random, int countsPerPascal = 60, byte address = BusAddress)
        : base(clock, gas, address, random, StartUpMs, noiseSteps: 2) => CountsPerPascal = countsPerPascal;

    /// <summary>What it says one pascal is, counts.</summary>
    public int CountsPerPascal { get; set; }

    /// <summary>First half of the product number: 0x0302 SDP8xx, 0x0301 SDP3x.</summary>
    public int Family { get; set; } = 0x0302;

    /// <summary>Whether it runs continuously.</summary>
    public bool IsRunning => _isRunning;

    /// <summary>Starts it was given while it ran, which its data sheet forbids.</summary>
    public int StartsWhileRunning { get; private set; }

    /// <inheritdoc/>
    protected override bool TryDo(int command, int argument)
    {
        bool isIdentityPrepared = _isIdentityPrepared;
        _isIdentityPrepared = command == 0x367C;
        switch (command)
        {
            case 0x3FF9:
                _isRunning = false;
                BeBusy(1);
                return true;
            case 0x3603 or 0x3608 or 0x3615 or 0x361E:
                if (_isRunning)
                {
                    StartsWhileRunning++;
                    return false;
                }
                _isRunning = true;
                _figuresFromMs = Clock.NowMs + FirstFigureMs;
                return true;
            case 0x367C: return !_isRunning;
            case 0xE102 when isIdentityPrepared: return Reply(ReplyMs, Family, 0x0A01, 0, 1, 2, 3);
            default: return false;
        }
    }

    /// <inheritdoc/>
    protected override int[]? TakeReply()
    {
        if (!_isRunning) return base.TakeReply();
        if (Clock.NowMs < _figuresFromMs) return null;
        double shownPascals = Gas.DifferentialPressureMillipascals / 1000.0 * Gas.PressurePascals / ScalePascals;
        int[] words = Convert(short.MinValue, short.MaxValue, shownPascals * CountsPerPascal, Gas.Celsius * 200);
        return [words[0], words[1], CountsPerPascal];
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        base.Forget();
        _isRunning = false;
    }
}
