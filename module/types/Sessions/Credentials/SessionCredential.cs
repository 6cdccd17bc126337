using System;

namespace PartnerSecurityScore;

/// <summary>What a session signs in with. It is kept, to open the session again in a backend that was started anew.</summary>
internal abstract class SessionCredential
{
    /// <summary>As Get-MgContext shows it.</summary>
    internal abstract string AuthType { get; }

    /// <summary>As Get-MgContext shows it.</summary>
    internal abstract string TokenCredentialType { get; }

    /// <summary>Writes the members of the protocol's credential object.</summary>
    /// <param name="isFirst">False where the session is opened again and nobody can be asked.</param>
    internal abstract void Write(JsonWriter writer, bool isFirst);

    /// <summary>Adds what only the credential knows of the sign-in.</summary>
    internal virtual void Describe(AuthContext context)
    {
    }

    /// <summary>Signs with the key that never leaves this process.</summary>
    /// <param name="algorithm">A name of JSON Web Algorithms: PS256 or RS256.</param>
    /// <exception cref="InvalidOperationException">It has no key.</exception>
    internal virtual byte[] Sign(string algorithm, byte[] data) => throw new InvalidOperationException("This session has no key to sign with.");
}
