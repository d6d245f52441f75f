using System;
using CarbonMeter.Units;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace CarbonMeter.Firmware.App;

/// <summary>The processor: its restart, and what it knows of its memory and buses.</summary>
internal sealed class Esp32Board : IBoard
{
    private readonly I2cPort?[] _buses;
    private readonly RestartMark _mark;

    public Esp32Board(I2cPort?[] buses, RestartMark mark)
    {
        _buses = buses;
        _mark = mark;
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _mark.Set();
        Power.RebootDevice();
    }

    /// <inheritdoc/>
    public void Read(BoardFigures figures)
    {
        figures.FreeHeapBytes = Reading.Of(nanoFramework.Runtime.Native.GC.Run(false));
        NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out uint _, out uint free, out uint largest);
        figures.FreeNativeBytes = Reading.Of(free);
        figures.LargestNativeBlockBytes = Reading.Of(largest);
        long faults = 0, recoveries = 0;
        for (int i = 0; i < _buses.Length; i++)
        {
            I2cPort? bus = _buses[i];
            if (bus == null) continue;
            faults += bus.Faults;
            recoveries += bus.Recoveries;
        }
        figures.BusFaults = Reading.Of(faults);
        figures.BusRecoveries = Reading.Of(recoveries);
    }
}

