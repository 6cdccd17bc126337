namespace PartnerSecurityScore.Values;

/// <summary>The origin of a value, which determines how strictly it is converted.</summary>
internal enum ValueOrigin
{
    /// <summary>A PowerShell script. Values of other types convert to the property's type.</summary>
    Script,

    /// <summary>
    /// JSON text from the user. The value of a text property must be a JSON string. A number or Boolean can also be a string that
    /// contains it.
    /// </summary>
    Json,

    /// <summary>
    /// An answer from Graph. The rules for JSON apply, but a value that cannot be converted is kept unchanged in the additional
    /// properties. Graph has carried out the request, so an error would only lose the answer.
    /// </summary>
    Answer,
}
