using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>The asynchronous queue in a configuration file.</summary>
internal static class ConfigAsync
{
    private static readonly (string Name, BackoffJitter Value)[] Jitters = [("none", BackoffJitter.None), ("equal", BackoffJitter.Equal), ("full", BackoffJitter.Full)];

    private static readonly (string Name, DeadLetterScope Value)[] Scopes = [("version", DeadLetterScope.Version), ("function", DeadLetterScope.Function)];

    private static readonly ConfigSection<AsyncFaults> Faults = new(
        "asyncFaults",
        [],
        ("duplicateShare", static (f, node) => f with { DuplicateShare = node.Decimal() }),
        ("systemErrorShare", static (f, node) => f with { SystemErrorShare = node.Decimal() }));

    private static readonly ConfigSection<AsyncConfig> Async = new(
        "async",
        [],
        ("backoffJitter", static (a, node) => a with { BackoffJitter = ConfigValues.Named<BackoffJitter>(node, Jitters) }),
        ("faults", static (a, node) => a with { Faults = node.Kind == ConfigKind.Text ? ConfigValues.Named<AsyncFaults>(node, [.. AsyncFaults.Named]) : Faults.Read(node, AsyncFaults.None) }),
        ("deliveryAttempts", static (a, node) => a with { DeliveryAttempts = node.Int() }),
        ("deadLetterScope", static (a, node) => a with { DeadLetterScope = ConfigValues.Named<DeadLetterScope>(node, Scopes) }),
        ("recursionLimit", static (a, node) => a with { RecursionLimit = node.Int() }));

    public static IReadOnlyList<ConfigSection> Sections { get; } = [Async, Faults];

    public static AsyncConfig Read(ConfigNode node) => Async.Read(node, new AsyncConfig(), static a => a.Validate());

    /// <summary>Nothing where all is as it is by itself: the form of such a world stays what it is.</summary>
    public static void Write(Utf8JsonWriter json, AsyncConfig config)
    {
        if (config == new AsyncConfig())
        {
            return;
        }

        json.WriteStartObject("async");
        json.WriteString("backoffJitter", NameOf(Jitters, config.BackoffJitter));
        json.WriteString("deadLetterScope", NameOf(Scopes, config.DeadLetterScope));
        json.WriteNumber("deliveryAttempts", config.DeliveryAttempts);
        json.WriteStartObject("faults");
        json.WriteNumber("duplicateShare", Text.Shortest(config.Faults.DuplicateShare));
        json.WriteNumber("systemErrorShare", Text.Shortest(config.Faults.SystemErrorShare));
        json.WriteEndObject();
        json.WriteNumber("recursionLimit", config.RecursionLimit);
        json.WriteEndObject();
    }

    private static string NameOf<T>((string Name, T Value)[] names, T value) => names.First(n => EqualityComparer<T>.Default.Equals(n.Value, value)).Name;
}
