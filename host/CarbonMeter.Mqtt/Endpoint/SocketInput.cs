using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;

namespace CarbonMeter.Mqtt.Endpoint;

/// <summary>
/// What a plain socket receives, in one piece, taken from the system when it is asked for. A connection waits with a small
/// buffer of its own, so that a record that comes alone costs one call; what does not fit goes into a rented one.
/// </summary>
internal sealed class SocketInput : PipeReader, IValueTaskSource<ReadResult>, IDisposable
{
    // Most records fit; ten thousand idle meters hold twenty megabytes.
    private const int OwnBytes = 2 * 1024;
    private const int RentedBytesMin = 16 * 1024;

    private readonly Socket _socket;
    private readonly Receiver _receiver;
    private readonly byte[] _own = GC.AllocateUninitializedArray<byte>(OwnBytes);
    private ManualResetValueTaskSourceCore<ReadResult> _source;
    private byte[] _buffer;
    private int _start, _examined, _end;
    private bool _isFilled, _isCompleted;
    private volatile bool _isCanceled;
    private int _waits;

    internal SocketInput(Socket socket)
    {
        _socket = socket;
        _buffer = _own;
        _receiver = new Receiver(this);
    }

    /// <summary>What has been received and not consumed, as soon as it holds more than was examined; empty and completed at the end.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_examined < _end || _isCompleted || _isCanceled) return new(Result());
        MakeRoom();
        // A buffer that was not filled took all there was: the next call to the system may as well be the one that waits.
        if (!_isFilled) return ReceiveAsync();
        if (TryReceive()) return new(Result());
        MakeRoom();
        return ReceiveAsync();
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _start = consumed.GetInteger();
        _examined = examined.GetInteger();
    }

    /// <summary>Ends a read that waits, or the next one, with what there is. There is no reading after it.</summary>
    public override void CancelPendingRead()
    {
        _isCanceled = true;
        if (Interlocked.Exchange(ref _waits, 0) == 1) _source.SetResult(new ReadResult(default, isCanceled: true, isCompleted: false));
    }

    public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

    public override void Complete(Exception? exception = null) => Dispose();

    /// <summary>Call it when the socket is closed.</summary>
    public void Dispose()
    {
        _isCompleted = true;
        // While the system may still write into it, a rented buffer is not given back.
        if (!_receiver.IsPending) ReturnRented();
        _receiver.Dispose();
    }

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private ReadResult Result() =>
        new(new ReadOnlySequence<byte>(_buffer, _start, _end - _start), _isCanceled, _isCompleted);

    private void MakeRoom()
    {
        int left = _end - _start;
        if (left == 0 && !_isFilled)
        {
            ReturnRented();
        }
        else if (_isFilled && _buffer == _own || left == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(RentedBytesMin, 2 * left));
            _buffer.AsSpan(_start, left).CopyTo(larger);
            ReturnRented();
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(_start, left).CopyTo(_buffer);
        }
        _start = 0;
        _examined = _end = left;
    }

    private void ReturnRented()
    {
        if (_buffer != _own) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = _own;
    }

    private bool TryReceive()
    {
        int sizeBytes = _socket.Receive(_buffer.AsSpan(_end), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            _isFilled = false;
            return false;
        }
        Take(sizeBytes, error);
        return true;
    }

    private ValueTask<ReadResult> ReceiveAsync()
    {
        _source.Reset();
        Volatile.Write(ref _waits, 1);
        if (!_receiver.Start(_buffer.AsMemory(_end)))
        {
            Volatile.Write(ref _waits, 0);
            Take(_receiver.BytesTransferred, _receiver.SocketError);
            return new(Result());
        }
        // Cancelled before there was anything to cancel: whoever takes the wait back completes it.
        if (_isCanceled) CancelPendingRead();
        return new(this, _source.Version);
    }

    private void Take(int sizeBytes, SocketError error)
    {
        if (error != SocketError.Success) throw new SocketException((int)error);
        _end += sizeBytes;
        _isFilled = _end == _buffer.Length;
        _isCompleted |= sizeBytes == 0;
    }

    private void Received()
    {
        if (Interlocked.Exchange(ref _waits, 0) == 0) return; // cancelled
        ReadResult result;
        try
        {
            Take(_receiver.BytesTransferred, _receiver.SocketError);
            result = Result();
        }
        catch (SocketException broken)
        {
            _source.SetException(broken);
            return;
        }
        _source.SetResult(result);
    }

    private sealed class Receiver(SocketInput input) : SocketAsyncEventArgs(true)
    {
        internal bool IsPending { get; private set; }

        /// <summary>False where it is done already.</summary>
        internal bool Start(Memory<byte> room)
        {
            SetBuffer(room);
            IsPending = true;
            if (input._socket.ReceiveAsync(this)) return true;
            IsPending = false;
            return false;
        }

        protected override void OnCompleted(SocketAsyncEventArgs e)
        {
            IsPending = false;
            input.Received();
        }
    }
}
