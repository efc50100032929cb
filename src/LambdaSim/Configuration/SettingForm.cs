using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>How a kind of value is written in configuration files, their schema and the log, and what it may be.</summary>
internal sealed record SettingForm<T>
{
    public required Func<ConfigNode, T> Read { get; init; }

    public required Action<Utf8JsonWriter, string, T> Write { get; init; }

    /// <summary>Members of its JSON Schema.</summary>
    public required string Schema { get; init; }

    /// <summary>What it may be, in words.</summary>
    public required string Range { get; init; }

    /// <summary>Refuses a value out of range by the name it has in messages.</summary>
    public Action<T, string>? Check { get; init; }

    /// <summary>Its parts in a function's definition in the log; most have one.</summary>
    public required IReadOnlyList<LogPart<T>> Log { get; init; }
}

/// <summary>A part of a value in the log.</summary>
/// <param name="Suffix">What follows the setting's name.</param>
/// <param name="Text">Its canonical text; null: left out.</param>
/// <param name="Parse">Puts it into what was read before, if anything was.</param>
internal sealed record LogPart<T>(string Suffix, Func<T, string?> Text, Func<T?, string, T> Parse);
