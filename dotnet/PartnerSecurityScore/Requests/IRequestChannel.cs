using System.Collections.Generic;
using PartnerSecurityScore.Answers;

namespace PartnerSecurityScore.Requests;

/// <summary>A session, and the way its requests take to Graph.</summary>
internal interface IRequestChannel
{
    /// <summary>Who is signed in.</summary>
    AuthContext Context { get; }

    /// <summary>Graph's URL, without a slash at its end.</summary>
    string GraphEndpoint { get; }

    /// <summary>Sends one request and waits for its answer.</summary>
    /// <param name="target">Which request.</param>
    /// <param name="headers">The headers that come from PowerShell, not checked yet; several lines may have one name.</param>
    /// <param name="body">JSON text, or null for none.</param>
    /// <param name="isTraced">Whether the answer has to tell of each HTTP exchange.</param>
    /// <returns>The answer, whatever its status.</returns>
    GraphResponse Send(RequestTarget target, IEnumerable<KeyValuePair<string, string>> headers, string? body, bool isTraced);
}
