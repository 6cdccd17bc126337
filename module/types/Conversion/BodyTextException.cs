using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>Text for a body that is no JSON object. It ends the command, in the form of the engine's own errors of binding.</summary>
public sealed class BodyTextException : ParameterBindingException
{
    internal BodyTextException(string problem)
        : base("Cannot process argument transformation on parameter 'BodyParameter'. " + problem)
    {
    }

    public override ErrorRecord ErrorRecord => new(this, "ParameterArgumentTransformationError", ErrorCategory.InvalidData, null);
}
