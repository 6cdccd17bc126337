using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace PartnerSecurityScore.Backend;

/// <summary>Starts the backend's process with a minimal environment, and describes how the process ended.</summary>
internal static class BackendProcess
{
    internal const string NotStartedCode = "BackendNotStarted";

    private const string ExtraAuthorities = "NODE_EXTRA_CA_CERTS";

    /// <summary>The Windows error code ERROR_BAD_EXE_FORMAT.</summary>
    private const int BadFormat = 193;

    /// <summary>The Windows error code ERROR_EXE_MACHINE_TYPE_MISMATCH.</summary>
    private const int OtherMachine = 216;

    /// <summary>
    /// The environment variables that the backend inherits: folders, certificate authorities, and the D-Bus session
    /// bus, which provides access to stored secrets on Linux.
    /// </summary>
    private static readonly string[] PassedOn =
    [
        "HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "SystemRoot", "windir", "ProgramData", "ProgramFiles", "TEMP", "TMP", "TMPDIR",
        ExtraAuthorities, "SSL_CERT_FILE", "SSL_CERT_DIR",
        "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR",
    ];

    /// <summary>The lock that is held while the operating system creates the process.</summary>
    private static readonly object Creation = new();

    /// <summary>
    /// Delays the exit of PowerShell for up to 1.5 seconds until the process is created. Otherwise, the new process
    /// could remain in a state in which it never runs and never detects that its input was closed. .NET Framework
    /// limits exit handlers to two seconds.
    /// </summary>
    static BackendProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Monitor.TryEnter(Creation, 1500);

    /// <exception cref="BackendException">
    /// The process did not start; the message contains the reason and a remedy.
    /// </exception>
    internal static Process Start(string path)
    {
        var start = new ProcessStartInfo(path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(path)!,
        };
        CleanEnvironment(start);
        try
        {
            lock (Creation)
            {
                return Process.Start(start) ?? throw NotStarted(path, "the system started no process");
            }
        }
        catch (Win32Exception failure)
        {
            // The exception's own message repeats the path and adds the working directory.
            throw NotStarted(path, failure.NativeErrorCode is BadFormat or OtherMachine
                ? "the file is not a program for this system"
                : ForeignText.Clause(new Win32Exception(failure.NativeErrorCode).Message));
        }
    }

    /// <summary>Waits for a process that is exiting, and describes how it ended.</summary>
    /// <param name="errorOutput">The process's standard error.</param>
    /// <param name="withinMilliseconds">
    /// The time limit for the exit, and again for the rest of the error output.
    /// </param>
    internal static BackendEnd DescribeExit(Process process, ErrorOutput errorOutput, int withinMilliseconds)
    {
        if (!process.WaitForExit(withinMilliseconds))
        {
            return new BackendEnd("it closed its input or output and was stopped");
        }

        var line = errorOutput.LastLine(withinMilliseconds);
        return new BackendEnd(
            "exit code " + process.ExitCode.ToString(CultureInfo.InvariantCulture)
                + (line.Length == 0 ? string.Empty : "; last output: " + ForeignText.Clause(line)),
            isUnexpected: true);
    }

    /// <summary>Creates the error for a backend whose process could not be created.</summary>
    /// <param name="path">The path of the backend's executable.</param>
    /// <param name="reason">The reason, without a full stop.</param>
    internal static BackendException NotStarted(string path, string reason) =>
        new(NotStartedCode, "The module's backend could not be started: " + reason + ". " + PlaceOf(path) + " Nothing was sent. " + Remedy());

    /// <summary>Creates the error for a backend that ended, or did not respond, before it was initialized.</summary>
    /// <param name="path">The path of the backend's executable.</param>
    /// <param name="end">The end of its process.</param>
    internal static BackendException StartFailed(string path, BackendEnd end) => new(
        NotStartedCode,
        end.Sentence + " " + PlaceOf(path) + " Nothing was sent. Run the command again. If the error recurs, reinstall the module, and check that "
            + (RuntimeInformation.IsOSPlatform(OSPlatform.OSX)
                ? "macOS has not quarantined the file (xattr -d com.apple.quarantine)."
                : "antivirus software does not block the file."))
    {
        FailedStart = end,
    };

    private static string PlaceOf(string path) => "Path: " + path + ". System: "
        + RuntimeInformation.OSDescription.Trim() + " (" + RuntimeInformation.ProcessArchitecture.ToString() + ").";

    private static string Remedy()
    {
        var again = "Check that the installed package is for " + NativeFiles.Platform + ", ";
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return again + "that the file is not blocked (Unblock-File), and that antivirus software has not quarantined it.";
        }

        return again + "that the file is executable (chmod +x)" + (RuntimeInformation.IsOSPlatform(OSPlatform.OSX)
            ? ", and that macOS has not quarantined it (xattr -d com.apple.quarantine)."
            : ", and that its file system allows execution.");
    }

    /// <summary>
    /// Resolves a path relative to the current directory of the PowerShell process, or to the home folder if the path
    /// is ~ or starts with ~/ or ~\. The backend runs in another folder.
    /// </summary>
    private static string FromHere(string path)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var isOfHome = path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal);
        return Path.Combine(Directory.GetCurrentDirectory(), isOfHome ? home + path.Substring(1) : path);
    }

    private static void CleanEnvironment(ProcessStartInfo start)
    {
        start.Environment.Clear();
        foreach (var name in PassedOn)
        {
            if (Environment.GetEnvironmentVariable(name) is string value)
            {
                start.Environment[name] = value;
            }
        }

        if (Environment.GetEnvironmentVariable(ExtraAuthorities) is { Length: > 0 } file)
        {
            start.Environment[ExtraAuthorities] = FromHere(file);
        }

        // Bun sends crash reports to its developers unless crash reporting is disabled.
        start.Environment["BUN_ENABLE_CRASH_REPORTING"] = "0";
        start.Environment["DO_NOT_TRACK"] = "1";

        // Trust the system's certificate authorities, as PowerShell does, in addition to those built into Bun.
        start.Environment["NODE_USE_SYSTEM_CA"] = "1";

        // Disable the highest JIT compiler tiers of JavaScript and WebAssembly. They use 15 MB without making the
        // backend faster.
        start.Environment["BUN_JSC_useFTLJIT"] = "0";
        start.Environment["BUN_JSC_useOMGJIT"] = "0";

        // Collect garbage after every 4 MB of allocations. This saves 10 MB of memory at no measurable cost.
        start.Environment["BUN_JSC_gcMaxHeapSize"] = "4000000";
    }
}
