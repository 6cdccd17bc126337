using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Binding;

/// <summary>What has an identifier, as an identity.</summary>
/// <param name="command">The command.</param>
/// <param name="set">A parameter set of it that takes identities.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class IdentityTransformationAttribute(string command, string set) : ArgumentTransformationAttribute
{
    public string Command { get; } = command;

    public string Set { get; } = set;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData;
}
