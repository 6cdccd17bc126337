using System;
using System.IO;
using System.Text;
using System.Threading;

namespace PartnerSecurityScore.Backend;

/// <summary>
/// Reads the backend's standard error, so that the backend never blocks on it, and keeps only the end of the text. The
/// text is the single line that a crash writes, or the reason why the system could not load the program. A dedicated
/// thread reads the pipe, because a blocking read would occupy a thread-pool thread permanently.
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

    /// <returns>The last line, or an empty string when there is none or the output did not end in time.</returns>
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
            // The pipe is broken or closed, so there is no more output.
        }
    }
}
