using System.Buffers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Events;

/// <summary>The first line of a recorded run: all that is needed to run it again, except the workload itself.</summary>
public sealed record LogHeader
{
    /// <summary>Version of the file format this library writes and reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>Version of the rules of ordering, drawing and recording. It changes when the same configuration and workload give another log: <see cref="LogSemantics"/>.</summary>
    public const int CurrentSemantics = 3;

    /// <summary>The value of <c>kind</c> in the log of a run.</summary>
    internal const string RunKind = "run";

    /// <summary>Version of the rules under which the run was made.</summary>
    public int Semantics { get; init; } = CurrentSemantics;

    /// <summary>Seed of all draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Instant of virtual time 0.</summary>
    public required Instant Start { get; init; }

    /// <summary>The resolved configuration of the run: one JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Config { get; init; } = "{}"u8.ToArray();

    /// <summary>What was replayed: a JSON array in UTF-8 of <c>{"name","sha256"}</c> or <c>{"process"}</c>, without paths.</summary>
    public ReadOnlyMemory<byte> Workload { get; init; } = "[]"u8.ToArray();

    /// <summary>The header as one line of JSON, without the line break.</summary>
    internal byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("lambdasim"u8, FormatVersion);
            json.WriteString("kind"u8, RunKind);
            json.WriteNumber("semantics"u8, Semantics);
            json.WriteNumber("seed"u8, Seed);
            json.WriteString("start"u8, InstantPattern.ExtendedIso.Format(Start));
            WriteOnOneLine(json, "config"u8, Config);
            WriteOnOneLine(json, "workload"u8, Workload);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a header line.</summary>
    /// <exception cref="FormatException">It is not one; the message is the reason.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    internal static LogHeader Parse(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        RequireCharacters(root);
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("lambdasim"u8, out var version) ||
            version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number))
        {
            throw new FormatException("the first line is no LambdaSim header; give a file written by --log");
        }

        if (number != FormatVersion)
        {
            throw new FormatException(Configuration.Text.Invariant($"the log has format {number}, this version reads format {FormatVersion}; read it with the version that wrote it"));
        }

        if (Member(root, "kind", JsonValueKind.String).GetString() is var kind && kind != RunKind)
        {
            throw new FormatException($"the log is of kind '{kind}'; only '{RunKind}' can be read");
        }

        var start = InstantPattern.ExtendedIso.Parse(Member(root, "start", JsonValueKind.String).GetString()!);
        if (!Member(root, "seed", JsonValueKind.Number).TryGetUInt64(out var seed) ||
            !Member(root, "semantics", JsonValueKind.Number).TryGetInt32(out var semantics) || !start.Success)
        {
            throw new FormatException("the header's seed, semantics or start cannot be read");
        }

        return new LogHeader
        {
            Semantics = semantics,
            Seed = seed,
            Start = start.Value,
            Config = Raw(Member(root, "config", JsonValueKind.Object)),
            Workload = Raw(Member(root, "workload", JsonValueKind.Array)),
        };
    }

    // Names and texts go into messages, configurations and paths: each must be decodable, so that nobody meets it later.
    private static void RequireCharacters(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    RequireCharacters(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    RequireCharacters(item);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    private static JsonElement Member(JsonElement root, string name, JsonValueKind kind) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == kind
            ? member
            : throw new FormatException($"the header has no usable '{name}'");

    private static byte[] Raw(JsonElement element) => System.Text.Encoding.UTF8.GetBytes(element.GetRawText());

    // Whoever made the JSON may have indented it; a log line has no line breaks.
    private static void WriteOnOneLine(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value)
    {
        using var document = JsonDocument.Parse(value);
        json.WritePropertyName(name);
        document.RootElement.WriteTo(json);
    }
}
