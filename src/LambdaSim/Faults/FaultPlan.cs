using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Faults;

/// <summary>
/// What goes wrong on purpose in a run, as a value: printed, saved, read back and replayed. Each fault decides by draws of its own, keyed by what it may
/// strike: one more fault shifts no draw of another, and one less changes only what it struck (rules FLT-PLAN, FLT-DRAW).
/// </summary>
/// <example>
/// <code>
/// FaultPlan plan = [new Fault(FaultSite.DuplicateDelivery) { Function = "charge", Share = 0.1m }, new Fault(FaultSite.LateDelivery) { From = 1.Hours, Until = 2.Hours }];
/// using var simulation = new Simulation(new SimulationOptions { Faults = plan });
/// </code>
/// </example>
[CollectionBuilder(typeof(FaultPlan), nameof(Of))]
public sealed class FaultPlan : IReadOnlyList<Fault>, IEquatable<FaultPlan>
{
    private readonly Fault[] _faults;

    private FaultPlan(Fault[] faults) => _faults = faults;

    /// <summary>Nothing goes wrong on purpose.</summary>
    public static FaultPlan None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _faults.Length;

    /// <inheritdoc/>
    public Fault this[int index] => _faults[index];

    /// <summary>A plan of these faults; of two that would strike the same thing at the same site, the earlier one does.</summary>
    /// <exception cref="SimulationConfigException">One of them cannot be: its site does not know a limit, or a value is out of range.</exception>
    public static FaultPlan Of(params ReadOnlySpan<Fault> faults)
    {
        foreach (var fault in faults)
        {
            ArgumentNullException.ThrowIfNull(fault);
            if (fault.Problem() is { } problem)
            {
                throw new SimulationConfigException($"fault: {problem}");
            }
        }

        return faults.IsEmpty ? None : new FaultPlan(faults.ToArray());
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote, or a person: <c>{"faults":[{"site":"throttle","service":"sqs"}]}</c>.</summary>
    /// <param name="json">The text; comments and trailing commas are allowed.</param>
    /// <param name="file">Its file's name, for errors.</param>
    /// <exception cref="ConfigFileException">It is no plan: the error names file, line, path and the nearest known word.</exception>
    public static FaultPlan Parse(string json, string file = "faults")
    {
        ArgumentNullException.ThrowIfNull(json);
        return ConfigFaults.ReadPlan(ConfigJsonParser.Parse(json, file));
    }

    /// <summary>These and those of another plan.</summary>
    public FaultPlan With(FaultPlan other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Count == 0 ? this : Count == 0 ? other : new FaultPlan([.. _faults, .. other._faults]);
    }

    /// <summary>The plan without one fault: what that one struck is all that changes.</summary>
    public FaultPlan Without(Fault fault) => Of([.. _faults.Where(f => f != fault)]);

    /// <summary>The plan as JSON, which <see cref="Parse"/> reads: the same plan gives the same bytes.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            ConfigFaults.Write(json, this, always: true);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <inheritdoc/>
    public IEnumerator<Fault> GetEnumerator() => ((IEnumerable<Fault>)_faults).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(FaultPlan? other) => other is not null && _faults.AsSpan().SequenceEqual(other._faults);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FaultPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => _faults.Length == 0 ? 0 : (_faults.Length * 397) ^ (int)_faults[0].Site;

    /// <summary>A line a fault.</summary>
    public override string ToString() => Count == 0 ? "no faults" : string.Join('\n', _faults.Select(static (f, i) => Text.Invariant($"{i}: {f}")));

    /// <summary>Same faults in the same order.</summary>
    public static bool operator ==(FaultPlan? left, FaultPlan? right) => Equals(left, right);

    /// <summary>Other faults, or another order.</summary>
    public static bool operator !=(FaultPlan? left, FaultPlan? right) => !Equals(left, right);
}
