using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Values;

/// <summary>Failed conversions of arguments in the form in which the engine reports them with their own message.</summary>
internal static class TransformationError
{
    /// <exception cref="ArgumentTransformationMetadataException">
    /// Not a PSInvalidCastException: that one makes the engine try other parameters and forget the reason.
    /// </exception>
    internal static T Guard<T>(Func<T> convert)
    {
        try
        {
            return convert();
        }
        catch (InvalidValueException failure)
        {
            throw new ArgumentTransformationMetadataException(failure.Message, failure);
        }
    }
}
