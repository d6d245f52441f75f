using System.Collections.Generic;
using System.Threading;

namespace CarbonMeter.Mqtt.Endpoint;

/// <summary>The open connections, as many as allowed. Looking at all of them takes no lock and delays nobody.</summary>
internal sealed class ConnectionSlots(int connectionsMax)
{
    private readonly MqttSession?[] _sessions = new MqttSession?[connectionsMax];
    private readonly Stack<int> _free = new();
    private readonly Lock _gate = new();
    private int _used;

    /// <summary>Slots taken now.</summary>
    public int Count
    {
        get { lock (_gate) return _used - _free.Count; }
    }

    public bool TryTake(out int slot)
    {
        lock (_gate)
        {
            if (_free.TryPop(out slot)) return true;
            slot = _used;
            if (_used == _sessions.Length) return false;
            _used++;
            return true;
        }
    }

    public void Set(int slot, MqttSession session) => Volatile.Write(ref _sessions[slot], session);

    public void Free(int slot)
    {
        Volatile.Write(ref _sessions[slot], null);
        lock (_gate) _free.Push(slot);
    }

    public IEnumerable<MqttSession> All()
    {
        int used = Volatile.Read(ref _used);
        for (int slot = 0; slot < used; slot++)
            if (Volatile.Read(ref _sessions[slot]) is { } session) yield return session;
    }
}
