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
/// Signs the runspace in. Every parameter ends the sign-in before, as soon as it is bound. So empty text and null get
/// through where the command itself refuses them: refused any earlier, they would leave the sign-in before in force.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "MgGraph", DefaultParameterSetName = "UserParameterSet")]
[Alias("Connect-Graph")]
public sealed class ConnectMgGraphCommand : PSCmdlet
{
    /// <summary>The delegated permissions to ask the user for.</summary>
    [Parameter(ParameterSetName = "UserParameterSet", Position = 1)]
    [InvalidatesSession]
    public string[]? Scopes { get; set; }

    /// <summary>The id of the application to sign in as; of the identity, for one that a user has assigned to this host.</summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet", Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = "UserParameterSet")]
    [Parameter(ParameterSetName = "IdentityParameterSet")]
    [Alias("AppId", "ApplicationId")]
    [AllowEmptyString]
    [InvalidatesSession]
    public string? ClientId { get; set; }

    /// <summary>The tenant to sign in to: its id or domain name.</summary>
    [Parameter(ParameterSetName = "UserParameterSet", Position = 4)]
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [Parameter(ParameterSetName = "AppSecretCredentialParameterSet")]
    [Alias("Audience", "Tenant")]
    [InvalidatesSession]
    public string? TenantId { get; set; }

    /// <summary>Signs the user in on another device, with a code, instead of a browser here.</summary>
    [Parameter(ParameterSetName = "UserParameterSet")]
    [Alias("UseDeviceAuthentication", "DeviceCode", "DeviceAuth", "Device")]
    [InvalidatesSession]
    public SwitchParameter UseDeviceCode { get; set; }

    /// <summary>The account that the browser offers first.</summary>
    [Parameter(ParameterSetName = "UserParameterSet")]
    [InvalidatesSession]
    public string? LoginHint { get; set; }

    /// <summary>The subject of the application's certificate, such as CN=name.</summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet", Position = 2)]
    [Alias("CertificateSubject", "CertificateName")]
    [InvalidatesSession]
    public string? CertificateSubjectName { get; set; }

    /// <summary>The thumbprint of the application's certificate.</summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet", Position = 3)]
    [InvalidatesSession]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Whether the certificates above the application's go along, for applications that trust by subject and issuer.</summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [InvalidatesSession]
    public bool SendCertificateChain { get; set; }

    /// <summary>The application's certificate itself, with its private key.</summary>
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [InvalidatesSession]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The application's id as the user name, its client secret as the password.</summary>
    [Parameter(ParameterSetName = "AppSecretCredentialParameterSet")]
    [Alias("SecretCredential", "Credential")]
    [InvalidatesSession]
    public PSCredential? ClientSecretCredential { get; set; }

    /// <summary>Signs in as the identity that Azure gives to this host.</summary>
    [Parameter(ParameterSetName = "IdentityParameterSet", Position = 1)]
    [Alias("ManagedIdentity", "ManagedServiceIdentity", "MSI")]
    [InvalidatesSession]
    public SwitchParameter Identity { get; set; }

    /// <summary>The token that Graph is called with.</summary>
    [Parameter(ParameterSetName = "AccessTokenParameterSet", Mandatory = true, Position = 1)]
    [AllowNull]
    [InvalidatesSession]
    public SecureString? AccessToken { get; set; }

    /// <summary>Signs in as the application that the variables AZURE_TENANT_ID, AZURE_CLIENT_ID and so on describe.</summary>
    [Parameter(ParameterSetName = "EnvironmentVariableParameterSet")]
    [InvalidatesSession]
    public SwitchParameter EnvironmentVariable { get; set; }

    /// <summary>Process keeps the sign-in in memory; CurrentUser keeps a user's for later processes, encrypted.</summary>
    [Parameter(ParameterSetName = "UserParameterSet")]
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [Parameter(ParameterSetName = "AppSecretCredentialParameterSet")]
    [Parameter(ParameterSetName = "IdentityParameterSet")]
    [Parameter(ParameterSetName = "EnvironmentVariableParameterSet")]
    [ValidateSet("Process", "CurrentUser")]
    [InvalidatesSession]
    public string? ContextScope { get; set; }

    /// <summary>The name of the cloud to sign in to. Get-MgEnvironment lists the names.</summary>
    [Parameter]
    [Alias("EnvironmentName", "NationalCloud")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [InvalidatesSession]
    public string? Environment { get; set; } = "Global";

    /// <summary>Seconds that Graph has for each answer.</summary>
    [Parameter]
    [ValidateRange(1, 2147483)]
    [InvalidatesSession]
    public double ClientTimeout { get; set; } = 300;

    /// <summary>Writes no welcome text.</summary>
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
            WriteWarning("This sign-in lasts only until this process ends, because it could not be saved for later processes: " + session.NotKept + ".");
        }

        if (!NoWelcome)
        {
            WriteObject(
                "Welcome to Microsoft Graph! This session is signed in to the environment " + session.Environment.Name + " as "
                    + session.Context.Description + ", with " + session.Context.TokenCredentialType + ". Use -NoWelcome to suppress this text.");
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

    /// <summary>Writes a line for -Verbose, and for -Debug as well.</summary>
    private void Tell(string text)
    {
        var given = MyInvocation.BoundParameters;
        if (given.ContainsKey("Verbose") || !given.ContainsKey("Debug"))
        {
            // With -Debug alone the engine would ask at each verbose text whether to go on.
            WriteVerbose(text);
        }

        WriteDebug(text);
    }
}
