namespace PartnerSecurityScore.Values;

/// <summary>The origin of a value, which determines how strictly it is converted.</summary>
internal enum ValueOrigin
{
    /// <summary>A PowerShell script. Values convert by PowerShell's rules.</summary>
    Script,

    /// <summary>JSON text from the user. Values must have the JSON types of their properties.</summary>
    Json,

    /// <summary>
    /// An answer from Graph. A value that does not match the declared type is kept unchanged in the additional properties. Graph
    /// has carried out the request, so an error would only lose the answer.
    /// </summary>
    Answer,
}
