using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PartnerSecurityScore;

/// <summary>The credential that the variables AZURE_... of this process describe.</summary>
internal static class EnvironmentCredential
{
    private const string Tenant = "AZURE_TENANT_ID";
    private const string Client = "AZURE_CLIENT_ID";
    private const string Secret = "AZURE_CLIENT_SECRET";
    private const string CertificatePath = "AZURE_CLIENT_CERTIFICATE_PATH";
    private const string CertificatePassword = "AZURE_CLIENT_CERTIFICATE_PASSWORD";
    private const string SendChain = "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN";
    private const string AuthorityHost = "AZURE_AUTHORITY_HOST";

    /// <summary>X509KeyStorageFlags.EphemeralKeySet, which the standard that this assembly is built for does not name.</summary>
    private const X509KeyStorageFlags EphemeralKeySet = (X509KeyStorageFlags)32;

    /// <exception cref="ArgumentException">The variables describe none, or one that can't be used.</exception>
    internal static SessionCredential Read()
    {
        var hasSecret = Variable(Secret) is not null;
        var hasCertificate = Variable(CertificatePath) is not null;
        if (!hasSecret && !hasCertificate)
        {
            throw new ArgumentException(
                Variable("AZURE_USERNAME") is null && Variable("AZURE_PASSWORD") is null
                    ? "-EnvironmentVariable needs " + Tenant + ", " + Client + " and either " + Secret + " or " + CertificatePath + ". Nothing was sent."
                    : "AZURE_USERNAME with AZURE_PASSWORD is not supported: Microsoft is retiring sign-in with passwords, and it fails where more proof is asked for. Nothing was sent. Use "
                        + Secret + " or " + CertificatePath + ".");
        }

        var application = new Application(Variable(Tenant), Tenant, Variable(Client), Client) { IsFromEnvironment = true };
        return hasSecret
            ? new ClientSecretCredential(application, SecretText.From(Variable(Secret)!))
            : FromFile(application, Variable(CertificatePath)!, Variable(CertificatePassword), IsTrue(Variable(SendChain)));
    }

    /// <summary>The environment with the sign-in service that AZURE_AUTHORITY_HOST names, where it names one.</summary>
    /// <exception cref="ArgumentException">It is no URL that may be signed in at.</exception>
    internal static GraphEnvironment Adapt(GraphEnvironment environment)
    {
        if (Variable(AuthorityHost) is not string host)
        {
            return environment;
        }

        var url = host.Contains("://") ? host : "https://" + host;
        return new GraphEnvironment(environment.Name, EndpointRule.Require(url, AuthorityHost), environment.GraphEndpoint, environment.Type);
    }

    private static SessionCredential FromFile(Application application, string path, string? password, bool sendCertificateChain)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // Not with the path, nor with the exception, which has it: by mistake it may be the key itself.
            throw new ArgumentException(
                "The file in " + CertificatePath + " can't be read (" + failure.GetType().Name + "). Nothing was sent. The variable takes the path of the file.");
        }

        var text = Encoding.UTF8.GetString(content);
        return text.Contains("-----BEGIN ")
            ? FromPem(application, text, password, sendCertificateChain)
            : FromPfx(application, content, password, sendCertificateChain);
    }

    private static PemCredential FromPem(Application application, string pem, string? password, bool sendCertificateChain)
    {
        var certificate = PemCertificate.First(pem)
            ?? throw new ArgumentException("The file in " + CertificatePath + " has no certificate. Nothing was sent. It must hold a certificate and its private key.");
        CertificateCheck.RequireValid(certificate, DateTime.Now);
        return pem.Contains("PRIVATE KEY-----")
            ? new PemCredential(application, pem, password, sendCertificateChain)
            : throw new ArgumentException("The file in " + CertificatePath + " has no private key. Nothing was sent. It must hold a certificate and its private key.");
    }

    private static CertificateCredential FromPfx(Application application, byte[] content, string? password, bool sendCertificateChain)
    {
        var all = new X509Certificate2Collection();
        try
        {
            // Where it can, the key stays in memory: no file of it is left behind. macOS knows no such keys.
            var flags = RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? X509KeyStorageFlags.DefaultKeySet : EphemeralKeySet;
            all.Import(content, password, flags);
        }
        catch (CryptographicException failure)
        {
            throw new ArgumentException(
                "The file in " + CertificatePath + " is neither PEM nor a PFX that " + CertificatePassword + " opens: " + failure.Message + " Nothing was sent.", failure);
        }

        X509Certificate2? own = null;
        foreach (var certificate in all)
        {
            own ??= certificate.HasPrivateKey ? certificate : null;
        }

        return new CertificateCredential(
            application,
            own ?? throw new ArgumentException("The file in " + CertificatePath + " has no certificate with a private key. Nothing was sent."),
            all,
            sendCertificateChain);
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static bool IsTrue(string? value) =>
        value is not null && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
