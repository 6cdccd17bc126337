using System;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using PartnerSecurityScore.Credentials;
using PartnerSecurityScore.Engine;
using PartnerSecurityScore.Requests;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>
/// Signs in the runspace. Binding any of the command's own parameters first signs the runspace out. The mandatory
/// parameters accept null or empty values, so that the command itself can report them.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "MgGraph", DefaultParameterSetName = "UserParameterSet")]
[Alias("Connect-Graph")]
public sealed class ConnectMgGraphCommand : PSCmdlet
{
    /// <summary>The delegated permissions to request.</summary>
    [Parameter(ParameterSetName = "UserParameterSet", Position = 1)]
    [InvalidatesSession]
    public string[]? Scopes { get; set; }

    /// <summary>The client ID of the application, or of a user-assigned managed identity.</summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet", Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = "UserParameterSet")]
    [Parameter(ParameterSetName = "IdentityParameterSet")]
    [Alias("AppId", "ApplicationId")]
    [AllowEmptyString]
    [InvalidatesSession]
    public string? ClientId { get; set; }

    /// <summary>The ID or domain name of the tenant to sign in to.</summary>
    [Parameter(ParameterSetName = "UserParameterSet", Position = 4)]
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [Parameter(ParameterSetName = "AppSecretCredentialParameterSet")]
    [Alias("Audience", "Tenant")]
    [InvalidatesSession]
    public string? TenantId { get; set; }

    /// <summary>Signs in the user with a code on another device instead of in a local browser.</summary>
    [Parameter(ParameterSetName = "UserParameterSet")]
    [Alias("UseDeviceAuthentication", "DeviceCode", "DeviceAuth", "Device")]
    [InvalidatesSession]
    public SwitchParameter UseDeviceCode { get; set; }

    /// <summary>The account that the sign-in page suggests.</summary>
    [Parameter(ParameterSetName = "UserParameterSet")]
    [InvalidatesSession]
    public string? LoginHint { get; set; }

    /// <summary>The subject name of the application's certificate, such as CN=name, or its common name.</summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet", Position = 2)]
    [Alias("CertificateSubject", "CertificateName")]
    [InvalidatesSession]
    public string? CertificateSubjectName { get; set; }

    /// <summary>The thumbprint of the application's certificate.</summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet", Position = 3)]
    [InvalidatesSession]
    public string? CertificateThumbprint { get; set; }

    /// <summary>
    /// Whether to send the certificate chain, for applications that authenticate by subject name and issuer.
    /// </summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [InvalidatesSession]
    public bool SendCertificateChain { get; set; }

    /// <summary>The application's certificate, with its private key.</summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [InvalidatesSession]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The application's client ID as the user name, and its client secret as the password.</summary>
    [Parameter(ParameterSetName = "AppSecretCredentialParameterSet")]
    [Alias("SecretCredential", "Credential")]
    [InvalidatesSession]
    public PSCredential? ClientSecretCredential { get; set; }

    /// <summary>Signs in with the host's managed identity.</summary>
    [Parameter(ParameterSetName = "IdentityParameterSet", Position = 1)]
    [Alias("ManagedIdentity", "ManagedServiceIdentity", "MSI")]
    [InvalidatesSession]
    public SwitchParameter Identity { get; set; }

    /// <summary>The access token for Microsoft Graph.</summary>
    [Parameter(ParameterSetName = "AccessTokenParameterSet", Mandatory = true, Position = 1)]
    [AllowNull]
    [InvalidatesSession]
    public SecureString? AccessToken { get; set; }

    /// <summary>
    /// Signs in as the application that environment variables such as AZURE_TENANT_ID and AZURE_CLIENT_ID describe.
    /// </summary>
    [Parameter(ParameterSetName = "EnvironmentVariableParameterSet")]
    [InvalidatesSession]
    public SwitchParameter EnvironmentVariable { get; set; }

    /// <summary>
    /// Process, the default, keeps the sign-in in memory. CurrentUser also stores a user's sign-in, encrypted, for
    /// later processes.
    /// </summary>
    [Parameter(ParameterSetName = "UserParameterSet")]
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [Parameter(ParameterSetName = "AppSecretCredentialParameterSet")]
    [Parameter(ParameterSetName = "IdentityParameterSet")]
    [Parameter(ParameterSetName = "EnvironmentVariableParameterSet")]
    [ValidateSet("Process", "CurrentUser")]
    [InvalidatesSession]
    public string? ContextScope { get; set; }

    /// <summary>The name of the environment to sign in to. Get-MgEnvironment lists the names.</summary>
    [Parameter]
    [Alias("EnvironmentName", "NationalCloud")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [InvalidatesSession]
    public string? Environment { get; set; } = "Global";

    /// <summary>The time limit for each response from Microsoft Graph, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 2147483)]
    [InvalidatesSession]
    public double ClientTimeout { get; set; } = 300;

    /// <summary>Suppresses the welcome message.</summary>
    [Parameter]
    [InvalidatesSession]
    public SwitchParameter NoWelcome { get; set; }

    /// <summary>Waits until a .NET debugger is attached.</summary>
    [Parameter(DontShow = true)]
    [InvalidatesSession]
    public SwitchParameter Break { get; set; }

    protected override void ProcessRecord()
    {
        if (Break)
        {
            DebuggerAttachment.Wait(this);
        }

        var session = Connect();
        Tell("Signed in as " + session.Context.Description + ". " + session.Proof);
        if (session.NotKept is not null)
        {
            WriteWarning("This sign-in lasts only until this process ends, because it could not be saved for later PowerShell sessions: " + session.NotKept + ".");
        }

        if (!NoWelcome)
        {
            WriteObject(
                "Welcome to Microsoft Graph! This session is signed in to the environment " + session.Environment.Name + " as "
                    + session.Context.Description + " (credential type: " + session.Context.TokenCredentialType + "). Use -NoWelcome to suppress this text.");
        }
    }

    private GraphSession Connect()
    {
        try
        {
            var parameters = new SignInParameters(ParameterSetName, MyInvocation.BoundParameters, SessionState.Path);
            return SessionTable.Connect(this, parameters, session => Tell(session.Plan));
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            var error = ErrorRecords.OfCommand(failure, ErrorCategory.AuthenticationError);
            var facts = failure as BackendException;
            string?[] known = [error.FullyQualifiedErrorId, facts?.ServiceCode, facts?.CorrelationId];
            Tell("Sign-in failed: " + string.Join(", ", known.Where(fact => fact is not null)) + ".");
            ThrowTerminatingError(error);
            throw;
        }
    }

    /// <summary>Writes a message to the debug stream, and to the verbose stream unless only -Debug was given.</summary>
    private void Tell(string text)
    {
        var given = MyInvocation.BoundParameters;
        if (given.ContainsKey("Verbose") || !given.ContainsKey("Debug"))
        {
            // With -Debug alone, the engine would ask for confirmation at each verbose message.
            WriteVerbose(text);
        }

        WriteDebug(text);
    }
}
