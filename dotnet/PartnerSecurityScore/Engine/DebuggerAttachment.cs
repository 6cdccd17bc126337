using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Threading;

namespace PartnerSecurityScore.Engine;

/// <summary>The implementation of the -Break parameter.</summary>
internal static class DebuggerAttachment
{
    private const int PollMilliseconds = 50;

    /// <summary>Waits until a .NET debugger is attached to this process.</summary>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    internal static void Wait(PSCmdlet command)
    {
        using var process = Process.GetCurrentProcess();
        command.Host.UI.WriteLine(
            "Waiting for debugger to attach to process " + process.Id.ToString(CultureInfo.InvariantCulture));
        while (!System.Diagnostics.Debugger.IsAttached)
        {
            if (command.Stopping)
            {
                throw new PipelineStoppedException();
            }

            Thread.Sleep(PollMilliseconds);
        }
    }
}
