using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>One setting of a function: its names, its range, how it is read, written, checked and told in the log.</summary>
internal sealed class FunctionSetting
{
    private FunctionSetting()
    {
    }

    private delegate bool TryGet<TFrom, T>(TFrom from, [MaybeNullWhen(false)] out T value);

    /// <summary>Its key in configuration files; null: it is set in code only.</summary>
    public required string? Key { get; init; }

    /// <summary>Its property, and in lower case its name in the log.</summary>
    public required string Property { get; init; }

    /// <summary>AWS's member; null: a setting of the simulation.</summary>
    public required string? Member { get; init; }

    /// <summary>What it is, a sentence without its stop.</summary>
    public required string Says { get; init; }

    /// <summary>What it may be.</summary>
    public required string Range { get; init; }

    /// <summary>Members of its JSON Schema.</summary>
    public required string Schema { get; init; }

    /// <summary>What holds where nobody sets it, in words; null: its default.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Refuses a configuration for this setting's sake; null: every value of its type will do.</summary>
    public required Action<FunctionConfig>? Check { get; init; }

    /// <summary>Reads it from a file.</summary>
    public required Func<FunctionOverrides, ConfigNode, FunctionOverrides> Read { get; init; }

    /// <summary>Writes it where it is set.</summary>
    public required Action<Utf8JsonWriter, FunctionOverrides> Write { get; init; }

    /// <summary>Writes what the configuration has.</summary>
    public required Action<Utf8JsonWriter, string, FunctionConfig> WriteValue { get; init; }

    /// <summary>Its pairs in a function's definition in the log.</summary>
    public required IReadOnlyList<DefinitionPair> Pairs { get; init; }

    /// <summary>A setting whose values are of a value type.</summary>
    public static FunctionSetting Of<T>(
        string? key,
        string property,
        string? member,
        string says,
        SettingForm<T> form,
        Func<FunctionConfig, T?> value,
        Func<FunctionConfig, T, FunctionConfig> set,
        Func<FunctionOverrides, T?> written,
        Func<FunctionOverrides, T, FunctionOverrides> write,
        string? otherwise = null,
        Action<FunctionConfig>? and = null)
        where T : struct
    {
        return Make(key, property, member, says, form, Of, set, OfWritten, write, otherwise, and);

        bool Of(FunctionConfig config, out T got) => Given(value(config), out got);

        bool OfWritten(FunctionOverrides overrides, out T got) => Given(written(overrides), out got);

        static bool Given(T? given, out T got)
        {
            got = given.GetValueOrDefault();
            return given.HasValue;
        }
    }

    /// <summary>A setting whose values are objects.</summary>
    public static FunctionSetting Of<T>(
        string? key,
        string property,
        string? member,
        string says,
        SettingForm<T> form,
        Func<FunctionConfig, T?> value,
        Func<FunctionConfig, T, FunctionConfig> set,
        Func<FunctionOverrides, T?> written,
        Func<FunctionOverrides, T, FunctionOverrides> write,
        string? otherwise = null,
        Action<FunctionConfig>? and = null)
        where T : class
    {
        return Make(key, property, member, says, form, Of, set, OfWritten, write, otherwise, and);

        bool Of(FunctionConfig config, [NotNullWhen(true)] out T? got) => (got = value(config)) is not null;

        bool OfWritten(FunctionOverrides overrides, [NotNullWhen(true)] out T? got) => (got = written(overrides)) is not null;
    }

    private static FunctionSetting Make<T>(
        string? key,
        string property,
        string? member,
        string says,
        SettingForm<T> form,
        TryGet<FunctionConfig, T> value,
        Func<FunctionConfig, T, FunctionConfig> set,
        TryGet<FunctionOverrides, T> written,
        Func<FunctionOverrides, T, FunctionOverrides> write,
        string? otherwise,
        Action<FunctionConfig>? and)
    {
        var label = member is null ? key ?? property : string.Join('.', member.Split('.').Select(Camel));
        return new FunctionSetting
        {
            Key = key,
            Property = property,
            Member = member,
            Says = says,
            Range = form.Range,
            Schema = form.Schema,
            Otherwise = otherwise,
            Check = form.Check is not { } check ? and : config =>
            {
                if (value(config, out var given))
                {
                    check(given, label);
                }

                and?.Invoke(config);
            },
            Read = (overrides, node) => write(overrides, form.Read(node)),
            Write = (json, overrides) =>
            {
                if (written(overrides, out var given))
                {
                    form.Write(json, key!, given);
                }
            },
            WriteValue = (json, name, config) =>
            {
                if (value(config, out var given))
                {
                    form.Write(json, name, given);
                }
            },
            Pairs = [.. form.Log.Select(part => Pair(Camel(property), part, value, set))],
        };
    }

    private static DefinitionPair Pair<T>(string name, LogPart<T> part, TryGet<FunctionConfig, T> value, Func<FunctionConfig, T, FunctionConfig> set)
    {
        var known = value(FunctionConfig.Default, out var usual);
        var usualText = known ? part.Text(usual!) : null;
        return new(
            name + part.Suffix,
            config => value(config, out var given) && !(known && EqualityComparer<T>.Default.Equals(given, usual)) && part.Text(given) is { } text && text != usualText ? text : null,
            (config, text) => set(config, part.Parse(value(config, out var given) ? given : default, text)));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A pair of name and value in a function's definition in the log.</summary>
/// <param name="Name">The setting's name, with that of the part of it.</param>
/// <param name="Read">Its text; null: it is the default's.</param>
/// <param name="Write">Puts it into a configuration.</param>
internal sealed record DefinitionPair(string Name, Func<FunctionConfig, string?> Read, Func<FunctionConfig, string, FunctionConfig> Write);
