using System.Collections.Concurrent;
using System.Threading;

namespace CarbonMeter.Mqtt.Endpoint;

/// <summary>
/// Sends what other threads have left with sessions. A committed group acknowledges on hundreds of sessions at once: they
/// share one hop to the thread pool, and whatever is added to a session before its turn leaves in the same write.
/// </summary>
internal sealed class FlushQueue : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<MqttSession> _sessions = new();
    private int _running;

    public void Add(MqttSession session)
    {
        _sessions.Enqueue(session);
        if (Interlocked.Exchange(ref _running, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        do
        {
            while (_sessions.TryDequeue(out var session)) session.FlushQueued();
            Interlocked.Exchange(ref _running, 0);
        }
        // One more look: an Add between the last dequeue and the line above found us running and left it to us.
        while (!_sessions.IsEmpty && Interlocked.Exchange(ref _running, 1) == 0);
    }
}
