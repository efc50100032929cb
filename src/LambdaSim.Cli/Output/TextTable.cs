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
            var cells = line.Select((cell, i) => i > 0 && IsFigures(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            output.Write($"{Gap}{string.Join(Gap, cells)}".TrimEnd(' ') + "\n");
        }
    }

    private void Draw(IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold aqua]{Title}[/]");
        var columns = Math.Max(Head?.Count ?? 0, Rows.Count == 0 ? 0 : Rows.Max(static r => r.Count));
        if (Head is null)
        {
            var grid = new Grid();
            for (var i = 0; i < columns; i++)
            {
                grid.AddColumn(new GridColumn { Alignment = Alignment(i), Padding = new Padding(i == 0 ? 2 : 0, 0, 2, 0) });
            }

            foreach (var row in Rows)
            {
                grid.AddRow(Cells(row, columns));
            }

            console.Write(grid);
        }
        else
        {
            var table = new Table().Border(TableBorder.Rounded);
            for (var i = 0; i < columns; i++)
            {
                table.AddColumn(new TableColumn(new Text(Head[i])) { Alignment = Alignment(i), NoWrap = i > 0 });
            }

            foreach (var row in Rows)
            {
                table.AddRow(Cells(row, columns));
            }

            console.Write(table);
        }

        console.WriteLine();
    }

    private Justify Alignment(int column) => column > 0 && IsFigures(column) ? Justify.Right : Justify.Left;

    private static Text[] Cells(IReadOnlyList<string> row, int columns) =>
        [.. Enumerable.Range(0, columns).Select(i => new Text(i < row.Count ? row[i] : string.Empty, i == 0 && row.Count > 1 ? new Style(Color.Grey) : Style.Plain))];

    // Figures line up on the right, words on the left.
    private bool IsFigures(int column) => Rows.All(r => r.Count <= column || r[column].Length == 0 || char.IsAsciiDigit(r[column][0]) || r[column][0] is '-' or '$');
}
