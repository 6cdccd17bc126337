using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PartnerSecurityScore.EngineHost;

/// <summary>One runspace and the thread that runs its scripts in order, each as its own pipeline.</summary>
internal sealed class RunspaceLane
{
    /// <summary>What the engine gives to its own pipeline threads; its depth limits count on it.</summary>
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
        // As in the console: one thread for all pipelines, so that what is kept by thread is there for the
        // next script. Being ours, it also gets its culture from here; the engine doesn't set it.
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        new Thread(Work, StackSize) { IsBackground = true, Name = name }.Start();
    }

    public void Enqueue(RunRequest request) => _queue.Add(request);

    /// <summary>Stops the running pipeline as Ctrl+C does.</summary>
    public void Stop(long id)
    {
        // Held until it has stopped: the engine can't bear being stopped and disposed of at the same time.
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
        // Script properties are read while answering, outside any pipeline.
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
            // Stopped, perhaps before it had begun: the state says so too.
        }
        catch (RuntimeException error)
        {
            terminating = error;
        }
        catch (InvalidRunspaceStateException)
        {
            // Closed before the script's turn came.
            _answers.Fail(request.Id, $"Runspace '{_name}' was closed.");
            return;
        }
        watch.Stop();
        // What is written down about objects must not depend on the culture.
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
