using System;
using System.Management.Automation;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// The argument of a parameter for a number of objects. Null and blank text are as if it was not given; the engine would make 0 of
/// them. Text is read here, as the engine takes a comma for a separator of thousands.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OptionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Compared by reference, as the parameter's type has no null.</summary>
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
