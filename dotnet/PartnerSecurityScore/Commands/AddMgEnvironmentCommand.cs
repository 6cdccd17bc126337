using System.Management.Automation;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Adds an environment, or replaces a user-defined environment of the same name.</summary>
[Cmdlet(VerbsCommon.Add, "MgEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(GraphEnvironment))]
public sealed class AddMgEnvironmentCommand() : EnvironmentChangeCommand("Add environment")
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public override string Name { get; set; } = string.Empty;

    /// <summary>The URL of the sign-in service.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("AzureADUrl")]
    public string? AzureADEndpoint { get; set; }

    /// <summary>The URL of Microsoft Graph. It must use HTTPS, or HTTP to a loopback address.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("GraphUrl")]
    public string GraphEndpoint { get; set; } = string.Empty;

    private protected override GraphEnvironment Change() => EnvironmentTable.Add(Name, AzureADEndpoint, GraphEndpoint);
}
