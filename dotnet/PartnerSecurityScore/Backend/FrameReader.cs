using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace PartnerSecurityScore.Backend;

/// <summary>Reads messages from the backend's output.</summary>
internal sealed class FrameReader(Stream input)
{
    private const string LengthHeader = "Content-Length:";
    private const int LongestHeader = 256;

    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    /// <returns>
    /// The bytes of the next message, or null at the end of the output. They are valid until the next call.
    /// </returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are not a frame of the protocol, or the output ends within a header line or within the JSON.
    /// </exception>
    internal ArraySegment<byte>? Read()
    {
        var length = -1;
        while (true)
        {
            var line = ReadLine();
            if (line is null)
            {
                return null;
            }

            if (line.Length == 0)
            {
                break;
            }

            if (line.StartsWith(LengthHeader, StringComparison.OrdinalIgnoreCase)
                && !int.TryParse(line.Substring(LengthHeader.Length), NumberStyles.Integer, CultureInfo.InvariantCulture, out length))
            {
                length = -1;
            }
        }

        if (length is < 0 or > Protocol.MaxFrame)
        {
            throw new InvalidDataException("a message whose length is missing, invalid or greater than 64 MiB");
        }

        return ReadContent(length);
    }

    private string? ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end && !Fill())
            {
                return line.Length == 0 ? null : throw new InvalidDataException("an incomplete message");
            }

            var next = (char)buffer[start++];
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            if (line.Append(next).Length > LongestHeader)
            {
                throw new InvalidDataException("output that the module cannot read");
            }
        }
    }

    private ArraySegment<byte> ReadContent(int length)
    {
        if (length <= end - start)
        {
            start += length;
            return new ArraySegment<byte>(buffer, start - length, length);
        }

        var message = new byte[length];
        var filled = end - start;
        Buffer.BlockCopy(buffer, start, message, 0, filled);
        start = end;
        while (filled < length)
        {
            var count = input.Read(message, filled, length - filled);
            filled += count > 0 ? count : throw new InvalidDataException("an incomplete message");
        }

        return new ArraySegment<byte>(message);
    }

    private bool Fill()
    {
        start = 0;
        end = input.Read(buffer, 0, buffer.Length);
        return end > 0;
    }
}
