using System;
using System.Management.Automation;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Proxies;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Turns the text of -Proxy into a URL. The engine's own conversion would repeat the text in its error, and a password in
/// a URL is what makes one that can't be read.
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
