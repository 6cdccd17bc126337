using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Requests;

/// <summary>A request as the backend would send it, for those who have to see it before: a plan, a user's step, another module.</summary>
internal sealed class PreparedRequest
{
    private PreparedRequest(string method, string url, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        Method = method;
        Url = url;
        Headers = headers;
    }

    internal string Method { get; }

    internal string Url { get; }

    /// <summary>Those that were given and count.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <param name="command">The command that asks.</param>
    /// <param name="graphEndpoint">Without a slash at its end; empty if nobody is signed in, and the URL begins with its path.</param>
    /// <param name="target">Which request.</param>
    /// <param name="headers">The headers that come from PowerShell.</param>
    /// <exception cref="BackendException">InvalidHeader, naming the header that can't be sent.</exception>
    internal static PreparedRequest Ask(
        PSCmdlet command, string graphEndpoint, RequestTarget target, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var asked = BackendHost.Connect(command).Call(Protocol.Prepare, writer =>
        {
            writer.Property("graphEndpoint", graphEndpoint);
            target.Write(writer);
            HeaderLines.Write(writer, headers);
        });
        var result = BackendHost.Wait(asked.Completion, command, asked.Cancel);
        try
        {
            return new PreparedRequest(
                MessageReader.Text(result, "method"), MessageReader.Text(result, "url"), HeaderLines.Read(result, "headers"));
        }
        catch (InvalidDataException failure)
        {
            throw BackendException.Unreadable(failure, mayHaveBeenSent: false);
        }
    }
}
