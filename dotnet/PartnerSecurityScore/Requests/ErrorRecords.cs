using System;
using System.Management.Automation;
using System.Net;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Creates the error records of commands. The ids for requests match those of the original up to the first comma.
/// </summary>
internal static class ErrorRecords
{
    /// <summary>A status for which .NET Standard 2.0 has no name.</summary>
    private const HttpStatusCode TooManyRequests = (HttpStatusCode)429;

    /// <summary>Creates the error record of a command that failed.</summary>
    /// <param name="category">The category of any failure that is not an <see cref="InvalidOperationException" />.</param>
    internal static ErrorRecord OfCommand(Exception failure, ErrorCategory category)
    {
        var error = ModuleException.Of(failure);
        var isOperation = ModuleException.Unwrap(failure) is InvalidOperationException;
        return new ErrorRecord(
            error,
            (error as IModuleError)?.Code ?? error.GetType().Name,
            isOperation ? ErrorCategory.InvalidOperation : category,
            null);
    }

    /// <summary>Creates the error record of any failure during a request other than an answer with an error status.</summary>
    /// <param name="operation">The command and its parameter set, joined by an underscore.</param>
    internal static ErrorRecord OfRequest(Exception failure, string operation) =>
        new(ModuleException.Of(failure), IdOf(operation), ErrorCategory.NotSpecified, null);

    /// <summary>Creates the error record of an answer with an error status.</summary>
    /// <param name="operation">The command and its parameter set, joined by an underscore.</param>
    internal static ErrorRecord OfAnswer(GraphResponse response, RequestContent content, string operation)
    {
        var body = GraphErrorBody.Of(response);
        var error = body.ToException(response);
        return new ErrorRecord(error, body.ErrorId ?? IdOf(operation), ErrorCategory.InvalidOperation, FailedRequest.Of(content))
        {
            ErrorDetails = new ErrorDetails(body.DetailsOf(error))
            {
                RecommendedAction = AdviceFor(response, content.Operation) + "See service error codes: https://learn.microsoft.com/graph/errors",
            },
        };
    }

    private static string AdviceFor(GraphResponse response, Operation operation) => (HttpStatusCode)response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => "Sign in again with Connect-MgGraph. With -AccessToken, specify a token for Microsoft Graph in this environment. ",
        HttpStatusCode.Forbidden => "Check that the signed-in user or application has the permission PartnerSecurity." + (operation.Method == "GET" ? "Read" : "ReadWrite")
            + ".All, and that the tenant is a partner tenant. ",
        TooManyRequests => "Graph is throttling requests. Wait before you send this request again. ",
        _ => string.Empty,
    };

    private static string IdOf(string operation) => "Microsoft.Graph.Beta.PowerShell.Cmdlets." + operation.Replace("-", string.Empty);
}
