using System.Globalization;
using System.Runtime.CompilerServices;

namespace LambdaSim.Projections.Report;

/// <summary>
/// Writes HTML from interpolated strings. The literal parts are markup; whatever is filled in is text and escaped, so that a
/// name from a trace cannot become markup.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Markup as it is: never with text from outside.</summary>
    public void Raw(string markup) => output.Write(markup);

    /// <summary>Markup with text filled in.</summary>
    /// <remarks>The handler has written all of it before this is called.</remarks>
    public void Write([InterpolatedStringHandlerArgument("")] in Handler html) => html.Done(this);

    private void Text(string? text)
    {
        foreach (var c in text ?? "")
        {
            switch (c)
            {
                case '&':
                    output.Write("&amp;");
                    break;
                case '<':
                    output.Write("&lt;");
                    break;
                case '>':
                    output.Write("&gt;");
                    break;
                case '"':
                    output.Write("&quot;");
                    break;
                case '\'':
                    output.Write("&#39;");
                    break;
                default:
                    output.Write(ReportText.IsForbidden(c) ? '\uFFFD' : c);
                    break;
            }
        }
    }

    /// <summary>Takes an interpolated string apart; see <see cref="HtmlWriter"/>.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly HtmlWriter _writer;

        public Handler(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _ = literalLength + formattedCount;
            _writer = writer;
        }

        internal void Done(HtmlWriter writer) => System.Diagnostics.Debug.Assert(ReferenceEquals(writer, _writer), "a handler belongs to its writer");

        public void AppendLiteral(string markup) => _writer.Raw(markup);

        public void AppendFormatted(string? text) => _writer.Text(text);

        public void AppendFormatted(long value) => _writer.Raw(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Markup markup) => _writer.Raw(markup.Value);

        /// <summary>A coordinate, to a hundredth.</summary>
        public void AppendFormatted(double value) => _writer.Raw(value.ToString("0.##", CultureInfo.InvariantCulture));

        /// <summary>A number in a form of its own.</summary>
        public void AppendFormatted(double value, string format) => _writer.Raw(value.ToString(format, CultureInfo.InvariantCulture));

        /// <summary>A sort key.</summary>
        public void AppendFormatted(decimal value) => _writer.Raw(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Markup that is filled in as it is: never with text from outside.</summary>
    public readonly record struct Markup(string Value);
}
