using System;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>
/// The credential of a session. It stays in memory so that the session can be reopened after a restart of the backend.
/// </summary>
internal abstract class SessionCredential
{
    /// <summary>The authentication type for Get-MgContext.</summary>
    internal abstract string AuthType { get; }

    /// <summary>The credential type for Get-MgContext.</summary>
    internal abstract string TokenCredentialType { get; }

    /// <summary>The tenant to request tokens from, or null when the credential determines the tenant.</summary>
    internal virtual string? TenantId => null;

    /// <summary>Whether the sign-in cannot succeed without a user at a local browser.</summary>
    internal virtual bool NeedsBrowser => false;

    /// <summary>Whether the user requested that the sign-in be kept for later processes.</summary>
    internal virtual bool IsKept => false;

    /// <summary>Writes the members of the protocol's credential object.</summary>
    /// <param name="writer">The writer for the message.</param>
    /// <param name="isFirst">
    /// False when the session is reopened. The backend must not prompt the user in that case.
    /// </param>
    internal abstract void Write(JsonWriter writer, bool isFirst);

    /// <summary>Writes the members that, together with the sign-in service, identify the kept sign-in.</summary>
    /// <exception cref="InvalidOperationException">This kind of sign-in is never kept.</exception>
    internal virtual void WriteKey(JsonWriter writer) => throw new InvalidOperationException("This sign-in cannot be saved.");

    /// <summary>
    /// Adds the credential's own details to the context, and fills in the members that the backend's response lacks.
    /// </summary>
    internal virtual void Describe(AuthContext context)
    {
    }

    /// <summary>Signs data with the credential's private key, which the backend never receives.</summary>
    /// <param name="algorithm">The JSON Web Algorithms name of the signature algorithm: PS256 or RS256.</param>
    /// <param name="data">The data to sign.</param>
    /// <exception cref="InvalidOperationException">
    /// The credential has no private key that this process can use.
    /// </exception>
    internal virtual byte[] Sign(string algorithm, byte[] data) => throw new InvalidOperationException("This session has no signing key.");
}
