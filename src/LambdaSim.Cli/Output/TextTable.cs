using System.Globalization;
using Spectre.Console;

namespace LambdaSim.Cli.Output;

/// <summary>A titled table: aligned plain text when redirected, a Spectre table on a terminal.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Head">Column heads; null: none.</param>
/// <param name="Rows">Cells; the first column is text, the others are figures.</param>
internal sealed record TextTable(string Title, IReadOnlyList<string>? Head, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string Gap = "  ";

    public static void Write(Terminal terminal, IEnumerable<TextTable> tables)
    {
        if (terminal.OutIsTerminal)
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Out) });
            foreach (var table in tables)
            {
                table.Draw(console);
            }
        }
        else
        {
            var first = true;
            foreach (var table in tables)
            {
                if (!first)
                {
                    terminal.Out.Write('\n');
                }

                table.Print(terminal.Out);
                first = false;
            }
        }
    }

    private void Print(TextWriter output)
    {
        output.Write(Title + "\n");
        var lines = Head is null ? Rows : [Head, .. Rows];
        var columns = lines.Count == 0 ? 0 : lines.Max(static l => l.Count);
        var widths = new int[columns];
        foreach (var line in lines)
        {
            // A lone cell is a sentence: it sets no width.
            for (var i = 0; i < line.Count && line.Count > 1; i++)
            {
                widths[i] = Math.Max(widths[i], line[i].Length);
            }
        }

        foreach (var line in lines)
        {
            var text = Gap;
            for (var i = 0; i < line.Count; i++)
            {
                text += (i == 0 ? line[i].PadRight(widths[i]) : IsFigure(line[i]) ? line[i].PadLeft(widths[i]) : line[i].PadRight(widths[i])) + Gap;
            }

            output.Write(text.TrimEnd(' ') + "\n");
        }
    }

    private void Draw(IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold aqua]{Title}[/]");
        var table = new Table().Border(Head is null ? TableBorder.None : TableBorder.Rounded);
        var columns = Math.Max(Head?.Count ?? 0, Rows.Count == 0 ? 0 : Rows.Max(static r => r.Count));
        for (var i = 0; i < columns; i++)
        {
            var column = new TableColumn(new Text(Head is not null && i < Head.Count ? Head[i] : string.Empty)).PadLeft(i == 0 ? 2 : 1);
            column.Alignment = i > 0 && Rows.All(r => r.Count <= i || r[i].Length == 0 || IsFigure(r[i])) ? Justify.Right : Justify.Left;
            table.AddColumn(i == 0 ? column : column.NoWrap());
        }

        table.ShowHeaders = Head is not null;
        foreach (var row in Rows)
        {
            table.AddRow(Enumerable.Range(0, columns).Select(i => new Text(i < row.Count ? row[i] : string.Empty, i == 0 ? new Style(Color.Grey) : Style.Plain)));
        }

        if (Rows.Count > 0)
        {
            console.Write(table);
        }

        console.WriteLine();
    }

    // Figures line up on the right.
    private static bool IsFigure(string cell) =>
        cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell[0] is '-' or '$' or '+' or '±') && cell.Length < 24 && CultureInfo.InvariantCulture.CompareInfo.IndexOf(cell, ',', CompareOptions.Ordinal) != 0;
}
