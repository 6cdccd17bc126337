using System;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>Handles the requests that the backend sends to its client.</summary>
internal interface IBackendRequests
{
    /// <summary>
    /// Handles the message if it is a request or a notification to the client. Requests are never answered on the
    /// caller's thread.
    /// </summary>
    /// <param name="message">Any message from the backend.</param>
    /// <param name="reply">Sends the response.</param>
    /// <returns>Whether the message was handled.</returns>
    bool TryHandle(PropertyDictionary message, Action<string> reply);

    /// <summary>Called when the backend has ended.</summary>
    void Close();
}
