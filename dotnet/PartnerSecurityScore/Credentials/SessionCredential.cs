using System;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Credentials;

/// <summary>What a session signs in with. It is kept, to open the session again in a backend that was started again.</summary>
internal abstract class SessionCredential
{
    /// <summary>The value that Get-MgContext shows.</summary>
    internal abstract string AuthType { get; }

    /// <summary>The value that Get-MgContext shows.</summary>
    internal abstract string TokenCredentialType { get; }

    /// <summary>The tenant that is asked for a token; null if the credential itself says which.</summary>
    internal virtual string? TenantId => null;

    /// <summary>Whether there has to be a person with a browser.</summary>
    internal virtual bool NeedsBrowser => false;

    /// <summary>Whether later processes may go on with this sign-in.</summary>
    internal virtual bool IsKept => false;

    /// <summary>Writes the members of the protocol's credential object.</summary>
    /// <param name="isFirst">False if the session is opened again and nobody can be asked.</param>
    internal abstract void Write(JsonWriter writer, bool isFirst);

    /// <summary>Writes what the sign-in is kept under, besides the sign-in service.</summary>
    /// <exception cref="InvalidOperationException">It is never kept.</exception>
    internal virtual void WriteKey(JsonWriter writer) => throw new InvalidOperationException("This sign-in cannot be saved.");

    /// <summary>Adds the facts about the sign-in that only the credential has.</summary>
    internal virtual void Describe(AuthContext context)
    {
    }

    /// <summary>Signs with the key that never leaves this process.</summary>
    /// <param name="algorithm">A name of JSON Web Algorithms: PS256 or RS256.</param>
    /// <exception cref="InvalidOperationException">It has no key.</exception>
    internal virtual byte[] Sign(string algorithm, byte[] data) => throw new InvalidOperationException("This session has no signing key.");
}
