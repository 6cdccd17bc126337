using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Puts messages into the backend's input, each in one write, and never makes a caller wait for a backend that does not
/// read. A frame that the pipe is sure to have room for is written by its caller, which saves waking a thread; all others
/// are queued for a thread of the writer's own.
/// </summary>
/// <param name="output">The backend's input.</param>
/// <param name="onFailure">Called on another thread than the caller's when a frame could not be written, with its call.</param>
internal sealed class FrameWriter(Stream output, Action<PendingCall?> onFailure)
{
    /// <summary>Bytes that the pipe of every system holds; Windows' is the smallest.</summary>
    private const int PipeSize = 4096;

    private static readonly UTF8Encoding Utf8 = new(false);

    private readonly object gate = new();
    private readonly Queue<KeyValuePair<byte[], PendingCall?>> queue = new();
    private Thread? thread;
    private long written;
    private long read;
    private bool isWriting;
    private bool isClosed;

    /// <returns>The bytes of the message's frame.</returns>
    /// <exception cref="BackendException">The message is too large.</exception>
    internal static byte[] FrameOf(string message)
    {
        var length = Utf8.GetByteCount(message);
        if (length > Protocol.MaxFrame)
        {
            throw BackendException.RequestTooLarge();
        }

        var header = "Content-Length: " + length.ToString(CultureInfo.InvariantCulture) + "\r\n\r\n";
        var frame = new byte[header.Length + length];
        Utf8.GetBytes(header, 0, header.Length, frame, 0);
        Utf8.GetBytes(message, 0, message.Length, frame, header.Length);
        return frame;
    }

    /// <param name="frame">The frame, which is zeros once it was written.</param>
    /// <param name="call">The call that it begins; where that was dropped before its turn came, nothing is written.</param>
    internal void Write(byte[] frame, PendingCall? call = null)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return;
            }

            if (isWriting || queue.Count > 0 || written - read + frame.Length > PipeSize)
            {
                queue.Enqueue(new KeyValuePair<byte[], PendingCall?>(frame, call));
                if (thread is null)
                {
                    thread = new Thread(WriteQueue, 128 * 1024) { IsBackground = true, Name = "PartnerSecurityScore backend's input" };
                    thread.Start();
                }

                Monitor.PulseAll(gate);
                return;
            }

            isWriting = true;
        }

        if (!TryPut(frame, call))
        {
            ThreadPool.QueueUserWorkItem(_ => onFailure(call));
        }
    }

    /// <summary>The backend has answered the call, so it has read all that was written up to there.</summary>
    internal void Answered(PendingCall call)
    {
        lock (gate)
        {
            read = Math.Max(read, call.FrameEnd);
        }
    }

    /// <summary>
    /// Closes the backend's input between two writes: where a pipe is disposed just as a write to it begins, that write
    /// never comes back. One that is under way for longer leaves the pipe open, and is the last.
    /// </summary>
    internal void Close(int withinMilliseconds)
    {
        lock (gate)
        {
            isClosed = true;
            queue.Clear();
            Monitor.PulseAll(gate);
            if (!isWriting || (Monitor.Wait(gate, withinMilliseconds) && !isWriting))
            {
                try
                {
                    output.Dispose();
                }
                catch (IOException)
                {
                    // What is left of an earlier write goes nowhere any more.
                }
            }
        }
    }

    private void WriteQueue()
    {
        while (true)
        {
            KeyValuePair<byte[], PendingCall?> next;
            lock (gate)
            {
                while (!isClosed && (isWriting || queue.Count == 0))
                {
                    Monitor.Wait(gate);
                }

                if (isClosed)
                {
                    return;
                }

                next = queue.Dequeue();
                isWriting = true;
            }

            if (!TryPut(next.Key, next.Value))
            {
                onFailure(next.Value);
            }
        }
    }

    /// <returns>False if the backend no longer reads.</returns>
    private bool TryPut(byte[] frame, PendingCall? call)
    {
        try
        {
            if (call is null || call.TryBegin())
            {
                written += frame.Length;
                if (call is not null)
                {
                    call.FrameEnd = written;
                }

                output.Write(frame, 0, frame.Length);
                output.Flush();
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            // The message may hold a token.
            Array.Clear(frame, 0, frame.Length);
            lock (gate)
            {
                isWriting = false;
                Monitor.PulseAll(gate);
            }
        }
    }
}
