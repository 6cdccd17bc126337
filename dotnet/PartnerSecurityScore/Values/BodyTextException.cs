using System.Management.Automation;

namespace PartnerSecurityScore.Values;

/// <summary>Text for a body that is no JSON object. It ends the command, in the form of the engine's own errors of binding.</summary>
public sealed class BodyTextException : ParameterBindingException
{
    internal BodyTextException(string problem)
        : base("Cannot process argument transformation on parameter 'BodyParameter'. " + problem)
    {
    }

    /// <summary>The engine's own errors have it from a constructor that it keeps to itself.</summary>
    public new string ErrorId { get; } = "ParameterArgumentTransformationError";

    public override ErrorRecord ErrorRecord => new(this, ErrorId, ErrorCategory.InvalidData, null);
}
