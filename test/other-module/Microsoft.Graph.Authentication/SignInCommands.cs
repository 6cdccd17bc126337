using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace AuthenticationStandIn;

public enum ContextScope
{
    Process,
    CurrentUser,
}

/// <summary>Signs the process in, with a generated token if none is given.</summary>
[Cmdlet(VerbsCommunications.Connect, "MgGraph", DefaultParameterSetName = "UserParameterSet")]
[Alias("Connect-Graph")]
public sealed class ConnectMgGraph : PSCmdlet
{
    [Parameter(ParameterSetName = "UserParameterSet", Position = 1)]
    public string[] Scopes { get; set; } = [];

    [Parameter(ParameterSetName = "AppCertificateParameterSet", Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = "UserParameterSet")]
    [Parameter(ParameterSetName = "IdentityParameterSet")]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    [Parameter(ParameterSetName = "UserParameterSet", Position = 4)]
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [Parameter(ParameterSetName = "AppSecretCredentialParameterSet")]
    [Alias("Audience", "Tenant")]
    public string? TenantId { get; set; }

    [Parameter(ParameterSetName = "UserParameterSet")]
    [Alias("UseDeviceAuthentication", "DeviceCode", "DeviceAuth", "Device")]
    public SwitchParameter UseDeviceCode { get; set; }

    [Parameter(ParameterSetName = "UserParameterSet")]
    public string? LoginHint { get; set; }

    [Parameter(ParameterSetName = "AppCertificateParameterSet", Position = 2)]
    [Alias("CertificateSubject", "CertificateName")]
    public string? CertificateSubjectName { get; set; }

    [Parameter(ParameterSetName = "AppCertificateParameterSet", Position = 3)]
    public string? CertificateThumbprint { get; set; }

    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    public bool SendCertificateChain { get; set; }

    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    public X509Certificate2? Certificate { get; set; }

    [Parameter(ParameterSetName = "AppSecretCredentialParameterSet")]
    [Alias("SecretCredential", "Credential")]
    public PSCredential? ClientSecretCredential { get; set; }

    [Parameter(ParameterSetName = "IdentityParameterSet", Position = 1)]
    [Alias("ManagedIdentity", "ManagedServiceIdentity", "MSI")]
    public SwitchParameter Identity { get; set; }

    [Parameter(ParameterSetName = "AccessTokenParameterSet", Mandatory = true, Position = 1)]
    public SecureString? AccessToken { get; set; }

    [Parameter(ParameterSetName = "EnvironmentVariableParameterSet")]
    public SwitchParameter EnvironmentVariable { get; set; }

    [Parameter(ParameterSetName = "UserParameterSet")]
    [Parameter(ParameterSetName = "AppCertificateParameterSet")]
    [Parameter(ParameterSetName = "AppSecretCredentialParameterSet")]
    [Parameter(ParameterSetName = "IdentityParameterSet")]
    [Parameter(ParameterSetName = "EnvironmentVariableParameterSet")]
    public ContextScope ContextScope { get; set; }

    [Parameter]
    [Alias("EnvironmentName", "NationalCloud")]
    public string Environment { get; set; } = "Global";

    [Parameter]
    public double ClientTimeout { get; set; }

    [Parameter]
    public SwitchParameter NoWelcome { get; set; }

    [Parameter(DontShow = true)]
    public SwitchParameter Break { get; set; }

    protected override void ProcessRecord()
    {
        var token = AccessToken is null ? SignIn.TokenFor(TenantId ?? "common") : new NetworkCredential(string.Empty, AccessToken).Password;
        SignIn.Current = new SignIn(token, Environment);
        if (ClientTimeout > 0)
        {
            RequestContext.Current.ClientTimeout = TimeSpan.FromSeconds(ClientTimeout);
        }

        if (!NoWelcome)
        {
            WriteObject("Welcome to the stand-in for Microsoft Graph!");
        }
    }
}

[Cmdlet(VerbsCommunications.Disconnect, "MgGraph")]
[Alias("Disconnect-Graph")]
public sealed class DisconnectMgGraph : PSCmdlet
{
    [Parameter]
    public SwitchParameter SignOutFromBroker { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(SignIn.Current?.Context);
        SignIn.Current = null;
    }
}

[Cmdlet(VerbsCommon.Get, "MgContext")]
public sealed class GetMgContext : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(SignIn.Current?.Context);
}
