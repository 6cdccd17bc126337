using System;
using System.Globalization;
using System.IO;
using System.Threading;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Proxies;

namespace PartnerSecurityScore.Sessions;

/// <summary>Answers the backend with what only PowerShell's process has: keys, the system's proxies, and who its user is.</summary>
internal sealed class BackendRequests : IBackendRequests
{
    private const int Failed = -32000;

    private readonly ProxyConversations proxies = new();

    /// <inheritdoc />
    /// <remarks>
    /// A key in a smart card, a ticket service and a network's script for proxies take their time, and answers of other
    /// requests must not wait.
    /// </remarks>
    public bool TryHandle(PropertyDictionary message, Action<string> reply)
    {
        try
        {
            switch (message["method"])
            {
                case Protocol.Sign:
                    var signature = MessageReader.Object(message, "params");
                    AnswerLater(message, reply, Text("signature", () => Convert.ToBase64String(SignatureRequest.Answer(signature))));
                    return true;
                case Protocol.FindProxy:
                    var url = MessageReader.Text(MessageReader.Object(message, "params"), "url");
                    AnswerLater(message, reply, () => DotNetProxy.Find(url));
                    return true;
                case Protocol.ProxyAuthenticate:
                    // Begun here, so that its end, which comes later, ends it.
                    var request = MessageReader.Object(message, "params");
                    var conversation = proxies.Begin(request);
                    AnswerLater(message, reply, Text("token", () => conversation.Answer(request["token"] as string)));
                    return true;
                case Protocol.ProxyAuthenticated:
                    proxies.End(MessageReader.Object(message, "params"));
                    return true;
                default:
                    return false;
            }
        }
        catch (InvalidDataException failure)
        {
            if (message["id"] is int or long)
            {
                AnswerLater(message, reply, () => throw failure);
            }

            return true;
        }
    }

    /// <inheritdoc />
    public void Close() => proxies.Close();

    /// <summary>An answer of one member.</summary>
    private static Func<Action<JsonWriter>> Text(string member, Func<string?> find) => () =>
    {
        var value = find();
        return writer => writer.Property(member, value);
    };

    /// <param name="answer">Returns the action that writes the members of the result.</param>
    private static void AnswerLater(PropertyDictionary message, Action<string> reply, Func<Action<JsonWriter>> answer)
    {
        var id = MessageReader.Id(message, "id");
        ThreadPool.QueueUserWorkItem(_ => reply(Answer(id, answer)));
    }

    private static string Answer(long id, Func<Action<JsonWriter>> answer)
    {
        var text = new JsonWriter();
        text.BeginObject();
        text.Property("jsonrpc", "2.0");
        text.Name("id");
        text.Raw(id.ToString(CultureInfo.InvariantCulture));
        try
        {
            var write = answer();
            text.Name("result");
            text.BeginObject();
            write(text);
        }
        catch (Exception failure)
        {
            // Whatever a key's provider throws: nothing may leave a thread of the pool.
            text.Name("error");
            text.BeginObject();
            text.Name("code");
            text.Raw(Failed.ToString(CultureInfo.InvariantCulture));
            text.Property("message", failure.Message);
        }

        text.EndObject();
        text.EndObject();
        return text.ToString();
    }
}
