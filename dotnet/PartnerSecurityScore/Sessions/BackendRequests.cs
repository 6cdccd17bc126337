using System;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Threading;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Proxies;

namespace PartnerSecurityScore.Sessions;

/// <summary>
/// Answers the backend's requests to the PowerShell process: for signatures, for the proxy that .NET uses, and for tokens that
/// authenticate the current user to a proxy.
/// </summary>
internal sealed class BackendRequests : IBackendRequests
{
    private const int Failed = -32000;

    private readonly ProxyConversations proxies = new();

    /// <inheritdoc />
    /// <remarks>
    /// Smart cards, Kerberos and proxy auto-configuration scripts can be slow. Answers are created on thread-pool threads, so
    /// that they do not delay the backend's other messages.
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
                    // The conversation begins on this thread, so that a later proxy/authenticated message can end it.
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

    /// <summary>Creates a function that computes an answer with a single text member.</summary>
    private static Func<Action<JsonWriter>> Text(string member, Func<string?> find) => () =>
    {
        var value = find();
        return writer => writer.Property(member, value);
    };

    /// <param name="answer">Computes the answer, and returns an action that writes the members of the result.</param>
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
            // Key providers can throw any exception type. An unhandled exception on a thread-pool thread would end the process.
            text.Name("error");
            text.BeginObject();
            text.Name("code");
            text.Raw(Failed.ToString(CultureInfo.InvariantCulture));

            // The classes for the authentication of the current user are called by reflection, which wraps their exceptions.
            var cause = failure is TargetInvocationException { InnerException: { } inner } ? inner : failure;
            text.Property("message", cause.Message.TrimEnd());
        }

        text.EndObject();
        text.EndObject();
        return text.ToString();
    }
}
