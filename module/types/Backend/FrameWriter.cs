using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;

namespace PartnerSecurityScore;

/// <summary>Puts messages into the backend's input, each in one write.</summary>
internal sealed class FrameWriter(Stream output)
{
    private static readonly UTF8Encoding Utf8 = new(false);

    private readonly object gate = new();
    private volatile bool isClosed;

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

    /// <summary>Waits as long as the backend does not read.</summary>
    /// <param name="frame">The frame, which is zeros once it was written.</param>
    /// <param name="withinMilliseconds">How long to wait while another frame is being written.</param>
    /// <param name="mayBegin">Asked when no other frame is being written; where it says no, nothing is.</param>
    /// <returns>False if another frame was being written for all of that time.</returns>
    /// <exception cref="IOException">The backend no longer reads.</exception>
    /// <exception cref="ObjectDisposedException">Its input is closed.</exception>
    internal bool TryWrite(byte[] frame, int withinMilliseconds = Timeout.Infinite, Func<bool>? mayBegin = null)
    {
        if (!Monitor.TryEnter(gate, withinMilliseconds))
        {
            return false;
        }

        try
        {
            if (isClosed)
            {
                throw new ObjectDisposedException(nameof(FrameWriter));
            }

            if (mayBegin is null || mayBegin())
            {
                output.Write(frame, 0, frame.Length);
                output.Flush();
            }

            return true;
        }
        finally
        {
            Monitor.Exit(gate);

            // The message may hold a token.
            Array.Clear(frame, 0, frame.Length);
        }
    }

    /// <summary>
    /// Closes the backend's input between two writes: where a pipe is disposed just as a write to it begins, that write
    /// never comes back. One that is under way for longer leaves the pipe open, and is the last.
    /// </summary>
    internal void Close(int withinMilliseconds)
    {
        isClosed = true;
        if (Monitor.TryEnter(gate, withinMilliseconds))
        {
            try
            {
                output.Dispose();
            }
            catch (IOException)
            {
                // What is left of an earlier write goes nowhere any more.
            }
            finally
            {
                Monitor.Exit(gate);
            }
        }
    }
}
