using System.Management.Automation.Host;

namespace PartnerSecurityScore.EngineHost;

/// <summary>A console of fixed size without output or keyboard.</summary>
internal sealed class FixedRawUserInterface : PSHostRawUserInterface
{
    private static readonly Size ConsoleSize = new(120, 50);

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Size BufferSize { get; set; } = ConsoleSize;

    public override Size WindowSize { get; set; } = ConsoleSize;

    public override Size MaxPhysicalWindowSize => ConsoleSize;

    public override Size MaxWindowSize => ConsoleSize;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = string.Empty;

    public override bool KeyAvailable => false;

    public override void FlushInputBuffer()
    {
    }

    public override KeyInfo ReadKey(ReadKeyOptions options) =>
        throw new HostException("This host has no keyboard.");

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
    {
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
    }

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
    }
}
