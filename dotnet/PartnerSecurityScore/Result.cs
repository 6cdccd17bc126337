using System;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>
/// What came of something that may fail: a value, or the exception.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
internal sealed class Result<T>
    where T : class
{
    private Result(T? value, Exception? failure)
    {
        Value = value;
        Failure = failure;
    }

    internal T? Value { get; }

    /// <summary>A failure with the facts that every error of the module has.</summary>
    internal Exception? Failure { get; }

    /// <exception cref="PipelineStoppedException">The command was stopped. That is not a failure.</exception>
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
