using System;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>What the backend asks its client for.</summary>
internal interface IBackendRequests
{
    /// <summary>Answers the message where it asks for something; never on the caller's thread.</summary>
    /// <param name="message">Any message of the backend.</param>
    /// <param name="reply">Takes the answer.</param>
    /// <returns>Whether it was something to answer or to heed.</returns>
    bool TryHandle(PropertyDictionary message, Action<string> reply);

    /// <summary>The backend has ended.</summary>
    void Close();
}
