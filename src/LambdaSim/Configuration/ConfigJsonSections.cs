namespace LambdaSim.Configuration;

/// <summary>The sections that make up a whole file.</summary>
internal static class ConfigSections
{
    private static readonly ConfigSection<FunctionOverrides> Function = new(
        "function", [], [.. FunctionSettingTable.InFiles.Select(static s => (s.Key!, s.Read))]);

    private static readonly ConfigSection<SimulationConfig> Root = new(
        "root",
        [],
        ("$schema", static (c, node) => Unused(c, node.String("the address of a JSON Schema"))),
        ("seed", static (c, node) => c with { Seed = node.UInt64() }),
        ("start", static (c, node) => c with { Start = Checked(node, ConfigValues.Moment(node), static i => new SimulationConfig { Start = i }.Validate()) }),
        ("account", static (c, node) => c with { Account = ConfigValues.Account.Read(node, c.Account, static a => a.Validate()) }),
        ("async", static (c, node) => c with { Async = ConfigAsync.Read(node) }),
        ("keepAlive", static (c, node) => c with { KeepAlive = Checked(node, ConfigValues.KeepAliveKinds.Read(node), static k => k.Validate()) }),
        ("lifetime", static (c, node) => c with { Lifetime = Lifetime(node) }),
        ("mappings", static (c, node) => c with { Mappings = ConfigMappings.Read(node) }),
        ("polling", static (c, node) => c with { Polling = ConfigPolling.Section.Read(node, c.Polling, static p => p.Validate()) }),
        ("prices", static (c, node) => c with { Prices = ConfigPrices.Read(node) }),
        ("until", static (c, node) => Until(c, node)),
        ("defaults", static (c, node) => c with { Defaults = Function.Read(node, FunctionOverrides.None, static d => d.Over(FunctionConfig.Default).Validate()) }),
        (ConfigDeployed.Key, static (c, node) => c with { Deployed = ConfigDeployed.Read(node) }),
        ("functions", static (c, node) => c with { Functions = Functions(node) }),
        ("queues", static (c, node) => c with { Queues = ConfigQueues.Read(node) }),
        ("faults", static (c, node) => c with { Faults = ConfigFaults.Read(node) }),
        ("s3", static (c, node) => c with { S3 = ConfigS3.Section.Read(node, c.S3, static s => s.Validate()) }),
        ("dynamoDb", static (c, node) => c with { DynamoDb = ConfigDynamoDb.Section.Read(node, c.DynamoDb, static d => d.Validate()) }));

    /// <summary>Every object the reader knows, for the test of the published schema.</summary>
    public static IReadOnlyList<ConfigSection> All { get; } =
    [
        Root, ConfigValues.Account, ConfigValues.KeepAliveKinds, ConfigValues.Hybrid, ConfigValues.Lifetime,
        ConfigValues.DistributionKinds, ConfigValues.LogNormal, .. ConfigPrices.Sections, Function, .. SettingForms.Sections, .. ConfigQueues.Sections, ConfigMappings.Section, .. ConfigAsync.Sections, .. ConfigDeployed.Sections, .. ConfigFaults.Sections, ConfigS3.Section, ConfigDynamoDb.Section, ConfigPolling.Section,
    ];

    /// <summary>A configuration of those who run no build outputs.</summary>
    public static SimulationConfig Read(ConfigNode node) => ReadServed(node) is { Deployed.Count: 0 } config ? config
        : throw Member(node, ConfigDeployed.Key)!.Error("build outputs run behind lambdasim serve only; in C#, simulation.AddDeployed of LambdaSim.Deployed runs them");

    /// <summary>A configuration with the build outputs that it names.</summary>
    public static SimulationConfig ReadServed(ConfigNode node)
    {
        var config = Root.Read(node, new SimulationConfig());

        // A function stands on the run's defaults, which may follow it in the file: checked here, each value at its own line.
        foreach (var (name, _, value) in Member(node, "functions")?.Members ?? [])
        {
            if (name.Length is 0 or > 170)
            {
                throw value.Error("a function's name has 1 to 140 characters, and a version up to 29 more");
            }

            Function.Read(value, FunctionOverrides.None, f => f.Over(config.Defaults.Over(FunctionConfig.Default)).Validate());
        }

        ConfigQueues.Check(node, config);
        var whole = Checked(node, config, static c => c.Validate());
        if (NamedTargets.Fault(whole) is var (path, problem))
        {
            throw path.Aggregate(node, static (at, key) => at.Kind == ConfigKind.List ? at.Items[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] : Member(at, key)!).Error(problem);
        }

        return ConcurrencyClaims.Refused(whole) is { } refused
            ? throw Member(Member(node, "functions")!, refused.Entry)!.Error(refused.Refusal.Message, refused.Refusal)
            : whole;
    }

    /// <summary>Reads the text of <c>until</c>, in a file or on the command line; null when it is neither a name nor a duration.</summary>
    public static SimulationConfig? Until(SimulationConfig config, string text) => text switch
    {
        "last-foreground-event" => config with { Until = ReplayEnd.LastForegroundEvent },
        "last-arrival" => config with { Until = ReplayEnd.LastArrival },
        _ => UnitText.ParseDuration(text) is { } time ? config with { UntilTime = time } : null,
    };

    private static SimulationConfig Until(SimulationConfig config, ConfigNode node)
    {
        if (node.Kind == ConfigKind.List)
        {
            var durations = node.Items.Count(static item => item.Kind == ConfigKind.Text && UnitText.ParseDuration(item.Text) is not null);
            return node.Items.Count > 0 && durations <= 1 && node.Items.Count - durations <= 1
                ? node.Items.Aggregate(config, One)
                : throw node.Expected("one duration and one of \"last-foreground-event\" and \"last-arrival\"");
        }

        return One(config, node);

        static SimulationConfig One(SimulationConfig config, ConfigNode node) =>
            (node.Kind == ConfigKind.Text ? Until(config, node.Text) : null)
            ?? throw node.Expected("\"last-foreground-event\", \"last-arrival\" or a duration such as \"24h\"");
    }

    // For editors: checked to be text, and nothing else.
    private static SimulationConfig Unused(SimulationConfig config, string address) => config;

    private static EnvironmentLifetime? Lifetime(ConfigNode node) =>
        node.Kind == ConfigKind.Null
            ? null
            : ConfigValues.Lifetime.Read(node, EnvironmentLifetime.Default, static l => l.Validate());

    private static SortedDictionary<string, FunctionOverrides> Functions(ConfigNode node)
    {
        if (node.Kind != ConfigKind.Map)
        {
            throw node.Expected("an object with one entry a function");
        }

        var functions = new SortedDictionary<string, FunctionOverrides>(StringComparer.Ordinal);
        foreach (var (name, _, value) in node.Members)
        {
            functions.Add(name, Function.Read(value, FunctionOverrides.None));
        }

        return functions;
    }

    private static T Checked<T>(ConfigNode node, T value, Action<T> validate)
    {
        try
        {
            validate(value);
            return value;
        }
        catch (Exception e) when (e is LambdaServiceException or SimulationConfigException)
        {
            throw node.Error(e.Message, e);
        }
    }

    private static ConfigNode? Member(ConfigNode node, string key) => node.Members.Find(m => m.Key == key).Value;
}
