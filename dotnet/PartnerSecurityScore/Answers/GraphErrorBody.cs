using System;
using System.Globalization;
using System.Linq;
using System.Net;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Answers;

/// <summary>
/// The content of a response without a success status. The error ID and message match those of the original where the
/// original provides them. The message also covers errors that the original discards: OAuth errors, gateway errors,
/// HTML pages, and other text. If no known member contains a reason, the message contains the title of a page or the
/// beginning of any other body.
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

    /// <summary>The beginning of the error record's ID, on one line, or null to use the command's default ID.</summary>
    internal string? ErrorId { get; }

    /// <summary>The error code, or else the OAuth error. Null when both are missing or blank.</summary>
    internal string? Code { get; }

    /// <summary>
    /// The message for the exception. It includes the error code when Graph's error has both a code and a message.
    /// </summary>
    internal string Message { get; }

    /// <summary>
    /// The service's error text, or a description of the response when there is none. The description of the body also
    /// follows a gateway's error text if other members of the error contain text.
    /// </summary>
    internal string Words { get; }

    /// <summary>The date in the error's innerError object, exactly as received, or null.</summary>
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
            words = ForeignText.Sentence(words) + " " + answer;
        }

        return new GraphErrorBody(
            NotEmpty(code) ?? status, NotEmpty(code) ?? NotEmpty(whole["error"] as string), words, words, error);
    }

    internal GraphServiceException ToException(GraphResponse response) => response.About(new GraphServiceException(Code, Message));

    /// <summary>
    /// Returns the service's error text and the facts of the response, one per line. PowerShell 7 displays line breaks
    /// as spaces when the error occurs in a script, so each fact starts with its name.
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

    /// <summary>
    /// Returns the innerError object of a Graph error, or null. The object contains the date and the request IDs.
    /// </summary>
    internal static PropertyDictionary? Inner(PropertyDictionary? error) =>
        (error?["innerError"] ?? error?["innererror"]) as PropertyDictionary;

    /// <summary>
    /// Determines whether a gateway's error contains text in members other than code and message. That text can be more
    /// specific than the message.
    /// </summary>
    private static bool SaysMore(PropertyDictionary whole) => whole.Any(member => member.Value is string
        && !member.Key.Equals("code", StringComparison.OrdinalIgnoreCase) && !member.Key.Equals("message", StringComparison.OrdinalIgnoreCase));

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
