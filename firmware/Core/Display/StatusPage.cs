using CarbonMeter.Firmware.Journal;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Display;

/// <summary>
/// What a meter's display shows: who it is, power and energy of all its channels together, records that wait for the host, the
/// link, the clock, and what is wrong. Composed every two seconds, sent a row at a time, so that sampling is never held up.
/// </summary>
public sealed class StatusPage
{
    private const long PeriodMs = 2000;

    private readonly ITextDisplay _display;
    private long _nextMs;

    /// <summary>A page on a display of at least 8 rows of 21 signs.</summary>
    public StatusPage(ITextDisplay display)
    {
        Require.NotNull(display, nameof(display));
        Require.InRange(display.RowCount, 8, 64, "rows of the display");
        Require.InRange(display.ColumnCount, 21, 256, "columns of the display");
        _display = display;
    }

    /// <summary>Does what is due. Without a meter: the board that has not been commissioned yet, by its name.</summary>
    public void Step(long uptimeMs, Meter? meter, string name)
    {
        if (uptimeMs >= _nextMs)
        {
            _nextMs = uptimeMs + PeriodMs;
            _display.Put(0, name);
            if (meter == null) PutNew();
            else Put(meter);
        }
        _display.Step(uptimeMs);
    }

    private void PutNew()
    {
        _display.Put(1, "NOT COMMISSIONED");
        for (int row = 2; row < 8; row++) _display.Put(row, "");
    }

    private void Put(Meter meter)
    {
        if (meter.State.Registers.Length > 0) PutElectricity(meter);
        else PutGas(meter.State);
        Put(4, "PENDING", meter.Pending.ToString());
        Put(5, "LINK", meter.LinkState == LinkState.Open ? "OPEN" : meter.LinkState == LinkState.Opening ? "OPENING" : "CLOSED");
        Put(6, "CLOCK", meter.IsClockTrusted ? "SET" : "NOT SET");
        _display.Put(7, Words(meter.Health));
    }

    private void PutElectricity(Meter meter)
    {
        MeterState state = meter.State;
        // Per channel at most 4e18 mWh: in watt-hours eight of them fit a long.
        long importWattHours = 0, exportWattHours = 0;
        for (int channel = 0; channel < state.Registers.Length; channel++)
        {
            importWattHours += (state.Registers[channel].ImportMilliwattHours + state.Open.ImportMilliwattHours[channel]) / 1000;
            exportWattHours += (state.Registers[channel].ExportMilliwattHours + state.Open.ExportMilliwattHours[channel]) / 1000;
            for (int i = 0; i < state.RunCount; i++)
            {
                importWattHours += state.Run[i].Channels[channel].ImportMilliwattHours / 1000;
                exportWattHours += state.Run[i].Channels[channel].ExportMilliwattHours / 1000;
            }
        }
        Put(1, "POWER", Power(meter.LastSample));
        Put(2, "IMPORT", Thousandths(importWattHours) + " KWH");
        Put(3, "EXPORT", Thousandths(exportWattHours) + " KWH");
    }

    private void PutGas(MeterState state)
    {
        _display.Put(1, "");
        Put(2, "CO2", state.Gas == null ? "-" : Thousandths(state.Gas.MassMilligrams / 1000) + " KG");
        _display.Put(3, "");
    }

    // No sample, no figure: an old one would pass for what is measured now.
    private static string Power(FrontEndSample? sample)
    {
        if (sample == null) return "- W";
        long milliwatts = 0;
        for (int i = 0; i < sample.ActivePowerMilliwatts.Length; i++) milliwatts += sample.ActivePowerMilliwatts[i];
        long half = milliwatts < 0 ? -500 : 500;
        return ((milliwatts + half) / 1000).ToString() + " W";
    }

    private static string Words(MeterHealth health)
    {
        switch (health)
        {
            case MeterHealth.Running: return "RUNNING";
            case MeterHealth.Starting: return "STARTING";
            case MeterHealth.KeyMissing: return "SERVICE: NO KEY";
            default: return "SERVICE: NO JOURNAL";
        }
    }

    // The name to the left, the figure to the right.
    private void Put(int row, string name, string figure)
    {
        int gap = _display.ColumnCount - name.Length - figure.Length;
        _display.Put(row, gap > 0 ? name + new string(' ', gap) + figure : figure);
    }

    private static string Thousandths(long value)
    {
        long whole = value / 1000;
        string rest = (value - whole * 1000).ToString();
        return whole.ToString() + "." + (rest.Length == 1 ? "00" : rest.Length == 2 ? "0" : "") + rest;
    }
}
