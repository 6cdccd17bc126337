namespace PartnerSecurityScore;

/// <summary>A value that can't be sent, or an answer that can't be read: its message begins with the property's path.</summary>
public sealed class InvalidValueException : InvalidArgumentException
{
    internal InvalidValueException(string path, string problem)
        : base("InvalidValue", path.Length == 0 ? problem : path + ": " + problem) => Path = path;

    /// <summary>The path of the value, such as <c>history[1].score</c>; empty for the whole body.</summary>
    public string Path { get; }
}
