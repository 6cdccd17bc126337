using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PartnerSecurityScore.EngineHost;

/// <summary>A runspace with a thread that runs its scripts in order, each in a separate pipeline.</summary>
internal sealed class RunspaceLane
{
    /// <summary>The stack size of the engine's own pipeline threads; the engine's depth limits depend on it.</summary>
    private const int StackSize = 10_000_000;

    private readonly string _name;
    private readonly AnswerStream _answers;
    private readonly BlockingCollection<RunRequest> _queue = [];
    private readonly RecordingHost _host = new();
    private readonly Runspace _runspace;
    private readonly Lock _gate = new();
    private PowerShell? _running;

    public RunspaceLane(string name, AnswerStream answers)
    {
        _name = name;
        _answers = answers;
        var initial = InitialSessionState.CreateDefault2();
        initial.LanguageMode = PSLanguageMode.FullLanguage;
        if (OperatingSystem.IsWindows())
        {
            initial.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }
        _runspace = RunspaceFactory.CreateRunspace(_host, initial);
        // Like the console, uses one thread for all pipelines, so thread-static data is available to the next script.
        // The engine does not set the culture of such a thread, so SetCulture does.
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        new Thread(Work, StackSize) { IsBackground = true, Name = name }.Start();
    }

    public void Enqueue(RunRequest request) => _queue.Add(request);

    /// <summary>Stops the running pipeline as Ctrl+C does.</summary>
    public void Stop(long id)
    {
        // The lock is held until the pipeline has stopped: the engine does not support a concurrent stop and disposal.
        lock (_gate)
        {
            if (_running is null)
            {
                _answers.Fail(id, $"Nothing is running in runspace '{_name}'.");
                return;
            }
            var watch = Stopwatch.StartNew();
            _running.Stop();
            _answers.Write(id, json => json.WriteNumber("milliseconds", watch.Elapsed.TotalMilliseconds));
        }
    }

    public void Close(long id)
    {
        _queue.CompleteAdding();
        _runspace.Close();
        _answers.Write(id, _ => { });
    }

    private void Work()
    {
        _runspace.Open();
        // Script properties are evaluated while the answer is written. No pipeline is running then, so the thread needs a
        // default runspace.
        Runspace.DefaultRunspace = _runspace;
        foreach (var request in _queue.GetConsumingEnumerable())
        {
            Run(request);
        }
    }

    private void Run(RunRequest request)
    {
        _host.Begin(request);
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(request.Script);
        var output = new PSDataCollection<PSObject>();
        RuntimeException? terminating = null;
        lock (_gate)
        {
            _running = shell;
        }
        SetCulture(request.Culture);
        var watch = Stopwatch.StartNew();
        try
        {
            shell.Invoke<PSObject, PSObject>(null, output, null);
        }
        catch (Exception error) when (error is PipelineStoppedException or InvalidPowerShellStateException)
        {
            // The pipeline was stopped, possibly before it started. Its state contains this information.
        }
        catch (RuntimeException error)
        {
            terminating = error;
        }
        catch (InvalidRunspaceStateException)
        {
            // The runspace was closed before the script could start.
            _answers.Fail(request.Id, $"Runspace '{_name}' was closed.");
            return;
        }
        watch.Stop();
        // The text of written objects must not depend on the script's culture.
        SetCulture(CultureInfo.InvariantCulture);
        lock (_gate)
        {
            _running = null;
        }
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        var record = new RunRecord(output, shell, terminating, _host.Recorded, milliseconds);
        _answers.Write(request.Id, record.Write);
    }

    private static void SetCulture(CultureInfo culture)
    {
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }
}
