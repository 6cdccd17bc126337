using System;
using System.Management.Automation;

namespace PartnerSecurityScore.Values;

/// <summary>
/// Converts errors of argument conversion to an exception type for which the engine reports the original message.
/// </summary>
internal static class TransformationError
{
    /// <exception cref="ArgumentTransformationMetadataException">
    /// The conversion failed. A PSInvalidCastException would make the engine try other parameters and lose the reason.
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
