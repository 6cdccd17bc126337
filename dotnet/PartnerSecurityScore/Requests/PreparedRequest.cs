using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using PartnerSecurityScore.Backend;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// A request as the backend would send it, for callers that need it before it is sent: the check of the user's headers,
/// -WhatIf, a user's step, or another module.
/// </summary>
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

    /// <summary>The headers from PowerShell, without those that only the backend sets.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Gets a request from the backend in the form in which the backend would send it.</summary>
    /// <param name="graphEndpoint">
    /// The URL of Graph, without a trailing slash. If no one is signed in, it is empty and the prepared URL starts with its path.
    /// </param>
    /// <param name="headers">The headers from PowerShell.</param>
    /// <exception cref="BackendException">
    /// The backend cannot prepare the request. For a header that cannot be sent, the code is InvalidHeader, and the message
    /// contains the header's name.
    /// </exception>
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
            throw BackendException.Unreadable(failure, asked.NothingSent, mayHaveBeenSent: false);
        }
    }
}
