using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Binding;

/// <summary>A number for a query option.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OptionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData;
}
