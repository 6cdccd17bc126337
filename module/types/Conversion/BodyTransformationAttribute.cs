using System;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore;

/// <summary>
/// Turns the argument of -BodyParameter into a model, at the command line and in the pipeline alike. The engine's own
/// conversion is not enough: it would refuse a pscustomobject and hide the reason of a failed pipeline binding.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class BodyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <returns>The model, or the input as it is where its type can't stand for a body: the engine then says so.</returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var schema = MicrosoftGraphPartnerSecurityScore.TypeSchema;
        return ModelBinder.Accepts(inputData, schema)
            ? TransformationError.Guard(() => ModelBinder.Bind(inputData, schema, string.Empty))
            : inputData;
    }
}
