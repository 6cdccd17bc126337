using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Backend;

/// <summary>A backend: its process, its pending calls, and the thread that reads its messages.</summary>
internal sealed class BackendConnection
{
    private const int EndMilliseconds = 1000;
    private const string EndedCode = "BackendEnded";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly PendingCalls pending = new();
    private readonly IBackendRequests requests;
    private readonly Process process;
    private readonly ErrorOutput errorOutput;
    private readonly FrameReader reader;
    private readonly FrameWriter writer;
    private readonly Watchdog watchdog;
    private readonly Action onWork;
    private long lastId;
    private volatile BackendEnd? end;

    private BackendConnection(Process process, IBackendRequests requests, Action onWork)
    {
        this.requests = requests;
        this.process = process;
        this.onWork = onWork;
        ProcessId = process.Id;
        errorOutput = new ErrorOutput(process.StandardError.BaseStream);
        reader = new FrameReader(process.StandardOutput.BaseStream);
        writer = new FrameWriter(process.StandardInput.BaseStream, OnNotWritten);
        watchdog = new Watchdog(() => !pending.IsEmpty, () => Notify(BackendMessage.Of(Protocol.Ping, NextId(), _ => { })), GiveUp);
    }

    /// <summary>
    /// Whether the backend has ended. The process is checked, too, because the end of its output may not have been read
    /// yet.
    /// </summary>
    internal bool HasEnded => end is not null || process.HasExited;

    /// <summary>Whether the backend has answered a graph/send call.</summary>
    internal bool HasWorked { get; private set; }

    /// <summary>Whether any calls are pending.</summary>
    internal bool IsAtWork => !pending.IsEmpty;

    /// <summary>Whether the backend was ended because it was no longer needed.</summary>
    internal bool IsReleased { get; private set; }

    /// <summary>The reason why the backend ended.</summary>
    internal string EndReason => end?.Reason ?? "it was stopped";

    internal int ProcessId { get; }

    /// <summary>Starts a backend and initializes it.</summary>
    /// <param name="path">The path of the backend's executable.</param>
    /// <param name="version">The module's version, which the backend's version must match.</param>
    /// <param name="requests">The handler for requests from the backend.</param>
    /// <param name="onWork">Called when the backend has answered its first graph/send call.</param>
    /// <exception cref="BackendException">
    /// The backend did not start, did not respond in time, or has a different version.
    /// </exception>
    internal static BackendConnection Open(string path, string version, IBackendRequests requests, Action onWork)
    {
        var connection = new BackendConnection(BackendProcess.Start(path), requests, onWork);
        new Thread(connection.Listen) { IsBackground = true, Name = "PartnerSecurityScore backend" }.Start();
        var answer = connection.Call(Protocol.Initialize, writer => writer.Property("version", version));
        try
        {
            if (Task.WaitAny([answer.Completion], Watchdog.Limit) < 0)
            {
                throw BackendProcess.StartFailed(path, new BackendEnd("it did not respond within " + Watchdog.GiveUpAfter + " seconds and was stopped"));
            }

            answer.Completion.GetAwaiter().GetResult();
            return connection;
        }
        catch (BackendException failure)
        {
            connection.Close(new BackendEnd("it failed to initialize"));
            if (failure.Code == EndedCode)
            {
                throw BackendProcess.StartFailed(path, connection.end!);
            }

            throw;
        }
    }

    /// <summary>Sends a request. The call's task provides the result or the failure.</summary>
    /// <param name="method">A method of the protocol.</param>
    /// <param name="writeParams">Writes the members of the params object.</param>
    internal PendingCall Call(string method, Action<JsonWriter> writeParams)
    {
        var call = new PendingCall(this, NextId(), method);
        byte[] frame;
        try
        {
            frame = FrameWriter.FrameOf(BackendMessage.Of(method, call.Id, writeParams));
        }
        catch (Exception failure)
        {
            call.Fail(failure);
            return call;
        }

        pending.Add(call);
        watchdog.Begin();
        writer.Write(frame, call);
        if (end is { } cause && pending.Take(call.Id) is not null)
        {
            call.Fail(Ended(cause, call));
        }

        return call;
    }

    /// <summary>
    /// Cancels the call. The method does not wait for the backend, so that stopping a command takes effect immediately.
    /// If the call's task has not completed, it never does.
    /// </summary>
    internal void Cancel(PendingCall call)
    {
        pending.Take(call.Id);
        if (!call.TryDrop())
        {
            Notify(BackendMessage.Cancel(call.Id));
        }
    }

    /// <summary>
    /// Ends a backend that is no longer needed, by closing its input. Kills it if it does not exit within a second.
    /// </summary>
    internal void Release()
    {
        IsReleased = true;
        writer.Close(EndMilliseconds);
        if (!process.WaitForExit(EndMilliseconds))
        {
            Close(new BackendEnd("it was stopped, because it was still running one second after its input was closed"));
        }
    }

    private static BackendException Ended(BackendEnd cause, PendingCall call) => EndedWith(cause, call, call.EndsInDoubt());

    private static BackendException EndedWith(BackendEnd cause, PendingCall call, bool mayHaveBeenSent) =>
        new(EndedCode, cause.Sentence + call.Outcome(mayHaveBeenSent), mayHaveBeenSent);

    private long NextId() => Interlocked.Increment(ref lastId);

    private void OnNotWritten(PendingCall? call)
    {
        // An incomplete frame is not a request, so nothing was sent. If the frame was complete, its response may
        // already have arrived.
        var found = end ?? BackendProcess.DescribeExit(process, errorOutput, EndMilliseconds);
        var taken = call is null ? null : pending.Take(call.Id);
        var cause = Interlocked.CompareExchange(ref end, found, null) ?? found;
        taken?.Fail(EndedWith(cause, taken, false));
        Close(cause);
    }

    private void Notify(string message) => writer.Write(FrameWriter.FrameOf(message));

    private void Listen()
    {
        BackendEnd cause;
        try
        {
            while (reader.Read() is { } message)
            {
                watchdog.MarkAlive();
                Handle(message);
            }

            cause = BackendProcess.DescribeExit(process, errorOutput, EndMilliseconds);
        }
        catch (InvalidDataException failure)
        {
            cause = new BackendEnd("it sent " + failure.Message + ", and was stopped");
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            cause = BackendProcess.DescribeExit(process, errorOutput, EndMilliseconds);
        }

        Close(cause);
        process.StandardOutput.Dispose();
    }

    /// <summary>
    /// Handles a message. An unreadable message does not end the backend, which keeps the open sessions. The message
    /// could be the response to any pending call, so all pending calls fail. This method must not throw: an unhandled
    /// exception on this thread would end the PowerShell process.
    /// </summary>
    private void Handle(ArraySegment<byte> content)
    {
        try
        {
            var text = StrictUtf8.GetString(content.Array!, content.Offset, content.Count);
            var message = JsonReader.Parse(text) as PropertyDictionary ?? throw new InvalidDataException("a message that is not an object");
            if (!requests.TryHandle(message, Notify) && pending.Dispatch(message) is PendingCall answered)
            {
                writer.Answered(answered);
                if (answered.IsSend && !HasWorked)
                {
                    HasWorked = true;
                    onWork();
                }
            }
        }
        catch (Exception failure)
        {
            var reason = failure as InvalidDataException ?? new InvalidDataException("a message that cannot be read");
            pending.EndAll(call =>
            {
                var mayHaveBeenSent = call.EndsInDoubt();
                return BackendException.Unreadable(reason, call.Outcome(mayHaveBeenSent), mayHaveBeenSent);
            });
        }
    }

    private void GiveUp(int seconds) => Close(new BackendEnd("it did not respond for " + seconds + " seconds and was stopped"));

    private void Close(BackendEnd latest)
    {
        var cause = Interlocked.CompareExchange(ref end, latest, null) ?? latest;
        watchdog.End();
        requests.Close();
        pending.EndAll(call => Ended(cause, call));
        try
        {
            // Kill the process first, because closing its input would wait for a write in progress.
            process.Kill();
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // The process has already exited or is exiting.
        }

        writer.Close(EndMilliseconds);
    }
}
