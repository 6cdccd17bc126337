using System.Linq;
using System.Management.Automation;

namespace AuthenticationStandIn;

/// <summary>The base class of commands for a single environment.</summary>
public abstract class EnvironmentCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;
}

/// <summary>
/// The base class of commands that set an environment's endpoints. Unlike in the original, both endpoints are optional,
/// because a sign-in with a token needs only one.
/// </summary>
public abstract class EndpointsCommand : EnvironmentCommand
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("AzureADUrl")]
    public string? AzureADEndpoint { get; set; }

    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("GraphUrl")]
    public string? GraphEndpoint { get; set; }

    protected override void ProcessRecord()
    {
        if (ShouldProcess(Name))
        {
            GraphEnvironment.Known.TryGetValue(Name, out var before);
            WriteObject(GraphEnvironment.Known[Name] = new GraphEnvironment
            {
                Name = Name,
                AzureADEndpoint = AzureADEndpoint ?? before?.AzureADEndpoint,
                GraphEndpoint = GraphEndpoint ?? before?.GraphEndpoint ?? string.Empty,
            });
        }
    }
}

[Cmdlet(VerbsCommon.Add, "MgEnvironment", SupportsShouldProcess = true)]
public sealed class AddMgEnvironment : EndpointsCommand;

[Cmdlet(VerbsCommon.Set, "MgEnvironment", SupportsShouldProcess = true)]
public sealed class SetMgEnvironment : EndpointsCommand;

[Cmdlet(VerbsCommon.Remove, "MgEnvironment", SupportsShouldProcess = true)]
public sealed class RemoveMgEnvironment : EnvironmentCommand
{
    protected override void ProcessRecord()
    {
        if (ShouldProcess(Name) && GraphEnvironment.Known.TryRemove(Name, out var environment))
        {
            WriteObject(environment);
        }
    }
}

[Cmdlet(VerbsCommon.Get, "MgEnvironment")]
public sealed class GetMgEnvironment : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    protected override void ProcessRecord() => WriteObject(
        GraphEnvironment.Known.Where(known => Name is null || known.Key == Name).Select(known => known.Value), enumerateCollection: true);
}
