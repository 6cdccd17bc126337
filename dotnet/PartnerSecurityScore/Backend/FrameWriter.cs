using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Writes messages to the backend's input, each in a single write. A caller never waits for a backend that does not
/// read. The caller writes a frame itself if the pipe is guaranteed to have room for it, which avoids waking a thread.
/// All other frames are queued for a dedicated thread.
/// </summary>
/// <param name="output">The backend's input.</param>
/// <param name="onFailure">
/// Called when a frame could not be written, with the frame's call or null. Never called on the thread that called
/// <see cref="Write"/>.
/// </param>
internal sealed class FrameWriter(Stream output, Action<PendingCall?> onFailure)
{
    /// <summary>
    /// The pipe capacity in bytes that all operating systems guarantee. Pipes on Windows are the smallest.
    /// </summary>
    private const int PipeSize = 4096;

    private static readonly UTF8Encoding Utf8 = new(false);

    private readonly object gate = new();
    private readonly Queue<KeyValuePair<byte[], PendingCall?>> queue = new();
    private Thread? thread;
    private long written;
    private long read;
    private bool isWriting;
    private bool isClosed;

    /// <returns>The message as a frame.</returns>
    /// <exception cref="BackendException">The message exceeds the size limit.</exception>
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

    /// <summary>Writes a frame, or queues it. Does nothing when the writer is closed.</summary>
    /// <param name="frame">The frame's bytes, which are cleared after the write.</param>
    /// <param name="call">
    /// The call that the frame starts. If the call is dropped before the write, nothing is written.
    /// </param>
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

    /// <summary>
    /// Records that the backend has answered a call, and therefore has read everything up to the end of that call's
    /// frame.
    /// </summary>
    internal void Answered(PendingCall call)
    {
        lock (gate)
        {
            read = Math.Max(read, call.FrameEnd);
        }
    }

    /// <summary>
    /// Closes the backend's input between two writes, because a write that begins while the pipe is being disposed
    /// never returns. If a write does not finish within the time limit, the pipe stays open, and no other write
    /// follows.
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
                    // The backend no longer reads, so the rest of an earlier write is lost.
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

    /// <returns>
    /// False when the frame could not be written, because the backend no longer reads or its input is closed. True when
    /// the frame was written, or when its call was dropped.
    /// </returns>
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
            // The frame can contain a token.
            Array.Clear(frame, 0, frame.Length);
            lock (gate)
            {
                isWriting = false;
                Monitor.PulseAll(gate);
            }
        }
    }
}
