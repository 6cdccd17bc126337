namespace PartnerSecurityScore;

/// <summary>
/// A value that cannot be converted or sent. The message starts with the path of the value, unless the path is empty.
/// </summary>
public sealed class InvalidValueException : InvalidArgumentException
{
    internal InvalidValueException(string path, string problem)
        : base("InvalidValue", path.Length == 0 ? problem : path + ": " + problem) => Path = path;

    /// <summary>
    /// The path of the value, such as <c>history[1].score</c>, or <c>-Headers["name"]</c> for a header. Empty when the
    /// error is about a whole argument or body.
    /// </summary>
    public string Path { get; }
}
