using System;
using System.Globalization;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Backend;

/// <summary>The texts of messages to the backend.</summary>
internal static class BackendMessage
{
    /// <param name="id">The request's id; null makes it a notification.</param>
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

    /// <summary>Makes the backend abort the request of this id.</summary>
    internal static string Cancel(long id) => Of(Protocol.Cancel, null, writer =>
    {
        writer.Name("id");
        writer.Raw(Digits(id));
    });

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
