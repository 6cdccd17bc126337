using System;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>The outcome of an action: a value or an exception.</summary>
internal sealed class Result<T>
    where T : class
{
    private Result(T? value, Exception? failure)
    {
        Value = value;
        Failure = failure;
    }

    internal T? Value { get; }

    /// <summary>
    /// The exception, converted by <see cref="ModuleException.Of"/>, or null when the action succeeded.
    /// </summary>
    internal Exception? Failure { get; }

    /// <summary>Runs the action and captures its value or exception.</summary>
    /// <exception cref="PipelineStoppedException">
    /// The command was stopped, which does not count as a failure.
    /// </exception>
    internal static Result<T> Of(Func<T?> action)
    {
        try
        {
            return new Result<T>(action(), null);
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            return new Result<T>(null, ModuleException.Of(failure));
        }
    }
}
