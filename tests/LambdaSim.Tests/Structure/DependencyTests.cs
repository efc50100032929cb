namespace LambdaSim.Tests.Structure;

/// <summary>Dependencies between the core's folders point one way. Read from the compiled assembly, method bodies included.</summary>
public class DependencyTests
{
    private const string Words = "words", Door = "door", Nothing = "nothing";

    private static readonly string[] _words = ["Configuration", "Randomness", "Events", "Resources", "Faults"];

    // As docs/design/why.md draws them.
    private static readonly Dictionary<string, string[]> _mayUse = Arrows();

    [Fact]
    public void Folders_depend_only_on_those_below_them()
    {
        var wrong = Uses()
            .Where(u => u.From != "" && u.To != u.From && !(_mayUse.TryGetValue(u.From, out var allowed) && allowed.Contains(u.To)))
            .Select(u => $"{u.From} uses {u.To}: {u.Where}")
            .Distinct()
            .ToList();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Of_the_asynchronous_queue_projections_know_its_back_off_only() =>
        Assert.DoesNotContain(Uses(), u => u.From.StartsWith("Projections", StringComparison.Ordinal) && u.To == "Async" && u.Used != typeof(LambdaSim.Async.Backoff));

    [Fact]
    public void Limits_and_places_know_nothing_of_who_calls() =>
        Assert.DoesNotContain(Uses(), u => u is { From: "Admission" or "Placement" or "Engine", To: "Async" or "Runtime" or "Neighbours" });

    [Fact]
    public void No_room_takes_a_whole_simulation()
    {
        var wrong = from type in typeof(Simulation).Assembly.GetTypes()
                    where Folder(type) is not (null or "")
                    from use in TypeUses.Of(type)
                    where use.Type == typeof(Simulation)
                    select use.Where;

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_engine_knows_no_projection() => Assert.DoesNotContain(Uses(), u => u.From is "Engine" or "Admission" or "Placement" && u.To.StartsWith("Projections", StringComparison.Ordinal));

    [Fact]
    public void The_core_depends_on_NodaTime_System_IO_Hashing_abstractions_and_the_framework_only()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var others = typeof(Simulation).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !File.Exists(Path.Combine(framework, n + ".dll")) && !(n.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && n.EndsWith(".Abstractions", StringComparison.Ordinal)));

        Assert.Equal(["NodaTime", "System.IO.Hashing"], others.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_reader_sees_into_method_bodies() => Assert.Contains(Uses(), u => u is { From: "Engine", To: "Admission" } && u.Where.Contains('.', StringComparison.Ordinal));

    [Fact]
    public void The_picture_shows_every_room()
    {
        var rooms = typeof(Simulation).Assembly.GetTypes().Select(Folder).OfType<string>().Where(static r => r.Length > 0).Distinct();

        Assert.Equal(rooms.Order(StringComparer.Ordinal), _mayUse.Keys.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string[]> Arrows()
    {
        var lines = File.ReadAllLines(Path.Combine(Shared.ProjectRoot(), "docs", "design", "why.md"));
        return lines.SkipWhile(static l => l != "```rooms").Skip(1).TakeWhile(static l => l != "```")
            .Select(static l => l.Split('>', StringSplitOptions.TrimEntries))
            .ToDictionary(static l => l[0], static l => l[1].Split(", ").SelectMany(static u => u switch
            {
                Words => _words,
                Door => [""],
                Nothing => [],
                _ => [u],
            }).ToArray(), StringComparer.Ordinal);
    }

    private static IEnumerable<(string From, string To, string Where, Type Used)> Uses() =>
        from type in typeof(Simulation).Assembly.GetTypes()
        where Folder(type) is not null
        from use in TypeUses.Of(type)
        let to = Folder(use.Type)
        where to is not null
        select (Folder(type)!, to, use.Where, use.Type);

    // The words of the root (outcomes, causes, levels, lengths of time, destinations, the service's errors) are everybody's.
    private static string? Folder(Type type) =>
        type.Assembly != typeof(Simulation).Assembly || type.Namespace is not { } ns || !ns.StartsWith("LambdaSim", StringComparison.Ordinal) ? null
        : ns == "LambdaSim" ? IsWord(type) ? null : "" : ns["LambdaSim.".Length..];

    private static bool IsWord(Type type) =>
        type.IsEnum || type.IsAssignableTo(typeof(AwsServiceException)) || type.IsAssignableTo(typeof(IDestinationTarget))
        || (type.DeclaringType ?? type) == typeof(Destination) || type == typeof(TimeLength) || type == typeof(SimulationConfigException)
        || type == typeof(LambdaSimException);
}
