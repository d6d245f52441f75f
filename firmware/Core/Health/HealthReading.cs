using System.Text;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Health;

/// <summary>The health of a meter as it stands in its live reading (docs/formats/topics.md). Allocated once, filled again and again.</summary>
internal sealed class HealthReading
{
    /// <summary>What the board knows of itself.</summary>
    public BoardFigures Board { get; } = new BoardFigures();

    /// <summary>Who keeps the network; null where nobody does.</summary>
    public NetworkKeeper? Network { get; set; }

    /// <summary>Time since boot, ms.</summary>
    public long UptimeMs { get; set; }

    /// <summary>Starts of the processor, from 1.</summary>
    public long Boots { get; set; }

    /// <summary>Readings of the front end that failed.</summary>
    public long SampleFaults { get; set; }

    /// <summary>Writes of the journal that failed or read back differently.</summary>
    public long StorageFaults { get; set; }

    /// <summary>Events nobody will hear of.</summary>
    public long EventsLost { get; set; }

    /// <summary>Connections to the host that were lost or never came about.</summary>
    public long LinkFailures { get; set; }

    /// <summary>Messages on the command topic that no authority signed.</summary>
    public long CommandsNotBelieved { get; set; }

    /// <summary>Appends the member "health" to a JSON object that has members already.</summary>
    public void Write(StringBuilder json)
    {
        json.Append(",\"health\":{\"uptimeMs\":").Append(UptimeMs.ToString());
        Member(json, "boots", Boots);
        Member(json, "sampleFaults", SampleFaults);
        Member(json, "storageFaults", StorageFaults);
        Member(json, "eventsLost", EventsLost);
        Member(json, "linkFailures", LinkFailures);
        Member(json, "commandsNotBelieved", CommandsNotBelieved);
        if (Network != null)
        {
            Member(json, "networkLosses", Network.Losses);
            Member(json, "networkFailures", Network.Failures);
        }
        Figure(json, "freeHeapBytes", Board.FreeHeapBytes);
        Figure(json, "freeNativeBytes", Board.FreeNativeBytes);
        Figure(json, "largestNativeBlockBytes", Board.LargestNativeBlockBytes);
        Figure(json, "busFaults", Board.BusFaults);
        Figure(json, "busRecoveries", Board.BusRecoveries);
        json.Append("}");
    }

    private static void Figure(StringBuilder json, string name, Reading figure)
    {
        if (figure.IsPresent) Member(json, name, figure.Value);
    }

    private static void Member(StringBuilder json, string name, long value) =>
        json.Append(",\"").Append(name).Append("\":").Append(value.ToString());
}
