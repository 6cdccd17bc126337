using System.Globalization;
using System.Management.Automation.Host;

namespace PartnerSecurityScore.EngineHost;

/// <summary>The host of a runspace. Reports the culture of the current script and records its host output.</summary>
internal sealed class RecordingHost : PSHost
{
    private readonly RecordingUserInterface _ui = new();
    private CultureInfo _culture = CultureInfo.GetCultureInfo("en-US");

    public override string Name => "EngineHost";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => _culture;

    public override CultureInfo CurrentUICulture => _culture;

    public HostRecord Recorded => _ui.Record;

    public void Begin(RunRequest request)
    {
        _culture = request.Culture;
        _ui.Begin(request.Choices);
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    /// <summary>Ignores the exit code: <c>exit</c> ends the script, but not the host.</summary>
    public override void SetShouldExit(int exitCode)
    {
    }
}
