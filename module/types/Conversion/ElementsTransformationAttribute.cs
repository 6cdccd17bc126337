using System;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore;

/// <summary>Turns the argument of -CustomerInsights, -History or -Requirements into models; errors name the element.</summary>
/// <param name="property">The property of the score that the parameter stands for.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ElementsTransformationAttribute(string property) : ArgumentTransformationAttribute
{
    private readonly PropertySchema schema = MicrosoftGraphPartnerSecurityScore.TypeSchema.Find(property)
        ?? throw new ArgumentException("The score has no property '" + property + "'.", nameof(property));

    public string Property { get; } = property;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputValue.Unwrap(inputData) is null
            ? null
            : TransformationError.Guard(() => ModelBinder.BindArray(inputData, schema.Model, schema.JsonName));
}
