using System;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>Handles the requests that the backend sends to its client.</summary>
internal interface IBackendRequests
{
    /// <summary>
    /// Handles the message if it is a request of the backend, or a notification about such a request. Responses are
    /// never sent on the caller's thread.
    /// </summary>
    /// <param name="message">Any message from the backend.</param>
    /// <param name="reply">Sends the JSON text of the response.</param>
    /// <returns>Whether the message was handled.</returns>
    bool TryHandle(PropertyDictionary message, Action<string> reply);

    /// <summary>Called when the connection to the backend is closed, possibly several times.</summary>
    void Close();
}
