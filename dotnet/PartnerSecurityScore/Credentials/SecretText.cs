using System.Runtime.InteropServices;
using System.Security;

namespace PartnerSecurityScore.Credentials;

/// <summary>
/// Creates SecureString values and converts them to text. A value is converted only while a message is written.
/// </summary>
internal static class SecretText
{
    internal static SecureString Copy(SecureString secret)
    {
        var copy = secret.Copy();
        copy.MakeReadOnly();
        return copy;
    }

    internal static SecureString From(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }

    internal static string Of(SecureString secret)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(pointer, secret.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
