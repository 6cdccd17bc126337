using System;

namespace Microsoft.Graph.Beta.PowerShell.Runtime;

/// <summary>An event that a step reports to the command.</summary>
public class EventData : EventArgs
{
    public string? Id { get; set; }

    public string? Message { get; set; }
}
