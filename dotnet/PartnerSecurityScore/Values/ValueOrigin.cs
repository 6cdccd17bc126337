namespace PartnerSecurityScore.Values;

/// <summary>The origin of a value, which decides how strictly it is read.</summary>
internal enum ValueOrigin
{
    /// <summary>PowerShell: values convert as PowerShell converts them.</summary>
    Script,

    /// <summary>JSON text of the user: JSON's own types count.</summary>
    Json,

    /// <summary>
    /// Graph's answer: a value that the declared type can't hold stays, as it is, among the additional properties. The
    /// request was carried out, so an error would only lose the answer.
    /// </summary>
    Answer,
}
