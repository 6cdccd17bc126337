using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace PartnerSecurityScore.Backend;

/// <summary>The backend's operating system process: how it is started, and with which environment.</summary>
internal static class BackendProcess
{
    private const string ExtraAuthorities = "NODE_EXTRA_CA_CERTS";

    /// <summary>All that the backend needs of the user's environment: places, certificate authorities and the session's bus, which Linux keeps secrets behind.</summary>
    private static readonly string[] PassedOn =
    [
        "HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "SystemRoot", "windir", "ProgramData", "ProgramFiles", "TEMP", "TMP", "TMPDIR",
        ExtraAuthorities, "SSL_CERT_FILE", "SSL_CERT_DIR",
        "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR",
    ];

    /// <summary>Held while the system makes the process.</summary>
    private static readonly object Creation = new();

    /// <summary>
    /// A PowerShell that ends in the middle of it would leave a process behind that never runs, and so never sees that its
    /// input is closed. .NET Framework allows two seconds for its end.
    /// </summary>
    static BackendProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Monitor.TryEnter(Creation, 1500);

    /// <exception cref="BackendException">The process did not start; the message says why and what to do.</exception>
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
                return Process.Start(start) ?? throw Failure(path, "the system started no process");
            }
        }
        catch (Win32Exception failure)
        {
            // The failure's own message repeats the path and also names the folder.
            throw Failure(path, new Win32Exception(failure.NativeErrorCode).Message);
        }
    }

    /// <summary>Waits for its end, which has begun, and says how it came.</summary>
    /// <param name="errorOutput">What it wrote to its standard error.</param>
    internal static string DescribeExit(Process process, ErrorOutput errorOutput, int withinMilliseconds)
    {
        if (!process.WaitForExit(withinMilliseconds))
        {
            return "it closed its output";
        }

        var line = errorOutput.LastLine(withinMilliseconds);
        return "exit code " + process.ExitCode.ToString(CultureInfo.InvariantCulture) + (line.Length == 0 ? string.Empty : "; last output: " + line);
    }

    /// <param name="hasRun">Whether a process was there.</param>
    internal static BackendException Failure(string path, string reason, bool hasRun = false) => new(
        "BackendNotStarted",
        "The module's backend could not be started: " + reason + ". Path: " + path + ". System: "
            + RuntimeInformation.OSDescription.Trim() + " (" + RuntimeInformation.ProcessArchitecture.ToString() + ")."
            + " " + Remedy())
    {
        FailedStart = hasRun ? reason : null,
    };

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

    /// <summary>The path as PowerShell's own process would find it: the backend runs in another folder.</summary>
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

        // The runtime inside the binary reports its crashes to its makers unless told not to.
        start.Environment["BUN_ENABLE_CRASH_REPORTING"] = "0";
        start.Environment["DO_NOT_TRACK"] = "1";

        // The authorities that the system trusts count beside those that the runtime brings along, as they do for PowerShell.
        start.Environment["NODE_USE_SYSTEM_CA"] = "1";

        // Its highest optimising compilers, that of WebAssembly included, take 15 MB and make nothing quicker here.
        start.Environment["BUN_JSC_useFTLJIT"] = "0";
        start.Environment["BUN_JSC_useOMGJIT"] = "0";

        // Collects garbage after every 4 MB, which keeps 10 MB less and costs nothing that can be measured.
        start.Environment["BUN_JSC_gcMaxHeapSize"] = "4000000";
    }
}
