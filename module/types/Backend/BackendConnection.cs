using System;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace PartnerSecurityScore;

/// <summary>One running backend: its process, its calls under way, and the thread that hears its answers.</summary>
internal sealed class BackendConnection
{
    private static readonly TimeSpan StartTimeLimit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<long, PendingCall> pending = new();
    private readonly BackendRequests requests = new();
    private readonly Process process;
    private readonly FrameReader reader;
    private readonly FrameWriter writer;
    private long lastId;
    private volatile string? end;

    private BackendConnection(Process process)
    {
        this.process = process;
        reader = new FrameReader(process.StandardOutput.BaseStream);
        writer = new FrameWriter(process.StandardInput.BaseStream);
    }

    /// <summary>Asks the system as well: the end of the output may not have been seen yet.</summary>
    internal bool HasEnded => end is not null || process.HasExited;

    internal int ProcessId => process.Id;

    /// <exception cref="BackendException">It did not start, or is of another version.</exception>
    internal static BackendConnection Open(string path, string version)
    {
        var connection = new BackendConnection(BackendProcess.Start(path));
        new Thread(connection.Listen) { IsBackground = true, Name = "PartnerSecurityScore backend" }.Start();
        var answer = connection.Call(Protocol.Initialize, writer => writer.Property("version", version));
        try
        {
            if (Task.WaitAny([answer.Completion], StartTimeLimit) < 0)
            {
                throw BackendProcess.Failure(path, "it gave no sign of life within " + StartTimeLimit.TotalSeconds + " seconds");
            }

            answer.Completion.GetAwaiter().GetResult();
            return connection;
        }
        catch (BackendException failure)
        {
            connection.Close("it could not be used");
            throw failure.Code == "BackendEnded" ? BackendProcess.Failure(path, failure.Message.TrimEnd('.')) : failure;
        }
    }

    /// <summary>Sends a request. The result, or the reason why there is none, arrives in the call's task.</summary>
    /// <param name="method">A method of the protocol.</param>
    /// <param name="writeParams">Writes the members of its params object.</param>
    internal PendingCall Call(string method, Action<JsonWriter> writeParams)
    {
        var id = Interlocked.Increment(ref lastId);
        var call = new PendingCall(this, id, method);
        pending[id] = call;
        try
        {
            writer.Write(Message(method, id, writeParams));
        }
        catch (Exception failure)
        {
            // A frame that is not whole is no request, so nothing was sent.
            pending.TryRemove(id, out _);
            call.Fail(failure is IOException or ObjectDisposedException ? Ended("its input is closed", false) : failure);
        }

        if (end is string reason && pending.TryRemove(id, out _))
        {
            call.Fail(Ended(reason, call.MayHaveBeenSent));
        }

        return call;
    }

    internal void Cancel(long id)
    {
        try
        {
            writer.Write(Message(Protocol.Cancel, null, writer =>
            {
                writer.Name("id");
                writer.Raw(id.ToString(CultureInfo.InvariantCulture));
            }));
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            Close("its input is closed");
        }
    }

    private static string Message(string method, long? id, Action<JsonWriter> writeParams)
    {
        var message = new JsonWriter();
        message.BeginObject();
        message.Property("jsonrpc", "2.0");
        if (id is long number)
        {
            message.Name("id");
            message.Raw(number.ToString(CultureInfo.InvariantCulture));
        }

        message.Property("method", method);
        message.Name("params");
        message.BeginObject();
        writeParams(message);
        message.EndObject();
        message.EndObject();
        return message.ToString();
    }

    private static BackendException Ended(string reason, bool mayHaveBeenSent)
    {
        var outcome = mayHaveBeenSent ? " The outcome is unknown: the request may have reached Graph. It is not sent again." : string.Empty;
        return new BackendException("BackendEnded", "the module's backend process ended (" + reason + ")." + outcome, mayHaveBeenSent);
    }

    private void Listen()
    {
        try
        {
            while (reader.Read() is string message)
            {
                Dispatch(JsonReader.Parse(message) as PropertyDictionary ?? throw new InvalidDataException("a message that is no object"));
            }

            Close("its output is closed");
        }
        catch (InvalidDataException failure)
        {
            Close("it sent " + failure.Message);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            Close("its output is closed");
        }
        catch (Exception failure)
        {
            // Nothing may leave this thread: it would take the whole PowerShell with it.
            Close("it sent a message that can't be read: " + failure.Message);
        }
    }

    private static long IdOf(PropertyDictionary message) => Convert.ToInt64(message["id"], CultureInfo.InvariantCulture);

    private void Dispatch(PropertyDictionary message)
    {
        if (message["method"] is Protocol.Waiting && message["params"] is PropertyDictionary wait)
        {
            if (pending.TryGetValue(IdOf(wait), out var waiting))
            {
                waiting.Waiting = RetryWait.From(wait);
            }

            return;
        }

        if (message["method"] is Protocol.Prompt && message["params"] is PropertyDictionary prompt)
        {
            if (pending.TryGetValue(IdOf(prompt), out var opening))
            {
                opening.Prompts.Enqueue(SignInPrompt.From(prompt));
            }

            return;
        }

        if (requests.TryTake(message, Reply))
        {
            return;
        }

        if (message["id"] is not (int or long) || !pending.TryRemove(IdOf(message), out var call))
        {
            return;
        }

        if (message["error"] is PropertyDictionary error)
        {
            var data = error["data"] as PropertyDictionary;
            call.Fail(new BackendException(
                data?["name"] as string ?? "InternalError",
                error["message"] as string ?? "The backend reported an error without a message.",
                data?["mayHaveBeenSent"] is true)
            {
                ServiceCode = data?["serviceCode"] as string,
                CorrelationId = data?["correlationId"] as string,
            });
        }
        else
        {
            call.Succeed(message["result"] as PropertyDictionary ?? []);
        }
    }

    private void Reply(string answer)
    {
        try
        {
            writer.Write(answer);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            Close("its input is closed");
        }
    }

    private void Close(string reason)
    {
        end = reason;
        requests.Close();
        foreach (var id in pending.Keys)
        {
            if (pending.TryRemove(id, out var call))
            {
                call.Fail(Ended(reason, call.MayHaveBeenSent));
            }
        }

        try
        {
            process.StandardInput.Dispose();
            process.Kill();
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or Win32Exception)
        {
            // It has ended already, which is what was wanted.
        }
    }
}
