using System.Globalization;
using LambdaSim.Events;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>The kinds of values that a function's settings have.</summary>
internal static class SettingForms
{
    private static readonly ConfigSection<ProvisionedConcurrency> ProvisionedSection = new(
        "provisioned",
        ["concurrency"],
        ("concurrency", static (p, node) => p with { Concurrency = node.Int() }),
        ("readyAt", static (p, node) => p with { ReadyAt = ConfigValues.Duration(node) }));

    private static readonly ConfigSection<CpuModel> CpuSection = new(
        "cpu",
        ["boundShare"],
        ("boundShare", static (c, node) => c with { BoundShare = node.Decimal() }),
        ("referenceMemory", static (c, node) => c with { ReferenceMemoryMb = ConfigValues.Mb(node) }));

    /// <summary>The objects among them, for the test of the published schema.</summary>
    public static IReadOnlyList<ConfigSection> Sections { get; } = [ProvisionedSection, CpuSection];

    public static SettingForm<bool> Flag { get; } = new()
    {
        Read = static node => node.Bool(),
        Write = static (json, key, value) => json.WriteBoolean(key, value),
        Schema = "\"type\": \"boolean\"",
        Range = "true, false",
        Log = Whole<bool>(static v => v ? "true" : "false", static text => text == "true"),
    };

    /// <summary>A length of time that is the simulation's own.</summary>
    public static SettingForm<TimeLength> Length { get; } = new()
    {
        Read = static node => ConfigValues.Duration(node),
        Write = static (json, key, value) => json.WriteString(key, UnitText.Of(value)),
        Schema = "\"$ref\": \"#/$defs/duration\"",
        Range = "0s to 366d",
        Check = CheckLength,
        Log = Whole(Nanoseconds, Time),
    };

    public static SettingForm<Distribution> Lengths { get; } = new()
    {
        Read = ConfigValues.Lengths,
        Write = ConfigJsonWriter.Distribution,
        Schema = "\"$ref\": \"#/$defs/lengths\"",
        Range = "a distribution",
        Check = static (value, _) => value.Validate(),
        Log = Whole(DistributionText.Of, DistributionText.Parse),
    };

    public static SettingForm<ProvisionedConcurrency> Provisioned { get; } = new()
    {
        Read = static node => ProvisionedSection.Read(node, new ProvisionedConcurrency(0)),
        Write = static (json, key, value) =>
        {
            json.WriteStartObject(key);
            json.WriteNumber("concurrency", value.Concurrency);
            json.WriteString("readyAt", UnitText.Of(value.ReadyAt));
            json.WriteEndObject();
        },
        Schema = "\"$ref\": \"#/$defs/provisioned\"",
        Range = "`concurrency`, 1 or more, and `readyAt`, 0s to 366d",
        Check = static (value, name) =>
        {
            ValidationException.Range(value.Concurrency, name, 1, int.MaxValue);
            CheckLength(value.ReadyAt, "provisioned readyAt");
        },
        Log =
        [
            new(".concurrency", static v => Number(v.Concurrency), static (v, text) => (v ?? new(0)) with { Concurrency = Int(text) }),
            new(".readyAt", static v => Nanoseconds(v.ReadyAt), static (v, text) => (v ?? new(0)) with { ReadyAt = Time(text) }),
        ],
    };

    public static SettingForm<CpuModel> Cpu { get; } = new()
    {
        Read = static node => CpuSection.Read(node, new CpuModel(0)),
        Write = static (json, key, value) =>
        {
            json.WriteStartObject(key);
            json.WriteNumber("boundShare", Text.Shortest(value.BoundShare));
            if (value.ReferenceMemoryMb is { } reference)
            {
                json.WriteNumber("referenceMemory", reference);
            }

            json.WriteEndObject();
        },
        Schema = "\"$ref\": \"#/$defs/cpu\"",
        Range = "`boundShare`, 0 to 1, and `referenceMemory`, 128 to 10,240 MB",
        Check = static (value, _) =>
        {
            if (value.BoundShare is < 0 or > 1)
            {
                throw new SimulationConfigException(Text.Invariant($"cpu boundShare is {value.BoundShare}; it must be between 0 and 1"));
            }

            if (value.ReferenceMemoryMb is { } reference)
            {
                ValidationException.Range(reference, "cpu.referenceMemory", 128, 10_240);
            }
        },
        Log =
        [
            // 0.50 and 0.5 are equal: one text for both.
            new(".boundShare", static v => v.BoundShare.ToString("0.############################", CultureInfo.InvariantCulture), static (v, text) => (v ?? new(0)) with { BoundShare = decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture) }),
            new(".referenceMemoryMb", static v => v.ReferenceMemoryMb is { } reference ? Number(reference) : null, static (v, text) => (v ?? new(0)) with { ReferenceMemoryMb = Int(text) }),
        ],
    };

    /// <summary>Environment variables: in code only, where there is code to read them.</summary>
    public static SettingForm<IReadOnlyDictionary<string, string>> Variables { get; } = new()
    {
        Read = static node => throw node.Expected("nothing"),
        Write = static (_, key, _) => throw new NotSupportedException(key),
        Schema = "",
        Range = "4 KB together",
        Check = static (value, _) => VariableSet.Of(value).Validate(),
        Log = Whole<IReadOnlyDictionary<string, string>>(static v => VariableSet.Of(v).ToText(), VariableSet.Parse),
    };

    public static SettingForm<Destination> Target(string schema, Action<Destination, string> check) => new()
    {
        Read = ConfigQueues.Target,
        Write = static (json, key, value) => json.WriteString(key, value.Written),
        Schema = "\"$ref\": \"#/$defs/target\"",
        Range = schema,
        Check = check,
        Log = Whole(static v => v.Arn, static text => new Destination(text)),
    };

    public static SettingForm<string> Name(string what) => new()
    {
        Read = node => node.String(what),
        Write = static (json, key, value) => json.WriteString(key, value),
        Schema = "\"type\": \"string\"",
        Range = what,
        Log = Whole<string>(static v => v, static text => text),
    };

    /// <summary>A size in whole MB.</summary>
    public static SettingForm<int> Size(int min, int max) => new()
    {
        Read = ConfigValues.Mb,
        Write = static (json, key, value) => json.WriteNumber(key, value),
        Schema = "\"$ref\": \"#/$defs/size\"",
        Range = Text.Invariant($"{min:#,##0} to {max:#,##0} MB"),
        Check = (value, name) => ValidationException.Range(value, name, min, max),
        Log = Whole<int>(Number, Int),
    };

    public static SettingForm<int> Count(int min, int max) => new()
    {
        Read = static node => node.Int(),
        Write = static (json, key, value) => json.WriteNumber(key, value),
        Schema = max == int.MaxValue ? Text.Invariant($"\"type\": \"integer\", \"minimum\": {min}") : Text.Invariant($"\"type\": \"integer\", \"minimum\": {min}, \"maximum\": {max}"),
        Range = max == int.MaxValue ? Text.Invariant($"{min} or more") : Text.Invariant($"{min} to {max}"),
        Check = (value, name) => ValidationException.Range(value, name, min, max),
        Log = Whole<int>(Number, Int),
    };

    /// <summary>A length of time that AWS takes in whole seconds.</summary>
    public static SettingForm<TimeLength> Seconds(int min, int max) => Length with
    {
        Range = $"whole seconds, {UnitText.Of(Duration.FromSeconds(min))} to {UnitText.Of(Duration.FromSeconds(max))}",
        Check = (value, name) => ValidationException.Range(WholeSeconds(value, name), name, min, max),
    };

    public static SettingForm<TEnum> OneOf<TEnum>(params (string Name, TEnum Value)[] names)
        where TEnum : struct, Enum => new()
        {
            Read = node => ConfigValues.Named(node, names),
            Write = (json, key, value) => json.WriteString(key, Array.Find(names, n => n.Value.Equals(value)).Name),
            Schema = $"\"enum\": [{string.Join(", ", names.Select(static n => $"\"{n.Name}\""))}]",
            Range = string.Join(", ", names.Select(static n => n.Name)),
            Log = Whole(static v => v.ToString(), static text => Enum.Parse<TEnum>(text)),
        };

    private static LogPart<T>[] Whole<T>(Func<T, string?> text, Func<string, T> parse) => [new("", text, (_, value) => parse(value))];

    private static string Number(int value) => Text.Of(value);

    private static string Nanoseconds(TimeLength value) => Text.Of(value.ToInt64Nanoseconds());

    private static int Int(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static TimeLength Time(string text) => Duration.FromNanoseconds(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    private static long WholeSeconds(TimeLength value, string name)
    {
        if (value.ToDuration().NanosecondOfDay % NodaConstants.NanosecondsPerSecond != 0)
        {
            throw new SimulationConfigException(Text.Invariant($"{name} is {value.TotalSeconds} s; AWS takes whole seconds"));
        }

        return (long)value.TotalSeconds;
    }

    private static void CheckLength(TimeLength value, string name)
    {
        if (value < Duration.Zero || value > Duration.FromDays(366))
        {
            throw new SimulationConfigException(Text.Invariant($"{name} is {value.TotalSeconds} s; it must be between 0 and 366 days"));
        }
    }
}
