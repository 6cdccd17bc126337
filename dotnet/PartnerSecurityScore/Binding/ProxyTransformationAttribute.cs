using System;
using System.Management.Automation;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Proxies;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Converts the text of -Proxy to a URI. The error of the engine's own conversion would repeat the text, and a password
/// in the text is a common reason for a failed conversion.
/// </summary>
public sealed class ProxyTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (InputValue.Unwrap(inputData) is not string text)
        {
            return inputData;
        }

        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address)
            ? address
            : throw new ArgumentTransformationMetadataException(ProxySettings.Refusal(text));
    }
}
