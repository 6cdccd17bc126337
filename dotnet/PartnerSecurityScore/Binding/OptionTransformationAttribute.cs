using System;
using System.Management.Automation;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Converts the argument of a parameter for a number of objects. Null and blank text count as a missing argument; the
/// engine would convert them to 0. Text is parsed here because the engine treats a comma as a thousands separator.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OptionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// Marks a missing argument. It is compared by reference because the parameter's type has no null value.
    /// </summary>
    private static readonly object Missing = 0;

    internal static bool IsMissing(object? value) => ReferenceEquals(value, Missing);

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        if (value is not string text)
        {
            return value is null ? Missing : inputData;
        }

        return string.IsNullOrWhiteSpace(text)
            ? Missing
            : TransformationError.Guard(() => ScalarConverter.ToInt64(text, ValueOrigin.Script, string.Empty));
    }
}
