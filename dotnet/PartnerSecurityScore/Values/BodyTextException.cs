using System.Management.Automation;

namespace PartnerSecurityScore.Values;

/// <summary>Text that is not a JSON object where one is meant. It ends the command, in the form of the engine's own errors of binding.</summary>
public sealed class BodyTextException : ParameterBindingException
{
    internal BodyTextException(string parameter, string problem)
        : base("Cannot process argument transformation on parameter '" + parameter + "'. " + problem)
    {
    }

    /// <summary>The engine's own errors have it from a constructor that it keeps to itself.</summary>
    public new string ErrorId { get; } = "ParameterArgumentTransformationError";

    public override ErrorRecord ErrorRecord => new(this, ErrorId, ErrorCategory.InvalidData, null);
}
