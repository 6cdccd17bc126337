namespace PartnerSecurityScore;

/// <summary>
/// A value that cannot be sent, or a response that cannot be read. The message starts with the property's path.
/// </summary>
public sealed class InvalidValueException : InvalidArgumentException
{
    internal InvalidValueException(string path, string problem)
        : base("InvalidValue", path.Length == 0 ? problem : path + ": " + problem) => Path = path;

    /// <summary>
    /// The path of the value, such as <c>history[1].score</c>, or an empty string for the whole body.
    /// </summary>
    public string Path { get; }
}
