using System;
using System.Globalization;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Backend;

/// <summary>Creates the JSON text of messages to the backend.</summary>
internal static class BackendMessage
{
    /// <param name="method">A method of the protocol.</param>
    /// <param name="id">The request's ID, or null for a notification.</param>
    /// <param name="writeParams">Writes the members of the params object.</param>
    internal static string Of(string method, long? id, Action<JsonWriter> writeParams)
    {
        var message = new JsonWriter();
        message.BeginObject();
        message.Property("jsonrpc", "2.0");
        if (id is long number)
        {
            message.Name("id");
            message.Raw(Digits(number));
        }

        message.Property("method", method);
        message.Name("params");
        message.BeginObject();
        writeParams(message);
        message.EndObject();
        message.EndObject();
        return message.ToString();
    }

    /// <summary>Creates the notification that cancels a request.</summary>
    internal static string Cancel(long id) => Of(Protocol.Cancel, null, writer =>
    {
        writer.Name("id");
        writer.Raw(Digits(id));
    });

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
