using System;
using System.IO;
using System.Text;
using System.Threading;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Reads what the backend writes to its standard error, so that it can't block on it, and keeps the end: the one line
/// of a crash, or why the system could not load it. On a thread of its own, as the read of a pipe would hold one of
/// the pool's for good.
/// </summary>
internal sealed class ErrorOutput
{
    private const int Kept = 512;

    private readonly Stream stream;
    private readonly Thread thread;
    private readonly StringBuilder text = new();

    internal ErrorOutput(Stream stream)
    {
        this.stream = stream;
        thread = new Thread(Read, 128 * 1024) { IsBackground = true, Name = "PartnerSecurityScore backend's errors" };
        thread.Start();
    }

    /// <returns>The last line once all was read, or empty text.</returns>
    internal string LastLine(int withinMilliseconds)
    {
        if (!thread.Join(withinMilliseconds))
        {
            return string.Empty;
        }

        var lines = text.ToString().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? string.Empty : lines[lines.Length - 1].Trim();
    }

    private void Read()
    {
        var buffer = new byte[1024];
        try
        {
            while (stream.Read(buffer, 0, buffer.Length) is var count and > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));
                text.Remove(0, Math.Max(0, text.Length - Kept));
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // It has ended, and nothing more comes.
        }
    }
}
