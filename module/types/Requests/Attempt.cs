using System;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>
/// What came of something that may fail: a value, or the exception. Scripts get this in place of a thrown exception,
/// because the engine writes down every exception in $Error and -ErrorVariable, even one that a script catches and reports itself.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Attempt<T>
    where T : class
{
    private Attempt(T? value, Exception? failure)
    {
        Value = value;
        Failure = failure;
    }

    public T? Value { get; }

    public Exception? Failure { get; }

    /// <exception cref="PipelineStoppedException">The command was stopped, which is no failure of its own.</exception>
    internal static Attempt<T> Of(Func<T?> action)
    {
        try
        {
            return new Attempt<T>(action(), null);
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            return new Attempt<T>(null, failure is BackendException backend ? backend.ForScripts : Plain(failure));
        }
    }

    /// <summary>A step's script runs behind a delegate and a task, which wrap its error.</summary>
    private static Exception Plain(Exception failure) =>
        failure is MethodInvocationException or AggregateException && failure.InnerException is { } inner ? Plain(inner) : failure;
}
