using System.Management.Automation;
using System.Net;
using System.Security;

namespace AuthenticationStandIn;

[Cmdlet(VerbsCommunications.Connect, "MgGraph")]
public sealed class ConnectMgGraph : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public SecureString AccessToken { get; set; } = new();

    [Parameter]
    public string Environment { get; set; } = "Global";

    [Parameter]
    public SwitchParameter NoWelcome { get; set; }

    protected override void ProcessRecord() =>
        SignIn.Current = new SignIn(new NetworkCredential(string.Empty, AccessToken).Password, Environment);
}

[Cmdlet(VerbsCommunications.Disconnect, "MgGraph")]
public sealed class DisconnectMgGraph : PSCmdlet
{
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

[Cmdlet(VerbsCommon.Add, "MgEnvironment")]
public sealed class AddMgEnvironment : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public string Name { get; set; } = string.Empty;

    [Parameter(Mandatory = true)]
    public string GraphEndpoint { get; set; } = string.Empty;

    [Parameter]
    public string? AzureADEndpoint { get; set; }

    protected override void ProcessRecord()
    {
        var environment = new GraphEnvironment { Name = Name, GraphEndpoint = GraphEndpoint, AzureADEndpoint = AzureADEndpoint };
        SignIn.Environments[Name] = environment;
        WriteObject(environment);
    }
}

[Cmdlet(VerbsCommon.Get, "MgEnvironment")]
public sealed class GetMgEnvironment : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(SignIn.Environments.Values, enumerateCollection: true);
}
