using System;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Sessions;

/// <summary>Answers the backend's requests for signatures with the key of a session's certificate.</summary>
internal static class SignatureRequest
{
    /// <param name="request">The params of session/sign.</param>
    /// <exception cref="InvalidOperationException">The session no longer exists or has no key.</exception>
    internal static byte[] Answer(PropertyDictionary request)
    {
        var session = SessionTable.Find(request["session"] as string ?? string.Empty)
            ?? throw new InvalidOperationException("the session was signed out");
        return session.Sign(request["algorithm"] as string ?? string.Empty, Convert.FromBase64String(request["data"] as string ?? string.Empty));
    }
}
