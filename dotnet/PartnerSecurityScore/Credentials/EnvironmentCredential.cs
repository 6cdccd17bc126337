using System;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PartnerSecurityScore.Credentials;

/// <summary>Creates the credential that the environment variables of this process describe.</summary>
internal static class EnvironmentCredential
{
    private const string Tenant = "AZURE_TENANT_ID";
    private const string Client = "AZURE_CLIENT_ID";
    private const string Secret = "AZURE_CLIENT_SECRET";
    private const string CertificatePath = "AZURE_CLIENT_CERTIFICATE_PATH";
    private const string CertificatePassword = "AZURE_CLIENT_CERTIFICATE_PASSWORD";
    private const string SendChain = "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN";
    private const string AuthorityHost = "AZURE_AUTHORITY_HOST";

    /// <summary>X509KeyStorageFlags.EphemeralKeySet, which .NET Standard 2.0 does not define.</summary>
    private const X509KeyStorageFlags EphemeralKeySet = (X509KeyStorageFlags)32;

    /// <summary>
    /// Creates the credential. A client secret takes precedence over a certificate, and both over federated tokens.
    /// </summary>
    /// <param name="paths">Resolves file paths as the runspace does.</param>
    /// <exception cref="ArgumentException">The variables describe no credential, or one that is unusable.</exception>
    internal static SessionCredential Read(PathIntrinsics paths)
    {
        if (Variable(Secret) is string secret)
        {
            return new ClientSecretCredential(Application(), SecretText.From(secret));
        }

        if (Variable(CertificatePath) is string path)
        {
            return FromFile(Application(), VariableFile.Read(paths, CertificatePath, path), Variable(CertificatePassword), IsTrue(Variable(SendChain)));
        }

        return FederatedVariables.Read(paths) ?? throw new ArgumentException(
            Variable("AZURE_USERNAME") is null && Variable("AZURE_PASSWORD") is null
                ? "-EnvironmentVariable requires the environment variables " + Tenant + " and " + Client + ", and one of these: " + Secret + ", " + CertificatePath + ", "
                    + FederatedVariables.Names + ". Nothing was sent." + FederatedVariables.Hint
                : "Sign-in with AZURE_USERNAME and AZURE_PASSWORD is not supported: Microsoft is retiring it, and it fails if the tenant requires multi-factor authentication. Nothing was sent. Use "
                    + Secret + " or " + CertificatePath + ".");
    }

    /// <summary>
    /// Returns the environment with the sign-in service from AZURE_AUTHORITY_HOST, if that variable is set.
    /// </summary>
    /// <exception cref="ArgumentException">The variable's value is not an allowed URL.</exception>
    internal static GraphEnvironment Adapt(GraphEnvironment environment)
    {
        return SignInService() is string service
            ? new GraphEnvironment(environment.Name, service, environment.GraphEndpoint, environment.Type)
            : environment;
    }

    /// <summary>
    /// Returns the sign-in service from AZURE_AUTHORITY_HOST, or null when it is not set. The scheme is optional.
    /// </summary>
    /// <exception cref="ArgumentException">The variable's value is not an allowed URL.</exception>
    internal static string? SignInService() => Variable(AuthorityHost) is string host
        ? EndpointRule.Require(host.Contains("://") ? host : "https://" + host, AuthorityHost)
        : null;

    internal static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Application Application() => new(Variable(Tenant), Tenant, Variable(Client), Client) { IsFromEnvironment = true };

    private static SessionCredential FromFile(Application application, byte[] content, string? password, bool sendCertificateChain)
    {
        var text = Encoding.UTF8.GetString(content);
        return text.Contains("-----BEGIN ")
            ? new PemCredential(application, text, password, sendCertificateChain)
            : FromPfx(application, content, password, sendCertificateChain);
    }

    private static CertificateCredential FromPfx(Application application, byte[] content, string? password, bool sendCertificateChain)
    {
        var all = new X509Certificate2Collection();
        try
        {
            // If possible, keep the key in memory without creating a file. macOS does not support such keys.
            var flags = RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? X509KeyStorageFlags.DefaultKeySet : EphemeralKeySet;
            all.Import(content, password, flags);
        }
        catch (CryptographicException failure)
        {
            throw new ArgumentException(
                "The file in " + CertificatePath + " is neither a PEM file nor a PFX file that can be opened "
                    + (password is null ? "without a password" : "with the password in " + CertificatePassword) + ": "
                    + ForeignText.Clause(failure.Message) + ". Nothing was sent. Check the file, and specify its password, if any, in "
                    + CertificatePassword + ".",
                failure);
        }

        X509Certificate2? own = null;
        foreach (var certificate in all)
        {
            own ??= certificate.HasPrivateKey ? certificate : null;
        }

        return new CertificateCredential(
            application,
            own ?? throw new ArgumentException(
                "The file in " + CertificatePath + " has no certificate with a private key. Nothing was sent."
                    + " The file must contain a certificate and its private key."),
            all,
            sendCertificateChain);
    }

    private static bool IsTrue(string? value) =>
        value is not null && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
