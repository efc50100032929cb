using System.Text;
using System.Text.Json;

namespace LambdaSim.Projections.Report;

/// <summary>Data for the page's script. Whatever could end the element or begin markup is escaped; characters that no text should hold are replaced.</summary>
internal static class ReportJson
{
    public static void Write(HtmlWriter html, string id, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        html.Write($"<script type=\"application/json\" id=\"{id}\">");
        html.Raw(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
        html.Raw("</script>\n");
    }

    /// <summary>A number to two decimals, without those it does not need.</summary>
    public static void Rounded(this Utf8JsonWriter json, double value) => json.WriteNumberValue((decimal)Math.Round(value, 2) / 1.00m);

    /// <summary>A text that may come from outside.</summary>
    public static void Text(this Utf8JsonWriter json, string text) => json.WriteStringValue(ReportText.Clean(text));
}
