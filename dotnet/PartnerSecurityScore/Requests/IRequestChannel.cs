using System.Collections.Generic;
using PartnerSecurityScore.Answers;

namespace PartnerSecurityScore.Requests;

/// <summary>A channel that sends requests to Graph with a session.</summary>
internal interface IRequestChannel
{
    /// <summary>The identity that is signed in.</summary>
    AuthContext Context { get; }

    /// <summary>The URL of Graph, without a trailing slash.</summary>
    string GraphEndpoint { get; }

    /// <summary>Sends one request and waits for its answer.</summary>
    /// <param name="headers">The unvalidated headers from PowerShell. A name can occur more than once.</param>
    /// <param name="body">The body as JSON text; <c>null</c> if there is none.</param>
    /// <param name="isTraced">Whether the answer must include the HTTP exchanges that the channel can observe.</param>
    /// <returns>The answer, regardless of its status.</returns>
    GraphResponse Send(RequestTarget target, IEnumerable<KeyValuePair<string, string>> headers, string? body, bool isTraced);
}
