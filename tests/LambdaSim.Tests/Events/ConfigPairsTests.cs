using System.Reflection;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Events;

public sealed class ConfigPairsTests
{
    // One distribution of each type; a type that is missing here fails the test below.
    private static readonly Distribution[] Distributions =
    [
        Distribution.Fixed(Duration.FromNanoseconds(123_456_789)),
        Distribution.Uniform(Duration.FromNanoseconds(1), Duration.FromDays(2)),
        Distribution.Exponential(Duration.FromMilliseconds(31)),
        Distribution.LogNormal(Duration.FromMilliseconds(250), 1.0 / 3),
        Distribution.Quantiles(new Quantile(0.1, Duration.FromMilliseconds(200)), new Quantile(2.0 / 3, Duration.FromNanoseconds(300_000_001))),
    ];

    public static TheoryData<string> Settings => [.. typeof(FunctionConfig).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_of_a_function_is_in_the_canonical_form_and_comes_back(string name)
    {
        var property = typeof(FunctionConfig).GetProperty(name)!;
        foreach (var config in Variants(property))
        {
            var pairs = ConfigPairs.Of(config);
            Assert.NotEmpty(pairs);
            Assert.Equal(config, pairs.Aggregate(FunctionConfig.Default, (built, pair) => ConfigPairs.With(built, pair.Key, pair.Value)));
        }
    }

    [Fact]
    public void Defaults_are_left_out() => Assert.Empty(ConfigPairs.Of(new FunctionConfig()));

    [Fact]
    public void Pairs_come_in_ordinal_order_of_their_names()
    {
        var names = ConfigPairs.Of(new FunctionConfig { Timeout = Duration.FromSeconds(9), MemoryMb = 512, Runtime = "dotnet8", Cpu = new CpuModel(0.5m, 1769) }).Select(p => p.Key).ToArray();
        Assert.Equal(["cpu.boundShare", "cpu.referenceMemoryMb", "memoryMb", "runtime", "timeout"], names);
    }

    [Fact]
    public void Equal_numbers_have_one_text() =>
        Assert.Equal(ConfigPairs.Of(new FunctionConfig { Cpu = new CpuModel(0.50m) }), ConfigPairs.Of(new FunctionConfig { Cpu = new CpuModel(0.5m) }));

    [Fact]
    public void Every_type_of_distribution_has_a_text_and_comes_back()
    {
        var types = typeof(Distribution).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Distribution)) && !t.IsAbstract);
        Assert.Equal(types.OrderBy(t => t.Name), Distributions.Select(d => d.GetType()).Distinct().OrderBy(t => t.Name));
        Assert.All(Distributions, d => Assert.Equal(d, DistributionText.Parse(DistributionText.Of(d)!)));
    }

    [Theory]
    [InlineData("colour", "red", "setting 'colour' is unknown; read the log with the version that wrote it")]
    [InlineData("memoryMb", "much", "setting 'memoryMb' cannot be 'much'")]
    [InlineData("init", "wavy:3", "setting 'init' cannot be 'wavy:3'")]
    [InlineData("init", "fixed", "setting 'init' cannot be 'fixed'")]
    [InlineData("duration", "logNormal:5,77", "setting 'duration' cannot be 'logNormal:5,77'")]
    public void What_cannot_be_read_is_named(string name, string value, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ConfigPairs.With(FunctionConfig.Default, name, value)).Message);

    private static IEnumerable<FunctionConfig> Variants(PropertyInfo property)
    {
        foreach (var value in Values(property.PropertyType, property.GetValue(FunctionConfig.Default)))
        {
            var config = new FunctionConfig();
            property.SetValue(config, value);
            yield return config;
        }
    }

    // Values that differ from the default; of a record, one for each of its own settings.
    private static IEnumerable<object> Values(Type type, object? standard)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(int) => [(standard as int? ?? 0) + 1],
            _ when plain == typeof(decimal) => [0.25m],
            _ when plain == typeof(bool) => [!(standard as bool? ?? false)],
            _ when plain == typeof(string) => ["dotnet8"],
            _ when plain == typeof(Duration) => [Duration.FromNanoseconds(1_000_000_007)],
            _ when plain == typeof(TimeLength) => [(TimeLength)Duration.FromNanoseconds(1_000_000_007)],
            _ when plain == typeof(IReadOnlyDictionary<string, string>) => [new Dictionary<string, string> { ["TABLE"] = "orders", ["EMPTY"] = "", ["ODD"] = "a=b;\n\"c\"" }],
            _ when plain == typeof(Distribution) => Distributions,
            { IsEnum: true } => Enum.GetValues(plain).Cast<object>().Where(v => !v.Equals(standard)),
            _ => Records(plain),
        };
    }

    private static IEnumerable<object> Records(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var parameters = constructor.GetParameters();
        var distinct = parameters.Select(p => Values(p.ParameterType, null).First()).ToArray();
        Assert.Equal(parameters.Length, type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Length);
        yield return constructor.Invoke(distinct);
    }
}
