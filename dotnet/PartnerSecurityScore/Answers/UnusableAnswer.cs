using System;
using System.Globalization;

namespace PartnerSecurityScore.Answers;

/// <summary>Creates the error for a response that has a success status and a body, but no JSON object.</summary>
internal static class UnusableAnswer
{
    /// <param name="response">A successful response with a body.</param>
    /// <param name="notJson">The error from parsing the body, or null when the body is valid JSON.</param>
    internal static ModuleException Of(GraphResponse response, Exception? notJson)
    {
        var status = "status " + response.StatusCode.ToString(CultureInfo.InvariantCulture);
        if (notJson is null)
        {
            return response.About(new ModuleException(
                "NoObject",
                "Graph carried out the request (" + status + "), but its response is " + KindOf(response.Json)
                    + " instead of a JSON object. The request will not be sent again.",
                mayHaveBeenSent: true));
        }

        if (ForeignAnswer.IsMarkup(response))
        {
            return response.About(new ModuleException(
                "AnswerIsPage",
                ForeignAnswer.Describe(response) + ". It has " + status + " but is not JSON. It may come from a proxy or from the network's sign-in page (captive"
                    + " portal) instead of Graph. " + ModuleException.Doubt + " Check the network connection and the proxy.",
                mayHaveBeenSent: true));
        }

        return response.About(new ModuleException(
            "ResponseUnreadable",
            "Graph accepted the request (" + status + "), but its response cannot be read as JSON: " + notJson.Message + ".",
            mayHaveBeenSent: true,
            notJson));
    }

    private static string KindOf(object? json) => json switch
    {
        bool => "a Boolean value",
        string => "a string",
        object?[] list => "an array of length " + list.Length.ToString(CultureInfo.InvariantCulture),
        _ => "a number",
    };
}
