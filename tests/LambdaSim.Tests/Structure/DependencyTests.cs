namespace LambdaSim.Tests.Structure;

/// <summary>Dependencies between the core's folders point one way. Read from the compiled assembly, method bodies included.</summary>
public class DependencyTests
{
    private static readonly string[] _lowest = ["Configuration", "Randomness", "Events", "Resources"];

    private static readonly Dictionary<string, string[]> _mayUse = new()
    {
        ["Configuration"] = _lowest,
        ["Randomness"] = _lowest,
        ["Events"] = _lowest,
        ["Resources"] = _lowest,
        ["Admission"] = _lowest,
        ["Placement"] = _lowest,
        ["Engine"] = [.. _lowest, "Admission", "Placement"],
        ["Workloads"] = [.. _lowest, "Engine"],
        ["Runtime"] = [.. _lowest, "Admission", "Placement", "Engine", ""],
        ["Handlers"] = [.. _lowest, "Runtime", ""],
        ["Units"] = [],
        ["Functions"] = [.. _lowest, "Functions.Model"],
        ["Functions.Model"] = [.. _lowest],
        ["Neighbours"] = [.. _lowest],
        ["Wire.Codecs"] = _lowest,
        ["Handlers.StandIns"] = [.. _lowest, "Functions", "Functions.Model", "Runtime", ""],
        ["Deployment"] = [.. _lowest, "Engine", "Functions", "Functions.Model", "Runtime", "Handlers.StandIns", "Async", "Neighbours", "Worlds", ""],
        ["Worlds"] = [.. _lowest, "Engine", "Async", "Neighbours", "Functions", "Functions.Model", "Runtime", "Projections", ""],
        ["Async"] = [.. _lowest, "Admission", "Engine"],
        ["Projections"] = ["Events", "Configuration", "Resources", "Async"],
        ["Wire"] = [.. _lowest, "Wire.Codecs", "Neighbours", "Functions", "Functions.Model"],
        ["Wire.Lambda"] = [.. _lowest, "Wire", "Functions", "Functions.Model"],
        ["Wire.Sqs"] = [.. _lowest, "Wire", "Wire.Codecs", "Neighbours"],
        ["Wire.Sts"] = [.. _lowest, "Wire", "Wire.Codecs", "Neighbours"],
        ["Wire.Routing"] = ["Wire.Sqs", "Wire.Sts", "Wire", "Wire.Codecs", "Wire.Lambda", "Functions"],
        ["Assertions"] = ["Events", "Configuration", "Projections", ""],
        ["Projections.Scenes"] = ["Events", "Configuration", "Projections"],
        ["Projections.Report"] = [.. _lowest, "Projections", "Projections.Scenes"],
        ["Wire.InProcess"] = ["Wire", "Neighbours", "Wire.Routing", "Functions", "Functions.Model", "Runtime"],
    };

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
