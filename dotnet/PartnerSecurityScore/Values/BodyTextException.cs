using System.Management.Automation;

namespace PartnerSecurityScore.Values;

/// <summary>
/// The exception for text that is not the required JSON object. It ends the command, and has the form of the engine's own
/// binding errors.
/// </summary>
public sealed class BodyTextException : ParameterBindingException
{
    internal BodyTextException(string parameter, string problem)
        : base("Cannot process argument transformation on parameter '" + parameter + "'. " + problem)
    {
    }

    /// <summary>
    /// The error id. It hides the inherited property, which only an internal constructor of the engine can set.
    /// </summary>
    public new string ErrorId { get; } = "ParameterArgumentTransformationError";

    public override ErrorRecord ErrorRecord => new(this, ErrorId, ErrorCategory.InvalidData, null);
}
