using System;
using System.Globalization;
using System.Linq;
using System.Net;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Answers;

/// <summary>
/// What the body of an error answer says. Id and message are those of the original wherever that has any; what it loses
/// (errors of OAuth and of gateways, pages, other text) is in the message. Where nothing in a known place says why, the
/// beginning of the body does, whatever its form.
/// </summary>
internal sealed class GraphErrorBody
{
    private GraphErrorBody(string? errorId, string? code, string message, string words, PropertyDictionary? error)
    {
        ErrorId = errorId is null ? null : ForeignText.OneLine(errorId);
        Code = code;
        Message = message;
        Words = words;
        Date = Inner(error)?["date"] as string;
    }

    /// <summary>What the error record's id begins with, in one line; null if that is the command's own.</summary>
    internal string? ErrorId { get; }

    /// <summary>Null if there is none, or an empty one.</summary>
    internal string? Code { get; }

    /// <summary>The message of the exception.</summary>
    internal string Message { get; }

    /// <summary>The service's own words; the message if it has none.</summary>
    internal string Words { get; }

    /// <summary>The date as it came, or null.</summary>
    internal string? Date { get; }

    internal static GraphErrorBody Of(GraphResponse response)
    {
        var status = ((HttpStatusCode)response.StatusCode).ToString();
        var kind = response.StatusCode switch { < 400 => "an unrecognized response", < 500 => "a Request Error", _ => "a Server Error" };
        var sentence = "The server responded with " + kind + ", Status: " + status;
        var answer = response.Body.Trim().Length == 0 ? string.Empty : ForeignAnswer.Describe(response) + ".";
        var described = answer.Length == 0 ? sentence : sentence + ". " + answer;
        if (response.Json is not PropertyDictionary whole)
        {
            return new GraphErrorBody(status, null, described, described, null);
        }

        var error = whole["error"] as PropertyDictionary;
        var code = (error ?? whole)["code"] as string;
        var message = (error ?? whole)["message"] as string;
        if (error is not null && code is not null && message is not null)
        {
            return new GraphErrorBody(
                NotEmpty(code), NotEmpty(code), "[" + code + "] : " + message, NotEmpty(message) ?? described, error);
        }

        var words = NotEmpty(message) ?? NotEmpty(whole["error_description"] as string) ?? described;
        if (error is null && words == message && SaysMore(whole))
        {
            words += " " + answer;
        }

        return new GraphErrorBody(
            NotEmpty(code) ?? status, NotEmpty(code) ?? NotEmpty(whole["error"] as string), words, words, error);
    }

    internal GraphServiceException ToException(GraphResponse response) => response.About(new GraphServiceException(Code, Message));

    /// <summary>
    /// The service's own words in one line, and the facts. In a script PowerShell shows line breaks as blanks, so nothing
    /// here depends on them.
    /// </summary>
    internal string DetailsOf(GraphServiceException error) => string.Join(
        "\n",
        new[]
        {
            ForeignText.OneLine(Words),
            "Status: " + ((int)error.StatusCode!.Value).ToString(CultureInfo.InvariantCulture) + " (" + error.StatusCode + ")",
            Fact("ErrorCode", Code),
            Fact("Date", Date),
            Fact("request-id", error.RequestId),
            Fact("client-request-id", error.ClientRequestId),
        }.Where(line => line is not null));

    private static string? Fact(string name, string? value) => value is null or "" ? null : name + ": " + ForeignText.OneLine(value);

    /// <summary>The part of a Graph error that has the date and the ids of the request.</summary>
    internal static PropertyDictionary? Inner(PropertyDictionary? error) =>
        (error?["innerError"] ?? error?["innererror"]) as PropertyDictionary;

    /// <summary>Whether a gateway's error has other text than code and message, which may be general where that is not.</summary>
    private static bool SaysMore(PropertyDictionary whole) => whole.Any(member => member.Value is string
        && !member.Key.Equals("code", StringComparison.OrdinalIgnoreCase) && !member.Key.Equals("message", StringComparison.OrdinalIgnoreCase));

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
